"""Telling screen readers what has appeared."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(about: QObject, text: str, *, at_once: bool = False) -> None:
    """Let a screen reader say `text`.

    Args:
        about: the widget it is about.
        text: what is said.
        at_once: interrupt what is being said; only for what went wrong.
    """
    if not text or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(about, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)
