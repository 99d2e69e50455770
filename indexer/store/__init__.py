"""The library's database: photos, what is known of them, and their embeddings. The truth.

`Store.read` answers questions from any thread; `Store.write` is the one writer. Opening for
reading loads nothing but `sqlite3` and NumPy.
"""

from indexer.store.rows import (
    AddedFolder,
    Counts,
    FailedFile,
    FailureRow,
    FileStamp,
    HalfVectors,
    Ids,
    KnownFile,
    PhotoRecord,
    PhotoRow,
    Placement,
    State,
    TextMatch,
)
from indexer.store.store import DATABASE_NAME, Store

__all__ = [
    "DATABASE_NAME",
    "AddedFolder",
    "Counts",
    "FailedFile",
    "FailureRow",
    "FileStamp",
    "HalfVectors",
    "Ids",
    "KnownFile",
    "PhotoRecord",
    "PhotoRow",
    "Placement",
    "State",
    "Store",
    "TextMatch",
]
