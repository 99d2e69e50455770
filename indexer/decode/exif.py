"""EXIF directories to fields of `PhotoMetadata`. Everything in them may be nonsense."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from indexer.decode.vetting import (
    MAX_CAPTION,
    MAX_KEYWORD,
    MAX_NAME,
    MAX_TITLE,
    clean_text,
    number_in_bounds,
)

Fields = dict[str, Any]
"""Some fields of `PhotoMetadata` by name: those that are known, cleaned and in bounds."""

Directory = Mapping[int, Any]
"""An EXIF directory: tag to value."""

_DATES = ((0x9003, 0x9011), (0x9004, 0x9012), (0x0132, 0x9010))
_MOMENT = re.compile(
    r"\s*(\d{4})[:/.-](\d\d?)[:/.-](\d\d?)(?:[ T]+(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d*)?)?"
    r"\s*(Z|[+-]\d\d:?\d\d)?\s*",
    re.ASCII | re.IGNORECASE,
)
_OFFSET = re.compile(r"\s*([+-])(\d\d):?(\d\d)\s*", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_MAX_OFFSET_HOURS = 14
_MAX_MINUTES = 59
# What cameras write into every file says nothing about this one.
_BOILERPLATE = re.compile(
    r"\s*(olympus digital camera|sony dsc|dcim\\.*|minolta digital camera|samsung.*camera"
    r"|konica minolta digital camera|digital (still )?camera|default|untitled|exif[ _]jpeg.*"
    r"|charset=.*|hdrpl|jpeg|<.*>)?\s*",
    re.IGNORECASE,
)


def read_exif(base: Directory, photo: Directory, place: Directory) -> Fields:
    """Fields of the three directories: IFD0, the Exif IFD and the GPS IFD."""
    fields: Fields = {}
    fields.update(_taken(base, photo))
    fields.update(_camera(base, photo))
    fields.update(_place(place))
    fields.update(_words(base, photo))
    return fields


def parse_moment(text: object) -> tuple[str, int | None] | None:
    """A date as EXIF or XMP writes it: (ISO 8601 local time, offset in minutes or None).

    A date without a time is midnight. None if there is no such date.
    """
    match = _MOMENT.fullmatch(text.rstrip("\0")) if isinstance(text, str) else None
    if match is None:
        return None
    numbers = [int(part or 0) for part in match.groups()[:6]]
    if not _FIRST_YEAR <= numbers[0] <= _LAST_YEAR:
        return None
    try:
        year, month, day, hour, minute, second = numbers
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - local time
    except ValueError:
        return None
    return moment.isoformat(), parse_offset(match[7])


def parse_offset(text: object) -> int | None:
    """Minutes from UTC of "+02:00", "-0730" or "Z", else None."""
    if not isinstance(text, str):
        return None
    text = text.rstrip("\0")
    if text.strip().upper() == "Z":
        return 0
    match = _OFFSET.fullmatch(text)
    if match is None or int(match[2]) > _MAX_OFFSET_HOURS or int(match[3]) > _MAX_MINUTES:
        return None
    minutes = int(match[2]) * 60 + int(match[3])
    return -minutes if match[1] == "-" else minutes


def number(value: object) -> float | None:
    """A finite number, of whatever type EXIF gave it; the first of several."""
    if isinstance(value, tuple | list):
        value = value[0] if value else None
    if isinstance(value, bytes):
        value = value[0] if len(value) == 1 else None
    if value is None or isinstance(value, str):
        return None
    try:
        result = float(value)  # type: ignore[arg-type] # IFDRational is a number, but not typed so
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def text_of(value: object, most: int) -> str | None:
    """Text of an EXIF value; UTF-8 where it is that."""
    if isinstance(value, tuple | list):
        value = value[0] if value else None
    if isinstance(value, str):
        try:
            # EXIF text is read as Latin-1, but many programs write UTF-8.
            value = value.encode("latin-1")
        except UnicodeEncodeError:
            return clean_text(str(value), most)
    if not isinstance(value, bytes):
        return None
    raw = value[: 8 * most].split(b"\0", 1)[0]
    try:
        return clean_text(raw.decode("utf-8"), most)
    except UnicodeDecodeError:
        return clean_text(raw.decode("cp1252", "replace"), most)


def known(fields: Fields) -> Fields:
    """Without the fields that are None, and without numbers out of bounds."""
    return {
        name: value
        for name, value in fields.items()
        if value is not None
        and (not isinstance(value, int | float) or number_in_bounds(name, value))
    }


def coordinate(parts: object, reference: object, positive: str, negative: str) -> float | None:
    """Degrees from degrees, minutes and seconds and a letter for the hemisphere."""
    letter = text_of(reference, 8)
    letter = letter[:1].upper() if letter else ""
    if letter not in (positive, negative) or not isinstance(parts, tuple | list):
        return None
    numbers = [number(part) for part in parts[:3]]
    if not numbers or numbers[0] is None:
        return None
    # A missing or undefined ("0/0") part of less than a degree is none.
    degrees = sum((part or 0.0) / 60.0**power for power, part in enumerate(numbers))
    if any(part is not None and part < 0 for part in numbers):
        return None
    return -degrees if letter == negative else degrees


def _taken(base: Directory, photo: Directory) -> Fields:
    for date_tag, offset_tag in _DATES:
        moment = parse_moment(photo.get(date_tag) or base.get(date_tag))
        if moment is not None:
            offset = parse_offset(photo.get(offset_tag) or base.get(offset_tag))
            return known({"taken_at": moment[0], "taken_offset_minutes": offset})
    return {}


def _positive(value: object) -> float | None:
    result = number(value)
    return result if result is not None and result > 0 else None


def _camera(base: Directory, photo: Directory) -> Fields:
    def find(*tags: int) -> object:
        values = (photo.get(tag, base.get(tag)) for tag in tags)
        return next((value for value in values if value not in (None, 0, ())), None)

    iso = _positive(find(0x8827, 0x8833, 0x8832))
    return known(
        {
            "camera_make": text_of(base.get(0x010F), MAX_NAME),
            "camera_model": text_of(base.get(0x0110), MAX_NAME),
            "lens": text_of(find(0xA434, 0xFDEA), MAX_NAME),
            "exposure_s": _positive(find(0x829A)),
            "f_number": _positive(find(0x829D)),
            "iso": None if iso is None else round(iso),
            "focal_length_mm": _positive(find(0x920A)),
        }
    )


def _place(place: Directory) -> Fields:
    latitude = coordinate(place.get(2), place.get(1), "N", "S")
    longitude = coordinate(place.get(4), place.get(3), "E", "W")
    altitude = number(place.get(6))
    if altitude is not None and number(place.get(5)) == 1:
        altitude = -altitude
    void = text_of(place.get(9), 8) == "V"
    return place_fields(latitude, longitude, altitude, void=void)


def place_fields(
    latitude: float | None, longitude: float | None, altitude: float | None, *, void: bool = False
) -> Fields:
    """Fields of a position; both coordinates or none. `void`: the receiver had no fix."""
    fields = known({"latitude": latitude, "longitude": longitude})
    nowhere = void and latitude == 0 and longitude == 0
    if len(fields) < 2 or nowhere:  # noqa: PLR2004 - latitude and longitude
        return {}
    return fields | known({"altitude_m": altitude})


def _words(base: Directory, photo: Directory) -> Fields:
    rating = number(base.get(0x4746))
    keywords = (_utf16(base.get(0x9C9E), MAX_CAPTION) or "").split(";")
    make = text_of(base.get(0x010F), MAX_NAME)
    caption = text_of(base.get(0x010E), MAX_CAPTION)
    if caption is None or caption == make or _BOILERPLATE.fullmatch(caption):
        caption = _utf16(base.get(0x9C9C), MAX_CAPTION) or _comment(photo.get(0x9286))
    return known(
        {
            "rating": None if rating is None else round(rating),
            "keywords": tuple(
                word for word in (clean_text(part, MAX_KEYWORD) for part in keywords) if word
            )
            or None,
            "title": _utf16(base.get(0x9C9B), MAX_TITLE),
            "caption": None if caption and _BOILERPLATE.fullmatch(caption) else caption,
        }
    )


def _utf16(value: object, most: int) -> str | None:
    """Text of Windows' XP tags."""
    if isinstance(value, tuple):
        value = bytes(part & 0xFF for part in value[: 4 * most] if isinstance(part, int))
    if not isinstance(value, bytes):
        return None
    text = value[: 4 * most].decode("utf-16-le", "replace")
    return clean_text(text.split("\0", 1)[0], most)


def _comment(value: object) -> str | None:
    """EXIF's UserComment: eight bytes name the encoding."""
    if not isinstance(value, bytes):
        return None
    code, raw = value[:8], value[8 : 8 + 4 * MAX_CAPTION]
    if code.startswith(b"UNICODE"):
        return clean_text(_either_utf16(raw).split("\0", 1)[0], MAX_CAPTION)
    return text_of(raw, MAX_CAPTION) if code.startswith(b"ASCII") else None


def _either_utf16(raw: bytes) -> str:
    """The standard leaves the byte order open: latin text has its zeros in the high bytes."""
    big = raw[0::2].count(0) > raw[1::2].count(0)
    return raw.decode("utf-16-be" if big else "utf-16-le", "replace")
