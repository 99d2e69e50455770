"""Opens the window, for `pictrove` alone and for `pictrove gui`."""

from __future__ import annotations

import gc
from pathlib import Path

from app.services import Services

BUG = 70


def open_window(services: Services, pictures: tuple[Path, ...] = (), query: str = "") -> int:
    """Show the window until it is ended; returns the exit code."""
    from app.window.application import Wanted, run

    return run(Wanted(pictures, query), services)


def run_window() -> int:
    """The same for a process that does nothing else; a bug becomes a report."""
    gc.disable()  # until the window is there: what starting makes is no garbage
    try:
        return open_window(Services())
    except Exception as error:  # noqa: BLE001  (the last resort)
        from app import bug

        bug.tell(error)
        return BUG
