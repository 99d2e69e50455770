"""Reads rows out of a damaged database: around what cannot be read, in bounded time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from indexer.store.connections import TROUBLES, address_of

Row = tuple[Any, ...]

_MOST_GAPS = 20_000  # so many places that cannot be read, and the rest of a table is given up
_LEAST_BYTES = 8  # no row takes fewer, so whoever finds more of them goes in circles
_LARGEST = 1 << 48  # no key of ours gets so large


class Remains:
    """A damaged database, open for reading. Use it as a context manager.

    Attributes:
        gaps: {table: [(low, high)]}: keys from `low` to `high` of which rows may be lost.
    """

    def __init__(self, path: Path) -> None:
        self.gaps: dict[str, list[tuple[int, int]]] = {}
        self._path = path
        self._most_rows = path.stat().st_size // _LEAST_BYTES
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        address = f"{address_of(self._path)}?mode=ro"
        self._connection = sqlite3.connect(address, uri=True, isolation_level=None)
        # Otherwise one that was cut off would not be opened at all.
        self._connection.execute("PRAGMA writable_schema = 1")
        self._connection.text_factory = bytes  # what is no text any more would be an exception
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            self._connection.close()

    def columns(self, table: str) -> list[str]:
        """The columns of a table; none if it cannot be told."""
        try:
            rows = self._run(f'PRAGMA table_info("{table}")').fetchall()
        except TROUBLES:
            return []
        return [row[1].decode("utf-8", "replace") for row in rows]

    def number(self, query: str) -> int:
        """The number that a query gives; 0 if it gives none."""
        try:
            row = self._run(query).fetchone()
        except TROUBLES:
            return 0
        return row[0] if row and isinstance(row[0], int) else 0

    def read(self, table: str, columns: list[str], key: str | None) -> Iterator[Row]:
        """Every row that can be read, some perhaps twice; text as bytes.

        Args:
            table: its name.
            columns: what to read of each row.
            key: a column of whole numbers that orders the table, or None if there is none.
        """
        wanted = ", ".join(f'"{name}"' for name in columns)
        if key is None:
            return self._from_both_ends(f'SELECT {wanted} FROM "{table}"')
        query = f'SELECT {key}, {wanted} FROM "{table}" NOT INDEXED WHERE {key} > ? ORDER BY {key}'
        return self._by_key(query, self.gaps.setdefault(table, []))

    def keywords_by_word(self) -> tuple[list[Row], bool]:
        """Keywords as their index has them, which holds all of them once more; and whether all.

        Returns:
            (photo_id, position, keyword) rows, and whether the index could be read to its end.
        """
        query = "SELECT photo_id, position, keyword FROM keywords INDEXED BY keywords_by_word"
        try:
            return self._run(query).fetchall(), True
        except TROUBLES:
            return list(self._from_both_ends(query)), False

    def indexed(self, table: str, index: str, columns: list[str]) -> Iterator[Row]:
        """What an index says of a table's rows, which is the same as what these say themselves.

        Yields:
            (rowid, *columns) rows, some perhaps twice; text as bytes.
        """
        wanted = ", ".join(f'"{name}"' for name in columns)
        return self._from_both_ends(f'SELECT rowid, {wanted} FROM "{table}" INDEXED BY "{index}"')

    def _from_both_ends(self, query: str) -> Iterator[Row]:
        for order in ("", " ORDER BY 1 DESC"):
            try:
                for number, row in enumerate(self._run(query + order)):
                    if number > self._most_rows:
                        break
                    yield row
            except TROUBLES:
                continue
            return

    def _by_key(self, query: str, gaps: list[tuple[int, int]]) -> Iterator[Row]:
        last, seen = -1, 0
        while len(gaps) < _MOST_GAPS and seen <= self._most_rows:
            try:
                for key, *row in self._run(query, (last,)):
                    seen += 1
                    if seen > self._most_rows:
                        break
                    if isinstance(key, int) and last <= key < _LARGEST:
                        last = key
                        yield tuple(row)
                else:
                    return
            except TROUBLES:
                following = self._next_readable(query, last)
                gaps.append((last, _LARGEST if following is None else following))
                if following is None:
                    return
                last = following - 1

    def _next_readable(self, query: str, last: int) -> int | None:
        """About the least key above `last` whose row can be read; None if there is none."""
        low, step = last, 1
        while (found := self._first_above(query, last + step)) is None:
            low, step = last + step, step * 2
            if last + step >= _LARGEST:
                return None
        high = last + step
        while high - low > 1:
            middle = (low + high) // 2
            nearer = self._first_above(query, middle)
            if nearer is None:
                low = middle
            else:
                found, high = nearer, middle
        return found

    def _first_above(self, query: str, key: int) -> int | None:
        """The first key above a number, if its row can be read."""
        try:
            with closing(self._run(query + " LIMIT 1", (key,))) as rows:
                row = next(rows, None)
        except TROUBLES:
            return None
        return row[0] if row and isinstance(row[0], int) and key < row[0] < _LARGEST else None

    def _run(self, query: str, parameters: Row = ()) -> sqlite3.Cursor:
        assert self._connection is not None
        return self._connection.execute(query, parameters)
