"""Filters and queries in words: for chips, for names of saved searches, for screen readers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from app.window.filters.dates import span_name
from app.window.filters.dimensions import LISTS, Dimension, chosen, narrows, with_chosen, without
from indexer.query import Filters, PictureTerm, Query, TextTerm

MOST_CHIPS = 5
"""More values of one dimension than this share one chip."""

_LONGEST_NAME = 80
_MOST_LISTED = 30

_ICONS = {
    Dimension.DATE: "calendar",
    Dimension.FOLDERS: "folder",
    Dimension.FAVOURITES: "heart",
    Dimension.RATING: "star",
    Dimension.HIDDEN: "eye-off",
    Dimension.CAMERAS: "camera",
    Dimension.LENSES: "aperture",
    Dimension.TYPES: "file-image",
    Dimension.ORIENTATIONS: "ratio",
    Dimension.PLACES: "map-pin",
    Dimension.KEYWORDS: "tag",
}
_NAMES_OF_KINDS = {"webp": "WebP", "jxl": "JPEG XL", "jp2": "JPEG 2000", "ico": "ICO"}
_SEPARATORS = re.compile(r"[/\\]")


@dataclass(frozen=True)
class Chip:
    """One thing that narrows the photos, in words.

    Attributes:
        text: what it is.
        details: more of it, such as the full path of a folder; may be the same as `text`.
        icon: name of an icon.
        without: the filters that are left when it is taken away.
    """

    dimension: Dimension
    text: str
    details: str
    icon: str
    without: Filters


def chips(filters: Filters, locale: QLocale | None = None) -> tuple[Chip, ...]:
    """All that narrows, in the order of the side panel."""
    locale = locale or QLocale()
    found: list[Chip] = []
    for dimension in Dimension:
        if not narrows(filters, dimension):
            continue
        if dimension in LISTS:
            found += _chips_of_list(filters, dimension, locale)
        else:
            text = _single_text(filters, dimension, locale)
            found.append(_chip(dimension, text, text, without(filters, dimension)))
    return tuple(found)


def name_of(query: Query, locale: QLocale | None = None) -> str:
    """A name for a query: "dogs, not people · 2023 · ★ 3 or more"; empty for an empty query."""
    return _shortened(" · ".join(_parts_of(query, locale or QLocale())))


def details_of(query: Query, locale: QLocale | None = None) -> str:
    """All of a query, a line for each part."""
    return "\n".join(_parts_of(query, locale or QLocale()))


def value_name(dimension: Dimension, value: str) -> str:
    """How a value of a dimension is called: "JPEG", "Landscape", a folder's own name."""
    match dimension:
        case Dimension.TYPES:
            return _NAMES_OF_KINDS.get(value.casefold(), value.upper())
        case Dimension.ORIENTATIONS:
            return orientation_name(value)
        case Dimension.FOLDERS:
            return folder_name(value)
        case _:
            return shown(value)


def orientation_name(value: str) -> str:
    """Landscape, portrait or square in the user's language."""
    translate = QCoreApplication.translate
    match value:
        case "landscape":
            return translate("Filters", "Landscape")
        case "portrait":
            return translate("Filters", "Portrait")
        case "square":
            return translate("Filters", "Square")
        case _:
            return shown(value)


def rating_name(least: int) -> str:
    """The least rating that passes: "★ 3 or more"."""
    if least >= 5:  # noqa: PLR2004 - more there are not
        return f"★ {least}"
    return QCoreApplication.translate("Filters", "★ {stars} or more").format(stars=least)


def folder_name(path: str) -> str:
    """The last part of a path."""
    parts = [part for part in _SEPARATORS.split(path) if part]
    return shown(parts[-1] if parts else path)


def shown(text: str) -> str:
    """Text that any font and every screen reader can take: one line, without broken characters."""
    text = text.encode("utf-8", "replace").decode()
    return "".join(sign if sign.isprintable() else " " for sign in text).strip() or "–"


def _chips_of_list(filters: Filters, dimension: Dimension, locale: QLocale) -> list[Chip]:
    values = tuple(dict.fromkeys(chosen(filters, dimension)))
    if len(values) > MOST_CHIPS:
        text = _many(dimension, len(values), locale)
        names = [_details(dimension, value) for value in values[:_MOST_LISTED]]
        details = "\n".join([*names, "…"] if len(values) > _MOST_LISTED else names)
        return [_chip(dimension, text, details, without(filters, dimension))]
    found = []
    for value in values:
        left = tuple(other for other in chosen(filters, dimension) if other != value)
        rest = with_chosen(filters, dimension, left)
        text, details = value_name(dimension, value), _details(dimension, value)
        found.append(_chip(dimension, text, details, rest))
    return found


def _chip(dimension: Dimension, text: str, details: str, rest: Filters) -> Chip:
    return Chip(dimension, text, details, _ICONS[dimension], rest)


def _details(dimension: Dimension, value: str) -> str:
    return shown(value) if dimension is Dimension.FOLDERS else value_name(dimension, value)


def _single_text(filters: Filters, dimension: Dimension, locale: QLocale) -> str:
    match dimension:
        case Dimension.DATE:
            return span_name(filters.after, filters.before, locale)
        case Dimension.RATING:
            return rating_name(filters.least_rating or 0)
        case Dimension.FAVOURITES:
            return QCoreApplication.translate("Filters", "Favourites")
        case _:
            return QCoreApplication.translate("Filters", "Hidden photos")


def _many(dimension: Dimension, count: int, locale: QLocale) -> str:
    """There are always several: no numerus needed."""
    translate = QCoreApplication.translate
    texts = {
        Dimension.FOLDERS: translate("Filters", "{count} folders"),
        Dimension.CAMERAS: translate("Filters", "{count} cameras"),
        Dimension.LENSES: translate("Filters", "{count} lenses"),
        Dimension.TYPES: translate("Filters", "{count} types"),
        Dimension.ORIENTATIONS: translate("Filters", "{count} orientations"),
        Dimension.PLACES: translate("Filters", "{count} places"),
        Dimension.KEYWORDS: translate("Filters", "{count} keywords"),
    }
    return texts[dimension].format(count=locale.toString(count))


def _parts_of(query: Query, locale: QLocale) -> list[str]:
    terms = ", ".join(_term_name(term) for term in query.terms)
    return [*([terms] if terms else []), *(chip.text for chip in chips(query.filters, locale))]


def _term_name(term: TextTerm | PictureTerm) -> str:
    name = shown(term.text) if isinstance(term, TextTerm) else _picture_name(term)
    if term.weight < 0:
        return QCoreApplication.translate("Filters", "not {term}").format(term=name)
    return name


def _picture_name(term: PictureTerm) -> str:
    translate = QCoreApplication.translate
    name = folder_name(term.path) if term.path else ""
    if not name:
        return translate("Filters", "like a picture")
    if term.region is not None:
        return translate("Filters", "like a part of {picture}").format(picture=name)
    return translate("Filters", "like {picture}").format(picture=name)


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST_NAME:
        return name
    return name[: _LONGEST_NAME - 1].rstrip(" ·,") + "…"
