"""The engine's settings as the window sees them, changed one after the other."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.window.asking import Asks
from app.window.owned_asks import OwnedAsks
from indexer.client import Settings
from indexer.requests import ChangeSettings, GetSettings


class EngineSettings(QObject):
    """Reads and changes settings.

    Every change is made to what the engine has at that moment, because others (a command, the
    tray) change settings too.

    Signals:
        loaded(Settings): these hold now; they were just read or changed.
        kept(Settings): these hold still, as far as is known; `failed` said before what failed.
        failed(tuple, Exception): these fields could not be changed; none if reading failed.
    """

    loaded = Signal(Settings)
    kept = Signal(Settings)
    failed = Signal(tuple, Exception)

    def __init__(
        self, asks: Asks, parent: QObject | None = None, now: Callable[[], float] = time.time
    ) -> None:
        """Ask nothing yet; `now` tells seconds since 1970."""
        super().__init__(parent)
        self._asks = OwnedAsks(asks, self)
        self._now = now
        self._changes: deque[dict[str, Any]] = deque()
        self._busy = False
        self._known: Settings | None = None

    @property
    def known(self) -> Settings | None:
        """Those that held when they were last heard of."""
        return self._known

    @property
    def is_paused(self) -> bool:
        """Whether the user wants a pause, as far as is known."""
        known = self._known
        if known is None or not known.paused:
            return False
        return known.paused_until is None or known.paused_until > self._now()

    def load(self) -> None:
        """Ask for them."""
        self._asks.ask(GetSettings(), self._take, partial(self._fail, ()))

    def change(self, **values: Any) -> None:
        """Change fields of `Settings`, as soon as earlier changes are made."""
        self._changes.append(values)
        self._next()

    def pause(self, seconds: float | None = None) -> None:
        """Let the engine index nothing, for so long or until `resume`."""
        self.change(paused=True, paused_until=None if seconds is None else self._now() + seconds)

    def resume(self) -> None:
        """End a pause."""
        self.change(paused=False, paused_until=None)

    def _next(self) -> None:
        if self._busy or not self._changes:
            return
        self._busy = True
        values = self._changes.popleft()
        failed = partial(self._fail_change, tuple(values))
        self._asks.ask(GetSettings(), partial(self._change, values, failed), failed)

    def _change(
        self, values: dict[str, Any], failed: Callable[[Exception], None], settings: Settings
    ) -> None:
        self._known = settings
        wanted = replace(settings, **values)
        self._asks.ask(ChangeSettings(wanted), lambda _: self._changed(wanted), failed)

    def _changed(self, settings: Settings) -> None:
        self._busy = False
        self._take(settings)
        self._next()

    def _fail_change(self, names: tuple[str, ...], error: Exception) -> None:
        self._busy = False
        self._fail(names, error)
        self._next()

    def _fail(self, names: tuple[str, ...], error: Exception) -> None:
        self.failed.emit(names, error)
        if self._known is not None:
            self.kept.emit(self._known)  # what is shown goes back to what is true

    def _take(self, settings: Settings) -> None:
        self._known = settings
        self.loaded.emit(settings)
