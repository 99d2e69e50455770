"""Which town a photo was taken in or near."""

from __future__ import annotations

import pytest

from indexer.towns import Towns


@pytest.fixture(scope="module")
def towns() -> Towns:
    return Towns.open()


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (38.7139, -9.1394, "Lisbon, Portugal"),
        (38.6975, -9.2063, "Lisbon, Portugal"),  # Belém, a part of it
        (38.7984, -9.3881, "Sintra, Portugal"),
        (52.4989, 13.4035, "Berlin, Germany"),  # Kreuzberg
        (52.3989, 13.0657, "Potsdam, Germany"),
        (40.7580, -73.9855, "New York City, United States"),  # Times Square
        (48.8606, 2.3376, "Paris, France"),  # the Louvre
        (47.4211, 10.9853, "Garmisch-Partenkirchen, Germany"),  # the Zugspitze
        (-33.8568, 151.2153, "Sydney, Australia"),
        (-18.1416, 178.4419, "Suva, Fiji"),
    ],
)
def test_places_are_called_what_people_call_them(towns, latitude, longitude, name):
    assert towns.near(latitude, longitude) == name


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(30, -40), (90, 0), (-90, 0), (0, 0), (0, 180), (float("nan"), 3), (3, float("nan"))],
)
def test_far_from_every_town_is_nowhere(towns, latitude, longitude):
    assert towns.near(latitude, longitude) == ""


def test_the_nearest_counts_across_the_date_line():
    towns = Towns.of([b"west", b"east"], [10, 10.4], [179.9, -179.9], [5000, 5000])
    assert towns.near(10, -179.99) == "west"
    assert towns.near(10.4, 179.99) == "east"


def test_a_large_town_reaches_farther_than_a_small_one():
    towns = Towns.of([b"city", b"village"], [0, 0.25], [0, 0], [5_000_000, 6000])
    assert towns.near(0.3, 0) == "village"
    assert towns.near(0.15, 0) == "city"

    assert towns.near(0.65, 0) == "village"
    assert towns.near(0.8, 0) == ""


def test_the_list_is_small_and_says_where_it_is_from(towns):
    from resources import resource

    assert resource("cities.gz").stat().st_size < 700_000
    assert "CC BY 4.0" in resource("cities.md").read_text("utf-8")
    assert len(towns.names) > 50_000
