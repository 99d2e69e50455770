"""Brings the rows that remain of a damaged database into a new one, and makes them fit.

Tables and columns are those of the new database; only what photos consist of is known here.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from indexer.store.connections import APPLICATION_ID
from indexer.store.paths import from_blob, words_of
from indexer.store.remains import Remains, Row
from indexer.store.soundness import is_unit_vector
from indexer.store.statements import ADD_WORDS, keyword_words

Cells = dict[str, Any]
"""{column: value} of one row."""

_MADE_AGAIN = "^(sqlite_|_sqlite_|photo_words|vector_changes)"
"""Tables that are kept by others: SQLite, migrations, full-text search, triggers."""

_DOUBTED = ("photos", "embeddings")
"""Tables of which a row that makes sense, but differs from what was written, would do harm."""

_TOLD_BY_NOTHING_ELSE = frozenset(("content_hash", "photo_id"))
"""What has to be confirmed by an index; a wrong path, size or time is seen by the next scan."""

_BATCH = 1000
_LARGEST = 1 << 48
_MARK = APPLICATION_ID.to_bytes(4, "big")


@dataclass(frozen=True)
class _Column:
    name: str
    kind: str


@dataclass(frozen=True)
class _Table:
    name: str
    columns: tuple[_Column, ...]
    key: str | None


def bring_over(remains: Remains, connection: sqlite3.Connection) -> None:
    """Fill a new library with what can be read of an old one.

    Afterwards every photo that counts as indexed has its embedding, keywords and words, and what
    has lost some of them is pending.

    Args:
        remains: the damaged database.
        connection: the new one, empty but for its schema.
    """
    connection.execute("PRAGMA foreign_keys = 0")
    with connection:
        for table in _tables(connection):
            _bring_table(remains, connection, table)
        whole = _complete_keywords(remains, connection)
        doubted = {name: _contradicted(remains, connection, name) for name in _DOUBTED}
        connection.executemany("DELETE FROM embeddings WHERE rowid = ?", doubted["embeddings"])
        _drop_claimed_twice(remains, connection)
        for table in _tables(connection):
            _drop_orphans(connection, table.name)
        _drop_odd_embeddings(connection)
        _settle_model(connection)
        for doubtful in doubted["photos"]:
            _make_pending(connection, "id = ?", doubtful)
        _have_read_again(connection, remains, keywords_whole=whole)
        connection.executemany(ADD_WORDS, _words(connection))
        _keep_ids_unique(connection, remains)


def _tables(connection: sqlite3.Connection) -> Iterator[_Table]:
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    for name, statement in rows:
        if re.match(_MADE_AGAIN, name):
            continue
        info = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
        columns = tuple(_Column(row[1], row[2]) for row in info)
        first = next((row[1:3] for row in info if row[5] == 1), None)
        key = first[0] if first and first[1] == "INTEGER" else None
        if "WITHOUT ROWID" in statement:
            yield _Table(name, columns, key)
        else:  # rows keep their numbers, also where no column has them: indexes know rows by them
            hidden = () if key else (_Column("rowid", "INTEGER"),)
            yield _Table(name, (*hidden, *columns), "rowid")


def _bring_table(remains: Remains, connection: sqlite3.Connection, table: _Table) -> None:
    there = {"rowid", *remains.columns(table.name)}
    columns = [column for column in table.columns if column.name in there]
    if len(there) == 1:
        return
    names = [column.name for column in columns]
    marks = ", ".join("?" * len(names))
    # What breaks a rule of the schema is left out without further ado.
    insert = f'INSERT OR IGNORE INTO "{table.name}" ({", ".join(names)}) VALUES ({marks})'
    rows = _sensible(remains.read(table.name, names, table.key), columns, table.name)
    while batch := list(islice(rows, _BATCH)):
        connection.executemany(insert, batch)


def _complete_keywords(remains: Remains, connection: sqlite3.Connection) -> bool:
    """Take from their index what the table has lost; whether that can be all."""
    rows, whole = remains.keywords_by_word()
    columns = [_Column("photo_id", "INTEGER"), _Column("position", "INTEGER")]
    sensible = list(_sensible(iter(rows), [*columns, _Column("keyword", "TEXT")], "keywords"))
    connection.executemany("INSERT OR IGNORE INTO keywords VALUES (?, ?, ?)", sensible)
    return whole and len(sensible) == len(rows) and all(row[2] is not None for row in sensible)


def _sensible(rows: Iterator[Row], columns: list[_Column], table: str) -> Iterator[Row]:
    check = _CHECKS.get(table, _anything)
    names = [column.name for column in columns]
    for row in rows:
        try:
            values = [
                _typed(value, column.kind) for value, column in zip(row, columns, strict=True)
            ]
            if check(dict(zip(names, values, strict=True))):
                yield tuple(values)
        except (ValueError, KeyError, TypeError, OverflowError):
            continue  # a value that is not what it has to be


def looks_like_ours(content: bytes) -> bool:
    """Whether the beginning of a file was once that of a library."""
    return any(mark in content for mark in (b"CREATE TABLE photos", b"photo_words", _MARK))


def _typed(value: Any, kind: str) -> Any:
    """A value as its column wants it; text comes as bytes.

    Raises:
        ValueError: it is none.
    """
    if value is None or isinstance(value, _TYPES[kind]):
        return value.decode() if kind == "TEXT" and isinstance(value, bytes) else value
    raise ValueError(kind)


_TYPES: dict[str, type | tuple[type, ...]] = {
    "INTEGER": int,
    "REAL": (float, int),
    "TEXT": bytes,
    "BLOB": bytes,
}


# What a row must be, beyond the rules of the schema


def _is_photo(cells: Cells) -> bool:
    if not _is_path(cells["path"]) or cells["size"] < 0:
        return False
    if cells["taken_at"] is not None:
        datetime.fromisoformat(cells["taken_at"])
    if "indexed" not in (cells["state"], cells["returns_to"]):
        return True
    known = all(cells[name] is not None for name in ("content_hash", "kind", "indexed_at"))
    return known and bool(cells["width"] > 0 and cells["height"] > 0)


def _is_path(path: bytes) -> bool:
    return b"\0" not in path and os.path.isabs(from_blob(path))


def _is_embedding(cells: Cells) -> bool:
    return is_unit_vector(cells["vector"])


def _is_setting(cells: Cells) -> bool:
    json.loads(cells["value"])
    return bool(cells["key"] != "library_id")  # no cache of the old one fits the new one


def _is_folder(cells: Cells) -> bool:
    json.loads(cells.get("excludes", "[]"))
    return _is_path(cells["path"])


def _is_search(cells: Cells) -> bool:
    return isinstance(json.loads(cells["query"]), dict)


def _is_model(cells: Cells) -> bool:
    return bool(0 <= cells["sequence"] < _LARGEST)


def _anything(_: Cells) -> bool:
    return True


_CHECKS: dict[str, Callable[[Cells], bool]] = {
    "photos": _is_photo,
    "embeddings": _is_embedding,
    "settings": _is_setting,
    "folders": _is_folder,
    "models": _is_model,
    "saved_searches": _is_search,
}


# What rows must be to each other


def _drop_orphans(connection: sqlite3.Connection, table: str) -> None:
    """Remove rows that belong to a row that was lost."""
    for row in connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
        parent, mine, theirs = row[2], row[3], row[4] or "rowid"
        connection.execute(
            f'DELETE FROM "{table}" WHERE "{mine}" NOT IN (SELECT "{theirs}" FROM "{parent}")'
        )


def _contradicted(remains: Remains, connection: sqlite3.Connection, table: str) -> list[Row]:
    """(rowid,) of rows that were brought over and of which an index says something else.

    Such a row is well-formed, but some bit of it flipped: a content hash, a path, whose embedding
    it is. Which of the two is right cannot be told.
    """
    doubtful: set[Row] = set()
    for _, index, _, _, partial in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
        if not partial:
            doubtful.update(_unlike_index(remains, connection, table, index))
    return sorted(doubtful)


def _unlike_index(
    remains: Remains, connection: sqlite3.Connection, table: str, index: str
) -> list[Row]:
    names = [row[2] for row in connection.execute(f'PRAGMA index_info("{index}")')]
    if not set(names) <= {"rowid", *remains.columns(table)}:
        return []  # that of an older version
    cells = [f"cell{number}" for number in range(len(names))]
    connection.execute(f"CREATE TEMP TABLE said (number INTEGER PRIMARY KEY, {', '.join(cells)})")
    marks = ", ".join("?" * (1 + len(names)))
    rows = (row for row in remains.indexed(table, index, names) if isinstance(row[0], int))
    connection.executemany(f"INSERT OR IGNORE INTO said VALUES ({marks})", rows)
    # Text came as bytes. That an index does not know a row means nothing if it has lost most.
    differ = " OR ".join(
        f"iif(typeof({name}) = 'text', CAST({name} AS BLOB), {name}) IS NOT {cell}"
        for name, cell in zip(names, cells, strict=True)
    )
    found = connection.execute(
        f'SELECT mine.rowid FROM "{table}" AS mine LEFT JOIN said ON number = mine.rowid'
        " WHERE iif(number IS NULL, ?1 AND"
        f' (SELECT count(*) FROM said) * 2 > (SELECT count(*) FROM "{table}"), {differ})',
        (not _TOLD_BY_NOTHING_ELSE.isdisjoint(names),),
    ).fetchall()
    connection.execute("DROP TABLE said")
    return found


def _drop_claimed_twice(remains: Remains, connection: sqlite3.Connection) -> None:
    """Remove embeddings of photos that have two of a model: one of them is another photo's."""
    connection.execute("CREATE TEMP TABLE claims (number INTEGER PRIMARY KEY, photo, model)")
    rows = remains.read("embeddings", ["rowid", "photo_id", "model"], "rowid")
    connection.executemany("INSERT OR IGNORE INTO claims VALUES (?, ?, ?)", rows)
    connection.execute(
        "DELETE FROM embeddings WHERE (photo_id, model) IN"
        " (SELECT photo, model FROM claims GROUP BY photo, model HAVING count(*) > 1)"
    )
    connection.execute("DROP TABLE claims")


def _drop_odd_embeddings(connection: sqlite3.Connection) -> None:
    """Remove embeddings of another length than most of their model."""
    query = "SELECT model, length(vector) FROM embeddings GROUP BY 1, 2 ORDER BY count(*) DESC, 2"
    usual: dict[int, int] = {}
    for model, length in connection.execute(query).fetchall():
        usual.setdefault(model, length)
    for model, length in usual.items():
        connection.execute(
            "DELETE FROM embeddings WHERE model = ? AND length(vector) <> ?", (model, length)
        )


def _settle_model(connection: sqlite3.Connection) -> None:
    """If the choice of the model was lost: that which has embedded most."""
    if connection.execute("SELECT 1 FROM settings WHERE key = 'model'").fetchone():
        return
    connection.execute(
        "INSERT INTO settings (key, value) SELECT 'model', json_quote(name) FROM models"
        " JOIN embeddings ON model = models.id GROUP BY name ORDER BY count(*) DESC LIMIT 1"
    )


def _have_read_again(
    connection: sqlite3.Connection, remains: Remains, *, keywords_whole: bool
) -> None:
    """Make pending what counts as indexed, and has lost something of it."""
    lost = (
        "id NOT IN (SELECT photo_id FROM embeddings JOIN models ON models.id = model"
        " WHERE json_quote(name) = (SELECT value FROM settings WHERE key = 'model'))"
        " OR id IN (SELECT photo_id FROM keywords GROUP BY photo_id"
        " HAVING max(position) <> count(*) - 1)"
    )
    _make_pending(connection, lost, ())
    # Keywords can be lost without a trace; full-text search has kept them, title and caption, too.
    columns = ["id", "c2", "c3", "c4"]
    said = {row[0]: row[1:] for row in remains.read("photo_words_content", columns, "rowid")}
    for photo_id, _, _, *texts in _words(connection):
        mine = tuple(text.encode() for text in texts)
        if said.get(photo_id, mine if keywords_whole else None) != mine:
            _make_pending(connection, "id = ?", (photo_id,))


def _make_pending(connection: sqlite3.Connection, where: str, parameters: Row) -> None:
    for column in ("state", "returns_to"):
        connection.execute(
            f"UPDATE photos SET {column} = 'pending' WHERE {column} = 'indexed' AND ({where})",
            parameters,
        )


def _words(connection: sqlite3.Connection) -> list[Row]:
    """What full-text search knows, which follows from the rest."""
    roots = [row[0] for row in connection.execute("SELECT path FROM folders")]
    keywords: dict[int, list[str]] = {}
    query = "SELECT photo_id, keyword FROM keywords ORDER BY photo_id, position"
    for number, keyword in connection.execute(query):
        keywords.setdefault(number, []).append(keyword)
    query = (
        "SELECT id, path, place, coalesce(title, ''), coalesce(caption, '') FROM photos"
        " WHERE 'indexed' IN (state, returns_to)"
    )
    return [
        (number, *words_of(path, roots), keyword_words(keywords.get(number, ()), place), *texts)
        for number, path, place, *texts in connection.execute(query)
    ]


def _keep_ids_unique(connection: sqlite3.Connection, remains: Remains) -> None:
    """Ids of photos are never used again, also not those of lost ones."""
    old = remains.number("SELECT seq FROM sqlite_sequence WHERE name = 'photos'")
    if 0 < old < _LARGEST:
        connection.execute("DELETE FROM sqlite_sequence WHERE name = 'photos'")
        connection.execute(
            "INSERT INTO sqlite_sequence (name, seq)"
            " SELECT 'photos', max(?, coalesce(max(id), 0)) FROM photos",
            (old,),
        )
