"""One window for each library: a second start raises the first."""

from __future__ import annotations

import errno
import json
import os
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QByteArray,
    QCryptographicHash,
    QDeadlineTimer,
    QLockFile,
    QObject,
    QThread,
    Signal,
)

from indexer.places import Places

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 3000
_STARTING_MS = 10_000
_AGAIN_MS = 50
_LONGEST = 1 << 20
_LOCK = "window.lock"
_ANSWER = b"shown\n"


class Start(Enum):
    """What becomes of a start.

    Attributes:
        FIRST: it shows the window.
        CALLED: another one shows it, and was called to the front.
        MUTE: another one shows it, and does not answer.
    """

    FIRST = auto()
    CALLED = auto()
    MUTE = auto()


class OneInstance(QObject):
    """Knows whether this process is the one that shows the window.

    Signals:
        called(tuple): another start wants the window to be shown, and these files in it.
    """

    called = Signal(tuple)

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        """Nothing is taken yet.

        Args:
            places: of the library whose window this is.
            parent: owns this object.

        Raises:
            OSError: the folder of the settings cannot be made.
        """
        super().__init__(parent)
        places.settings.mkdir(parents=True, exist_ok=True)
        self._folder = places.settings
        self._lock = QLockFile(str(self._folder / _LOCK))
        self._lock.setStaleLockTime(0)  # only when its process is gone, however old it is
        data = str(places.data).encode("utf-8", "surrogateescape")
        digest = QCryptographicHash.hash(data, QCryptographicHash.Algorithm.Sha256)
        self._name = f"pictrove-{bytes(digest.data()).hex()[:24]}"
        self._server: QLocalServer | None = None
        self._coming: dict[QLocalSocket, bytes] = {}

    def take(self) -> bool:
        """Be the one; false if another process is.

        Raises:
            OSError: nobody can be, because the folder of the settings cannot be written.
        """
        taken = self._lock.tryLock(0)
        # A lock that a crash left behind cannot be removed there either.
        if not taken and not os.access(self._folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), self._lock.fileName())
        return taken

    def listen(self) -> None:
        """Hear from others that want to be the one."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_new_connection)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # of one that crashed
        self._server.listen(self._name)

    def take_or_call(self, files: tuple[Path, ...], patience_ms: int = _STARTING_MS) -> Start:
        """Be the one, or ask the one that is there to show itself.

        It may be starting, and listen in a moment only: two clicks are two starts. Or it may be
        ending, and hear nobody any more: then there is none in a moment.

        Args:
            files: are to be shown in the window that is there.
            patience_ms: how long to try.

        Raises:
            OSError: see `take`.
        """
        patience = QDeadlineTimer(patience_ms)
        while not self.take():
            match self._call(files):
                case True:
                    return Start.CALLED
                case False if not self._ends():
                    return Start.CALLED  # it is of a version that does not answer
                case False:
                    return Start.FIRST
            if patience.hasExpired():
                return Start.MUTE
            QThread.msleep(_AGAIN_MS)
        return Start.FIRST

    def _call(self, files: tuple[Path, ...]) -> bool | None:
        """Whether the first one has answered; None if it was not reached, or goes on waiting."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return None
        socket.write(QByteArray(json.dumps([str(file) for file in files]).encode() + b"\n"))
        socket.waitForBytesWritten(_PATIENCE_MS)
        connected = socket.state() != QLocalSocket.LocalSocketState.UnconnectedState
        if connected and not socket.waitForDisconnected(_PATIENCE_MS):
            return None
        return bytes(socket.readAll().data()) == _ANSWER

    def _ends(self) -> bool:
        """Wait for one that hung up without a word to end; be the one then."""
        patience = QDeadlineTimer(_PATIENCE_MS)
        while not self.take():
            if patience.hasExpired():
                return False
            QThread.msleep(_AGAIN_MS)
        return True

    def close(self) -> None:
        """Let another process be the one."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _on_new_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._coming[socket] = b""
            socket.readyRead.connect(self._on_ready_read)
            socket.disconnected.connect(self._on_disconnected)
        self._on_ready_read()  # it may have been ready before anyone listened

    def _on_ready_read(self) -> None:
        for socket in list(self._coming):
            self._coming[socket] += bytes(socket.readAll().data())
            line, end, _ = self._coming[socket].partition(b"\n")
            if end or len(line) > _LONGEST:
                del self._coming[socket]
                socket.disconnected.connect(socket.deleteLater)
                socket.write(QByteArray(_ANSWER))
                socket.disconnectFromServer()
                if end:
                    self.called.emit(_files_from(line))

    def _on_disconnected(self) -> None:
        for socket in list(self._coming):
            if socket.state() == socket.LocalSocketState.UnconnectedState:
                del self._coming[socket]
                socket.deleteLater()


def _files_from(line: bytes) -> tuple[Path, ...]:
    try:
        names = json.loads(line)
    except ValueError:
        return ()
    return tuple(Path(name) for name in names if isinstance(name, str)) if names else ()
