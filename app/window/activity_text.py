"""What the engine is doing, in the user's language."""

from __future__ import annotations

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.window import texts
from app.window.engine_texts import in_own_words
from indexer.client import Activity

# What the engine may say; it knows no language but English.
_REASONS = (
    QT_TRANSLATE_NOOP("Activity", "Indexing is paused."),
    QT_TRANSLATE_NOOP("Activity", "The computer runs on its battery."),
    QT_TRANSLATE_NOOP("Activity", "Somebody is using the computer."),
)
_UNTIL = (
    (
        re.compile(r"Indexing is paused until (.+)\."),
        QT_TRANSLATE_NOOP("Activity", "Indexing is paused until {time}."),
    ),
    (
        re.compile(r"Quiet hours last until (.+)\."),
        QT_TRANSLATE_NOOP("Activity", "Quiet hours last until {time}."),
    ),
)


def describe(activity: Activity) -> str:
    """One line; empty while the engine is idle."""
    translate = QCoreApplication.translate
    match activity.state:
        case "scanning":
            return _scanning(activity)
        case "indexing":
            return _indexing(activity)
        case "waiting":
            return translate("Activity", "Waiting: {reason}").format(reason=reason(activity))
        case "paused":
            return reason(activity) or translate("Activity", "Indexing is paused.")
        case _:
            return ""


def reason(activity: Activity) -> str:
    """Why it waits."""
    if activity.reason in _REASONS:
        return QCoreApplication.translate("Activity", activity.reason)
    for pattern, text in _UNTIL:
        if match := pattern.fullmatch(activity.reason):
            return QCoreApplication.translate("Activity", str(text)).format(time=match[1])
    return in_own_words(activity.reason)


def share(activity: Activity) -> float | None:
    """How much is done, 0 to 1; None if that is not known."""
    progress = activity.progress
    if activity.state == "idle" or progress is None or not progress.total:
        return None
    return None if activity.state == "scanning" else min(1.0, progress.done / progress.total)


def _scanning(activity: Activity) -> str:
    seen = activity.progress.total if activity.progress else 0
    if not seen:
        return QCoreApplication.translate("Activity", "Looking for photos…")
    return QCoreApplication.translate("Activity", "Looking for photos: %Ln so far", "", seen)


def _indexing(activity: Activity) -> str:
    progress = activity.progress
    if progress is None or not progress.total:
        return QCoreApplication.translate("Activity", "Indexing…")
    if progress.done >= progress.total:  # the index and the words for tags are being made
        return QCoreApplication.translate("Activity", "All photos are read; finishing…")
    text = QCoreApplication.translate("Activity", "Indexing {done} of {total}").format(
        done=texts.number(progress.done), total=texts.number(progress.total)
    )
    if progress.seconds_left is None:
        return text
    return QCoreApplication.translate("Activity", "{indexing} · {duration} left").format(
        indexing=text, duration=texts.about(progress.seconds_left)
    )
