"""Keeping the screen on while a slideshow runs. Where that cannot be done, nothing happens."""

from __future__ import annotations

import os
import sys
from typing import Any, Protocol

from PySide6.QtCore import QProcess

from app.window.background import Background, Job


class Awake(Protocol):
    """Keeps the screen on."""

    def start(self) -> None:
        """From now on."""

    def stop(self) -> None:
        """Not any more."""


def awake(background: Background, reason: str) -> Awake:
    """What keeps the screen of this system on.

    Args:
        background: for what takes its time.
        reason: is shown by some desktops.
    """
    if sys.platform == "win32":
        return _Windows()
    if sys.platform == "darwin":
        return _Mac()
    return _Desktop(background, reason)


class _Windows:
    """Windows is told by the thread that needs the screen."""

    _CONTINUOUS, _DISPLAY = 0x80000000, 0x00000002

    def start(self) -> None:
        self._tell(self._CONTINUOUS | self._DISPLAY)

    def stop(self) -> None:
        self._tell(self._CONTINUOUS)

    def _tell(self, state: int) -> None:
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.kernel32.SetThreadExecutionState(state)


class _Mac:
    """macOS has a program for it; it ends with ours at the latest."""

    def __init__(self) -> None:
        self._process = QProcess()

    def start(self) -> None:
        self._process.start("caffeinate", ["-d", "-w", str(os.getpid())])

    def stop(self) -> None:
        self._process.kill()
        self._process.waitForFinished(500)


class _Desktop:
    """The screen saver of a desktop is asked over D-Bus; it forgets when the line is closed."""

    def __init__(self, background: Background, reason: str) -> None:
        self._background, self._reason = background, reason
        self._line: Any = None
        self._is_wanted = False

    def start(self) -> None:
        self._is_wanted = True
        self._background.run(self._ask, self._take)

    def stop(self) -> None:
        self._is_wanted = False
        self._close()

    def _ask(self, job: Job[Any]) -> Any:
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        del job
        saver = DBusAddress(
            "/org/freedesktop/ScreenSaver",
            "org.freedesktop.ScreenSaver",
            "org.freedesktop.ScreenSaver",
        )
        try:
            line = open_dbus_connection()
        except (OSError, KeyError, ValueError):
            return None  # no desktop
        message = new_method_call(saver, "Inhibit", "ss", ("Pictrove", self._reason))
        line.send(message)
        return line

    def _take(self, line: Any) -> None:
        self._line = line
        if not self._is_wanted:
            self._close()

    def _close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()
