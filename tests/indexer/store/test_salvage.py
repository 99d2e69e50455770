"""A damaged database is noticed, and what can be read of it is saved."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryTooNewError,
    NoLibraryError,
)
from indexer.metadata import PhotoMetadata
from indexer.store import DATABASE_NAME, Counts, FailedFile, FileStamp, PhotoRecord, Store
from indexer.store import salvage as salvage_module
from indexer.store.connections import SCHEMA_VERSION, explained
from indexer.store.opening import open_database
from indexer.store.salvage import Salvaged, salvage
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


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("change", DAMAGES)
def test_damage_is_one_sentence_and_what_can_be_read_is_saved(library, change, seed):
    damage(library, change, seed)
    content = (library / DATABASE_NAME).read_bytes()
    for read_only in (True, False):
        with suppress(LibraryError):  # not every damage is met
            use(library, read_only=read_only)
    for path in library.iterdir():
        path.unlink()
    (library / DATABASE_NAME).write_bytes(content)

    saved = salvage(library, clock=lambda: NOW)

    assert_whole(library)
    assert 0 <= saved.kept <= COUNT + 1
    assert (saved.copy is None) == (saved.trouble == "")
    if saved.copy is not None:
        assert saved.copy.name == "library-damaged-20260801T123005Z.db"
        assert saved.copy.read_bytes() == content
    if change in (flip_one, flip_header):
        assert saved.kept >= COUNT - 60
    assert salvage(library).copy is None


def test_a_whole_library_is_left_alone(library, whole):
    assert salvage(library) == Salvaged(COUNT + 1, 1, None)
    assert (library / DATABASE_NAME).read_bytes() == whole
    assert not list(library.glob("*damaged*"))


def test_everything_is_brought_over(library):
    with Store.open(library) as store:
        before = everything(store)
        assert before["photos"]
        old_name = store.read.library_id()
    damage(library, lambda content, _: content.__setitem__(slice(0, 16), b"x" * 16))

    saved = salvage(library)

    assert (saved.kept, saved.again) == (COUNT + 1, 1)
    with Store.open(library) as store:
        assert everything(store) == before
        assert store.read.library_id() != old_name
        (ids,) = {tuple(store.read.embeddings("m")[0].tolist())}
        assert len(ids) == COUNT - 1
        # an id is never used again
        assert store.write.commit_photos([record(999, vectors()[0])])[0] > COUNT + 2


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    connection = store._connection()
    tables = ["folders", "photos", "keywords", "embeddings", "models", "photo_words"]
    rows = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}
    rows["models"] = [row[:2] for row in rows["models"]]
    rows["settings"] = connection.execute(
        "SELECT * FROM settings WHERE key <> 'library_id' ORDER BY key"
    ).fetchall()
    return rows


def root_of(content: bytes, folder: Path, table: str) -> int:
    path = folder.parent / "copy.db"
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(connection.execute(query, (table,)).fetchone()[0])


@pytest.mark.parametrize("table", ["embeddings", "photos", "keywords", "settings", "folders"])
def test_a_table_that_is_lost_costs_its_rows_only(library, whole, table):
    root = root_of(whole, library, table)

    def zero(content: bytearray, _: random.Random) -> None:
        content[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)

    damage(library, zero)
    saved = salvage(library)
    assert_whole(library)
    with Store.open(library) as store:
        photos = {"embeddings": (0, COUNT), "photos": (0, 0)}.get(table, (COUNT - 1, 1))
        counts = store.read.counts()
        assert (counts.indexed, min(counts.pending, COUNT)) == photos
        if table != "photos":
            assert store.read.setting("model") == "m"
        assert len(store.read.folders()) == (table != "folders")
    assert saved.again >= {"embeddings": COUNT, "photos": COUNT}.get(table, 1)


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("UPDATE embeddings SET vector = zeroblob(128) WHERE photo_id = 9", "pending"),
        ("UPDATE embeddings SET vector = x'0000' WHERE photo_id = 9", "pending"),
        ("DELETE FROM embeddings WHERE photo_id = 9", "pending"),
        ("DELETE FROM keywords WHERE photo_id = 9 AND position = 0", "pending"),
        ("DELETE FROM keywords WHERE photo_id = 9", "pending"),
        ("UPDATE photos SET path = x'61' WHERE id = 9", None),
        ("UPDATE photos SET path = x'2f610062' WHERE id = 9", None),
        ("UPDATE photos SET size = -1 WHERE id = 9", None),
        ("UPDATE photos SET taken_at = 'soon' WHERE id = 9", None),
        ("UPDATE photos SET title = CAST(x'ff' AS TEXT) WHERE id = 9", None),
        ("UPDATE photos SET width = NULL WHERE id = 9", None),
        ("UPDATE photos SET content_hash = NULL WHERE id = 9", None),
        ("UPDATE settings SET value = '{' WHERE key = 'model'", "indexed"),
        ("UPDATE settings SET value = CAST(x'ff' AS TEXT) WHERE key = 'model'", "indexed"),
        ("UPDATE folders SET path = x'70'", "indexed"),
    ],
)
def test_what_makes_no_sense_is_left_out(library, change, state):
    with Store.open(library) as store, store.transaction():
        store.write.connection.execute(change)
    damage(library, lambda content, _: content.__setitem__(slice(0, 16), b"x" * 16))
    salvage(library)
    assert_whole(library)
    with Store.open(library) as store:
        states = {file.id: file.state for file in store.read.known_files().values()}
        assert states.get(9) == state
        expected = COUNT + 2 - (state is None)
        assert len(states) == expected
        assert store.read.setting("model") == "m"


def test_a_library_of_an_older_version_is_saved_into_one_of_this(folder):
    folder.mkdir()
    path = folder / DATABASE_NAME
    golden = Path(__file__).parent / "golden" / "version-1.sql"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(golden.read_text("utf-8"))
    damage(folder, lambda content, _: content.__setitem__(slice(24, 28), b"xxxx"))
    damage(folder, lambda content, _: content.__setitem__(slice(68, 72), b"xxxx"))
    saved = salvage(folder)
    assert saved.copy is not None
    with Store.open(folder) as store:
        assert [added.path for added in store.read.folders()] == ["/p"]
        assert sum(vars(store.read.counts()).values()) == 5


def test_words_that_search_cannot_read_are_made_again(library, whole):
    root = root_of(whole, library, "photo_words_data")
    with closing(sqlite3.connect(library / DATABASE_NAME)) as connection:
        connection.execute("DELETE FROM photo_words_data WHERE id > 10")
        connection.commit()
    assert root
    saved = salvage(library)
    assert "words" in saved.trouble
    assert saved.kept == COUNT + 1
    assert_whole(library)


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

    for name in ("_filled", "_exchange", "_settle"):
        with monkeypatch.context() as patch:
            patch.setattr(salvage_module, name, die)
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

    monkeypatch.setattr(salvage_module, "_exchange", full)
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
