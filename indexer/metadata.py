"""What a photo file says of itself, as plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PhotoMetadata:
    """Metadata from EXIF and XMP (embedded or in a sidecar).

    Attributes:
        taken_at: local time of exposure, ISO 8601 without zone: "2026-08-01T17:03:21".
        taken_offset_minutes: the zone's offset from UTC, where the file says so.
        exposure_s: exposure time in seconds.
        f_number: aperture, as N of f/N.
        iso: sensitivity.
        focal_length_mm: real focal length in millimetres.
        latitude: degrees, north positive, -90 to 90.
        longitude: degrees, east positive, -180 to 180.
        altitude_m: metres above sea level.
        orientation: EXIF orientation 1 to 8 as stored; pixels are already upright.
        rating: 0 to 5; -1 is XMP's "rejected".
        keywords: distinct, in the order of the file.
        title: a short name given by a person.
        caption: a description given by a person.
    """

    taken_at: str | None = None
    taken_offset_minutes: int | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    lens: str | None = None
    exposure_s: float | None = None
    f_number: float | None = None
    iso: int | None = None
    focal_length_mm: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None
    orientation: int = 1
    rating: int | None = None
    keywords: tuple[str, ...] = ()
    title: str | None = None
    caption: str | None = None
