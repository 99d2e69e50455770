"""Bytes to a Pillow picture whose pixels are not decoded yet, its size checked."""

from __future__ import annotations

import importlib
import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError

from indexer.decode.errors import PictureError
from indexer.decode.headers import claimed_size, without_metadata
from indexer.decode.types import MIB, Cause, Limits

# Kind: Pillow's name of the format, and the module that registers it. Only these formats
# are ever tried: Pillow knows others that start programs (EPS) or are no pictures.
_PLUGINS: dict[str, tuple[tuple[str, ...], str]] = {
    "jpeg": (("JPEG",), "PIL.MpoImagePlugin"),
    "png": (("PNG",), "PIL.PngImagePlugin"),
    "webp": (("WEBP",), "PIL.WebPImagePlugin"),
    "gif": (("GIF",), "PIL.GifImagePlugin"),
    "tiff": (("TIFF",), "PIL.TiffImagePlugin"),
    "bmp": (("BMP",), "PIL.BmpImagePlugin"),
    "heif": (("HEIF",), "pillow_heif"),
    "avif": (("AVIF",), "PIL.AvifImagePlugin"),
    "jxl": (("JXL",), "pillow_jxl"),
    "jp2": (("JPEG2000",), "PIL.Jpeg2KImagePlugin"),
    "ppm": (("PPM",), "PIL.PpmImagePlugin"),
    "tga": (("TGA",), "PIL.TgaImagePlugin"),
    "psd": (("PSD",), "PIL.PsdImagePlugin"),
    "qoi": (("QOI",), "PIL.QoiImagePlugin"),
    "ico": (("ICO", "CUR"), "PIL.IcoImagePlugin"),
    "icns": (("ICNS",), "PIL.IcnsImagePlugin"),
    "pcx": (("PCX",), "PIL.PcxImagePlugin"),
    "sgi": (("SGI",), "PIL.SgiImagePlugin"),
    "dds": (("DDS",), "PIL.DdsImagePlugin"),
}

KINDS = tuple(_PLUGINS)

# Bytes of memory per pixel of a decode, measured at its peak and rounded up. A picture that
# cannot fit is refused in a sentence instead of being tried until the memory limit bites.
_COST = {"webp": 20, "avif": 16, "heif": 12, "jxl": 20, "jp2": 20, "jpeg": 6}
_USUAL_COST = 8
_WIDE_MODES = frozenset({"I", "F", "I;16", "I;16B", "I;16L"})


@dataclass(frozen=True)
class Opened:
    """A picture about to be decoded.

    Attributes:
        picture: perhaps a smaller stand-in for the full picture; JPEGs are not decoded yet.
        kind: of the file.
        size: of the full picture, upright.
        orientation: still to be applied to `picture`.
        stored_orientation: as the file says.
        exif: of the file, if it has any that can be read.
    """

    picture: Image.Image
    kind: str
    size: tuple[int, int]
    orientation: int
    stored_orientation: int
    exif: Image.Exif | None


def open_lazily(data: bytes, kind: str, limits: Limits) -> Image.Image:
    """A picture of which only the header has been read.

    Raises:
        PictureError: it claims too many pixels.
        Exception: whatever the library raises for damaged data.
    """
    claimed = claimed_size(data, kind)
    if claimed is not None:
        check_pixels(*claimed, limits)
        check_cost(*claimed, kind, limits)
    formats = load_plugin(kind)
    try:
        picture = Image.open(io.BytesIO(data), formats=formats)
    except UnidentifiedImageError:
        if kind != "jpeg":
            raise
        picture = Image.open(io.BytesIO(without_metadata(data)), formats=formats)
    check_pixels(*picture.size, limits)
    return picture


def load(picture: Image.Image, kind: str, limits: Limits) -> None:
    """Decode the pixels, if they fit in memory.

    To be called once only: after a failure Pillow takes half a picture for a whole one.

    Raises:
        PictureError: they do not fit.
        Exception: whatever the library raises for damaged data.
    """
    check_cost(*picture.size, kind, limits, picture.mode)
    picture.load()


def check_pixels(width: int, height: int, limits: Limits) -> None:
    """Refuse a picture that claims more pixels than the limit, or none at all."""
    if width < 1 or height < 1:
        raise PictureError(Cause.DAMAGED, "The picture is damaged: it has no pixels.")
    if width * height > limits.pixels:
        raise _too_large(width, height)


def check_cost(width: int, height: int, kind: str, limits: Limits, mode: str = "") -> None:
    """Refuse a picture whose decoding cannot fit in the memory limit."""
    cost = _COST.get(kind, _USUAL_COST) + (4 if mode in _WIDE_MODES else 0)
    if width * height * cost > limits.memory_bytes * 3 // 4:
        raise _too_large(width, height)


def _too_large(width: int, height: int) -> PictureError:
    return PictureError(
        Cause.TOO_LARGE, f"The picture is too large to decode: {width} x {height} pixels."
    )


def optional_kinds() -> frozenset[str]:
    """The kinds that are read by a package of their own, of those packages that are there."""
    from importlib.util import find_spec

    return frozenset(
        kind
        for kind, (_, module) in _PLUGINS.items()
        if not module.startswith("PIL.") and find_spec(module) is not None
    )


def load_plugin(kind: str) -> tuple[str, ...]:
    """Import what decodes a kind, and return Pillow's names of it.

    Raises:
        PictureError: it is not installed.
    """
    formats, module = _PLUGINS[kind]
    try:
        plugin: Any = importlib.import_module(module)
    except ImportError as error:  # not every bundle has all, see `docs/bundle.md`
        raise PictureError(
            Cause.NO_DECODER,
            f"This Pictrove cannot read {formats[0]} pictures, because it came without {module}.",
        ) from error
    if kind == "heif":
        # One worker per core is enough threads.
        plugin.register_heif_opener(decode_threads=1, depth_images=False, aux_images=False)
    elif kind == "jxl":
        plugin.JpegXLImagePlugin.DECODE_THREADS = 0
    elif kind == "avif":
        plugin.DEFAULT_MAX_THREADS = 1
    elif kind == "ico":
        importlib.import_module("PIL.CurImagePlugin")
    elif kind == "jpeg":
        importlib.import_module("PIL.JpegImagePlugin")
    elif kind == "png":
        # Long XMP is no reason to refuse a photo.
        plugin.MAX_TEXT_CHUNK, plugin.MAX_TEXT_MEMORY = 16 * MIB, 64 * MIB
    return formats
