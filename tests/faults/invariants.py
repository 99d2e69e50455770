"""What must be true of a library whatever happened to it, checked without the code that keeps it.

The database is read by plain SQL, files by Pillow, cache files by their own format. Only the
last check asks the index itself, because its answers are what counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from indexer.places import Places
from indexer.store import Store
from indexer.vectors import VectorIndex

KNOWN_FILES = {
    "library.db", "library.db-wal", "library.db-shm", "library.lock", "engine.key", "vectors",
}  # fmt: skip
UNFINISHED = (".part", ".partial", ".tmp")

Snapshot = dict[str, tuple[int, int, str]]
"""{path: (size, mtime in ns, SHA-256)} of files."""


def snapshot(folder: Path) -> Snapshot:
    """Every file below a folder, as it is now."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            stat = path.stat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path)] = (stat.st_size, stat.st_mtime_ns, digest)
    return found


def decodes(path: str) -> bool:
    """Whether Pillow, which knows nothing of Pictrove, reads the picture to its end."""
    try:
        with Image.open(path) as picture:
            picture.load()
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError):
        return False
    return True


@dataclass
class Database:
    """The tables of a library as plain data.

    Attributes:
        photos: {path: (id, state, size, mtime in ns, SHA-256 or "")}.
        embeddings: {photo id: [vectors of the model in use]}.
    """

    photos: dict[str, tuple[int, str, int, int, str]]
    embeddings: dict[int, list[np.ndarray]]
    model: str
    library_id: str
    unsettled: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def indexed(self) -> dict[int, str]:
        """{id: path} of what can be found."""
        return {row[0]: path for path, row in self.photos.items() if row[1] == "indexed"}


def is_made(places: Places) -> bool:
    """Whether there is a library, with tables."""
    path = places.data / "library.db"
    if not path.exists():
        return False
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)) as connection:
        query = "SELECT count(*) FROM sqlite_schema WHERE name = 'photos'"
        return bool(connection.execute(query).fetchone()[0])


def read_database(places: Places) -> Database:
    """One consistent look at the database, while others may write."""
    path = places.data / "library.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)) as connection:
        connection.execute("BEGIN")
        found = _read(connection)
        for check in ("integrity_check", "foreign_key_check"):
            rows = [row for row in connection.execute(f"PRAGMA {check}") if row != ("ok",)]
            found.troubles += [f"{check}: {row}" for row in rows]
        found.troubles += _wrong_words(connection)
        return found


def _read(connection: sqlite3.Connection) -> Database:
    settings = dict(connection.execute("SELECT key, value FROM settings"))
    model = json.loads(settings.get("model", '"starter"'))
    rows = connection.execute("SELECT path, id, state, size, mtime_ns, content_hash FROM photos")
    photos = {os.fsdecode(row[0]): (*row[1:5], row[5].hex() if row[5] else "") for row in rows}
    embeddings: dict[int, list[np.ndarray]] = {}
    for photo_id, vector in connection.execute(
        "SELECT photo_id, vector FROM embeddings JOIN models ON models.id = model WHERE name = ?",
        (model,),
    ):
        embeddings.setdefault(photo_id, []).append(np.frombuffer(vector, "<f2"))
    found = Database(photos, embeddings, model, json.loads(settings["library_id"]))
    found.unsettled = _unsettled(connection)
    return found


def unsettled(places: Places) -> list[str]:
    """What is left to be done, at a glance."""
    path = places.data / "library.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)) as connection:
        return _unsettled(connection)


def _unsettled(connection: sqlite3.Connection) -> list[str]:
    columns = {row[1] for row in connection.execute("PRAGMA table_info(photos)")}
    waiting = ["state = 'pending'", *(name for name in ("stale", "vanished") if name in columns)]
    query = f"SELECT path FROM photos WHERE {' OR '.join(waiting)}"
    found = [f"waiting: {os.fsdecode(row[0])}" for row in connection.execute(query)]
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'in_flight'").fetchone():
        rows = connection.execute("SELECT path FROM in_flight")
        found += [f"still in flight: {os.fsdecode(row[0])}" for row in rows]
    return found


def _wrong_words(connection: sqlite3.Connection) -> Iterator[str]:
    query = (
        "SELECT count(*) FROM photos WHERE state = 'indexed'"
        " AND id NOT IN (SELECT rowid FROM photo_words)"
    )
    yield from (f"{n} photos without words" for (n,) in connection.execute(query) if n)
    query = "SELECT count(*) FROM photo_words WHERE rowid NOT IN (SELECT id FROM photos)"
    yield from (f"{n} words without photo" for (n,) in connection.execute(query) if n)


def broken_at_any_time(places: Places) -> list[str]:
    """What is wrong although every instant, also that of a kill, must leave it right."""
    database = read_database(places)
    found = list(database.troubles)
    for photo_id, path in database.indexed.items():
        vectors = database.embeddings.get(photo_id, [])
        if len(vectors) != 1:
            found.append(f"{len(vectors)} embeddings of {path}")
        found += [f"no unit vector: {path}" for vector in vectors if not _is_unit(vector)]
    places_of = Counter(os.path.realpath(path) for path in database.indexed.values())
    found += [f"twice in the library: {path}" for path, n in places_of.items() if n > 1]
    return found + list(_wrong_index(places))


def _is_unit(vector: np.ndarray) -> bool:
    length = float(np.linalg.norm(vector.astype(np.float64)))
    return bool(np.isfinite(length)) and abs(length - 1) < 0.01


def _wrong_index(places: Places) -> Iterator[str]:
    """Whether a process that starts now answers from the very embeddings of the database."""
    with Store.open(places.data, read_only=True) as store:
        for _ in range(20):  # others may write between the two looks
            database = read_database(places)
            index = VectorIndex.open(store, database.model)
            matrix = index._whole()
            expected = {i: database.embeddings[i][0] for i in sorted(database.indexed)}
            same = matrix.ids.tolist() == list(expected)
            same = same and _same_rows(matrix.vectors, list(expected.values()))
            if same or not _has_changed(places, database):
                break
        if not same:
            yield f"the index has {len(matrix)} photos, the database {len(expected)}, or others"
            return
        some = list(expected.items())[:: max(1, len(expected) // 20)]
        for photo_id, vector in some:
            best = index.search(vector, 1)
            if not best.scores.size or best.scores[0] < 0.999:
                yield f"photo {photo_id} is not found by itself"


def _same_rows(matrix: np.ndarray, rows: list[np.ndarray]) -> bool:
    return len(matrix) == len(rows) and (not rows or bool(np.array_equal(matrix, np.stack(rows))))


def _has_changed(places: Places, before: Database) -> bool:
    now = read_database(places)
    return now.photos != before.photos or now.embeddings.keys() != before.embeddings.keys()


def missing_when_settled(places: Places, folder: Path) -> list[str]:
    """How the library differs from what lies in its folder, when nothing is left to do."""
    database = read_database(places)
    found = list(database.unsettled)
    on_disk = snapshot(folder)
    for path, (size, mtime_ns, digest) in on_disk.items():
        known = database.photos.get(path)
        state = "indexed" if decodes(path) else "failed"
        if known is None or known[1] != state:
            found.append(f"{path} should be {state}, but is {known[1] if known else 'unknown'}")
        elif known[2:4] != (size, mtime_ns) or (state == "indexed" and known[4] != digest):
            found.append(f"{path} is known as it was")
    found += [f"gone, but known: {path}" for path in database.photos if path not in on_disk]
    return found


def unlike_reference(places: Places, reference: Mapping[str, np.ndarray]) -> list[str]:
    """Photos whose embedding is not that which the same content has elsewhere."""
    database = read_database(places)
    found = []
    for photo_id, path in database.indexed.items():
        wanted = reference.get(database.photos[path][4])
        (vector,) = database.embeddings[photo_id]
        if wanted is not None and float(vector.astype(np.float64) @ wanted) < 0.99:
            found.append(f"another picture's embedding: {path}")
    return found


def embeddings_by_content(places: Places) -> dict[str, np.ndarray]:
    """{SHA-256: vector} of a library, to compare others with."""
    database = read_database(places)
    return {
        database.photos[path][4]: database.embeddings[photo_id][0].astype(np.float64)
        for photo_id, path in database.indexed.items()
    }


def left_over(places: Places) -> list[str]:
    """Temporary and unknown files of a library that nobody works on now."""
    found = [str(path) for path in places.data.iterdir() if path.name not in KNOWN_FILES]
    for folder in (places.data, places.cache):
        found += [str(path) for path in folder.rglob("*") if path.name.endswith(UNFINISHED)]
    return found + list(_wrong_cache_files(places.data / "vectors"))


def _wrong_cache_files(folder: Path) -> Iterator[str]:
    """Every data file is named by a sidecar and is what that says."""
    named = {}
    for sidecar in folder.glob("*.json"):
        note = json.loads(sidecar.read_text())
        named[note["file"]] = (note["size"], note["crc32"])
    for path in folder.glob("*"):
        if path.suffix != ".json":
            content = path.read_bytes()
            if named.get(path.name) != (len(content), zlib.crc32(content)):
                yield f"{path} is not what its sidecar says, or has none"
