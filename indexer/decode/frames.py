"""Frames on a pipe: two lengths, a small JSON header, then raw bytes. No pickle."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO, Protocol

_LENGTHS = struct.Struct(">4sII")
_MAGIC = b"PTF1"
MAX_HEADER = 256 * 1024

Header = dict[str, Any]


class FrameError(Exception):
    """What came through the pipe is no frame. The other side is not to be trusted further."""


class Readable(Protocol):
    """A stream whose `read` waits until it has all that was asked for, or has ended."""

    def read(self, length: int, /) -> bytes:
        """So many bytes, or fewer at the end."""


def write_frame(stream: BinaryIO, header: Header, body: bytes = b"") -> None:
    """Send one frame and flush.

    Raises:
        FrameError: the header is too long.
        OSError: the other side has gone.
    """
    stream.write(packed_frame(header, b"", len(body)))
    stream.write(body)
    stream.flush()


def packed_frame(header: Header, body: bytes, length: int | None = None) -> bytes:
    """One frame, or its start where the body of `length` bytes is sent on its own.

    Raises:
        FrameError: the header is too long.
    """
    text = json.dumps(header, allow_nan=False).encode("ascii")
    if len(text) > MAX_HEADER:
        raise FrameError(f"a header of {len(text)} bytes")
    lengths = _LENGTHS.pack(_MAGIC, len(text), len(body) if length is None else length)
    return lengths + text + body


def read_frame(stream: Readable, max_body: int) -> tuple[Header, bytes] | None:
    """Receive one frame, or None at the end of the stream.

    Args:
        stream: one whose `read` blocks.
        max_body: longest body to accept, in bytes; nothing longer is read.

    Raises:
        FrameError: the stream holds something else, ends in the middle, or is too long.
    """
    start = stream.read(_LENGTHS.size)
    if not start:
        return None
    if len(start) < _LENGTHS.size:
        raise FrameError("ends within the lengths")
    magic, header_length, body_length = _LENGTHS.unpack(start)
    if magic != _MAGIC or header_length > MAX_HEADER or body_length > max_body:
        raise FrameError("not a frame, or too long")
    header = _parse_header(_read_exactly(stream, header_length))
    return header, _read_exactly(stream, body_length)


def _read_exactly(stream: Readable, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise FrameError("ends within a frame")
    return data


def _refuse_constant(name: str) -> float:
    raise FrameError(f"{name} in a header")


def _parse_header(text: bytes) -> Header:
    try:
        header = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FrameError("the header is not JSON") from error
    if not isinstance(header, dict):
        raise FrameError("the header is not an object")
    return header
