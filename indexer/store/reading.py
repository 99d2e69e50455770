"""What all that reads a library's database begins with."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from indexer.store.connections import translated
from indexer.store.rows import Ids


class Reading:
    """Runs queries on the connection of the thread that asks."""

    def __init__(self, path: Path, connection: Callable[[], sqlite3.Connection]) -> None:
        self._path = path
        self._connection = connection
        self._local = threading.local()

    def _all(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        with translated(self._path):
            return self._connection().execute(query, parameters).fetchall()


def as_json(ids: Iterable[int]) -> str:
    """Ids as one parameter of SQL, however many they are, for `json_each`."""
    return json.dumps(ids.tolist() if isinstance(ids, np.ndarray) else [int(i) for i in ids])


def ids_of(rows: Sequence[tuple[Any, ...]]) -> Ids:
    """The first column of rows."""
    return np.fromiter((row[0] for row in rows), np.uint64, len(rows))
