"""Decoded picture to model input, with Pillow and NumPy only: decoders use it.

The resize modes are open_clip's: *squash* ignores the aspect ratio, *shortest* scales the
short side and cuts out the middle, *longest* scales the long side and pads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from PIL import Image

ResizeMode = Literal["squash", "shortest", "longest"]
Interpolation = Literal["bicubic", "bilinear"]


@dataclass(frozen=True)
class InputSpec:
    """How a picture becomes the input of an image tower.

    Attributes:
        side: side of the square input, in pixels.
        resize_mode: how a picture that is no square becomes one.
        interpolation: the resampling filter.
        fill: grey level (0 to 255) of the padding of mode *longest*.
    """

    side: int
    resize_mode: ResizeMode = "squash"
    interpolation: Interpolation = "bicubic"
    fill: int = 0


def to_input(picture: Image.Image, spec: InputSpec) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Resize an RGB picture to the square a model wants.

    Returns:
        (side, side, 3) uint8.
    """
    # A search by words needs an `InputSpec`, but no Pillow.
    from PIL import Image

    side = spec.side
    resample = Image.Resampling[spec.interpolation.upper()]
    picture = picture if picture.mode == "RGB" else picture.convert("RGB")
    if spec.resize_mode == "squash":
        return np.array(picture.resize((side, side), resample))
    if spec.resize_mode == "shortest":
        return np.array(_cut_middle(picture, side, resample))
    edge = max(picture.size)
    width = max(1, round(picture.width * side / edge))
    height = max(1, round(picture.height * side / edge))
    resized = picture.resize((width, height), resample)
    square = Image.new("RGB", (side, side), (spec.fill,) * 3)
    square.paste(resized, ((side - width) // 2, (side - height) // 2))
    return np.array(square)


def _cut_middle(picture: Image.Image, side: int, resample: Image.Resampling) -> Image.Image:
    # Rounded as torchvision does it: another rounding shifts the whole picture by half a pixel.
    edge = min(picture.size)
    width, height = (int(side * length / edge) for length in picture.size)
    left, top = (round((length - side) / 2) for length in (width, height))
    resized = picture.resize((width, height), resample)
    return resized.crop((left, top, left + side, top + side))
