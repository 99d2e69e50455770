"""Filters beyond the first ones, orders, days and what photos have in common."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from indexer.query import Day, Filters, Order
from indexer.reports import Count, Facets, MarkChange
from indexer.store import photo_reader
from indexer.store.names import camera_name
from indexer.store.paths import name_key

LISBON, PORTO = {"latitude": 38.71, "longitude": -9.14}, {"latitude": 41.15, "longitude": -8.61}


@pytest.fixture
def library(store, record):
    """Six photos by letter: e is hidden, f cannot be reached."""
    r5 = {"camera_make": "Canon", "camera_model": "Canon EOS R5"}
    records = [
        record("/p/a.jpg", 1, taken_at="2024-06-01T10:00:00", lens="RF 50mm", **r5, **LISBON,
               keywords=("dog", "Été"), rating=2),
        record("/p/x/B2.jpg", 2, taken_at="2024-06-01T23:00:00", lens="RF 50mm F1.2",
               camera_make="Canon", camera_model="Canon EOS R5 Mark II", **PORTO, rating=5),
        record("/q/b10.jpg", 3, taken_at="2024-05-31T00:00:00", keywords=("Dog",), rating=-1),
        record("/q/B1.heic", 4, kind="heif", camera_model="X100", latitude=30.0, longitude=-40.0),
        record("/q/hidden.jpg", 5, taken_at="2024-06-02T00:00:00", **LISBON, keywords=("dog",)),
        record("/q/away.jpg", 6, taken_at="2024-06-03T00:00:00", keywords=("dog",)),
    ]  # fmt: skip
    sizes = [(400, 300), (300, 400), (300, 300), (400, 300), (400, 300), (400, 300)]
    ids = store.write.commit_photos(
        [replace(one, width=w, height=h) for one, (w, h) in zip(records, sizes, strict=True)]
    )
    store.write.mark([ids[4]], MarkChange(hidden=True))
    store.write.mark([ids[0], ids[2]], MarkChange(favourite=True))
    store.write.mark([ids[3]], MarkChange(rating=4))
    store.write.mark_missing([ids[5]])
    return dict(zip("abcdef", ids, strict=True))


def letters(library, ids) -> str:
    known = {number: letter for letter, number in library.items()}
    return "".join(known[number] for number in np.asarray(ids).tolist())


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(hidden=True), "e"),
        (Filters(hidden=True, favourites=True), ""),
        (Filters(hidden=True, places=("lisbon",)), "e"),
        (Filters(cameras=("canon eos r5",)), "a"),
        (Filters(cameras=("eos r5",)), "ab"),
        (Filters(cameras=("canon",)), "ab"),
        (Filters(cameras=("x100", "MARK ii")), "bd"),
        (Filters(lenses=("rf 50mm",)), "a"),
        (Filters(lenses=("50MM",)), "ab"),
        (Filters(lenses=("nothing",)), ""),
        (Filters(places=("Lisbon, Portugal",)), "a"),
        (Filters(places=("portugal",)), "ab"),
        (Filters(orientations=("landscape",)), "ad"),
        (Filters(orientations=("square", "portrait")), "bc"),
        (Filters(keywords=("DOG",)), "ac"),
        (Filters(keywords=("éTÉ", "cat")), "a"),
        (Filters(keywords=("do",)), ""),
        (Filters(favourites=True), "ac"),
        (Filters(favourites=True, folders=("/p",)), "a"),
        (Filters(least_rating=1), "abd"),
        (Filters(least_rating=3), "bd"),
        (Filters(least_rating=5), "b"),
    ],
)
def test_filters(store, library, filters, passing):
    selected = store.read.select_ids(filters)
    assert letters(library, selected) == passing
    assert store.read.count(filters) == len(passing)
    for order in Order:
        assert sorted(letters(library, store.read.ordered(filters, order, 9).ids)) == list(passing)
    assert store.read.facets(filters).photos == len(passing)


def test_hidden_photos_are_left_out_of_everything(store, library):
    assert store.read.select_ids(Filters()) is None
    assert letters(library, store.read.hidden_ids()) == "e"
    assert store.read.count(Filters()) == 4
    assert letters(library, store.read.ordered(Filters(), Order.NEWEST, 9).ids) == "bacd"
    assert [match.id for match in store.read.match_text("hidden", 9)] == []
    assert len(store.read.match_text("hidden", 9, hidden=True)) == 1


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.RELEVANCE, "bacd"),
        (Order.NEWEST, "bacd"),
        (Order.OLDEST, "cabd"),
        (Order.NAME, "adbc"),
        (Order.NAME_BACKWARDS, "cbda"),
        (Order.LARGEST, "dcba"),
        (Order.SMALLEST, "abcd"),
    ],
)
def test_orders(store, library, order, expected, monkeypatch):
    everything = np.array(sorted(library.values()), np.uint64)
    assert letters(library, store.read.ordered(Filters(), order, 9).ids) == expected
    assert letters(library, store.read.ordered(Filters(), order, 2).ids) == expected[:2]
    some = np.array([library[letter] for letter in "cda"], np.uint64)
    kept = "".join(letter for letter in expected if letter in "cda")
    few = store.read.in_order(some, Filters(), order)
    assert letters(library, few.ids) == kept
    monkeypatch.setattr(photo_reader, "_FEW", 1)
    many = store.read.in_order(some, Filters(), order)
    assert (many.ids.tolist(), many.days) == (few.ids.tolist(), few.days)
    assert letters(library, store.read.in_order(everything, Filters(), order).ids) == expected


def test_days(store, library):
    june, may, none = Day("2024-06-01", 2), Day("2024-05-31", 1), Day("", 1)
    assert store.read.ordered(Filters(), Order.NEWEST, 9).days == (june, may, none)
    assert store.read.ordered(Filters(), Order.OLDEST, 9).days == (may, june, none)
    assert store.read.ordered(Filters(), Order.NEWEST, 1).days == (Day("2024-06-01", 1),)
    assert store.read.ordered(Filters(), Order.NAME, 9).days == ()
    assert store.read.ordered(Filters(folders=("/r",)), Order.NEWEST, 9).days == ()


def test_facets(store, library, monkeypatch):
    expected = Facets(
        photos=4,
        months=(Count("2024-05", 1), Count("2024-06", 2)),
        undated=1,
        folders=(Count("/p", 1), Count("/p/x", 1), Count("/q", 2)),
        cameras=(Count("Canon EOS R5", 1), Count("Canon EOS R5 Mark II", 1), Count("X100", 1)),
        lenses=(Count("RF 50mm", 1), Count("RF 50mm F1.2", 1)),
        types=(Count("jpeg", 3), Count("heif", 1)),
        orientations=(Count("landscape", 2), Count("portrait", 1), Count("square", 1)),
        places=(Count("Lisbon, Portugal", 1), Count("Porto, Portugal", 1)),
        keywords=(Count("Dog", 1), Count("dog", 1), Count("Été", 1)),
        ratings=(Count("2", 1), Count("4", 1), Count("5", 1)),
        favourites=2,
        hidden=1,
    )
    assert store.read.facets(Filters()) == expected
    monkeypatch.setattr("indexer.store.facets._AT_ONCE", 2)
    assert store.read.facets(Filters()) == expected
    within = store.read.facets(Filters(places=("lisbon",)))
    assert (within.photos, within.favourites, within.hidden) == (1, 1, 1)
    assert within.keywords == (Count("dog", 1), Count("Été", 1))
    assert store.read.facets(Filters(hidden=True)).keywords == (Count("dog", 1),)
    assert store.read.facets(Filters(folders=("/nowhere",))) == Facets()


def test_facets_of_an_empty_library(store):
    assert store.read.facets(Filters()) == Facets()


def test_folders_with_odd_names(store, record):
    paths = ["/a\n\x1f/b.jpg", "/a\udcff/c.jpg", "/d.jpg", "/a/ /e.jpg"]
    store.write.commit_photos([record(path, number) for number, path in enumerate(paths)])
    names = [count.name for count in store.read.facets(Filters()).folders]
    assert sorted(names) == sorted(["/", "/a\n\x1f", "/a/ ", "/a\udcff"])


def test_every_facet_is_a_filter_that_gives_as_many(store, library):
    facets = store.read.facets(Filters())
    for name in ("folders", "cameras", "lenses", "types", "orientations", "places"):
        for count in getattr(facets, name):
            narrowed = Filters(**{name: (count.name,)})
            inner = sum(one.photos for one in facets.folders if one.name.startswith(count.name))
            expected = inner if name == "folders" else count.photos
            assert store.read.count(narrowed) == expected, count


def test_names_sort_as_people_do():
    paths = [b"/x/IMG_2.jpg", b"/a/img_10.JPG", b"/IMG_002b.jpg", b"/img.jpg", b"/\xff.jpg"]
    assert sorted(paths, key=name_key) == [paths[3], paths[0], paths[2], paths[1], paths[4]]


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("Canon", "Canon EOS R5", "Canon EOS R5"),
        ("NIKON CORPORATION", "NIKON D850", "NIKON D850"),
        ("SONY", "ILCE-7M3", "SONY ILCE-7M3"),
        ("", "X100", "X100"),
        ("Leica", "", "Leica"),
    ],
)
def test_cameras_are_named_once(make, model, name):
    assert camera_name(make, model) == name


def test_metadata_and_ids(store, library):
    known = store.read.metadata(library["a"])
    assert (known.lens, known.keywords, known.rating) == ("RF 50mm", ("dog", "Été"), 2)
    assert store.read.metadata(999) is None
    assert store.read.ids_of(["/q/away.jpg", "/nothing", "/p/a.jpg"]) == (
        library["f"], None, library["a"],
    )  # fmt: skip


def test_places_are_words_of_their_photos(store, library):
    assert letters(library, [match.id for match in store.read.match_text("lisbon", 9)]) == "a"
    assert store.read.rows([library["d"]])[library["d"]].place == ""
