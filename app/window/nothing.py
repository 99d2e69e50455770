"""Why there are no photos to be seen, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.window import activity_text
from indexer.client import Activity, Status
from indexer.query import Filters, Query


@dataclass(frozen=True)
class Reason:
    """What stands where the photos would be.

    Attributes:
        action: text of the button, empty for none.
        do: what it does.
    """

    icon: str
    headline: str
    sentence: str = ""
    action: str = ""
    do: Callable[[], None] | None = None


@dataclass(frozen=True)
class Ways:
    """What can be done about it."""

    clear_filters: Callable[[], None]
    choose_folders: Callable[[], None]
    open_folders: Callable[[], None]


def why_nothing(query: Query, status: Status, ways: Ways) -> Reason:
    """The reason why this query finds no photo in a library like that."""
    if query.filters != Filters():
        return Reason(
            "funnel",
            QCoreApplication.translate("Nothing", "No photo matches these filters"),
            QCoreApplication.translate("Nothing", "Remove one of them, or all."),
            QCoreApplication.translate("Nothing", "Clear filters"),
            ways.clear_filters,
        )
    if not status.folders:
        return Reason(
            "folder-plus",
            QCoreApplication.translate("Nothing", "Which photos do you want to find?"),
            QCoreApplication.translate(
                "Nothing", "Choose the folders with your photos. Pictrove only reads them."
            ),
            QCoreApplication.translate("Nothing", "Choose folders…"),
            ways.choose_folders,
        )
    activity = status.engine.activity if status.engine else Activity("idle")
    if not status.indexed and (status.pending or activity.state == "scanning"):
        return _first_photos(activity)
    if all(folder.offline for folder in status.folders):
        return Reason(
            "unplug",
            QCoreApplication.translate("Nothing", "Your photos cannot be reached now"),
            QCoreApplication.translate(
                "Nothing",
                "Connect the drive or the network they are on: they appear here automatically.",
            ),
            QCoreApplication.translate("Nothing", "Folders…"),
            ways.open_folders,
        )
    return Reason(
        "images",
        QCoreApplication.translate("Nothing", "There are no photos here yet"),
        QCoreApplication.translate(
            "Nothing", "What is saved in the folders of your library appears here automatically."
        ),
        QCoreApplication.translate("Nothing", "Folders…"),
        ways.open_folders,
    )


def _first_photos(activity: Activity) -> Reason:
    """None is read yet; that may have to wait."""
    if activity.state in {"paused", "waiting"}:
        return Reason(
            "clock",
            QCoreApplication.translate("Nothing", "Your photos have not been read yet"),
            activity_text.describe(activity),
        )
    return Reason(
        "sparkles",
        QCoreApplication.translate("Nothing", "Looking at your photos for the first time"),
        QCoreApplication.translate("Nothing", "The first ones can be found within seconds."),
    )
