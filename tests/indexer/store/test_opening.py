"""Making, upgrading, refusing and opening libraries."""

import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from sqlite_utils import Database, Migrations

from indexer.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryTooNewError,
    NoLibraryError,
)
from indexer.query import Filters, Order, PictureTerm, Query, TextTerm
from indexer.saved import query_from_text
from indexer.store import DATABASE_NAME, Counts, Store, connections, opening
from indexer.store import store as store_module
from indexer.store.connections import APPLICATION_ID, SCHEMA_VERSION, check_version, translated
from indexer.store.opening import copy_path, open_database
from indexer.store.schema import MIGRATIONS

GOLDEN = Path(__file__).parent / "golden"
LATER = SCHEMA_VERSION + 1


@pytest.fixture
def golden_dump() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden_dump", GOLDEN / "dump.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def of_version(version: int, folder: Path) -> Path:
    """The library kept for a released schema."""
    folder.mkdir(parents=True)
    path = folder / DATABASE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((GOLDEN / f"version-{version}.sql").read_text("utf-8"))
    return path


def with_colour(fail: bool = False) -> Migrations:
    """The migrations of a later version."""
    later = Migrations(MIGRATIONS.name)
    later._migrations = list(MIGRATIONS._migrations)

    @later()
    def m999_add_colour(db: Database) -> None:
        db.conn.execute("ALTER TABLE photos ADD COLUMN colour TEXT")
        db.conn.execute(f"PRAGMA user_version = {LATER}")
        if fail:
            raise ZeroDivisionError

    return later


def test_the_version_is_the_number_of_migrations(store):
    names = [migration.name for migration in MIGRATIONS.applied(store.write._database)]
    assert len(names) == SCHEMA_VERSION
    assert [name[:5] for name in names] == [f"m{n + 1:03}_" for n in range(SCHEMA_VERSION)]
    assert connections.version_of(store._connection()) == SCHEMA_VERSION


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_libraries_of_every_released_version_open(folder, golden_dump, version):
    path = of_version(version, folder)

    with Store.open(folder) as store:
        assert store.read.counts() == Counts(pending=1, indexed=2, failed=1, missing=1)
        assert [added.path for added in store.read.folders()] == ["/p"]
        (match,) = store.read.match_text("fountain", 5)
        row = store.read.rows([match.id])[match.id]
        assert (row.path, row.taken_at) == ("/p/Rome/a.jpg", "2026-08-01T17:03:21")
        assert store.read.keywords(match.id) == ("city", "été")
        assert store.read.embedding_of(match.id, "m").tolist() == [0, 1, 0, 0]
        assert os.fsencode(store.read.failures()[0].path) == b"/p/caf\xe9.jpg"
        assert store.read.setting("model") == "m"
        upgraded = golden_dump.schema(store._connection())
    assert path.exists()

    with Store.open(folder.parent / "new") as store:
        # A released schema changes by a migration only.
        assert golden_dump.schema(store._connection()) == upgraded


def test_what_the_user_noted_is_kept_by_later_versions(folder):
    of_version(3, folder)
    with Store.open(folder) as store:
        (name, text), *others = store.read.saved_searches()
        terms = (TextTerm("a fountain"), PictureTerm("/p/caf\udce9.jpg", weight=-0.5))
        assert (name, others) == ("Fountains", [])
        assert query_from_text(text) == Query(terms, Filters(favourites=True), 100, Order.NEWEST)
        row = store.read.rows([1])[1]
        assert (row.favourite, row.own_rating, row.hidden) == (1, 4, 0)
        assert row.place.endswith(", Italy")


def test_places_of_an_older_library_are_found_afterwards(folder):
    with closing(sqlite3.connect(of_version(2, folder))) as connection, connection:
        connection.execute("UPDATE photos SET latitude = 41.9, longitude = 12.48 WHERE id = 1")
    with Store.open(folder) as store:
        assert store.read.has_unplaced()
        assert store.read.match_text("Italy", 5) == []
        assert store.write.fill_places(100) == 1
        assert store.write.fill_places(100) == 0
        assert not store.read.has_unplaced()
        (match,) = store.read.match_text("Italy", 5)
        assert store.read.rows([match.id])[match.id].place.endswith(", Italy")
        assert store.read.match_text("fountain city été italy", 5)[0].id == match.id


def test_tables_are_strict(store, golden_dump):
    tables = golden_dump.schema(store._connection())["table"]
    ours = [sql for sql in tables if "_sqlite_migrations" not in sql and "VIRTUAL" not in sql]
    assert len(ours) == 10
    assert all("STRICT" in sql.rsplit(")", 1)[1] for sql in ours)


def test_an_older_library_is_copied_and_then_upgraded(folder, record):
    with Store.open(folder) as store:
        store.write.commit_photos([record("/p/a.jpg")])
    path = folder / DATABASE_NAME
    with closing(open_database(path, with_colour(), LATER)) as database:
        assert database.execute("SELECT path, colour FROM photos").fetchall() == [
            (b"/p/a.jpg", None)
        ]

    with pytest.raises(LibraryTooNewError, match="newer version"):
        Store.open(folder)
    with pytest.raises(LibraryTooNewError, match="update Pictrove"):
        Store.open(folder, read_only=True)
    shutil.copy(copy_path(path, SCHEMA_VERSION), path)
    with Store.open(folder, read_only=True) as store:
        assert store.read.counts() == Counts(indexed=1)


def test_a_migration_that_fails_changes_nothing(folder, record):
    with Store.open(folder) as store:
        store.write.commit_photos([record("/p/a.jpg")])

    with pytest.raises(ZeroDivisionError):
        open_database(folder / DATABASE_NAME, with_colour(fail=True), LATER)

    with Store.open(folder) as store:
        assert store.read.counts() == Counts(indexed=1)
        columns = store._connection().execute("PRAGMA table_info(photos)").fetchall()
        assert "colour" not in [column[1] for column in columns]


def test_reading_needs_a_library(folder):
    with pytest.raises(NoLibraryError, match="pictrove index"):
        Store.open(folder, read_only=True)
    folder.mkdir()
    (folder / DATABASE_NAME).touch()
    with pytest.raises(NoLibraryError):
        Store.open(folder, read_only=True)


def test_reading_upgrades_an_older_library_first(folder, record, monkeypatch):
    with Store.open(folder) as store:
        store.write.commit_photos([record("/p/a.jpg")])
    monkeypatch.setattr(
        opening, "open_database", partial(open_database, migrations=with_colour(), version=LATER)
    )
    monkeypatch.setattr(store_module, "SCHEMA_VERSION", LATER)
    monkeypatch.setattr(store_module, "check_version", partial(check_version, known=LATER))

    with Store.open(folder, read_only=True) as store:
        assert connections.version_of(store._connection()) == LATER
        assert store.read.counts() == Counts(indexed=1)
    assert copy_path(folder / DATABASE_NAME, SCHEMA_VERSION).exists()


def test_a_library_that_is_just_being_upgraded_is_not_taken_for_a_damaged_one(folder):
    path = of_version(1, folder)
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")  # as every library is once it was opened
    upgraded = []

    def upgrade(statement: str) -> None:
        """What another process does between two statements of the reader."""
        if "application_id" in statement and not upgraded:
            upgraded.append(statement)
            open_database(path).close()

    with closing(connections.open_reading(path)) as reader:
        reader.set_trace_callback(upgrade)
        assert check_version(reader, path) == 1
        assert check_version(reader, path) == SCHEMA_VERSION
    assert len(upgraded) == 1


@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_library_is_said_to_be_damaged(folder, record, read_only):
    with Store.open(folder) as store:
        store.write.commit_photos([record(f"/p/{n}.jpg", n) for n in range(200)])
    path = folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = b"\x55" * (len(content) - 4096)
    path.write_bytes(content)

    with (
        pytest.raises(LibraryDamagedError, match="index your folders again"),
        Store.open(folder, read_only=read_only) as store,
    ):
        store.read.known_files()


@pytest.mark.parametrize("content", [b"this is no database, but a text" * 200, None])
def test_other_files_are_refused(folder, content):
    folder.mkdir()
    path = folder / DATABASE_NAME
    if content is None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE theirs (x)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(LibraryDamagedError):
            Store.open(folder, read_only=read_only)
    assert content is None or path.read_bytes() == before


def test_embeddings_of_different_sizes_are_damage(store, record):
    ids = store.write.commit_photos([record("/p/a.jpg"), record("/p/b.jpg")])
    with store.transaction():
        store.write.connection.execute(
            "UPDATE embeddings SET vector = x'00' WHERE photo_id = ?", (ids[0],)
        )
    with pytest.raises(LibraryDamagedError):
        store.read.embeddings("m")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(LibraryError, match="PICTROVE_HOME"):
        Store.open(tmp_path / "data")


def test_a_file_in_place_of_the_folder(tmp_path):
    (tmp_path / "data").touch()
    with pytest.raises(LibraryError, match="cannot be written"):
        Store.open(tmp_path / "data")


def test_a_full_disk_is_said_to_be_full(store, record):
    pages = store.write.connection.execute("PRAGMA page_count").fetchone()[0]
    store.write.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="full; make room"):
        store.write.commit_photos([record(f"/p/{n}.jpg", n, caption="x" * 5000) for n in range(99)])
    assert store.read.counts() == Counts()


def test_a_foreign_lock_is_said_to_be_one(store, record, monkeypatch):
    store.write.connection.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(store.folder / DATABASE_NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusyError, match="keeps the library"):
            store.write.commit_photos([record("/p/a.jpg")])
    store.write.commit_photos([record("/p/a.jpg")])


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (sqlite3.SQLITE_READONLY, "cannot be written"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be read or written"),
        (sqlite3.SQLITE_IOERR_READ, "cannot be read or written"),
        (sqlite3.SQLITE_PROTOCOL, "keeps the library"),
    ],
)
def test_troubles_of_the_disk_are_sentences(code, message):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(LibraryError, match=message), translated(Path("/x/library.db")):
        raise error


def test_bugs_are_not_made_to_look_like_trouble(store):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store.read._all("SELECT * FROM nonsense")


def test_a_medium_that_cannot_be_written_is_read(folder, record):
    with Store.open(folder) as store:
        store.write.commit_photos([record("/p/a.jpg")])
    path = folder / DATABASE_NAME
    # No shared memory file can be made there, as in a folder without the right to write.
    path.with_name(path.name + "-shm").mkdir()
    with Store.open(folder, read_only=True) as store:
        assert store.read.counts() == Counts(indexed=1)
        with pytest.raises(RuntimeError, match="reading only"):
            _ = store.write
        with pytest.raises(LibraryError, match="cannot be written"):
            store.read._all("DELETE FROM photos")


_ON_A_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from indexer.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
with Store.open(Path(sys.argv[1]), read_only=True) as store:
    print(store.read.counts())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
@pytest.mark.parametrize("log", [None, b""])
def test_a_library_on_a_full_disk_is_read(folder, record, log):
    with Store.open(folder) as store:
        store.write.commit_photos([record("/p/a.jpg")])
    if log is not None:  # a process was killed here, or another one has just tried to read
        (folder / f"{DATABASE_NAME}-wal").write_bytes(log)
    done = _on_a_full_disk(folder)
    assert (done.stdout, done.stderr) == ("Counts(pending=0, indexed=1, failed=0, missing=0)\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_what_only_a_log_knows_is_not_overlooked_on_a_full_disk(folder, record, tmp_path):
    with Store.open(folder) as store:
        store.write.commit_photos([record("/p/a.jpg")])
        left = tmp_path / "as a killed process leaves it"
        shutil.copytree(folder, left, ignore=shutil.ignore_patterns("*-shm"))
    assert "full; make room on it" in _on_a_full_disk(left).stderr


def _on_a_full_disk(folder: Path) -> subprocess.CompletedProcess[str]:
    """Read the library there without being able to make any file longer."""
    return subprocess.run(
        [sys.executable, "-c", _ON_A_FULL_DISK, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_folder_with_an_odd_name(tmp_path, record):
    folder = tmp_path / os.fsdecode(b"what? 100%25 #1 &mode=rw \xe9")
    with Store.open(folder) as store:
        store.write.commit_photos([record("/p/a.jpg")])
    with Store.open(folder, read_only=True) as store:
        assert store.read.counts() == Counts(indexed=1)
    assert (folder / DATABASE_NAME).exists()


def test_the_database_is_marked_as_ours(store):
    assert store._connection().execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert store._connection().execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_closed_store_is_closed(store):
    store.read.counts()
    store.close()
    store.close()
    with pytest.raises(RuntimeError, match="closed"):
        store.read.counts()


def test_reading_loads_no_more_than_it_needs(folder, record):
    with Store.open(folder) as store:
        store.write.commit_photos([record("/p/a.jpg")])
    program = f"""
import sys
from pathlib import Path
from indexer.store import Store
from indexer.vectors import VectorIndex
with Store.open(Path({str(folder)!r}), read_only=True) as store:
    print(VectorIndex.open(store, "m").search([0, 1, 0, 0], 5).ids.tolist())
slow = {{"sqlite_utils", "usearch", "click", "PIL", "onnxruntime", "torch"}} & set(sys.modules)
assert not slow, slow
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[1]\n", "")
