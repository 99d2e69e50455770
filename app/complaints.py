"""Where the program says what went wrong before, or without, a window that could say it."""

from __future__ import annotations

import sys

_ERROR_ICON = 0x10
_IN_FRONT = 0x10000


def complain(text: str) -> None:
    """Write lines to standard error, or show them where there is none.

    A program that Windows starts without a console has no standard error: a message box is then
    the only way not to end without a word.
    """
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "Pictrove", _ERROR_ICON | _IN_FRONT)
