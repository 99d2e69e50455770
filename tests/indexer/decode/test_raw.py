"""RAW files, drawn: a DNG with a sensor's mosaic, with and without a preview."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image

from indexer.decode.types import Cause, Decoded, Failed, Job
from models.preprocess import InputSpec

BYTE, TEXT, SHORT, LONG, RATIONAL, SIGNED_RATIONAL = 1, 2, 3, 4, 5, 10
SIZES = {BYTE: "B", TEXT: "s", SHORT: "H", LONG: "I", RATIONAL: "II", SIGNED_RATIONAL: "ii"}


def pack(kind: int, values: object) -> tuple[int, bytes]:
    """Count and bytes of a TIFF value, little-endian."""
    if kind == TEXT:
        return len(values) + 1, values.encode() + b"\0"
    flat = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return len(values), struct.pack("<" + SIZES[kind] * len(values), *flat)


def directory(start: int, tags: dict[int, tuple[int, object]]) -> bytes:
    """A TIFF directory at `start`, its long values behind it."""
    entries, values = b"", b""
    behind = start + 2 + 12 * len(tags) + 4
    for tag, (kind, content) in sorted(tags.items()):
        count, data = pack(kind, content)
        if len(data) > 4:
            at = struct.pack("<I", behind + len(values))
            values += data + bytes(len(data) % 2)
        else:
            at = data.ljust(4, b"\0")
        entries += struct.pack("<HHI", tag, kind, count) + at
    return struct.pack("<H", len(tags)) + entries + bytes(4) + values


def dng(picture: Image.Image, orientation: int = 1, preview: bytes = b"") -> bytes:
    """A DNG: the mosaic in the first directory or, beside a preview, in a second."""
    values = np.asarray(picture, np.float64) / 255
    linear = (values**2.2 * 60000).astype(np.uint16)
    mosaic = linear[..., 1].copy()
    mosaic[::2, ::2], mosaic[1::2, 1::2] = linear[::2, ::2, 0], linear[1::2, 1::2, 2]
    data = mosaic.astype("<u2").tobytes()
    height, width = mosaic.shape
    head = {
        271: (TEXT, "Maker"), 272: (TEXT, "Model"), 274: (SHORT, [orientation]),
        306: (TEXT, "2020:05:04 18:39:11"), 50706: (BYTE, [1, 4, 0, 0]),
        50708: (TEXT, "Maker Model"), 50721: (SIGNED_RATIONAL, XYZ_TO_SRGB),
        50728: (RATIONAL, [(1, 1)] * 3), 50778: (SHORT, [21]),
    }  # fmt: skip
    raw = {
        254: (LONG, [0]), 256: (LONG, [width]), 257: (LONG, [height]), 258: (SHORT, [16]),
        259: (SHORT, [1]), 262: (SHORT, [32803]), 277: (SHORT, [1]), 278: (LONG, [height]),
        279: (LONG, [len(data)]), 33421: (SHORT, [2, 2]), 33422: (BYTE, [0, 1, 1, 2]),
        50714: (SHORT, [0]), 50717: (SHORT, [60000]),
    }  # fmt: skip
    if not preview:
        return (
            b"II*\0"
            + struct.pack("<I", 8 + len(data))
            + data
            + directory(8 + len(data), head | raw | {273: (LONG, [8])})
        )
    size = Image.open(io.BytesIO(preview)).size
    body = data + preview + bytes(len(preview) % 2)
    second = directory(8 + len(body), raw | {273: (LONG, [8])})
    first = {
        254: (LONG, [1]), 256: (LONG, [size[0]]), 257: (LONG, [size[1]]), 258: (SHORT, [8, 8, 8]),
        259: (SHORT, [7]), 262: (SHORT, [6]), 273: (LONG, [8 + len(data)]), 277: (SHORT, [3]),
        278: (LONG, [size[1]]), 279: (LONG, [len(preview)]), 330: (LONG, [8 + len(body)]),
    }  # fmt: skip
    start = 8 + len(body) + len(second)
    return b"II*\0" + struct.pack("<I", start) + body + second + directory(start, head | first)


XYZ_TO_SRGB = [
    (32405, 10000), (-15371, 10000), (-4985, 10000), (-9693, 10000), (18760, 10000),
    (416, 10000), (556, 10000), (-2040, 10000), (10572, 10000),
]  # fmt: skip


def corners(pixels: np.ndarray) -> list[str]:
    """The colours of the four corners, by name."""
    edge = pixels.shape[0] // 16
    names = []
    for y, x in ((edge, edge), (edge, -edge), (-edge, edge), (-edge, -edge)):
        red, green, blue = (int(value) for value in pixels[y, x])
        strongest = max((red, "red"), (green, "green"), (blue, "blue"))[1]
        names.append("grey" if max(red, green, blue) - min(red, green, blue) < 60 else strongest)
    return names


@pytest.mark.parametrize("name", ["a.dng", "a.nef"])
def test_a_mosaic_is_developed(decode, draw, name):
    result = decode(
        Job(1, name, data=dng(draw(640, 480)), input_spec=InputSpec(64), thumbnail_side=160)
    )
    assert isinstance(result, Decoded), result
    assert (result.kind, result.width, result.height) == ("raw", 640, 480)
    assert corners(result.pixels) == ["red", "green", "blue", "grey"]
    assert Image.open(io.BytesIO(result.thumbnail)).size == (160, 120)
    assert (result.metadata.camera_make, result.metadata.taken_at) == (
        "Maker",
        "2020-05-04T18:39:11",
    )


@pytest.mark.parametrize(
    ("orientation", "turned"),
    [
        (3, Image.Transpose.ROTATE_180),
        (6, Image.Transpose.ROTATE_90),
        (8, Image.Transpose.ROTATE_270),
    ],
)
@pytest.mark.parametrize("side", [0, 512])
def test_it_is_upright_with_and_without_a_preview(decode, draw, encode, orientation, turned, side):
    stored = draw(480, 640).transpose(turned)
    preview = (
        encode(stored.resize((stored.width * side // 640, stored.height * side // 640)), "JPEG")
        if side
        else b""
    )
    data = dng(stored, orientation, preview)
    result = decode(Job(1, "a.dng", data=data, input_spec=InputSpec(64), thumbnail_side=160))
    assert isinstance(result, Decoded), result
    upright = (480, 640) if orientation != 3 else stored.size
    assert (result.width, result.height, result.metadata.orientation) == (*upright, orientation)
    assert corners(result.pixels) == ["red", "green", "blue", "grey"]


def test_a_preview_serves_only_where_it_is_large_enough(decode, draw, encode):
    grey = encode(Image.new("RGB", (320, 240), "#808080"), "JPEG")
    data = dng(draw(1280, 960), preview=grey)
    small = decode(Job(1, "a.dng", data=data, input_spec=InputSpec(64), thumbnail_side=160))
    assert corners(small.pixels) == ["grey"] * 4
    large = decode(Job(1, "a.dng", data=data, input_spec=InputSpec(64), thumbnail_side=512))
    assert corners(large.pixels) == ["red", "green", "blue", "grey"]
    assert (small.width, large.width) == (1280, 1280)


def test_a_raw_file_under_another_name(decode, draw, encode):
    data = dng(draw(640, 480), preview=encode(draw(64, 48), "JPEG"))
    result = decode(Job(1, "a.tif", data=data, input_spec=InputSpec(64)))
    assert (result.kind, result.width) == ("raw", 640)
    assert corners(result.pixels) == ["red", "green", "blue", "grey"]


def test_pictures_of_other_kinds_under_a_raw_name(decode, draw, encode):
    for kind in ("JPEG", "TIFF"):
        result = decode(Job(1, "a.nef", data=encode(draw(), kind)))
        assert isinstance(result, Decoded), result
        assert result.kind == kind.lower()


@pytest.mark.parametrize("share", [0.02, 0.5])
def test_half_a_raw_file_is_no_picture(decode, draw, share):
    data = dng(draw(640, 480))
    result = decode(Job(1, "a.dng", data=data[: int(len(data) * share)]))
    assert isinstance(result, Failed)
    assert result.cause is Cause.DAMAGED
