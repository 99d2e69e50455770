"""Where the window stands, as text that can be kept."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication, QWidget

_USUAL_SIZE = (1180, 780)


def stored_geometry(window: QWidget) -> str:
    """Where a window stands, in base64."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore_geometry(window: QWidget, stored: str) -> None:
    """Put a window where it stood; of the usual size, if that is not known."""
    if not window.restoreGeometry(QByteArray.fromBase64(stored.encode("ascii", "replace"))):
        screen = QApplication.primaryScreen().availableGeometry().size()
        width, height = _USUAL_SIZE
        window.resize(min(width, screen.width()), min(height, screen.height()))
