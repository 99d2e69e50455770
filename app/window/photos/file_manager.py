"""Shows files in the file manager of the desktop."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_SERVICE = "org.freedesktop.FileManager1"
_OBJECT = "/org/freedesktop/FileManager1"


def show_in_file_manager(paths: Sequence[str]) -> bool:
    """Show files, selected, in their folders; false if that could not be done.

    Where the desktop cannot select files, their folder is opened.
    """
    if not paths:
        return False
    if sys.platform == "darwin":
        return started("open", ["-R", *paths])
    if sys.platform == "win32":
        # Explorer reads its own command line, in which only the path is quoted.
        subprocess.Popen(f'explorer /select,"{Path(paths[0])}"')
        return True
    return _show_by_bus(paths) or open_folder(str(Path(paths[0]).parent))


def open_folder(folder: str) -> bool:
    """Open a folder in the file manager."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def started(program: str, arguments: Sequence[str]) -> bool:
    """Start a program that goes on by itself; false if it cannot be started."""
    process = QProcess()
    process.setProgram(program)
    process.setArguments(list(arguments))
    result = process.startDetached()
    return bool(result[0] if isinstance(result, tuple) else result)


def _show_by_bus(paths: Sequence[str]) -> bool:
    """By the interface that the file managers of Linux share."""
    from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    manager = QDBusInterface(_SERVICE, _OBJECT, _SERVICE, bus)
    if not manager.isValid():
        return False
    addresses = [
        bytes(QUrl.fromLocalFile(path).toEncoded().data()).decode("ascii") for path in paths
    ]
    answer = manager.call("ShowItems", addresses, "")
    return bool(answer.type() == QDBusMessage.MessageType.ReplyMessage)
