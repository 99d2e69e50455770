from __future__ import annotations

from PySide6.QtCore import QLocale

from app.window.filters.describe import chips, details_of, name_of, shown, value_name
from app.window.filters.dimensions import Dimension
from app.window.filters.local_time import start_of_day as local
from indexer.query import Filters, PictureTerm, Query, Region, TextTerm

GB = QLocale("en_GB")
ALL = Filters(
    folders=("/photos/Lisbon",),
    after=local(2023, 6, 1),
    before=local(2024, 9, 1),
    cameras=("Canon EOS R5", "NIKON D750"),
    types=("jpeg", "jxl"),
    lenses=("50mm",),
    orientations=("portrait",),
    places=("Lisbon, Portugal",),
    keywords=tuple("abcdefg"),
    favourites=True,
    least_rating=3,
    hidden=True,
)


def test_every_filter_has_a_chip():
    assert [chip.text for chip in chips(ALL, GB)] == [
        "June 2023 – August 2024",
        "Lisbon",
        "Favourites",
        "★ 3 or more",
        "Hidden photos",
        "Canon EOS R5",
        "NIKON D750",
        "50mm",
        "JPEG",
        "JPEG XL",
        "Portrait",
        "Lisbon, Portugal",
        "7 keywords",
    ]


def test_without_filters_there_are_no_chips():
    assert chips(Filters(), GB) == ()


def test_taking_all_chips_away_leaves_nothing():
    filters = ALL
    while left := chips(filters, GB):
        filters = left[-1].without
    assert filters == Filters()


def test_a_chip_of_a_folder_tells_its_path():
    chip = next(chip for chip in chips(ALL, GB) if chip.dimension is Dimension.FOLDERS)
    assert chip.details == "/photos/Lisbon"


def test_a_value_chosen_twice_has_one_chip():
    (chip,) = chips(Filters(cameras=("A", "A")), GB)
    assert chip.without == Filters()


def test_five_stars_are_the_most():
    assert chips(Filters(least_rating=5), GB)[0].text == "★ 5"


def test_queries_have_names():
    terms = (
        TextTerm("dogs"),
        TextTerm("people", -1.0),
        PictureTerm("/a/cat.jpg", region=Region(0, 0, 1, 1)),
        PictureTerm("", data=b"x"),
    )
    query = Query(terms=terms, filters=Filters(least_rating=3))
    assert name_of(query, GB) == (
        "dogs, not people, like a part of cat.jpg, like a picture · ★ 3 or more"
    )
    assert name_of(Query(), GB) == ""
    assert details_of(query, GB).splitlines()[1] == "★ 3 or more"


def test_long_names_are_cut():
    name = name_of(Query(terms=(TextTerm("word " * 100),)), GB)
    assert len(name) <= 80
    assert name.endswith("…")


def test_odd_names_can_be_shown():
    assert shown("a\nb\udc80") == "a b?"
    assert shown("") == "–"
    assert value_name(Dimension.ORIENTATIONS, "round") == "round"
    assert value_name(Dimension.FOLDERS, "/") == "/"
    assert value_name(Dimension.FOLDERS, "C:\\Photos\\Lisbon") == "Lisbon"
