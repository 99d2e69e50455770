"""What a query must be so that it can be answered; what is wrong is told in a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from indexer.decode.kinds import SUPPORTED_KINDS
from indexer.errors import QueryError
from indexer.query import Filters, PictureTerm, Query, TextTerm
from indexer.store.filters import ORIENTATIONS, kind_of

BEST_RATING = 5


def check_query(query: Query) -> None:
    """Refuse a query that cannot be answered as it stands.

    Raises:
        QueryError: what is wrong with it.
    """
    if query.limit < 1:
        raise QueryError("The number of results must be at least 1; change the limit.")
    check_filters(query.filters)


def check_filters(filters: Filters) -> None:
    """Refuse filters that mean nothing.

    Raises:
        QueryError: what is wrong with them.
    """
    _check_known("type of photo; the types", filters.types, SUPPORTED_KINDS, kind_of)
    _check_known("orientation; these", filters.orientations, ORIENTATIONS, str)
    least = filters.least_rating
    if least is not None and not 1 <= least <= BEST_RATING:
        raise QueryError("A rating to filter by must be a number from 1 to 5.")


def check_term(term: TextTerm | PictureTerm) -> None:
    """Refuse a term that means nothing.

    Raises:
        QueryError: what is wrong with it.
    """
    if not math.isfinite(term.weight) or term.weight == 0:
        raise QueryError("A weight must be a number other than 0, such as 0.5 or -1.")
    if isinstance(term, TextTerm) and not term.text.strip():
        raise QueryError("The words to search for are empty; type what the photo shows.")


def _check_known(
    what: str, names: Iterable[str], known: Iterable[str], plain: Callable[[str], str]
) -> None:
    there = set(known)
    unknown = [name for name in names if plain(name) not in there]
    if unknown:
        raise QueryError(f"{unknown[0]} is no {what} are: {', '.join(sorted(there))}.")
