"""Bounds of metadata: applied to what a file says, and again to what a worker says."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import Any

from indexer.decode.frames import FrameError
from indexer.metadata import PhotoMetadata

MAX_NAME = 200
MAX_TITLE = 1_000
MAX_CAPTION = 10_000
MAX_KEYWORD = 200
MAX_KEYWORDS = 300

_TEXTS = {
    "camera_make": MAX_NAME,
    "camera_model": MAX_NAME,
    "lens": MAX_NAME,
    "title": MAX_TITLE,
    "caption": MAX_CAPTION,
}
_NUMBERS = {
    "exposure_s": (0.0, 1e6),
    "f_number": (0.0, 1e4),
    "focal_length_mm": (0.0, 1e5),
    "latitude": (-90.0, 90.0),
    "longitude": (-180.0, 180.0),
    "altitude_m": (-20_000.0, 1e6),
}
_INTEGERS = {
    "taken_offset_minutes": (-18 * 60, 18 * 60),
    "iso": (1, 100_000_000),
    "orientation": (1, 8),
    "rating": (-1, 5),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", re.ASCII)
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str, most: int) -> str | None:
    """Text without control characters and lone surrogates, cut off; None if nothing is left."""
    text = _SURROGATES.sub("\ufffd", text[: 4 * most])
    kept = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(kept.split())[:most].rstrip() or None


def is_moment(text: object) -> bool:
    """Whether this is a real local time, ISO 8601 to the second."""
    if not isinstance(text, str) or not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def number_in_bounds(name: str, value: float) -> bool:
    """Whether a field of numbers may have this value."""
    low, high = _NUMBERS.get(name) or _INTEGERS[name]
    return math.isfinite(value) and low <= value <= high


def vet_metadata(fields: object) -> PhotoMetadata:
    """Metadata from a worker's header.

    Raises:
        FrameError: a field is unknown, of the wrong type or out of bounds.
    """
    if not isinstance(fields, dict):
        raise FrameError("metadata that is none")
    keywords = fields.pop("keywords", [])
    for name, value in fields.items():
        if value is not None and not _is_possible(name, value):
            raise FrameError(f"wrong metadata: {str(name)[:40]}")
    return PhotoMetadata(**_with_orientation(fields), keywords=_vet_keywords(keywords))


def _is_possible(name: str, value: object) -> bool:
    if name == "taken_at":
        return is_moment(value)
    if name in _TEXTS:
        return _is_text(value, _TEXTS[name])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if name in _INTEGERS:
        return isinstance(value, int) and number_in_bounds(name, value)
    return name in _NUMBERS and number_in_bounds(name, value)


def _is_text(value: object, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most and value.isprintable()


def _vet_keywords(keywords: object) -> tuple[str, ...]:
    if not isinstance(keywords, list) or len(keywords) > MAX_KEYWORDS:
        raise FrameError("keywords that are none")
    if not all(_is_text(keyword, MAX_KEYWORD) for keyword in keywords):
        raise FrameError("a wrong keyword")
    return tuple(keywords)


def _with_orientation(fields: dict[str, Any]) -> dict[str, Any]:
    if fields.get("orientation") is None:
        raise FrameError("metadata without an orientation")
    return fields
