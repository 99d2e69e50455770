"""Transactions of the one writer of a library: what all that writes begins with."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.store.connections import translated

if TYPE_CHECKING:
    from sqlite_utils import Database


class Transactions:
    """The writer's connection. Any thread may use it; they wait for each other."""

    def __init__(self, path: Path, database: Database, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._database = database
        self._clock = clock
        self._mutex = threading.RLock()
        self._thread: int | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writing within becomes true together, or not at all if an exception leaves it."""
        with self._mutex, translated(self._path):
            outer, self._thread = self._thread, threading.get_ident()
            try:
                with self._database.atomic():
                    yield
            finally:
                self._thread = outer

    def in_transaction(self) -> bool:
        """Whether this thread is within a transaction."""
        return self._thread == threading.get_ident()

    @property
    def connection(self) -> sqlite3.Connection:
        """For reading within a transaction what it has written."""
        return self._database.conn

    def close(self) -> None:
        """Close the database; harmless when closed."""
        with self._mutex:
            self._database.close()

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _run(self, statement: str, parameters: Sequence[object]) -> sqlite3.Cursor:
        return self._database.conn.execute(statement, parameters)

    def _many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        self._database.conn.executemany(statement, rows)
