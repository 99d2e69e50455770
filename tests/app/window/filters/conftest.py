"""A library with a bit of everything, for the side panel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from app.window.theme.theme import Theme
from indexer.query import Filters, Query, SavedSearch, TextTerm
from indexer.reports import Count, Facets, FolderStatus, Status

LIBRARY = Facets(
    photos=100,
    months=(Count("2022-03", 20), Count("2023-06", 50), Count("2024-01", 20)),
    undated=10,
    folders=(Count("/photos/2022", 20), Count("/photos/2023/Lisbon", 50), Count("/old", 30)),
    cameras=tuple(Count(f"Camera {at:02}", 20 - at) for at in range(12)),
    lenses=(Count("50mm", 9),),
    types=(Count("jpeg", 90), Count("raw", 10)),
    orientations=(Count("landscape", 60), Count("portrait", 40)),
    places=(Count("Lisbon, Portugal", 50), Count("Porto, Portugal", 7)),
    keywords=(Count("beach", 12), Count("Dog", 3)),
    ratings=(Count("3", 5), Count("5", 2)),
    favourites=8,
    hidden=4,
)
STATUS = Status(
    folders=(FolderStatus("/photos", 70, offline=False), FolderStatus("/old", 30, offline=True)),
    indexed=100,
    pending=0,
    failed=0,
    missing=0,
    model="",
    model_note="",
    database_bytes=0,
    data_folder="/data",
)
DOGS = SavedSearch("Dogs", Query(terms=(TextTerm("dogs"),)))
BEST = SavedSearch("Best", Query(filters=Filters(least_rating=4)))


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def theme(qapp) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def library() -> Facets:
    return LIBRARY


@pytest.fixture
def status() -> Status:
    return STATUS


@pytest.fixture
def searches() -> tuple[SavedSearch, ...]:
    return (BEST, DOGS)
