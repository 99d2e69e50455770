"""Files whose end is missing although their first frame can be read.

Pillow finds that out only by decoding every frame; walking the blocks is free.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PIL import Image

from indexer.decode.errors import PictureError
from indexer.decode.types import Cause

_BOXES = frozenset({b"ftyp", b"meta", b"moov", b"mdat", b"idat", b"jp2c", b"jxlc", b"jxlp"})
_MPO_ENTRIES = 0xB002
_MOST_BLOCKS = 1_000_000


def check_whole(data: bytes, kind: str) -> None:
    """Refuse a GIF, an animated PNG or a file of boxes (HEIF, AVIF, JPEG XL) cut short.

    Raises:
        PictureError: it is cut short.
    """
    if kind == "gif":
        whole = _gif_is_whole(data)
    elif kind == "png":
        whole = _animation_is_whole(data)
    elif kind in ("heif", "avif", "jxl"):
        whole = _boxes_are_whole(data)
    else:
        return
    if not whole:
        raise _cut_short()


def check_views(picture: Image.Image, length: int) -> None:
    """Refuse an opened MPO whose further views are cut off.

    For files named so only: phones list gain maps and previews of ordinary JPEGs in the same
    way, and many programs drop those without telling.

    Raises:
        PictureError: it is cut short.
    """
    index: Any = getattr(picture, "mpinfo", None) or {}
    if sum(int(entry["Size"]) for entry in index.get(_MPO_ENTRIES) or ()) > length:
        raise _cut_short()


def _cut_short() -> PictureError:
    return PictureError(Cause.DAMAGED, "The picture is damaged: its end is missing.")


def _gif_is_whole(data: bytes) -> bool:
    """Whether all blocks are complete, or there is an end at least.

    Many GIFs do without a trailer, and some that have one miscount before it.
    """
    if data.endswith(b"\0;"):
        return True
    at = 13 + _gif_palette(data[10:11])
    for _ in range(_MOST_BLOCKS):
        block = data[at : at + 1]
        if block == b"!":
            at = _after_gif_parts(data, at + 2)
        elif block == b",":
            at = _after_gif_parts(data, at + 11 + _gif_palette(data[at + 9 : at + 10]))
        else:
            return True  # The trailer, the end of the file, or something after the picture.
        if at > len(data):
            return False
    return True


def _gif_palette(flags: bytes) -> int:
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _after_gif_parts(data: bytes, at: int) -> int:
    """The position after a chain of parts; beyond the data where the chain does not end."""
    while at < len(data):
        length = data[at]
        at += 1 + length
        if length == 0:
            return at
    return len(data) + 1


def _animation_is_whole(data: bytes) -> bool:
    """Whether every frame that an animated PNG announces has data."""
    names = [name for name in _png_chunks(data) if name in (b"acTL", b"fcTL", b"IDAT", b"fdAT")]
    if b"acTL" not in names or names.index(b"acTL") > _first_data(names):
        return True
    pairs = zip(names, [*names[1:], b"IEND"], strict=True)
    return all(after in (b"IDAT", b"fdAT") for name, after in pairs if name == b"fcTL")


def _first_data(names: list[bytes]) -> int:
    return names.index(b"IDAT") if b"IDAT" in names else len(names)


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(data):
        yield data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4], "big")


def _boxes_are_whole(data: bytes) -> bool:
    """Whether the boxes that hold the picture end within the file. What follows is ignored."""
    at = 0
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        if name in _BOXES and at + length > len(data):
            return False
        if length < 8:  # noqa: PLR2004 - a box begins with its length and name; 0: to the end
            return True
        at += length
    return True
