"""A library that is damaged in many ways, and what must be true of it once it was repaired."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from indexer.metadata import PhotoMetadata
from indexer.store import DATABASE_NAME, FailedFile, FileStamp, PhotoRecord, Store
from indexer.store.connections import explained
from indexer.store.soundness import trouble_with
from indexer.vectors import VectorIndex

COUNT = 240
BATCH = 40
PAGE = 4096
NOW = datetime(2026, 8, 1, 12, 30, 5, tzinfo=UTC)

Damage = Callable[[bytearray, random.Random], None]


def vectors() -> np.ndarray:
    rows = np.random.default_rng(0).standard_normal((COUNT, 64))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)


def record(number: int, vector: np.ndarray) -> PhotoRecord:
    metadata = PhotoMetadata(
        keywords=("dog", f"word{number}"), title=f"title {number}", taken_at="2024-01-02T03:04:05"
    )
    return PhotoRecord(
        f"/p/walk {number // 20}/{number}.jpg", 1000 + number, number,
        number.to_bytes(32, "big"), 4, 3, "jpeg", metadata, "m", vector,
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    """The database of a library: photos in several batches, a failed and a pending one."""
    folder = tmp_path_factory.mktemp("whole")
    with Store.open(folder) as store:
        store.write.add_folder("/p")
        store.write.set_setting("model", "m")
        rows = vectors()
        for start in range(0, COUNT, BATCH):
            store.write.commit_photos([record(n, rows[n]) for n in range(start, start + BATCH)])
        store.write.mark_failed([FailedFile("/p/bad.jpg", 5, 6, "It is broken.", "broken")])
        store.write.add_pending([FileStamp("/p/new.jpg", 7, 8)])
        store.write.mark_missing([3])
    return (folder / DATABASE_NAME).read_bytes()


@pytest.fixture
def library(folder: Path, whole: bytes) -> Path:
    folder.mkdir()
    (folder / DATABASE_NAME).write_bytes(whole)
    return folder


def damage(folder: Path, change: Damage, seed: int = 0) -> None:
    path = folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    change(content, random.Random(seed))
    path.write_bytes(content)


def flip_one(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def flip_many(content: bytearray, chance: random.Random) -> None:
    for _ in range(100):
        flip_one(content, chance)


def flip_header(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(100)] ^= 1 << chance.randrange(8)


def zero_pages(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) // PAGE) * PAGE
    end = min(len(content), start + 3 * PAGE)
    content[start:end] = bytes(end - start)


def scramble_page(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = chance.randbytes(PAGE)


def cut_off(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


DAMAGES = [flip_one, flip_many, flip_header, zero_pages, scramble_page, cut_off]


def use(folder: Path, *, read_only: bool) -> None:
    with explained(folder / DATABASE_NAME), Store.open(folder, read_only=read_only) as store:
        read = store.read
        for look in (read.known_files, read.counts, read.folders, read.failures, read.pending):
            look()
        read.rows(range(COUNT + 5))
        read.match_text("dog", 10)
        read.keywords(5)
        VectorIndex.open(store, "m").search(vectors()[3], 5)
        if not read_only:
            store.write.commit_photos([record(COUNT, vectors()[0])])


def assert_whole(folder: Path) -> Store:
    """What the salvaged library says is true, and is all that there is to say of a photo."""
    assert trouble_with(folder / DATABASE_NAME, thorough=True) == ""
    others = {"library.lock", "vectors", f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm"}
    for path in folder.iterdir():
        known = path.name in {DATABASE_NAME, *others} or path.name.startswith("library-damaged-")
        assert known, path
    with Store.open(folder) as store:
        ids, stored = store.read.embeddings("m")
        assert ids.size == store.read.counts().indexed
        rows = store.read.rows(ids)
        for photo_id, vector in zip(ids.tolist(), stored, strict=True):
            assert abs(float(np.linalg.norm(vector.astype(np.float64))) - 1) < 0.02
            assert len(store.read.keywords(photo_id)) == 2, rows[photo_id]
        found = VectorIndex.open(store, "m").search(np.ones(64), 2 * COUNT)
        assert sorted(found.ids.tolist()) == ids.tolist()
        assert len(store.read.match_text("dog", 2 * COUNT)) >= ids.size - 3  # a flip in a word
    return store


def assert_of_its_photo(store: Store, *, same_content: bool = True) -> None:
    """No photo has what another is known by: neither its embedding nor its content hash."""
    query = (
        "SELECT photos.id, content_hash, vector FROM photos JOIN embeddings ON photo_id = photos.id"
        " WHERE state = 'indexed'"
    )
    everything = vectors().astype(np.float64)
    for photo_id, content_hash, vector in store._connection().execute(query):
        assert content_hash == (photo_id - 1).to_bytes(32, "big") or not same_content
        # a flipped bit that keeps it a unit vector cannot be told
        cosines = everything @ np.frombuffer(vector, "<f2").astype(np.float64)
        assert cosines.argmax() == photo_id - 1
        assert cosines[photo_id - 1] > 0.8


def root_of(content: bytes, folder: Path, table: str) -> int:
    path = folder.parent / "copy.db"
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(connection.execute(query, (table,)).fetchone()[0])
