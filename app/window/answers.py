"""What becomes of the engine's answers in the main window: photos, or why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.window.engine_texts import in_own_words
from app.window.merging import can_save
from app.window.nothing import Reason, Ways, why_nothing
from app.window.parts import Parts
from indexer.query import Filters, Found

if TYPE_CHECKING:
    from app.window.main_window import MainWindow
    from indexer.client import Status

_STATUS_MS = 2000


class Answers(QObject):
    """Shows what was found, and how the library is."""

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        """Show it in `window`."""
        super().__init__(window)
        self._link, self._state, self._window = parts.link, parts.state, window
        self._status: Status | None = None
        self._state_seen = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STATUS_MS)
        self._timer.timeout.connect(self.ask_status)

    # What was found

    def on_found(self, found: Found) -> None:
        """The answer to a new query."""
        self._window.model.show(found)
        self._show(found)

    def on_refreshed(self, found: Found) -> None:
        """A newer answer to the same query."""
        self._window.model.refresh(found)
        self._window.model.photo_changed(None)
        self._show(found)

    def on_query_failed(self, error: Exception) -> None:
        """What was asked for cannot be answered as it stands."""
        headline = self.tr("This search is not possible")
        reason = Reason("circle-alert", headline, in_own_words(str(error)))
        self._window.page.show_empty(reason)

    def say_starting(self) -> None:
        """Say that it takes a moment, if it does."""
        if not self._link.is_connected and not self._window.activity.is_refused:
            reason = Reason("loader-circle", self.tr("Opening your library…"))
            self._window.page.show_empty(reason)

    def _show(self, found: Found) -> None:
        window, query = self._window, self._window.session.query
        window.side.saved.set_can_save(can_save(query))
        window.search_bar.set_filtered(query.filters != Filters())
        if found.ids:
            window.page.show_found(found)
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        """Say why there are no photos."""
        window = self._window
        if not self._link.is_connected or self._status is None:
            return
        ways = Ways(
            lambda: window.set_filters(Filters()),
            window.show_welcome,
            lambda: window.open_settings("folders"),
        )
        window.page.show_empty(why_nothing(window.session.query, self._status, ways))

    # How the library is

    def note_news(self) -> None:
        """Photos came or went: ask for the status in a moment."""
        if not self._timer.isActive():
            self._timer.start()

    def note_activity(self, state: str) -> None:
        """Why there are no photos may be told in other words now."""
        if state != self._state_seen and self._window.page.is_empty:
            self.note_news()
        self._state_seen = state

    def ask_status(self) -> None:
        """Ask how the library is, and show it."""
        from indexer.requests import GetStatus  # not before the window is there

        self._link.ask(GetStatus(), self._take_status)

    def _take_status(self, status: Status) -> None:
        window = self._window
        first, self._status = self._status is None, status
        known = status.indexed + status.missing
        window.activity.set_photos(known)
        window.tray.set_photos(known)
        if status.engine is not None:
            window.on_activity_changed(status.engine.activity)
            for notice in status.engine.notices:
                window.messages.say(in_own_words(notice), kind="warning", key=notice)
        if first and not status.folders and not self._state.state.welcomed:
            window.show_welcome()
        if not window.model.rowCount() and not window.session.is_busy:
            self._show_nothing()
