"""What is known of a photo, as texts for people. Nothing is said about what is not known."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, QTimeZone, QUrl

from indexer.client import PhotoDetails
from indexer.metadata import PhotoMetadata
from indexer.reports import Photo

_FRACTIONS_BELOW = 0.3  # seconds; cameras write 1/4 and 0.3 themselves
_MILLION = 1_000_000
_HOUR = 60
_WIDE = "\u2003"  # an em space, between facts on one line
_MINUS = "\u2212"


@dataclass(frozen=True)
class Fact:
    """Something that is known.

    Attributes:
        label: what it is.
        text: the value.
        copy: the value for other programs, where that is worth a button.
        link: where the web shows it.
    """

    label: str
    text: str
    copy: str = ""
    link: QUrl | None = None


def facts(details: PhotoDetails, locale: QLocale) -> list[Fact]:
    """What is known, in the order of interest."""
    return [fact for fact in _all(details, locale) if fact.text]


def _all(details: PhotoDetails, locale: QLocale) -> Iterator[Fact]:
    photo, metadata = details.photo, details.metadata
    folder, name = os.path.split(shown_path(photo.path))
    yield Fact(QCoreApplication.translate("Facts", "Name"), name)
    yield Fact(QCoreApplication.translate("Facts", "Folder"), folder, copy=photo.path)
    if metadata.taken_at:
        taken = date_text(metadata.taken_at, metadata.taken_offset_minutes, locale)
        yield Fact(QCoreApplication.translate("Facts", "Taken"), taken)
    else:
        yield Fact(
            QCoreApplication.translate("Facts", "File changed"),
            changed_text(details.modified_at, locale),
        )
    yield Fact(QCoreApplication.translate("Facts", "Size"), size_text(photo, locale))
    yield Fact(QCoreApplication.translate("Facts", "Camera"), camera_text(metadata))
    yield Fact(QCoreApplication.translate("Facts", "Lens"), metadata.lens or "")
    yield Fact(QCoreApplication.translate("Facts", "Exposure"), exposure_text(metadata, locale))
    yield Fact(QCoreApplication.translate("Facts", "Place"), photo.place)
    yield from _position(metadata, locale)


def _position(metadata: PhotoMetadata, locale: QLocale) -> Iterator[Fact]:
    latitude, longitude = metadata.latitude, metadata.longitude
    if latitude is not None and longitude is not None:
        yield Fact(
            QCoreApplication.translate("Facts", "Coordinates"),
            coordinates_text(latitude, longitude, locale),
            copy=f"{latitude:.6f}, {longitude:.6f}",
            link=map_url(latitude, longitude),
        )
    if metadata.altitude_m is not None:
        yield Fact(
            QCoreApplication.translate("Facts", "Altitude"),
            altitude_text(metadata.altitude_m, locale),
        )


def date_text(taken_at: str, offset: int | None, locale: QLocale) -> str:
    """A local time, long, with the offset from UTC where it is known."""
    time = QDateTime.fromString(taken_at, Qt.DateFormat.ISODate)
    if not time.isValid():
        return taken_at  # better what the file says than nothing
    text = _long(time, locale)
    return text if offset is None else f"{text} ({_offset_text(offset)})"


def changed_text(modified_at: str, locale: QLocale) -> str:
    """A time in UTC as the local one."""
    time = QDateTime.fromString(modified_at, Qt.DateFormat.ISODate)
    if not time.isValid():
        return modified_at
    if time.timeSpec() == Qt.TimeSpec.LocalTime:
        time.setTimeZone(QTimeZone.utc())
    return _long(time.toLocalTime(), locale)


def size_text(photo: Photo, locale: QLocale) -> str:
    """Pixels, megapixels, kind and bytes."""
    parts = []
    if photo.width and photo.height:
        parts.append(f"{photo.width}\u2009×\u2009{photo.height}")
        megapixels = photo.width * photo.height / _MILLION
        digits = 0 if megapixels >= 10 else 1  # noqa: PLR2004 - "24", but "1.2"
        number = locale.toString(megapixels, "f", digits)
        if megapixels >= 0.05:  # noqa: PLR2004 - "0.0" says nothing
            parts.append(
                QCoreApplication.translate("Facts", "{number} megapixels").format(number=number)
            )
    size = locale.formattedDataSize(photo.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    parts.append(f"{photo.kind.upper()}, {size}")
    return "\n".join([_WIDE.join(parts[:-1]), parts[-1]]).strip()


def camera_text(metadata: PhotoMetadata) -> str:
    """Make and model, the make not said twice."""
    make, model = metadata.camera_make or "", metadata.camera_model or ""
    first = make.split(" ", maxsplit=1)[0].casefold()
    if first and model.casefold().startswith(first):
        return model
    return f"{make} {model}".strip()


def exposure_text(metadata: PhotoMetadata, locale: QLocale) -> str:
    """Time, aperture, sensitivity, focal length: as photographers write them."""
    parts = []
    if metadata.exposure_s:
        seconds = _seconds_text(metadata.exposure_s, locale)
        parts.append(
            QCoreApplication.translate("Facts", "{seconds} s", "seconds of exposure").format(
                seconds=seconds
            )
        )
    if metadata.f_number:
        parts.append(f"f/{_short(metadata.f_number, locale)}")
    if metadata.iso:
        parts.append(f"ISO {metadata.iso}")
    if metadata.focal_length_mm:
        parts.append(f"{_short(metadata.focal_length_mm, locale)} mm")
    return _WIDE.join(part.replace(" ", "\u00a0") for part in parts)


def coordinates_text(latitude: float, longitude: float, locale: QLocale) -> str:
    """Degrees, with the directions."""
    north = (
        QCoreApplication.translate("Facts", "N", "north")
        if latitude >= 0
        else QCoreApplication.translate("Facts", "S", "south")
    )
    east = (
        QCoreApplication.translate("Facts", "E", "east")
        if longitude >= 0
        else QCoreApplication.translate("Facts", "W", "west")
    )
    return _WIDE.join(
        f"{locale.toString(abs(degrees), 'f', 5)}°\u00a0{direction}"
        for degrees, direction in ((latitude, north), (longitude, east))
    )


def altitude_text(metres: float, locale: QLocale) -> str:
    """Above the sea, or below."""
    number = locale.toString(round(abs(metres)))
    if round(metres) < 0:
        return QCoreApplication.translate("Facts", "{number} m below sea level").format(
            number=number
        )
    return QCoreApplication.translate("Facts", "{number} m above sea level").format(number=number)


def map_url(latitude: float, longitude: float) -> QUrl:
    """Where OpenStreetMap shows a place."""
    here = f"{latitude:.6f}/{longitude:.6f}"
    return QUrl(
        f"https://www.openstreetmap.org/?mlat={latitude:.6f}&mlon={longitude:.6f}#map=15/{here}"
    )


def stars_text(rating: int) -> str:
    """A rating in words; -1 is XMP's "rejected"."""
    if rating < 0:
        return QCoreApplication.translate("Facts", "Rejected")
    return QCoreApplication.translate("Facts", "%Ln star(s)", "", rating)


def shown_path(path: str) -> str:
    """A path that can be painted: names on disk need not be text."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _long(time: QDateTime, locale: QLocale) -> str:
    day = locale.toString(time.date(), QLocale.FormatType.LongFormat)
    return f"{day}\n{locale.toString(time.time(), QLocale.FormatType.ShortFormat)}"


def _offset_text(minutes: int) -> str:
    sign = _MINUS if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // _HOUR:02}:{abs(minutes) % _HOUR:02}"


def _seconds_text(seconds: float, locale: QLocale) -> str:
    if seconds < _FRACTIONS_BELOW:
        return f"1/{round(1 / seconds)}"
    return _short(seconds, locale)


def _short(number: float, locale: QLocale) -> str:
    """One decimal, if it says something: "2.8", but "35"."""
    whole = abs(number - round(number)) < 0.05  # noqa: PLR2004
    return locale.toString(number, "f", 0 if whole else 1)
