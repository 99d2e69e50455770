"""What is known of a photo, as people of a language write it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from app.window.viewer import facts as f
from indexer.client import PhotoDetails
from indexer.metadata import PhotoMetadata

from .conftest import make_photo

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("seconds", "english", "german"),
    [
        (1 / 250, "1/250 s", "1/250 s"),
        (0.25, "1/4 s", "1/4 s"),
        (0.5, "0.5 s", "0,5 s"),
        (2.0, "2 s", "2 s"),
        (30.0, "30 s", "30 s"),
    ],
)
def test_exposure_times(seconds, english, german):
    metadata = PhotoMetadata(exposure_s=seconds)
    assert plain(f.exposure_text(metadata, ENGLISH)) == english
    assert plain(f.exposure_text(metadata, GERMAN)) == german


def test_exposure():
    metadata = PhotoMetadata(exposure_s=0.004, f_number=2.8, iso=400, focal_length_mm=35.0)
    assert plain(f.exposure_text(metadata, ENGLISH)) == "1/250 s f/2.8 ISO 400 35 mm"
    assert plain(f.exposure_text(metadata, GERMAN)) == "1/250 s f/2,8 ISO 400 35 mm"
    assert f.exposure_text(PhotoMetadata(), ENGLISH) == ""


def test_dates_have_their_offset():
    english = f.date_text("2026-08-01T17:03:21", 120, ENGLISH)
    assert "August 1, 2026" in english
    assert plain(english).endswith("5:03 PM (UTC+02:00)")
    german = f.date_text("2026-08-01T17:03:21", -210, GERMAN)
    assert "1. August 2026" in german
    assert german.endswith("17:03 (UTC\u221203:30)")
    assert "UTC" not in f.date_text("2026-08-01T17:03:21", None, GERMAN)


def test_a_date_that_is_none_is_told_as_it_is():
    assert f.date_text("some time in May", None, ENGLISH) == "some time in May"


def test_sizes():
    photo = make_photo(1, width=6000, height=4000, size=12_345_678)
    assert plain(f.size_text(photo, ENGLISH)) == "6000 × 4000 24 megapixels JPEG, 12.3 MB"
    small = make_photo(1, width=1200, height=1000, size=500, kind="png")
    assert plain(f.size_text(small, GERMAN)) == "1200 × 1000 1,2 megapixels PNG, 500 Bytes"


def test_a_size_that_is_not_known_is_left_out():
    assert f.size_text(make_photo(1, width=0, height=0, size=500), ENGLISH) == "JPEG, 500 bytes"


@pytest.mark.parametrize(
    ("make", "model", "text"),
    [
        ("Canon", "Canon EOS R5", "Canon EOS R5"),
        ("NIKON CORPORATION", "NIKON D850", "NIKON D850"),
        ("SONY", "ILCE-7M4", "SONY ILCE-7M4"),
        (None, "Pixel 8", "Pixel 8"),
        ("Leica", None, "Leica"),
        (None, None, ""),
    ],
)
def test_cameras(make, model, text):
    assert f.camera_text(PhotoMetadata(camera_make=make, camera_model=model)) == text


def test_coordinates_and_altitude():
    assert plain(f.coordinates_text(48.858370, 2.294481, ENGLISH)) == "48.85837° N 2.29448° E"
    assert plain(f.coordinates_text(-33.8568, -70.5, GERMAN)) == "33,85680° S 70,50000° W"
    assert f.altitude_text(1234.4, ENGLISH) == "1,234 m above sea level"
    assert f.altitude_text(-12.0, ENGLISH) == "12 m below sea level"


def test_the_map_is_told_the_place():
    url = f.map_url(48.858370, -2.294481).toString()
    assert url.startswith("https://www.openstreetmap.org/?mlat=48.858370&mlon=-2.294481")


def test_missing_facts_are_left_out():
    details = PhotoDetails(make_photo(1), PhotoMetadata(), "2026-08-01T10:00:00+00:00")
    labels = [fact.label for fact in f.facts(details, ENGLISH)]
    assert labels == ["Name", "Folder", "File changed", "Size"]


def test_all_facts_come_in_order():
    metadata = PhotoMetadata(
        taken_at="2026-08-01T17:03:21",
        camera_make="Canon",
        camera_model="EOS R5",
        lens="RF 35mm",
        iso=100,
        latitude=1.0,
        longitude=2.0,
        altitude_m=3.0,
    )
    details = PhotoDetails(make_photo(1, place="Lisbon, Portugal"), metadata, "")
    told = {fact.label: fact for fact in f.facts(details, ENGLISH)}
    assert list(told) == [
        "Name", "Folder", "Taken", "Size", "Camera", "Lens", "Exposure", "Place",
        "Coordinates", "Altitude",
    ]  # fmt: skip
    assert told["Coordinates"].copy == "1.000000, 2.000000"
    assert told["Folder"].copy == "/photos/1.jpg"


def test_names_that_are_no_text_can_be_shown():
    assert f.shown_path("/photos/caf\udce9.jpg") == "/photos/caf\ufffd.jpg"


def test_ratings_in_words():
    assert f.stars_text(-1) == "Rejected"
    assert "3" in f.stars_text(3)
