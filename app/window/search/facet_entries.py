"""Entries of the suggestions, made of what the photos of a library have in common."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from app.window.filters.describe import folder_name, shown, value_name
from app.window.filters.dimensions import Dimension
from app.window.search.date_entries import date_entries
from app.window.search.suggestions import Entry, Kind, Suggestion
from indexer.query import Filters
from indexer.reports import Count, Facets


def entries_of(facets: Facets, today: date, locale: QLocale) -> list[Entry]:
    """All entries, the most frequent ones of each kind first. May run in any thread."""
    return [
        *date_entries(facets.months, today, locale),
        *_plain(Kind.PLACE, facets.places, lambda name: Filters(places=(name,))),
        *_plain(Kind.KEYWORD, facets.keywords, lambda name: Filters(keywords=(name,))),
        *_folders(facets.folders),
        *_plain(Kind.CAMERA, facets.cameras, lambda name: Filters(cameras=(name,))),
        *_plain(Kind.LENS, facets.lenses, lambda name: Filters(lenses=(name,))),
        *_shapes(facets.orientations),
        *_types(facets.types),
        *_marks(facets),
    ]


def _plain(kind: Kind, counts: Iterable[Count], filters: Callable[[str], Filters]) -> list[Entry]:
    return [
        Entry(
            Suggestion(kind, shown(count.name), photos=count.photos, filters=filters(count.name)),
            (shown(count.name),),
        )
        for count in counts
        if count.name
    ]


def _shapes(counts: Iterable[Count]) -> list[Entry]:
    entries = []
    for count in counts:
        text = value_name(Dimension.ORIENTATIONS, count.name)
        filters = Filters(orientations=(count.name,))
        suggestion = Suggestion(Kind.SHAPE, text, photos=count.photos, filters=filters)
        entries.append(Entry(suggestion, (text,)))
    return entries


def _types(counts: Iterable[Count]) -> list[Entry]:
    entries = []
    for count in counts:
        text = value_name(Dimension.TYPES, count.name)
        suggestion = Suggestion(
            Kind.TYPE, text, photos=count.photos, filters=Filters(types=(count.name,))
        )
        short = "jpg" if count.name == "jpeg" else count.name
        entries.append(Entry(suggestion, (text, short)))
    return entries


def _marks(facets: Facets) -> list[Entry]:
    translate = QCoreApplication.translate
    marks: list[Entry] = []
    if facets.favourites:
        text = translate("Suggestions", "Favourites")
        filters = Filters(favourites=True)
        marks.append(_mark(text, facets.favourites, filters))
    rated: Counter[int] = Counter()
    for count in facets.ratings:
        for least in range(1, int(count.name) + 1):
            rated[least] += count.photos
    for least in sorted(rated, reverse=True):
        text = translate("Suggestions", "%Ln star(s) or more", "", least)
        marks.append(_mark(text, rated[least], Filters(least_rating=least)))
    return marks


def _mark(text: str, photos: int, filters: Filters) -> Entry:
    return Entry(Suggestion(Kind.MARK, text, photos=photos, filters=filters), (text,))


def _folders(counts: Sequence[Count]) -> list[Entry]:
    """Folders with photos, and those above them up to the one that holds all."""
    photos: Counter[str] = Counter()
    top = _common([count.name for count in counts])
    for count in counts:
        folder = count.name
        while len(folder) > len(top):
            photos[folder] += count.photos
            above = os.path.dirname(folder)  # noqa: PTH120 - exact strings, as the library has them
            if above == folder:
                break
            folder = above
        else:
            photos[top] += count.photos
    entries = []
    for folder, number in photos.most_common():
        name = folder_name(folder)
        above = shown(os.path.dirname(folder))  # noqa: PTH120
        suggestion = Suggestion(Kind.FOLDER, name, above, number, Filters(folders=(folder,)))
        entries.append(Entry(suggestion, (name,)))
    return entries


def _common(folders: Sequence[str]) -> str:
    if not folders:
        return ""
    try:
        return os.path.commonpath(folders)
    except ValueError:  # different drives
        return ""
