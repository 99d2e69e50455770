"""Frames between parent and worker: over one Unix socket, or over two pipes on Windows.

Over the socket the parent hands open files along with a frame. Nothing that a worker might send
along is ever taken.
"""

from __future__ import annotations

import array
import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import BinaryIO, Protocol, cast

from indexer.decode.frames import Header, packed_frame, write_frame

WITH_DESCRIPTORS = sys.platform != "win32"
"""Whether open files can be handed to a worker."""

_MOST_DESCRIPTORS = 2
_ROOM = 1 << 17


class Channel(Protocol):
    """The parent's end."""

    replies: BinaryIO

    def send(self, header: Header, body: bytes, descriptors: Sequence[int]) -> None:
        """Send a frame. Raises OSError where the worker has gone."""

    def say_goodbye(self) -> None:
        """Let the worker see the end of its input."""

    def close(self) -> None:
        """Close what is left."""


def start_worker(
    command: Sequence[str], environment: dict[str, str]
) -> tuple[subprocess.Popen[bytes], Channel]:
    """Start a worker at the other end of a channel.

    Raises:
        OSError: the command cannot be run.
    """
    if WITH_DESCRIPTORS:
        return _start_with_socket(command, environment)
    process = subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    return process, PipeChannel(cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout))


def _start_with_socket(
    command: Sequence[str], environment: dict[str, str]
) -> tuple[subprocess.Popen[bytes], Channel]:
    ours, theirs = socket.socketpair()
    try:
        process = subprocess.Popen(
            list(command),
            stdin=theirs.fileno(),
            stdout=theirs.fileno(),
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    return process, SocketChannel(ours)


class SocketChannel:
    """One socket, with files handed along."""

    def __init__(self, ours: socket.socket) -> None:
        self._socket = ours
        # It never looks for descriptors, so the kernel drops any that come.
        self.replies: BinaryIO = ours.makefile("rb")

    def send(self, header: Header, body: bytes, descriptors: Sequence[int]) -> None:
        """Send a frame, and files with its first bytes."""
        frame = packed_frame(header, body)
        passed = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
        sent = self._socket.sendmsg([frame[:_ROOM]], passed if descriptors else [])
        self._socket.sendall(memoryview(frame)[sent:])

    def say_goodbye(self) -> None:
        """End the worker's input."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Close both directions."""
        self.replies.close()
        self._socket.close()


class PipeChannel:
    """Standard input and output of a worker to which no file can be handed."""

    def __init__(self, requests: BinaryIO, replies: BinaryIO) -> None:
        self._requests = requests
        self.replies = replies

    def send(self, header: Header, body: bytes, descriptors: Sequence[int]) -> None:
        """Send a frame; there must be no files to hand along."""
        assert not descriptors
        write_frame(self._requests, header, body)

    def say_goodbye(self) -> None:
        """End the worker's input."""
        with contextlib.suppress(OSError):
            self._requests.close()

    def close(self) -> None:
        """Close the output too."""
        self.say_goodbye()
        self.replies.close()


class SocketReader:
    """A worker's input: bytes, and the files that came with them."""

    def __init__(self, descriptor: int) -> None:
        """Read from the Unix socket that `descriptor` is."""
        self._socket = socket.socket(fileno=descriptor)
        self._received: list[int] = []

    def read(self, length: int) -> bytes:
        """Exactly `length` bytes; fewer only at the end."""
        data = bytearray(length)
        view, at = memoryview(data), 0
        room = socket.CMSG_SPACE(_MOST_DESCRIPTORS * array.array("i").itemsize)
        while at < length:
            count, along, _, _ = self._socket.recvmsg_into([view[at:]], room)
            for _, _, packed in along:
                self._received.extend(array.array("i", packed[: len(packed) // 4 * 4]))
            if not count:
                break
            at += count
        return bytes(view[:at])

    def take_descriptors(self) -> list[int]:
        """The files received so far, now the caller's to close."""
        taken, self._received = self._received, []
        return taken


class PipeReader:
    """The same for a pipe, with which no file can come."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, length: int) -> bytes:
        """Exactly `length` bytes; fewer only at the end."""
        return self._stream.read(length)

    def take_descriptors(self) -> list[int]:
        """None."""
        return []


Reader = SocketReader | PipeReader


def worker_input() -> Reader:
    """The reader of this process's standard input, by a descriptor of its own."""
    descriptor = os.dup(sys.stdin.fileno())
    if WITH_DESCRIPTORS:
        return SocketReader(descriptor)
    return PipeReader(os.fdopen(descriptor, "rb"))
