"""Ctrl-C while indexing: the first asks to stop after the batch at work, the second leaves."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType, TracebackType
from typing import Any, Self

_NOTICE = b"\nStopping after the batch at work; Ctrl-C again does not wait for it.\n"


class GentleStop:
    """While entered, the first SIGINT only sets `requested`."""

    def __init__(self) -> None:
        self._requested = False
        self._before: Any = None

    def requested(self) -> bool:
        """Whether the user wants the work to stop."""
        return self._requested

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._on_signal)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if self._requested:
            raise KeyboardInterrupt
        self._requested = True
        if sys.stderr is not None:
            # Not through sys.stderr: the signal may have come in the middle of its writing.
            os.write(2, _NOTICE)
