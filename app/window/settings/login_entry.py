"""Starting the engine at login, switched without making the window wait, one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.login_start import LoginStart
from app.window.background import Background, Job
from app.window.engine_texts import in_own_words
from app.window.owned_asks import while_alive
from indexer.errors import LibraryError

_Outcome = tuple[bool, str] | Exception  # whether the entry is there, and what went wrong


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
        self._waiting: deque[bool | None] = deque()  # wishes; None only looks; the first is at work

    def load(self) -> None:
        """Find out whether it is there."""
        self._wish(None)

    def set_enabled(self, enabled: bool) -> None:
        """Make or remove it."""
        self._wish(enabled)

    def _wish(self, wish: bool | None) -> None:
        """Two at a time could end in the wrong order: the last click counts."""
        self._waiting.append(wish)
        if len(self._waiting) == 1:
            self._start()

    def _start(self) -> None:
        wish = self._waiting[0]

        def work(_job: Job[_Outcome]) -> _Outcome:
            try:
                return self._granted(wish)
            except Exception as error:  # noqa: BLE001 - raised again by the window's thread
                return error

        self._background.run(work, while_alive(self, self._take))

    def _granted(self, wish: bool | None) -> tuple[bool, str]:
        entry, trouble = self._login_start(), ""
        try:
            if wish is not None:
                entry.enable() if wish else entry.disable()
        except LibraryError as error:
            trouble = str(error)
        return entry.enabled(), trouble

    def _take(self, outcome: _Outcome) -> None:
        self._waiting.popleft()
        if self._waiting:
            self._start()
        if isinstance(outcome, Exception):
            raise outcome
        enabled, trouble = outcome
        if trouble:
            self.failed.emit(in_own_words(trouble))
        if not self._waiting:  # otherwise the switch shows what is wished already
            self.loaded.emit(enabled)
