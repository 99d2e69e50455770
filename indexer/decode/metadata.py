"""All that a photo says of itself, from wherever it says it. Bad metadata never fails it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PIL import Image, ImageFile

from indexer.decode.exif import Fields, read_exif, text_of
from indexer.decode.vetting import MAX_CAPTION, MAX_KEYWORD, MAX_TITLE
from indexer.decode.xmp import distinct_keywords, read_xmp
from indexer.metadata import PhotoMetadata

Found = TypeVar("Found")

_EXIF_IFD = 0x8769
_GPS_IFD = 0x8825
_XMP_TAG = 700
_IPTC_TAG = 33723
ORIENTATION = 0x0112
_UTF8_MARK = b"\x1b%G"


def read_metadata(
    picture: Image.Image, exif: Image.Exif | None, sidecar: bytes | None, orientation: int
) -> PhotoMetadata:
    """Metadata of an opened picture.

    What a person wrote (a sidecar, then embedded XMP) goes before the camera's EXIF for
    words, rating, place and time; for the camera itself EXIF goes first.

    Args:
        picture: as opened, for its embedded XMP and IPTC.
        exif: its EXIF, which for RAW files is not the opened preview's.
        sidecar: the XMP packet beside the file.
        orientation: as stored.
    """
    camera = {} if exif is None else attempt(_exif_fields, exif) or {}
    embedded = attempt(_xmp_fields, picture) or {}
    press = attempt(_iptc_fields, picture) or {}
    beside = {} if sidecar is None else attempt(read_xmp, sidecar) or {}
    merged: Fields = {**embedded, **camera}
    for source in (camera, press, embedded):
        merged.update(_only(source, ("rating", "keywords", "title", "caption")))
    merged = _with_whole_groups(merged, beside)
    return PhotoMetadata(**(merged | {"orientation": orientation}))


def exif_of(picture: Image.Image) -> Image.Exif | None:
    """A picture's EXIF, or None where it cannot be read at all."""
    return attempt(picture.getexif)


def orientation_of(exif: Image.Exif | None) -> int:
    """EXIF orientation 1 to 8; 1 for anything else."""
    value = None if exif is None else attempt(exif.get, ORIENTATION)
    return value if isinstance(value, int) and value in range(1, 9) else 1


def attempt(read: Callable[..., Found], *args: object) -> Found | None:
    """What `read` returns, or None where it raises: bad metadata never fails a photo."""
    try:
        return read(*args)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - libraries raise anything for metadata that makes no sense
        return None


def _only(fields: Fields, names: tuple[str, ...]) -> Fields:
    return {name: fields[name] for name in names if name in fields}


def _with_whole_groups(fields: Fields, sidecar: Fields) -> Fields:
    """A sidecar's time and place replace what is embedded with all that belongs to it."""
    dropped = set()
    if sidecar.get("taken_at", fields.get("taken_at")) != fields.get("taken_at"):
        dropped.add("taken_offset_minutes")
    if "latitude" in sidecar:
        dropped.add("altitude_m")
    return {name: fields[name] for name in fields if name not in dropped} | sidecar


def _exif_fields(exif: Image.Exif) -> Fields:
    def directory(tag: int) -> Mapping[int, Any]:
        found = exif.get_ifd(tag)
        return found if isinstance(found, dict) else {}

    return read_exif(exif, directory(_EXIF_IFD), directory(_GPS_IFD))


def _xmp_fields(picture: Image.Image) -> Fields:
    packet: Any = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp")
    if packet is None:
        packet = getattr(picture, "tag_v2", {}).get(_XMP_TAG)
    if isinstance(packet, tuple):
        packet = bytes(packet)
    if isinstance(packet, str):
        packet = packet.encode("utf-8", "replace")
    return read_xmp(packet) if isinstance(packet, bytes) else {}


def _iptc_fields(picture: Image.Image) -> Fields:
    if not isinstance(picture, ImageFile.ImageFile):
        return {}
    if not picture.info.get("photoshop") and _IPTC_TAG not in getattr(picture, "tag_v2", {}):
        return {}
    from PIL import IptcImagePlugin

    records: Any = IptcImagePlugin.getiptcinfo(picture) or {}
    utf8 = records.get((1, 90)) == _UTF8_MARK

    def texts(number: int, most: int) -> list[str]:
        value = records.get((2, number)) or []
        values = value if isinstance(value, list) else [value]
        decoded = (_iptc_text(raw, most, utf8=utf8) for raw in values[:1000])
        return [text for text in decoded if text]

    return {
        name: value
        for name, value in {
            "keywords": distinct_keywords(texts(25, MAX_KEYWORD)),
            "title": next(iter(texts(5, MAX_TITLE)), None),
            "caption": next(iter(texts(120, MAX_CAPTION)), None),
        }.items()
        if value
    }


def _iptc_text(raw: object, most: int, *, utf8: bool) -> str | None:
    if isinstance(raw, bytes) and utf8:
        return text_of(raw.decode("utf-8", "replace").encode("utf-8"), most)
    return text_of(raw, most)
