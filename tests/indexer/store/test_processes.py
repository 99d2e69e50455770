"""Several processes at one library: killed writers, readers beside a writer, second writers."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import LibraryBusyError
from indexer.store import DATABASE_NAME, Store
from indexer.store import store as store_module
from indexer.store.lock import WriterLock
from indexer.store.opening import open_database
from indexer.store.store import LOCK_NAME

BATCH = 16
GOLDEN = Path(__file__).parent / "golden"

WRITER = """
import sys
from pathlib import Path
import numpy as np
from indexer.metadata import PhotoMetadata
from indexer.store import PhotoRecord, Store

with Store.open(Path(sys.argv[1])) as store:
    first = len(store.read.known_files())
    for batch in range(first // 16, 100_000):
        numbers = range(batch * 16, batch * 16 + 16)
        store.write.commit_photos(
            [
                PhotoRecord(f"/p/{n}.jpg", n, n, n.to_bytes(32, "big"), 4, 3, "jpeg",
                            PhotoMetadata(keywords=("dog",)), "m", np.full(8, n, np.float16))
                for n in numbers
            ]
        )
        print(batch, flush=True)
"""


def start_writer(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill(writer: subprocess.Popen[str]) -> None:
    with writer:
        writer.kill()


def last_batch(writer: subprocess.Popen[str], batches: int) -> int:
    """Wait until the writer has said so many times that a batch is committed."""
    assert writer.stdout is not None
    return [int(writer.stdout.readline()) for _ in range(batches)][-1]


def assert_whole(store: Store, at_least: int) -> None:
    """What is there is whole batches, with everything that belongs to them."""
    known = store.read.known_files()
    assert len(known) % BATCH == 0
    assert len(known) >= at_least
    assert all(file.state == "indexed" for file in known.values())
    ids, vectors = store.read.embeddings("m")
    rows = store.read.rows(ids)
    assert ids.size == len(known)
    assert vectors[:, 0].tolist() == [np.float16(rows[int(i)].size) for i in ids]
    assert len(store.read.match_text("dog", 100_000)) == ids.size
    assert store.read.sequence("m") == ids.size
    assert store._connection().execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_killed_writer_leaves_whole_batches(folder):
    committed = 0
    for round_number in range(4):
        writer = start_writer(folder)
        try:
            committed = (last_batch(writer, 2 + 3 * round_number) + 1) * BATCH
        finally:
            kill(writer)
        with Store.open(folder, read_only=True) as store:
            assert_whole(store, committed)
    with Store.open(folder) as store:  # its lock died with it
        assert_whole(store, committed)


def test_reading_goes_on_beside_a_writer(folder):
    writer = start_writer(folder)
    try:
        last_batch(writer, 1)
        with Store.open(folder, read_only=True) as store:
            for round_number in range(10):
                committed = (last_batch(writer, 1) + 1) * BATCH
                known = len(store.read.known_files())
                assert known >= committed
                assert known % BATCH == 0
                assert store.read.embeddings("m")[0].size >= known, round_number
    finally:
        kill(writer)


def test_a_second_writer_is_told_who_is_first(folder):
    writer = start_writer(folder)
    try:
        last_batch(writer, 1)
        with pytest.raises(LibraryBusyError, match=rf"number {writer.pid}\).*try again"):
            Store.open(folder)
    finally:
        kill(writer)
    Store.open(folder).close()


def test_one_process_cannot_write_twice_either(folder):
    with Store.open(folder), pytest.raises(LibraryBusyError, match=f"number {os.getpid()}"):
        Store.open(folder)
    Store.open(folder).close()


def test_a_reader_waits_for_the_process_that_is_making_the_library(folder, monkeypatch):
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.executescript((GOLDEN / "version-1.sql").read_text("utf-8"))
    maker = WriterLock(folder / LOCK_NAME)
    maker.acquire()
    with monkeypatch.context() as impatient:
        impatient.setattr(store_module, "_PATIENCE_SECONDS", 0.0)
        with pytest.raises(LibraryBusyError, match="wait until it has finished"):
            Store.open(folder, read_only=True)

    waited: list[float] = []

    def make(seconds: float) -> None:
        """What the process does while the reader sleeps; it keeps its lock afterwards."""
        waited.append(seconds)
        open_database(folder / DATABASE_NAME).close()

    monkeypatch.setattr(store_module.time, "sleep", make)
    with Store.open(folder, read_only=True) as store:
        assert store.read.counts().indexed == 2
    assert len(waited) == 1
    maker.release()


def test_a_lock_file_that_was_left_is_no_lock(tmp_path):
    path = tmp_path / "library.lock"
    path.write_text("1234567 and rubbish")
    lock = WriterLock(path)
    lock.acquire()
    with pytest.raises(LibraryBusyError):
        WriterLock(path).acquire()
    lock.release()
    lock.release()
    assert path.read_text() == str(os.getpid())
    WriterLock(path).acquire()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")
def test_a_lock_whose_file_is_gone_keeps_nobody_out(tmp_path):
    path = tmp_path / "library.lock"
    first, second = WriterLock(path), WriterLock(path)
    assert not first.is_in_place()
    first.acquire()
    assert first.is_in_place()
    path.unlink()
    assert not first.is_in_place()
    second.acquire()
    assert (first.is_in_place(), second.is_in_place()) == (False, True)
    first.release()
    second.release()


def test_a_library_whose_database_is_gone_is_not_in_place(folder):
    with Store.open(folder) as store:
        assert store.is_in_place()
        (folder / DATABASE_NAME).rename(folder / "away.db")
        assert not store.is_in_place()
        (folder / "away.db").rename(folder / DATABASE_NAME)
    with Store.open(folder, read_only=True) as reader:
        assert not reader.is_in_place()
