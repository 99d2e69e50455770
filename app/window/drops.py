"""Drops anywhere on the window: pictures are searched for, folders can join the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.window.asking import Asks
from app.window.message_bar import MessageBar
from app.window.search.bar import SearchBar
from indexer.client import FolderStatus
from indexer.requests import Watch

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

_INFO_SECONDS = 6.0


class Drops(QObject):
    """Takes what is dropped on the window from other programs."""

    def __init__(
        self, asks: Asks, messages: MessageBar, search_bar: SearchBar, window: MainWindow
    ) -> None:
        """Args: the engine; where to ask back; who searches; where things are dropped."""
        super().__init__(window)
        self._asks, self._messages = asks, messages
        self._search_bar, self._window = search_bar, window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take drags that come over the window, and what is dropped there."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.acceptProposedAction()
            self.take(event.mimeData())
            return True
        if isinstance(event, QDragEnterEvent):
            # What comes from our own grid is meant for other programs.
            if event.source() is None and self.can_take(event.mimeData()):
                event.acceptProposedAction()
            return True
        return False

    def can_take(self, mime: QMimeData) -> bool:
        """Whether anything can be done with it."""
        return self._search_bar.can_accept(mime) or bool(folders_in(mime))

    def take(self, mime: QMimeData) -> None:
        """Search for pictures; ask whether folders are to join the library."""
        folders = folders_in(mime)
        if folders:
            self._offer(folders[0])
        if files_in(mime) or not folders:
            self._window.show_library()
            self._search_bar.accept_mime(mime)

    def _offer(self, folder: str) -> None:
        def watched(status: FolderStatus) -> None:
            text = self.tr("{folder} is in your library now.").format(folder=status.path)
            self._messages.say(text, seconds=_INFO_SECONDS)

        def watch() -> None:
            self._messages.withdraw("folder")
            self._asks.ask(Watch(folder), watched)

        text = self.tr("Do you want to find the photos in {folder}, too?").format(folder=folder)
        self._messages.say(text, action=(self.tr("Add this folder"), watch), key="folder")


def folders_in(mime: QMimeData) -> list[str]:
    """The local folders among what is dropped."""
    return [path for path in _local(mime) if Path(path).is_dir()]


def files_in(mime: QMimeData) -> list[str]:
    """The local files among what is dropped."""
    return [path for path in _local(mime) if Path(path).is_file()]


def _local(mime: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
