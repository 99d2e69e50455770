"""Starting the engine at login, switched without making the window wait."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.login_start import LoginStart
from app.window.background import Background, Job
from app.window.engine_texts import in_own_words
from app.window.owned_asks import while_alive
from indexer.errors import LibraryError


class LoginEntry(QObject):
    """Reads and writes the entry among what a login starts.

    Signals:
        loaded(bool): whether it is there.
        failed(str): why it could not be changed; `loaded` follows.
    """

    loaded = Signal(bool)
    failed = Signal(str)

    def __init__(
        self,
        login_start: Callable[[], LoginStart],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """Do nothing yet; `login_start` is called in a thread of `background`."""
        super().__init__(parent)
        self._login_start = login_start
        self._background = background

    def load(self) -> None:
        """Find out whether it is there."""
        self._background.run(
            lambda _job: self._login_start().enabled(), while_alive(self, self.loaded.emit)
        )

    def set_enabled(self, enabled: bool) -> None:
        """Make or remove it."""

        def work(_job: Job[tuple[bool, str]]) -> tuple[bool, str]:
            entry, trouble = self._login_start(), ""
            try:
                entry.enable() if enabled else entry.disable()
            except LibraryError as error:
                trouble = str(error)
            return entry.enabled(), trouble

        self._background.run(work, while_alive(self, self._take))

    def _take(self, result: tuple[bool, str]) -> None:
        enabled, trouble = result
        if trouble:
            self.failed.emit(in_own_words(trouble))
        self.loaded.emit(enabled)
