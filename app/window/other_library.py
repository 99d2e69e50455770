"""Notices that another library has taken the place of the one that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.window.parts import Parts
from indexer.restoring import Identity, identity

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class OtherLibrary(QObject):
    """Has the window forget the library that it showed, when a backup or a repair replaced it.

    The numbers of photos denote other photos then: what was chosen, looked at or known by its
    number must not be shown, and least of all be changed.
    """

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        """Look whenever there is an engine."""
        super().__init__(window)
        self._places, self._window = parts.places, window
        self._shown: Identity | None = None
        parts.link.connected.connect(self._on_connected)

    def _on_connected(self) -> None:
        found = identity(self._places)
        if found is None:
            return
        if self._shown not in (None, found):
            self._window.show_library()
            self._window.session.forget()
            self._window.model.forget()
        self._shown = found
