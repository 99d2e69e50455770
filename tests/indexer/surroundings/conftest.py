"""A message bus that answers what a test wants: a desktop, without one."""

from __future__ import annotations

import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

Answers = dict[tuple[str, str], tuple[str, Any]]
"""(interface and member, or its last argument for properties) -> (signature, value)."""


class FakeBus:
    """Listens on a socket, greets, and answers calls from a table."""

    def __init__(self, path: Path, answers: Answers, *, greets: bool = True) -> None:
        self.address = f"unix:path={path}"
        self.asked: list[tuple[str, str]] = []
        self._answers = answers
        self._greets = greets
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._connections: list[socket.socket] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(60)
        for held in (*self._connections, self._listener):
            held.close()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            if self._greets:
                with suppress(OSError):  # the client hung up, perhaps with answers unread
                    self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            greeting = b""
            while b"BEGIN\r\n" not in greeting:
                received = connection.recv(1024)
                if not received:
                    return
                greeting += received
                if b"AUTH" in received:
                    connection.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
            import jeepney

            parser = jeepney.Parser()
            received = greeting.partition(b"BEGIN\r\n")[2]
            while True:
                parser.add_data(received)
                while (message := parser.get_next_message()) is not None:
                    self._reply(connection, message)
                received = connection.recv(4096)
                if not received:
                    return

    def _reply(self, connection: socket.socket, message: Any) -> None:
        import jeepney

        fields = message.header.fields
        interface = fields[jeepney.HeaderFields.interface]
        member = fields[jeepney.HeaderFields.member]
        if member == "Get":
            interface, member = message.body
        self.asked.append((interface, member))
        if member == "Hello":
            # A signal first: what is no answer must be passed over.
            signal = jeepney.new_signal(
                jeepney.DBusAddress("/a", interface="a.b"), "Noise", "s", ("x",)
            )
            connection.sendall(signal.serialise(serial=1))
            reply = jeepney.new_method_return(message, "s", (":1.7",))
        elif (interface, member) in self._answers:
            signature, value = self._answers[interface, member]
            reply = jeepney.new_method_return(message, signature, (value,))
        else:
            reply = jeepney.new_error(message, "org.freedesktop.DBus.Error.ServiceUnknown")
        connection.sendall(reply.serialise(serial=2))


MakeBus = Callable[..., FakeBus]


@pytest.fixture
def sockets() -> Iterator[Path]:
    """A folder with a short name, wherever temporary folders lie: a socket's has an end soon."""
    with tempfile.TemporaryDirectory(prefix="bus-", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture
def make_bus(sockets) -> Iterator[MakeBus]:
    buses: list[FakeBus] = []

    pytest.importorskip("jeepney")

    def make(answers: Answers | None = None, *, greets: bool = True) -> FakeBus:
        buses.append(FakeBus(sockets / str(len(buses)), answers or {}, greets=greets))
        return buses[-1]

    yield make
    for bus in buses:
        bus.close()
