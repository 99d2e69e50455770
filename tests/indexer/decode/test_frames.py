from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decode.frames import MAX_HEADER, FrameError, read_frame, write_frame

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
HEADERS = st.dictionaries(st.text(), VALUES, max_size=6)


def sent(header: dict, body: bytes = b"") -> bytes:
    stream = io.BytesIO()
    write_frame(stream, header, body)
    return stream.getvalue()


@given(st.lists(st.tuples(HEADERS, st.binary(max_size=200)), max_size=5))
def test_what_is_sent_arrives(frames):
    stream = io.BytesIO(b"".join(sent(*frame) for frame in frames))
    assert [read_frame(stream, 200) for _ in frames] == frames
    assert read_frame(stream, 200) is None


def test_a_path_that_is_no_unicode_arrives():
    header = {"path": "caf\udce9.jpg"}
    assert read_frame(io.BytesIO(sent(header)), 0) == (header, b"")


@given(HEADERS, st.binary(max_size=50), st.data())
def test_a_frame_cut_short_is_an_error(header, body, data):
    whole = sent(header, body)
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(whole[:cut]), 50)


@given(st.binary(min_size=1, max_size=300))
def test_rubbish_is_an_error_and_never_anything_else(rubbish):
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(rubbish), 100)


@pytest.mark.parametrize(
    "text", [b"[]", b"1", b"{", b"\xff", b'{"a": NaN}', b'{"a": Infinity}', b"[" * 50_000]
)
def test_a_header_that_is_no_object_is_an_error(text):
    frame = struct.pack(">4sII", b"PTF1", len(text), 0) + text
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(frame), 0)


@pytest.mark.parametrize(("header", "body"), [(MAX_HEADER + 1, 0), (2, 11)])
def test_nothing_longer_than_allowed_is_read(header, body):
    stream = io.BytesIO(struct.pack(">4sII", b"PTF1", header, body) + b"{}" + bytes(100))
    with pytest.raises(FrameError):
        read_frame(stream, 10)
    assert stream.tell() == 12


def test_too_long_a_header_is_not_sent():
    with pytest.raises(FrameError):
        sent({"a": "x" * MAX_HEADER})
