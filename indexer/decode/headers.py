"""Headers read ourselves: where a library decodes too early, or gives up over metadata."""

from __future__ import annotations

_MARKER, _START_OF_SCAN = 0xFF, 0xDA
# APP14 says how colours are stored; all others of APP1 to APP15, and comments, can go.
_METADATA_MARKERS = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})


def claimed_size(data: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height as a WebP or JPEG XL header claims, else None."""
    if kind == "webp":
        return _webp_size(data)
    if kind == "jxl":
        return _jxl_size(data)
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    chunk = data[12:16]
    if len(data) < 30:  # noqa: PLR2004 - the shortest file with a whole frame header
        return None
    if chunk == b"VP8X":
        return 1 + _little(data, 24, 3), 1 + _little(data, 27, 3)
    if chunk == b"VP8L":
        bits = _little(data, 21, 4)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        return _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF
    return None


def _little(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "little")


def _jxl_size(data: bytes) -> tuple[int, int] | None:
    start = _jxl_codestream(data)
    if start is None or data[start : start + 2] != b"\xff\x0a":
        return None
    return _read_size_header(_Bits(data[start + 2 : start + 16]))


def _jxl_codestream(data: bytes) -> int | None:
    """Where the codestream begins: at once, or in a box `jxlc` or the first `jxlp`."""
    if data[:2] == b"\xff\x0a":
        return 0
    at = 0
    for _ in range(64):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        head = 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if name == b"jxlc":
            return at + head
        if name == b"jxlp":
            return at + head + 4
        if length < head or at + length >= len(data):
            return None
        at += length
    return None


def without_metadata(jpeg: bytes) -> bytes:
    """A JPEG without EXIF, XMP, IPTC and comments, over which Pillow may refuse a picture."""
    kept = [jpeg[:2]]
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == _MARKER and jpeg[at + 1] != _START_OF_SCAN:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in _METADATA_MARKERS:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])


class _Bits:
    """Little-endian bits, as JPEG XL packs them."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "little")

    def take(self, count: int) -> int:
        taken = self._value & ((1 << count) - 1)
        self._value >>= count
        return taken


_RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))


def _read_size_header(bits: _Bits) -> tuple[int, int]:
    small = bits.take(1)
    height = _read_length(bits, small=bool(small))
    ratio = bits.take(3)
    if ratio:
        over, under = _RATIOS[ratio - 1]
        return height * over // under, height
    return _read_length(bits, small=bool(small)), height


def _read_length(bits: _Bits, *, small: bool) -> int:
    if small:
        return (bits.take(5) + 1) * 8
    return 1 + bits.take((9, 13, 18, 30)[bits.take(2)])
