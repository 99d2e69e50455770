"""Whatever a picture's pixels are, to 8-bit sRGB."""

from __future__ import annotations

import hashlib
import io
from collections import OrderedDict

import numpy as np
from PIL import Image, ImageCms

_PLAIN = frozenset({"RGB", "L", "RGBA", "LA", "CMYK"})
_16_BITS = 65535
_8_BITS = 255
_MAX_TRANSFORMS = 8
_INVISIBLE = 3


def to_plain(picture: Image.Image) -> Image.Image:
    """A loaded picture in a mode that can be averaged: RGB, L, RGBA, LA or CMYK."""
    mode = picture.mode
    if mode in _PLAIN:
        # A single colour may stand for "transparent".
        keyed = mode in ("RGB", "L") and "transparency" in picture.info
        return picture.convert("RGBA") if keyed else picture
    if mode.startswith("I;16"):
        return _from_16_bits(picture)
    if mode in ("I", "F"):
        return _from_numbers(picture)
    if mode == "LAB":
        return _from_lab(picture)
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture.convert("L" if mode == "1" else "RGB")


def _from_16_bits(picture: Image.Image) -> Image.Image:
    values = np.asarray(picture)
    return Image.fromarray((values >> 8).astype(np.uint8))


def _from_numbers(picture: Image.Image) -> Image.Image:
    """Integers and floats of unknown range: the usual ranges as they are, others stretched."""
    values = np.nan_to_num(np.asarray(picture, dtype=np.float32), posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    if low < 0:
        scale, start = _8_BITS / max(high - low, 1e-9), low
    elif picture.mode == "F" and high <= 1.0:
        scale, start = float(_8_BITS), 0.0
    elif picture.mode == "F" and high <= _8_BITS:
        scale, start = 1.0, 0.0
    else:
        scale, start = _8_BITS / max(high, _16_BITS), 0.0
    values -= start
    values *= scale
    return Image.fromarray(np.clip(values + 0.5, 0, _8_BITS).astype(np.uint8))


def _from_lab(picture: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(picture, lab, srgb, outputMode="RGB")
    return picture.convert("RGB") if converted is None else converted


def over_white(picture: Image.Image) -> Image.Image:
    """Transparent pixels laid on white."""
    if picture.mode not in ("RGBA", "LA"):
        return picture
    with_alpha = picture.convert("RGBA")
    if with_alpha.getchannel("A").getextrema() == (_8_BITS, _8_BITS):
        return with_alpha.convert("RGB")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return paper


class ColourConverter:
    """To sRGB by embedded profiles. Keeps the transforms of the last few profiles."""

    def __init__(self) -> None:
        self._srgb = ImageCms.createProfile("sRGB")
        self._transforms: OrderedDict[tuple[bytes, str], ImageCms.ImageCmsTransform | None] = (
            OrderedDict()
        )

    def to_srgb(self, picture: Image.Image, profile: object) -> Image.Image:
        """An RGB picture in sRGB. A missing or broken profile is taken for sRGB."""
        picture = over_white(picture)
        transform = self._transform(profile, picture.mode)
        if transform is not None:
            try:
                converted = ImageCms.applyTransform(picture, transform)
            except (ImageCms.PyCMSError, ValueError):
                converted = None
            if converted is not None:
                return converted
        return picture if picture.mode == "RGB" else picture.convert("RGB")

    def _transform(self, profile: object, mode: str) -> ImageCms.ImageCmsTransform | None:
        if not isinstance(profile, bytes) or not profile:
            return None
        key = hashlib.sha256(profile).digest(), mode
        if key not in self._transforms:
            self._transforms[key] = self._build(profile, mode)
            if len(self._transforms) > _MAX_TRANSFORMS:
                self._transforms.popitem(last=False)
        return self._transforms[key]

    def _build(self, profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
        """The transform, or None for one that changes nothing or cannot be had."""
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            transform = ImageCms.buildTransform(source, self._srgb, mode, "RGB")
            same = mode == "RGB" and _changes_nothing(transform)
        # A profile may be broken in any way, or be for another kind of pixels.
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            return None
        return None if same else transform


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether a transform is the identity, on samples: most profiles are sRGB by some name."""
    levels = np.linspace(0, _8_BITS, 6).astype(np.uint8)
    samples = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(6, 36, 3)
    converted = ImageCms.applyTransform(Image.fromarray(samples), transform)
    if converted is None:
        return True
    changes = np.abs(np.asarray(converted, np.int16) - samples.astype(np.int16))
    return bool(changes.max() <= _INVISIBLE)
