"""XMP packets, embedded or in sidecars, to fields of `PhotoMetadata`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from indexer.decode.exif import Fields, known, parse_moment, place_fields
from indexer.decode.vetting import (
    MAX_CAPTION,
    MAX_KEYWORD,
    MAX_KEYWORDS,
    MAX_NAME,
    MAX_TITLE,
    clean_text,
)

MAX_PACKET = 4 * 1024 * 1024
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_EXIF_EX = "{http://cipa.jp/exif/1.0/}"
_TIFF = "{http://ns.adobe.com/tiff/1.0/}"
_AUX = "{http://ns.adobe.com/exif/1.0/aux/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_LIGHTROOM = "{http://ns.adobe.com/lightroom/1.0/}"
_DIGIKAM = "{http://www.digikam.org/ns/1.0/}"
_CONTAINERS = (f"{_RDF}Alt", f"{_RDF}Bag", f"{_RDF}Seq")

_PACKET_END = re.compile(rb"</x:xmpmeta\s*>|</rdf:RDF\s*>")
_COORDINATE = re.compile(
    r"\s*(-?[0-9.]+)(?:,([0-9.]+))?(?:,([0-9.]+))?\s*([NSEW])?\s*", re.ASCII | re.IGNORECASE
)
_RATIONAL = re.compile(r"\s*(-?[0-9.]{1,20})(?:/([0-9]{1,20}))?\s*", re.ASCII)


def read_xmp(packet: bytes) -> Fields:
    """Fields of an XMP packet; none if it is not well-formed XML.

    Document types and entities are refused.
    """
    properties = _Properties(packet[:MAX_PACKET])
    return {
        **_taken(properties),
        **_camera(properties),
        **_place(properties),
        **_words(properties),
    }


class _Properties:
    """The top-level properties of a packet, each a list of texts."""

    def __init__(self, packet: bytes) -> None:
        self._texts: dict[str, list[str]] = {}
        root = _parse(packet)
        for description in () if root is None else _descriptions(root):
            for name, value in description.attrib.items():
                self._texts.setdefault(name, []).append(value)
            for child in itertools.islice(description, 10_000):
                self._texts.setdefault(child.tag, []).extend(_texts(child))

    def all(self, name: str) -> list[str]:
        return self._texts.get(name, [])

    def first(self, *names: str) -> str | None:
        return next((text for name in names for text in self.all(name) if text.strip()), None)

    def text(self, most: int, *names: str) -> str | None:
        found = self.first(*names)
        return None if found is None else clean_text(found, most)

    def number(self, *names: str) -> float | None:
        match = _RATIONAL.fullmatch(self.first(*names) or "")
        if match is None:
            return None
        try:
            return float(match[1]) / float(match[2] or 1)
        except (ValueError, ZeroDivisionError):
            return None


def _parse(packet: bytes) -> Element | None:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Any = fromstring(_trimmed(packet), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    return root if isinstance(root, Element) else None


def _trimmed(packet: bytes) -> bytes:
    """Without the padding and rubbish that embedded packets often carry."""
    if packet.startswith((b"\xff\xfe", b"\xfe\xff")):
        return packet  # UTF-16: leave it to the parser.
    packet = packet.strip(b"\0 \r\n\t")
    start = packet.find(b"<")
    ends = list(_PACKET_END.finditer(packet))
    return packet[max(0, start) : ends[-1].end() if ends else len(packet)]


def _descriptions(root: Element) -> Iterator[Element]:
    for resource in itertools.islice(root.iter(f"{_RDF}RDF"), 4):
        yield from itertools.islice(resource.iterfind(f"{_RDF}Description"), 1_000)


def _texts(element: Element) -> Iterator[str]:
    """The texts of a property: its own, or those of the items of its container."""
    if element.text and element.text.strip():
        yield element.text
    for container in element:
        if container.tag in _CONTAINERS:
            for item in itertools.islice(container, 10_000):
                if item.text and item.text.strip():
                    yield item.text


def _taken(properties: _Properties) -> Fields:
    names = (f"{_EXIF}DateTimeOriginal", f"{_PHOTOSHOP}DateCreated", f"{_XMP}CreateDate",
             f"{_EXIF}DateTimeDigitized")  # fmt: skip
    for name in names:
        moment = parse_moment(properties.first(name))
        if moment is not None:
            return known({"taken_at": moment[0], "taken_offset_minutes": moment[1]})
    return {}


def _camera(properties: _Properties) -> Fields:
    iso = properties.number(f"{_EXIF_EX}PhotographicSensitivity", f"{_EXIF}ISOSpeedRatings")
    numbers = {
        "exposure_s": properties.number(f"{_EXIF}ExposureTime"),
        "f_number": properties.number(f"{_EXIF}FNumber"),
        "iso": None if iso is None else round(iso),
        "focal_length_mm": properties.number(f"{_EXIF}FocalLength"),
    }
    return known(
        {
            "camera_make": properties.text(MAX_NAME, f"{_TIFF}Make"),
            "camera_model": properties.text(MAX_NAME, f"{_TIFF}Model"),
            "lens": properties.text(MAX_NAME, f"{_EXIF_EX}LensModel", f"{_AUX}Lens"),
            **{name: value for name, value in numbers.items() if value is not None and value > 0},
        }
    )


def _place(properties: _Properties) -> Fields:
    altitude = properties.number(f"{_EXIF}GPSAltitude")
    if altitude is not None and (properties.first(f"{_EXIF}GPSAltitudeRef") or "").strip() == "1":
        altitude = -altitude
    return place_fields(
        _coordinate(properties.first(f"{_EXIF}GPSLatitude"), "NS"),
        _coordinate(properties.first(f"{_EXIF}GPSLongitude"), "EW"),
        altitude,
    )


def _coordinate(text: str | None, letters: str) -> float | None:
    """Degrees from "47,22.5N", "47,22,30N" or "47.375"."""
    match = _COORDINATE.fullmatch((text or "")[:64])
    if match is None:
        return None
    try:
        degrees, minutes, seconds = (float(part or 0) for part in match.groups()[:3])
    except ValueError:
        return None
    letter = (match[4] or "").upper()
    if letter and (letter not in letters or degrees < 0):
        return None
    value = abs(degrees) + minutes / 60 + seconds / 3600
    return -value if letter == letters[1] or degrees < 0 else value


def _words(properties: _Properties) -> Fields:
    rating = properties.number(f"{_XMP}Rating")
    leaves = [
        re.split(r"[|/]", text)[-1]
        for name in (f"{_LIGHTROOM}hierarchicalSubject", f"{_DIGIKAM}TagsList")
        for text in properties.all(name)
    ]
    return known(
        {
            "rating": None if rating is None else round(rating),
            "keywords": distinct_keywords([*properties.all(f"{_DC}subject"), *leaves]) or None,
            "title": properties.text(MAX_TITLE, f"{_DC}title", f"{_PHOTOSHOP}Headline"),
            "caption": properties.text(MAX_CAPTION, f"{_DC}description"),
        }
    )


def distinct_keywords(texts: list[str]) -> tuple[str, ...]:
    """Cleaned keywords, each once whatever its case, in their order, bounded in number."""
    found: dict[str, str] = {}
    for text in itertools.islice(texts, 10 * MAX_KEYWORDS):
        keyword = clean_text(text, MAX_KEYWORD)
        if keyword:
            found.setdefault(keyword.casefold(), keyword)
    return tuple(found.values())[:MAX_KEYWORDS]
