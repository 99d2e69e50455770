"""A query and its answer, as plain data that any client can make and show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Region:
    """A part of a picture, as fractions of its upright width and height, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class TextTerm:
    """Words. A negative weight asks for photos unlike them."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class PictureTerm:
    """A picture, or a part of one. A negative weight asks for photos unlike it.

    Attributes:
        path: an absolute path; where `data` is given, only a name for messages.
        data: the bytes of a picture that is no file (standard input, a clipboard).
    """

    path: str
    data: bytes | None = None
    region: Region | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class Filters:
    """What a photo must be, besides similar. Empty tuples and None do not narrow.

    Attributes:
        folders: absolute folders; a photo below any of them passes.
        after: taken at or after this local time.
        before: taken before this local time.
        cameras: parts of a camera's make or model, whatever the case.
        types: kinds of file: "jpeg", "heif", "raw", ...; names of endings are understood.
        lenses: parts of a lens's name, whatever the case.
        orientations: "landscape", "portrait" or "square", as seen upright.
        places: names of places as `Facets.places` gives them; parts are understood.
        keywords: whole keywords, whatever the case; any of them passes.
        favourites: only favourites.
        least_rating: 1 to 5; a photo without a rating does not pass.
        hidden: only photos that the user has hidden. Otherwise those are left out, always.
    """

    folders: tuple[str, ...] = ()
    after: datetime | None = None
    before: datetime | None = None
    cameras: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()
    orientations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    favourites: bool = False
    least_rating: int | None = None
    hidden: bool = False


class Order(StrEnum):
    """How an answer is sorted. Without any terms, relevance is the same as newest."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    NAME_BACKWARDS = "name-backwards"
    LARGEST = "largest"
    SMALLEST = "smallest"


@dataclass(frozen=True)
class Query:
    """Terms are summed on the unit sphere; with no terms, the newest photos come first.

    Attributes:
        limit: at most so many photos: with terms the most relevant ones, whatever the order;
            without terms the first ones of the order.
        order: how those are sorted.
    """

    terms: tuple[TextTerm | PictureTerm, ...] = ()
    filters: Filters = Filters()
    limit: int = 20
    order: Order = Order.RELEVANCE


@dataclass(frozen=True)
class Hit:
    """One photo of an answer.

    Attributes:
        path: absolute.
        score: cosine similarity to the query, -1 to 1, lifted where the words stand in the
            photo's name, folders, keywords or caption; 0 for a query without terms.
        taken_at: local time, ISO 8601, or None.
        thumbnail: absolute path of a small JPEG, or None.
    """

    photo_id: int
    path: str
    score: float
    taken_at: str | None
    width: int
    height: int
    thumbnail: str | None


@dataclass(frozen=True)
class Answer:
    """The photos found, best first, and what they were chosen from.

    Attributes:
        searched: photos that passed the filters and have an embedding.
        notices: sentences the user should read, for instance that the model is rough.
    """

    hits: tuple[Hit, ...]
    searched: int
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Day:
    """Photos of an answer that follow each other and were taken on the same day.

    Attributes:
        day: ISO 8601, "2024-06-01"; empty for photos without a date.
    """

    day: str
    photos: int


@dataclass(frozen=True)
class Found:
    """An answer of any length, without what the photos are: for lists that show a part of it.

    Attributes:
        ids: (n,) little-endian uint64, in the query's order.
        scores: (n,) little-endian float32 as in `Hit.score`; empty for a query without terms.
        days: for the orders by date, how `ids` falls into days, in their order; else empty.
        searched: photos that passed the filters and have an embedding.
        notices: sentences the user should read.
    """

    ids: bytes
    scores: bytes
    days: tuple[Day, ...]
    searched: int
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class SavedSearch:
    """A query with the name that the user gave it. Its answer is always today's."""

    name: str
    query: Query
