"""Whether a window can be shown at all, and what to say if not."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.complaints import complain

_OFFSCREEN = ("offscreen", "minimal", "vnc")

NO_DISPLAY = (
    "pictrove: there is no display to show a window on; run it in a desktop session, "
    "or use the command line: pictrove --help."
)


def has_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether the environment names a display (Linux); elsewhere there always is one."""
    if platform in {"darwin", "win32"}:
        return True
    wanted = environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return wanted in _OFFSCREEN or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def explain_failing_start() -> None:
    """Until the application is there: if Qt gives up over its platform, say it in a sentence.

    Qt ends the process itself then; without this, with a core dump and a page of hints.
    """
    said: list[str] = []

    def handle(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        first = message.strip().splitlines()[0]
        if kind == QtMsgType.QtFatalMsg:
            # The first thing said is the reason; the last only advises to install Qt again.
            reason = next(iter(said), first).rstrip(".")
            sentence = f"pictrove: no window can be shown ({reason}); the command line works"
            complain(f"{sentence}: pictrove --help.")
            os._exit(1)
        said.append(first)

    qInstallMessageHandler(handle)


def started() -> None:
    """The application is there; Qt may speak as usual."""
    qInstallMessageHandler(None)
