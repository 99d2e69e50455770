"""Photos in the order that is asked for, many of them at once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

import numpy as np

from indexer.query import Day, Order
from indexer.store.filters import Part
from indexer.store.rows import Ids

_NEWEST = "taken_at DESC, id DESC"
_SQL = {
    Order.RELEVANCE: _NEWEST,
    Order.NEWEST: _NEWEST,
    Order.OLDEST: "taken_at ASC NULLS LAST, id",
    Order.NAME: "name_key(path), id",
    Order.NAME_BACKWARDS: "name_key(path) DESC, id DESC",
    Order.LARGEST: "size DESC, id DESC",
    Order.SMALLEST: "size, id",
}
BY_DATE = frozenset((Order.RELEVANCE, Order.NEWEST, Order.OLDEST))
"""Orders in which photos fall into days."""

_MOST = 1 << 40  # a larger limit is none
_DAY = 10  # letters of "2024-06-01"


@dataclass(frozen=True)
class Ordered:
    """Photos in some order.

    Attributes:
        ids: (n,) uint64.
        days: for orders by date: how they fall into days.
    """

    ids: Ids
    days: tuple[Day, ...]


def ordered(
    connection: sqlite3.Connection, part: Part, order: Order, limit: int, among: Ids | None = None
) -> Ordered:
    """The first photos that satisfy a condition.

    Args:
        connection: to the database.
        part: the condition and its parameters.
        order: what to sort by; relevance is not known here, and means the newest.
        limit: at most so many satisfy the condition.
        among: give back only those of them that are one of these.
    """
    where, parameters = part
    by_date = order in BY_DATE
    # All of it comes as two texts rather than as a row for each photo, which is faster, and
    # lets other threads work meanwhile.
    query = (
        f"SELECT group_concat(id), {_DAYS if by_date else 'NULL'} FROM (SELECT id, taken_at"
        f" FROM photos WHERE {where} ORDER BY {_SQL[order]} LIMIT ?)"
    )
    numbers, days = connection.execute(query, (*parameters, min(limit, _MOST))).fetchone()
    ids = np.array(numbers.split(",") if numbers else [], np.uint64)
    each = np.frombuffer((days or "").encode("ascii", "replace"), f"S{_DAY}")
    if among is not None:
        chosen = np.isin(ids, among, assume_unique=True)
        ids, each = ids[chosen], each[chosen] if by_date else each
    return Ordered(ids, _runs(each))


# Each ten letters long, so that they need nothing between them.
_DAYS = f"group_concat(printf('%-{_DAY}.{_DAY}s', coalesce(taken_at, '')), '')"


def _runs(each: np.ndarray[Any, np.dtype[np.bytes_]]) -> tuple[Day, ...]:
    """Equal days that follow each other, and how many they are."""
    starts = np.flatnonzero(np.append(True, each[1:] != each[:-1])[: each.size])
    lengths = np.diff(np.append(starts, each.size)).tolist()
    names = each[starts].tolist()
    return tuple(
        Day(name.decode().strip(), count) for name, count in zip(names, lengths, strict=True)
    )
