"""What libraries raise, as one sentence for the user."""

from __future__ import annotations

import re

from PIL import Image, UnidentifiedImageError

from indexer.decode.errors import PictureError
from indexer.decode.types import Cause

OUT_OF_MEMORY = "The picture needs more memory than one file is allowed."
_NONSENSE = "its content does not make sense"

# What libraries say, and the plain words for it; the first that fits.
_IN_PLAIN_WORDS = (
    (r"truncat|unexpected end|end of file|premature|not enough", "its end is missing"),
    (r"expected to read|input/output error", "its end is missing"),
    (r"not raw file", "it is no RAW file, or of a camera that is not known yet"),
    (r"data stream|decoder error|generic error|buffer overrun|cannot load|decod", _NONSENSE),
    (r"unsupported|unknown|unimplemented|not supported", "it is of a variety that cannot be read"),
)  # fmt: skip


def explain(error: BaseException) -> PictureError:
    """The picture error that stands for whatever a library raised."""
    text = str(error).lower()
    if isinstance(error, MemoryError) or re.search(r"memory|alloc", text):
        return PictureError(Cause.OUT_OF_MEMORY, OUT_OF_MEMORY)
    if isinstance(error, Image.DecompressionBombError):
        return PictureError(Cause.TOO_LARGE, "The picture is too large to decode.")
    return PictureError(Cause.DAMAGED, f"The picture is damaged: {_plain(error, text)}.")


def _plain(error: BaseException, text: str) -> str:
    if isinstance(error, UnidentifiedImageError):
        return "its header does not make sense"
    return next((plain for sign, plain in _IN_PLAIN_WORDS if re.search(sign, text)), _NONSENSE)
