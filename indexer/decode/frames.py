"""Frames on a pipe: two lengths, a small JSON header, then raw bytes. No pickle."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">4sII")
_MAGIC = b"PTF1"
MAX_HEADER = 256 * 1024

Header = dict[str, Any]


class FrameError(Exception):
    """What came through the pipe is no frame. The other side is not to be trusted further."""


def write_frame(stream: BinaryIO, header: Header, body: bytes = b"") -> None:
    """Send one frame and flush.

    Raises:
        FrameError: the header is too long.
        OSError: the other side has gone.
    """
    text = json.dumps(header, allow_nan=False).encode("ascii")
    if len(text) > MAX_HEADER:
        raise FrameError(f"a header of {len(text)} bytes")
    stream.write(_LENGTHS.pack(_MAGIC, len(text), len(body)))
    stream.write(text)
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO, max_body: int) -> tuple[Header, bytes] | None:
    """Receive one frame, or None at the end of the stream.

    Args:
        stream: a buffered stream whose `read` blocks.
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


def _read_exactly(stream: BinaryIO, length: int) -> bytes:
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
