"""Kinds of picture: by ending for the scanner, by content for the decoder."""

from __future__ import annotations

from pathlib import PurePath

# fmt: off
RAW_ENDINGS = frozenset({
    "3fr", "ari", "arw", "bay", "cap", "cr2", "cr3", "crw", "dcr", "dcs", "dng", "drf", "eip",
    "erf", "fff", "gpr", "iiq", "k25", "kdc", "mdc", "mef", "mos", "mrw", "nef", "nrw", "orf",
    "ori", "pef", "ptx", "pxn", "raf", "raw", "rw2", "rwl", "rwz", "sr2", "srf", "srw", "x3f",
})
# fmt: on

ENDINGS: dict[str, str] = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif", "jif", "mpo"), "jpeg"),
    **dict.fromkeys(("png", "apng"), "png"),
    "webp": "webp",
    "gif": "gif",
    **dict.fromkeys(("tif", "tiff"), "tiff"),
    **dict.fromkeys(("bmp", "dib"), "bmp"),
    **dict.fromkeys(("heic", "heif", "hif", "heics", "heifs"), "heif"),
    **dict.fromkeys(("avif", "avifs"), "avif"),
    "jxl": "jxl",
    **dict.fromkeys(("jp2", "j2k", "jpf", "jpx", "j2c", "jpc"), "jp2"),
    **dict.fromkeys(("ppm", "pgm", "pbm", "pnm", "pfm"), "ppm"),
    "tga": "tga",
    "psd": "psd",
    "qoi": "qoi",
    **dict.fromkeys(RAW_ENDINGS, "raw"),
}
"""Endings the scanner takes for photos, lower case without the dot, and their usual kind."""

_BY_CONTENT_ONLY = frozenset({"ico", "icns", "pcx", "sgi", "dds"})

_LEAST_RAW = 1024

SUPPORTED_KINDS = frozenset(ENDINGS.values()) | _BY_CONTENT_ONLY

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"BM", "bmp"),
    (b"\xff\x0a", "jxl"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "jxl"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"FUJIFILMCCD-RAW", "raw"),
    (b"IIRO", "raw"),
    (b"IIRS", "raw"),
    (b"MMOR", "raw"),
    (b"IIU\0", "raw"),
    (b"II\x1a\0\0\0HEAP", "raw"),
    (b"\0MRM", "raw"),
    (b"FOVb", "raw"),
    (b"ARRI", "raw"),
    (b"8BPS", "psd"),
    (b"qoif", "qoi"),
    (b"\0\0\1\0", "ico"),
    (b"\0\0\2\0", "ico"),
    (b"icns", "icns"),
    (b"\x01\xda", "sgi"),
    (b"DDS ", "dds"),
    (b"\x0a\x05\x01", "pcx"),
    (b"\x0a\x03\x01", "pcx"),
    (b"\x0a\x02\x01", "pcx"),
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEVC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"})
_HEIF_BRANDS = _HEVC_BRANDS | {b"mif1", b"mif2", b"msf1", b"miaf", b"j2ki", b"jpeg", b"unif"}


def ending(name: str) -> str:
    """The ending of a file name, lower case, without the dot."""
    return PurePath(name).suffix[1:].lower()


def looks_like_photo(name: str) -> bool:
    """Whether a file of this name is worth opening. Hidden files and AppleDouble are not."""
    base = PurePath(name).name
    return not base.startswith(".") and ending(base) in ENDINGS


def sniff(data: bytes, name: str) -> str | None:
    """The kind of picture these bytes begin, or None.

    The name decides only where the content cannot: many RAW formats are TIFF inside, and
    TGA has no signature.
    """
    suffix = ending(name)
    kind = _by_start(data)
    if kind == "tiff" and suffix in RAW_ENDINGS:
        return "raw"
    if kind in (None, "ico") and suffix == "tga":
        return "tga"
    if kind is None and suffix in RAW_ENDINGS and len(data) >= _LEAST_RAW:
        return "raw"
    return kind


def _by_start(data: bytes) -> str | None:
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _by_brand(data)
    if data[:1] == b"P" and data[1:2] in b"123456Ff" and data[2:3].isspace():
        return "ppm"
    return None


def _by_brand(data: bytes) -> str | None:
    length = min(int.from_bytes(data[:4], "big"), 512)
    major = data[8:12]
    brands = {major} | {data[at : at + 4] for at in range(16, length - 3, 4)}
    if major == b"crx ":
        return "raw"
    if major in _AVIF_BRANDS or (major not in _HEVC_BRANDS and brands & _AVIF_BRANDS):
        return "avif"
    return "heif" if brands & _HEIF_BRANDS else None
