"""Pixels from the engine as Qt paints them, without a copy, and what is worked out from them.

`QImage`'s own scaling keeps Python's lock for as long as it takes, which is a second for a large
picture, and the window would stand still; NumPy gives the lock up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from indexer.client import Picture

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.window.background import Job

CHANNELS = 3
LEVELS = 256

_ROWS_AT_ONCE = 256
_LEAST_SIDE = 1024
_RED, _GREEN, _BLUE = 54, 183, 19  # Rec. 709 luma, in 256ths


@dataclass(frozen=True, eq=False)
class Pixels:
    """A picture in some resolution.

    Attributes:
        picture: holds the bytes, which `image` only points to.
        image: never to be copied to where `picture` is not kept.
    """

    picture: Picture
    image: QImage

    @classmethod
    def of(cls, picture: Picture) -> Pixels | None:
        """Wrap a picture; None if its bytes are not what its size says."""
        stride = CHANNELS * picture.width
        if min(picture.width, picture.height) < 1:
            return None
        if len(picture.pixels) != stride * picture.height:
            return None
        image = QImage(
            picture.pixels, picture.width, picture.height, stride, QImage.Format.Format_RGB888
        )
        return cls(picture, image)

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.picture.pixels)

    @property
    def is_full(self) -> bool:
        """Whether there are no more pixels to be had."""
        return self.picture.width >= self.picture.full_width


@dataclass(frozen=True)
class Histogram:
    """How many pixels have each level of each channel, 0 to 255."""

    red: tuple[int, ...]
    green: tuple[int, ...]
    blue: tuple[int, ...]
    luminance: tuple[int, ...]


def halves(job: Job[list[Picture]], picture: Picture) -> list[Picture]:
    """The picture in a half, a quarter, ... of its size, for looking at it from afar.

    Painting scales well down to a half; further it would leave out pixels.
    """
    made = []
    while max(picture.width, picture.height) >= 2 * _LEAST_SIDE and not job.aborted:
        picture = _half(picture)
        made.append(picture)
    return made


def histogram(job: Job[Histogram | None], picture: Picture) -> Histogram | None:
    """Count the levels; None if the work was aborted."""
    import numpy as np

    counts = np.zeros((4, LEVELS), np.int64)
    for rows in _bands(picture):
        if job.aborted:
            return None
        red, green, blue = (rows[:, :, channel] for channel in range(CHANNELS))
        wide = (_RED * red.astype(np.uint16), _GREEN * green.astype(np.uint16))
        luminance = (wide[0] + wide[1] + _BLUE * blue.astype(np.uint16)) >> 8
        for channel, levels in enumerate((red, green, blue, luminance)):
            counts[channel] += np.bincount(levels.ravel(), minlength=LEVELS)
    return Histogram(*(tuple(count.tolist()) for count in counts))


def _half(picture: Picture) -> Picture:
    """Each pixel is the mean of four; the last row or column of an odd number is left out."""
    import numpy as np

    width, height = picture.width // 2, picture.height // 2
    half = np.empty((height, width, CHANNELS), np.uint8)
    done = 0
    for rows in _bands(picture):
        wide = rows[: rows.shape[0] // 2 * 2, : 2 * width].astype(np.uint16)
        wide = wide[0::2] + wide[1::2]
        mean = (wide[:, 0::2] + wide[:, 1::2] + 2) >> 2
        half[done : done + len(mean)] = mean
        done += len(mean)
    return Picture(width, height, picture.full_width, picture.full_height, half.tobytes())


def _bands(picture: Picture) -> Iterator[npt.NDArray[np.uint8]]:
    """A few rows at a time: little memory, and the lock is given up between them."""
    import numpy as np

    pixels = np.frombuffer(picture.pixels, np.uint8)
    pixels = pixels.reshape(picture.height, picture.width, CHANNELS)
    for start in range(0, picture.height, _ROWS_AT_ONCE):
        yield pixels[start : start + _ROWS_AT_ONCE]
