"""Writes a library's database as SQL text: one is kept for every released schema.

python tests/indexer/store/golden/dump.py LIBRARY.db > tests/indexer/store/golden/version-N.sql
"""

import sqlite3
import sys
from collections.abc import Iterator


def dump(connection: sqlite3.Connection) -> Iterator[str]:
    for pragma in ("application_id", "user_version"):
        yield f"PRAGMA {pragma} = {connection.execute(f'PRAGMA {pragma}').fetchone()[0]}"
    entries = schema(connection)
    yield from entries["table"]
    for name in table_names(connection):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        key = ["rowid"] if name == "photo_words" else []
        quoted = ", ".join(f"quote({column})" for column in key + columns)
        for row in connection.execute(f"SELECT {quoted} FROM {name}"):
            yield f"INSERT INTO {name} ({', '.join(key + columns)}) VALUES ({', '.join(row)})"
    # Last, so that nothing fires while the rows are put in.
    yield from entries["index"]
    yield from entries["trigger"]


def table_names(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if not hidden(name)]


def schema(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """{type: statements}, in the order in which they were made."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    entries: dict[str, list[str]] = {"table": [], "index": [], "trigger": []}
    for kind, name, sql in rows:
        if not hidden(name):
            entries[kind].append(sql)
    return entries


def hidden(name: str) -> bool:
    return name.startswith(("sqlite_", "photo_words_"))


if __name__ == "__main__":
    for statement in dump(sqlite3.connect(sys.argv[1])):
        print(statement + ";")
