from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL.TiffImagePlugin import IFDRational

from indexer.decode.exif import coordinate, number, parse_moment, parse_offset, read_exif, text_of
from indexer.decode.vetting import is_moment, vet_metadata

MOMENTS = st.datetimes(datetime(1800, 1, 1), datetime(2199, 12, 31)).map(  # noqa: DTZ001 - local times
    lambda moment: moment.replace(microsecond=0)
)
ANYTHING = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.binary(max_size=40),
    st.builds(IFDRational, st.integers(-9, 9), st.integers(-9, 9)),
    st.lists(
        st.integers() | st.floats() | st.builds(IFDRational, st.integers(0, 99), st.integers(0, 9)),
        max_size=4,
    ).map(tuple),
)
TAGS = st.sampled_from(
    [
        0x010E,
        0x010F,
        0x0110,
        0x0132,
        0x4746,
        0x829A,
        0x829D,
        0x8827,
        0x9003,
        0x9011,
        0x920A,
        0x9286,
        0x9C9B,
        0x9C9C,
        0x9C9E,
        0xA434,
        1,
        2,
        3,
        4,
        5,
        6,
        9,
    ]
)
DIRECTORIES = st.dictionaries(TAGS, ANYTHING)


@given(MOMENTS)
def test_exif_dates(moment):
    assert parse_moment(moment.strftime("%Y:%m:%d %H:%M:%S").rjust(19, "0")) == (
        moment.isoformat(),
        None,
    )


@given(MOMENTS, st.integers(-14 * 60, 14 * 60))
def test_xmp_dates_with_their_zone(moment, minutes):
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    if abs(minutes) % 60 < 60 and abs(minutes) // 60 <= 14:
        assert parse_moment(zoned.isoformat()) == (moment.isoformat(), minutes)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2010-07-03T12:11:44.72-07:00", ("2010-07-03T12:11:44", -420)),
        ("2010:07:03 12:11:44\0", ("2010-07-03T12:11:44", None)),
        ("2010-07-03T12:11Z", ("2010-07-03T12:11:00", 0)),
        ("2010-07-03", ("2010-07-03T00:00:00", None)),
        ("0000:00:00 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("2010:13:03 12:11:44", None),
        ("2010:02:30 12:11:44", None),
        ("2010:07:03 25:11:44", None),
        ("2010:07:03 12:11:60", None),
        ("2010", None),
        ("", None),
        (b"2010:07:03 12:11:44", None),
        (None, None),
    ],
)
def test_dates_real_and_unreal(text, moment):
    assert parse_moment(text) == moment


@given(st.text())
def test_any_text_is_a_real_date_or_none(text):
    moment = parse_moment(text)
    assert moment is None or is_moment(moment[0])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("+02:00", 120),
        ("-0730", -450),
        ("Z", 0),
        ("+00:00", 0),
        ("+15:00", None),
        ("02:00", None),
        ("+01:60", None),
        ("", None),
        (None, None),
        (b"+02:00", None),
    ],
)
def test_offsets(text, minutes):
    assert parse_offset(text) == minutes


@given(st.floats(-90, 90), st.integers(1, 10**6))
def test_coordinates_survive_degrees_minutes_and_seconds(value, denominator):
    size = abs(value)
    degrees, minutes = int(size), int(size % 1 * 60)
    seconds = IFDRational(round((size % 1 * 60 - minutes) * 60 * denominator), denominator)
    letter = "S" if value < 0 else "N"
    found = coordinate(
        (IFDRational(degrees, 1), IFDRational(minutes, 1), seconds), letter, "N", "S"
    )
    assert found == pytest.approx(value, abs=1 / 3600 / denominator + 1e-9)


@pytest.mark.parametrize(
    ("place", "fields"),
    [
        (
            {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
            {"latitude": 0.0, "longitude": 0.0},
        ),
        ({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0), 9: "V"}, {}),
        ({2: (1.0, 0.0, 0.0), 4: (1.0, 0.0, 0.0)}, {}),
        ({1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)}, {}),
        ({1: "N", 2: (1.0, 0.0, 0.0), 3: "E", 4: (181.0, 0.0, 0.0)}, {}),
        ({1: "N", 2: (1.0, 0.0, 0.0)}, {}),
        ({1: "N", 2: (-1.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)}, {}),
        ({1: "Q", 2: (1.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)}, {}),
        (
            {
                1: "S\0",
                2: (IFDRational(1, 1), IFDRational(30, 1), IFDRational(0, 0)),
                3: b"W",
                4: (2.0,),
                5: b"\x01",
                6: IFDRational(50, 2),
            },
            {"latitude": -1.5, "longitude": -2.0, "altitude_m": -25.0},
        ),
    ],
)
def test_places(place, fields):
    assert read_exif({}, {}, place) == fields


@given(DIRECTORIES, DIRECTORIES, DIRECTORIES)
def test_whatever_exif_says_the_fields_are_in_bounds(base, photo, place):
    fields = read_exif(base, photo, place)
    fields["keywords"] = list(fields.get("keywords", ()))
    vet_metadata(fields | {"orientation": 1})


@given(ANYTHING)
def test_numbers_are_finite(value):
    found = number(value)
    assert found is None or abs(found) < float("inf")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Caf\xc3\xa9", "Café"),
        ("Caf\xe9", "Café"),
        (b"a\0b", "a"),
        (" a\nb\x07 ", "a b"),
        ("日本", "日本"),
        (b"\x81\x8d", "\ufffd\ufffd"),
        ("", None),
        ("\0\0", None),
        (5, None),
    ],
)
def test_texts(value, text):
    assert text_of(value, 100) == text


def test_words_of_windows_and_comments():
    fields = read_exif(
        {
            0x9C9B: "Title".encode("utf-16-le") + b"\0\0",
            0x9C9E: "sea;; sun ".encode("utf-16-le"),
            0x010E: "OLYMPUS DIGITAL CAMERA         ",
            0x4746: 4,
        },
        {0x9286: b"UNICODE\0" + "Héllo".encode("utf-16-be")},
        {},
    )
    assert fields == {"title": "Title", "keywords": ("sea", "sun"), "caption": "Héllo", "rating": 4}


def test_a_camera():
    fields = read_exif(
        {0x010F: "Make", 0x0110: "Model", 0x0132: "2001:01:01 00:00:00"},
        {
            0x9003: "2020:05:04 18:39:11",
            0x9011: "-04:00",
            0x829A: IFDRational(1, 50),
            0x829D: 1.8,
            0x8827: (100, 0),
            0x920A: IFDRational(17, 4),
            0xA434: "Lens",
        },
        {},
    )
    assert fields == {
        "taken_at": "2020-05-04T18:39:11",
        "taken_offset_minutes": -240,
        "camera_make": "Make",
        "camera_model": "Model",
        "lens": "Lens",
        "exposure_s": 0.02,
        "f_number": 1.8,
        "iso": 100,
        "focal_length_mm": 4.25,
    }
