"""Pictures that the desktop hands over: on macOS they come as events, not as arguments."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class OpenedFiles(QObject):
    """Listens to the application for files that it is asked to open.

    Signals:
        opened(tuple[Path, ...]): search for photos like this one.
    """

    opened = Signal(tuple)

    def __init__(self, application: QObject) -> None:
        """Listen from now on; what comes before `deliver` waits."""
        super().__init__(application)
        self._waiting: list[Path] | None = []
        application.installEventFilter(self)

    def deliver(self) -> None:
        """Tell what has come, and from now on at once."""
        waiting, self._waiting = self._waiting or [], None
        if waiting:
            self.opened.emit(tuple(waiting))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the files out of the stream of events."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        if event.file():  # an address of the web is not opened
            self._take(Path(event.file()))
        return True

    def _take(self, file: Path) -> None:
        if self._waiting is not None:
            self._waiting.append(file)
        else:
            self.opened.emit((file,))
