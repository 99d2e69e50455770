"""A repair does no harm: to a library, to files of others, and whatever goes wrong meanwhile."""

import os
import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from indexer.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryTooNewError,
    NoLibraryError,
)
from indexer.store import DATABASE_NAME, Counts, Store, exchange
from indexer.store import salvage as salvage_module
from indexer.store.connections import SCHEMA_VERSION, explained
from indexer.store.opening import open_database
from indexer.store.salvage import salvage
from indexer.vectors import VectorIndex
from tests.indexer.store.damaged import (
    COUNT,
    NOW,
    PAGE,
    assert_whole,
    damage,
    flip_many,
    record,
    root_of,
    vectors,
)


def test_the_log_of_a_damaged_library_is_read_and_kept(library, whole):
    """A process was killed, so that its last batch is in the log only."""
    path = library / DATABASE_NAME
    store = Store.open(library)
    store.write.commit_photos([record(777, vectors()[0])])
    killed = library.parent / "killed"
    shutil.copytree(library, killed)
    store.close()
    root = root_of(whole, library, "photos_by_size")
    damage(killed, lambda content, _: content.__setitem__(slice((root - 1) * PAGE, None), b""))
    saved = salvage(killed)
    assert saved.copy is not None
    names = {file.name for file in killed.glob("library-damaged-*")}
    assert {name.partition(".db")[2] for name in names} >= {"", "-wal"}
    assert_whole(killed)
    assert path.exists()


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
@pytest.mark.parametrize("how", ["flipped", "cut off", "rubbish", "gone", "empty"])
def test_a_damaged_log_costs_at_most_what_is_in_it(library, ending, how):
    """What is left is what the library was after one of its batches."""
    store = Store.open(library)
    store.write.connection.execute("PRAGMA wal_autocheckpoint = 0")
    for number in range(5):
        store.write.commit_photos([record(500 + number, vectors()[number])])
    killed = library.parent / "killed"
    shutil.copytree(library, killed)
    store.close()
    path = killed / (DATABASE_NAME + ending)
    content = bytearray(path.read_bytes())
    if how == "flipped":
        content[len(content) // 2] ^= 4
    elif how == "cut off":
        del content[len(content) // 2 :]
    elif how == "rubbish":
        content[:] = random.Random(1).randbytes(len(content))
    elif how == "empty":
        content.clear()
    path.write_bytes(content) if how != "gone" else path.unlink()

    for read_only in (True, False):
        with Store.open(killed, read_only=read_only) as opened:
            found = opened.read.counts().indexed
            assert found - (COUNT - 1) in range(6)
            ids, _ = opened.read.embeddings("m")
            assert ids.size == found
            index = VectorIndex.open(opened, "m")
            assert len(index) == found
    assert salvage(killed).copy is None


def test_an_empty_file_is_no_library_yet(folder):
    folder.mkdir()
    path = folder / DATABASE_NAME
    path.touch()
    with pytest.raises(NoLibraryError):
        Store.open(folder, read_only=True)
    assert salvage(folder).kept == 0
    with Store.open(folder) as store:
        assert store.read.counts() == Counts()


def test_where_there_is_no_library_there_is_nothing_to_save(folder):
    with pytest.raises(NoLibraryError, match="pictrove index"):
        salvage(folder)
    assert not folder.exists()


@pytest.mark.parametrize("content", [b"a text, not a database " * 500, None])
def test_files_of_others_are_not_touched(folder, content):
    folder.mkdir()
    path = folder / DATABASE_NAME
    if content is None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE theirs (x)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(LibraryDamagedError, match="not a Pictrove library"):
        salvage(folder)
    assert path.read_bytes() == before
    assert {file.name for file in folder.iterdir()} == {DATABASE_NAME, "library.lock"}


def test_a_newer_library_is_not_touched(library):
    with Store.open(library) as store:
        connection = store.write.connection
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('pictrove-library', 'm999_more', '')"
        )
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.commit()
    with pytest.raises(LibraryTooNewError):
        salvage(library)
    assert not list(library.glob("*damaged*"))


def test_a_wrong_version_number_is_damage_and_no_newer_library(library):
    damage(library, lambda content, _: content.__setitem__(60, 1))
    for read_only in (True, False):
        with pytest.raises(LibraryDamagedError, match="repair"):
            Store.open(library, read_only=read_only)


def test_a_process_that_died_before_the_first_table_leaves_an_empty_library(folder):
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT,"
            " name TEXT, applied_at TEXT)"
        )
    with pytest.raises(NoLibraryError):
        Store.open(folder, read_only=True)
    with Store.open(folder) as store:
        assert store.read.counts() == Counts()


def test_nobody_works_on_a_library_that_is_repaired(library):
    with Store.open(library), pytest.raises(LibraryBusyError):
        salvage(library)


def test_a_repair_that_is_killed_can_be_done_again(library, monkeypatch):
    """At every step the library is the damaged one or the new one."""
    damage(library, flip_many, 3)
    content = (library / DATABASE_NAME).read_bytes()
    steps = []

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    places = ((salvage_module, "_filled"), (salvage_module, "exchange"), (exchange, "settle"))
    for module, name in places:
        with monkeypatch.context() as patch:
            patch.setattr(module, name, die)
            with pytest.raises(KeyboardInterrupt):
                salvage(library)
        steps.append((library / DATABASE_NAME).read_bytes() == content)
    assert steps == [True, True, False]
    assert_whole(library)


def test_a_full_disk_leaves_the_damaged_library_as_it_was(library, monkeypatch):
    damage(library, flip_many, 3)
    before = {path.name: path.read_bytes() for path in library.glob("library.db")}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(salvage_module, "exchange", full)
    with pytest.raises(LibraryError, match="No space left"):
        salvage(library)
    assert {path.name: path.read_bytes() for path in library.glob("library*.db")} == before


def test_bugs_are_not_blamed_on_a_whole_library(library):
    path = library / DATABASE_NAME
    with pytest.raises(ZeroDivisionError), explained(path):
        raise ZeroDivisionError
    damage(library, lambda content, _: content.__setitem__(slice(PAGE, None), b"\x55" * PAGE))
    with pytest.raises(LibraryDamagedError), explained(path):
        raise ZeroDivisionError
    with pytest.raises(OSError, match="x"), explained(path):
        raise OSError(5, "x")


def test_a_locked_library_is_not_called_damaged(library):
    with closing(open_database(library / DATABASE_NAME)) as database:
        database.conn.execute("PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(library / DATABASE_NAME)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("indexer.store.connections.BUSY_SECONDS", 0.05)
            for read_only in (True, False):
                with pytest.raises(LibraryBusyError, match="keeps the library"):
                    Store.open(library, read_only=read_only)


def test_two_repairs_in_a_second_keep_two_copies(library):
    for seed in (3, 4):
        damage(library, flip_many, seed)
        assert salvage(library, clock=lambda: NOW).copy is not None
    assert len(list(library.glob("library-damaged-*.db"))) == 2


def test_no_link_is_needed(library, monkeypatch):
    damage(library, flip_many, 3)
    content = (library / DATABASE_NAME).read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    copy = salvage(library).copy
    assert copy is not None
    assert copy.read_bytes() == content
