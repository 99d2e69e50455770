"""How long nobody has touched keyboard or mouse.

Windows and macOS tell. On Linux it depends on the desktop; see `desktop.py`.
"""

from __future__ import annotations

import sys
from typing import Any

_TICKS = 1 << 32
_MILLI = 1000
_HARDWARE_STATE = 1
_ANY_EVENT = 0xFFFFFFFF
_APPLICATION_SERVICES = (
    "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
)


def idle_seconds() -> float | None:
    """Seconds since the last key or movement of the mouse; None if nobody tells.

    Never hangs: two seconds at most. Never raises for anything outside this process.
    """
    try:
        return _ask()
    except (OSError, AttributeError):  # no such library, or not this function in it
        return None


def _ask() -> float | None:
    import ctypes

    if sys.platform == "linux":
        from indexer.surroundings import desktop

        return desktop.idle_seconds()
    elif sys.platform == "win32":  # noqa: RET505  (mypy reads the branches so)
        return idle_on_windows(ctypes.windll.user32, ctypes.windll.kernel32)
    elif sys.platform == "darwin":
        return idle_on_macos(ctypes.CDLL(_APPLICATION_SERVICES))
    else:
        return None


def idle_on_windows(user32: Any, kernel32: Any) -> float | None:
    """Ask Windows. Untested on Windows itself.

    Args:
        user32: the library of that name.
        kernel32: the library of that name.
    """
    import ctypes

    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint32), ("ticks", ctypes.c_uint32))

    last = LastInput(ctypes.sizeof(LastInput), 0)
    if not user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    # Both count milliseconds since the start in 32 bits, which overflow after seven weeks.
    now = int(kernel32.GetTickCount())
    return float((now - last.ticks) % _TICKS) / _MILLI


def idle_on_macos(services: Any) -> float | None:
    """Ask macOS. Untested on macOS itself.

    Args:
        services: the framework ApplicationServices.
    """
    import ctypes

    since = services.CGEventSourceSecondsSinceLastEventType
    since.restype = ctypes.c_double
    since.argtypes = (ctypes.c_int32, ctypes.c_uint32)
    return float(since(_HARDWARE_STATE, _ANY_EVENT))
