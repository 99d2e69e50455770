"""A backup takes the place of a library; what is none, or is hostile, changes nothing."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indexer import keeping_restore
from indexer.errors import LibraryBusyError, LibraryDamagedError, LibraryError, LibraryTooNewError
from indexer.keeping import back_up
from indexer.keeping_restore import is_sensible_setting, restore
from indexer.places import Places
from indexer.reports import MarkChange
from indexer.settings import Settings
from indexer.store import DATABASE_NAME, Counts, FileStamp, Store
from indexer.store.soundness import trouble_with
from indexer.vectors import VectorIndex
from tests.indexer.store.damaged import COUNT, DAMAGES, library, vectors, whole
from tests.indexer.store.test_opening import of_version

__all__ = ["library", "whole"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the `library` that is backed up lies."""
    (tmp_path / "old").mkdir()
    return tmp_path / "old" / "data"


@pytest.fixture
def old(tmp_path: Path, library: Path) -> Places:
    with Store.open(library) as store:
        store.write.mark([5], MarkChange(favourite=True, rating=4))
        store.write.save_search("dogs", "{}")
    return Places.below(tmp_path / "old")


@pytest.fixture
def backup(old: Places, tmp_path: Path) -> Path:
    return Path(back_up(old, str(tmp_path / "backup.db")).file)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.below(tmp_path / "new")


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping_restore, "_PATIENCE_SECONDS", 0.0)


def put_back(file: Path, places: Places):
    return restore(file, places, lambda: None)


def make_library(places: Places) -> bytes:
    with Store.open(places.data) as store:
        store.write.add_folder("/mine")
        store.write.add_pending([FileStamp("/mine/a.jpg", 1, 2)])
    return (places.data / DATABASE_NAME).read_bytes()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "library.lock")


def test_into_an_empty_home(backup, places, old):
    report = put_back(backup, places)
    assert (report.file, report.photos, report.kept) == (str(backup), COUNT, "")
    assert report.made_at.startswith("20")
    assert names_in(places.data) == [DATABASE_NAME]
    with Store.open(places.data) as store, Store.open(old.data, read_only=True) as before:
        assert store.read.counts() == before.read.counts()
        assert store.read.rows([5]) == before.read.rows([5])
        assert store.read.rows([5])[5].own_rating == 4
        assert store.read.saved_searches() == before.read.saved_searches()
        assert store.read.library_id() != before.read.library_id()
        assert store.read.setting("backup", None) is None
        found = VectorIndex.open(store, "m").search(vectors()[9], 1)
        assert found.ids.tolist() == [10]
        assert [match.id for match in store.read.match_text("word7", 3)] == [8]
    assert trouble_with(places.data / DATABASE_NAME, thorough=True) == ""


def test_the_library_that_was_there_is_kept(backup, places):
    mine = make_library(places)
    report = put_back(backup, places)
    kept = Path(report.kept)
    assert kept.read_bytes() == mine
    assert names_in(places.data) == sorted([kept.name, DATABASE_NAME])
    assert kept.name.startswith("library-replaced-20")
    with Store.open(places.data, read_only=True) as store:
        assert store.read.counts().indexed == COUNT - 1
    again = put_back(kept, places)  # and can be put back itself
    assert (again.photos, again.made_at) == (0, "")
    with Store.open(places.data, read_only=True) as store:
        assert store.read.counts() == Counts(pending=1)


def test_what_a_killed_engine_has_left_in_the_log_is_kept_too(backup, places):
    store = Store.open(places.data)
    store.write.add_pending([FileStamp("/mine/a.jpg", 1, 2)])
    shutil.copytree(places.data, places.data.with_name("killed"))
    store.close()
    shutil.rmtree(places.data)
    places.data.with_name("killed").rename(places.data)
    kept = Path(put_back(backup, places).kept)
    assert names_in(places.data) == sorted([kept.name, DATABASE_NAME])
    assert put_back(kept, places).photos == 0
    with Store.open(places.data, read_only=True) as opened:
        assert opened.read.counts() == Counts(pending=1)


def test_a_damaged_library_is_replaced_as_well(backup, places):
    make_library(places)
    (places.data / DATABASE_NAME).write_bytes(b"rubbish" * 1000)
    (places.data / f"{DATABASE_NAME}-wal").write_bytes(b"more rubbish")
    report = put_back(backup, places)
    assert Path(report.kept).read_bytes() == b"rubbish" * 1000
    assert trouble_with(places.data / DATABASE_NAME, thorough=True) == ""


def test_a_log_without_a_database_is_none_of_the_new_one(backup, places):
    places.data.mkdir(parents=True)
    (places.data / f"{DATABASE_NAME}-wal").write_bytes(b"rubbish")
    put_back(backup, places)
    assert names_in(places.data) == [DATABASE_NAME]


def test_caches_of_the_library_that_was_there_are_removed(backup, places):
    make_library(places)
    (places.data / "vectors").mkdir()
    (places.data / "vectors" / "m.matrix.json").write_text("{}")
    put_back(backup, places)
    assert not (places.data / "vectors").exists()


@pytest.mark.parametrize("version", [1, 2])
def test_backups_of_older_versions_are_brought_up_to_date(places, tmp_path, version):
    path = of_version(version, tmp_path / "older")
    change(path, "UPDATE embeddings SET vector = x'003c000000000000'")  # a real one has length 1
    report = put_back(path, places)
    assert report.photos == 3
    assert names_in(places.data) == [DATABASE_NAME]
    with Store.open(places.data) as store:
        (match,) = store.read.match_text("fountain", 5)
        assert store.read.rows([match.id])[match.id].path == "/p/Rome/a.jpg"


def test_backups_of_newer_versions_are_refused(backup, places):
    mine = make_library(places)
    change(backup, "PRAGMA user_version = 99")
    change(backup, "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
           " SELECT 'pictrove-library', 'm' || value, '' FROM generate_series(4, 99)",
           series=True)  # fmt: skip
    with pytest.raises(LibraryTooNewError, match=r"made by a newer version .*update Pictrove"):
        put_back(backup, places)
    assert_nothing_changed(places, mine)


def test_somebody_who_works_on_the_library_is_asked_to_stop(backup, places):
    mine = Store.open(places.data)
    stopped = []

    def stop_engine() -> None:
        stopped.append("asked")
        mine.close()

    assert restore(backup, places, stop_engine).kept
    assert stopped == ["asked"]


def test_somebody_who_does_not_stop_keeps_the_library(backup, places):
    with Store.open(places.data), pytest.raises(LibraryBusyError):
        put_back(backup, places)
    assert [name for name in names_in(places.data) if "restoring" in name] == []


def test_an_engine_that_a_window_has_started_again_is_stopped_again(backup, places, monkeypatch):
    monkeypatch.setattr(keeping_restore, "_PATIENCE_SECONDS", 60.0)
    monkeypatch.setattr(keeping_restore, "_ASK_AGAIN_SECONDS", 0.0)
    monkeypatch.setattr(keeping_restore, "_LOOK_AGAIN_SECONDS", 0.0)
    engines = [Store.open(places.data)]
    turns = []

    def stop_engine() -> None:
        engines.pop().close()
        turns.append(1)
        if len(turns) < 3:  # a window was faster
            engines.append(Store.open(places.data))

    assert restore(backup, places, stop_engine).kept
    assert len(turns) == 3


# What is no backup


def change(path: Path, *statements: str, series: bool = False) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            text = statement
            if series:
                numbers = "(WITH RECURSIVE n (value) AS (SELECT 4 UNION ALL SELECT value + 1 FROM n"
                text = statement.replace("generate_series(4, 99)", f"{numbers} WHERE value < 99) SELECT * FROM n)")  # noqa: E501 # fmt: skip
            connection.execute(text)


def assert_nothing_changed(places: Places, mine: bytes) -> None:
    assert (places.data / DATABASE_NAME).read_bytes() == mine
    assert names_in(places.data) == [DATABASE_NAME]


def test_other_files_are_no_backups(places, tmp_path):
    mine = make_library(places)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff photo")
    (tmp_path / "empty").touch()
    change(tmp_path / "other.db", "CREATE TABLE photos (id)")
    for name in ("photo.jpg", "empty", "other.db"):
        with pytest.raises(LibraryDamagedError, match="is not a backup of a Pictrove library"):
            put_back(tmp_path / name, places)
    with pytest.raises(LibraryError, match="no ordinary file"):
        put_back(tmp_path, places)
    with pytest.raises(LibraryError, match=r"cannot be read .*check its name"):
        put_back(tmp_path / "none", places)
    with pytest.raises(LibraryError, match="the library that is in use"):
        put_back(places.data / DATABASE_NAME, places)
    assert_nothing_changed(places, mine)


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
def test_devices_and_pipes_are_not_read(places, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(LibraryError, match="no ordinary file"):
            put_back(path, places)
    assert not places.data.exists()


def test_a_library_in_use_is_no_backup(old, places):
    with Store.open(old.data) as store:
        store.write.add_pending([FileStamp("/p/another.jpg", 1, 2)])
        with pytest.raises(LibraryError, match="some program works on"):
            put_back(old.data / DATABASE_NAME, places)


def test_there_is_no_room(backup, places, monkeypatch):
    full = shutil.disk_usage(backup.parent)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(LibraryError, match="there is less room in"):
        put_back(backup, places)


def test_a_disk_that_gets_full_meanwhile(backup, places, monkeypatch):
    mine = make_library(places)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping_restore, "_copy", full)
    with pytest.raises(LibraryError, match=r"cannot be restored .*No space left"):
        put_back(backup, places)
    assert_nothing_changed(places, mine)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_backup_is_refused_or_is_whole(backup, places, how, seed):
    content = bytearray(backup.read_bytes())
    how(content, random.Random(seed))
    backup.write_bytes(content)
    mine = make_library(places)
    try:
        put_back(backup, places)
    except LibraryError:
        with pytest.raises(LibraryError, match=rf"{re.escape(str(backup))} is not [^.]*"):
            put_back(backup, places)
        assert_nothing_changed(places, mine)
    else:
        assert trouble_with(places.data / DATABASE_NAME, thorough=True) == ""


TRIGGER = "CREATE TRIGGER evil AFTER DELETE ON settings BEGIN DELETE FROM photos; END"
VIEW = "CREATE VIEW evil AS SELECT load_extension('/tmp/evil.so')"
SHADOWING = "ALTER TABLE saved_searches RENAME TO kept"
HOSTILE = {
    "trigger": [TRIGGER],
    "view": [VIEW],
    "view in the place of a table": [SHADOWING, "CREATE VIEW saved_searches AS SELECT 1, 2"],
    "table": ["CREATE TABLE evil (x)"],
    "index with an expression": ["CREATE INDEX evil ON photos (abs(id))"],
    "column": ["ALTER TABLE photos ADD COLUMN evil TEXT DEFAULT (1)"],
    "virtual table": ["CREATE VIRTUAL TABLE evil USING fts5 (x)"],
    "lost table": ["DROP TABLE saved_searches"],
    "lost trigger": ["DROP TRIGGER photos_come_back"],
    "relative path": ["UPDATE photos SET path = CAST('../../etc/a.jpg' AS BLOB) WHERE id = 3"],
    "path with an end in it": ["UPDATE photos SET path = x'2f6100622e6a7067' WHERE id = 3"],
    "relative folder": ["UPDATE folders SET path = CAST('p' AS BLOB)"],
    "setting": ["UPDATE settings SET value = '{'"],
    "settings of the engine": ["INSERT INTO settings VALUES ('engine', '{\"cores\": \"many\"}')"],
    "quiet hours": ["INSERT INTO settings VALUES ('engine', '{\"quiet_hours\": 7}')"],
    "drives": ["INSERT INTO settings VALUES ('mounts', '[1]')"],
    "model": ["UPDATE settings SET value = '{}' WHERE key = 'model'"],
    "excludes": ["UPDATE folders SET excludes = '{\"a\": 1}'"],
    "excludes that are none": ["UPDATE folders SET excludes = 'x'"],
    "embedding": ["UPDATE embeddings SET vector = x'ffff' WHERE rowid = 3"],
    "words": ["UPDATE photo_words_data SET block = x'00ff00ff' WHERE id > 10"],
}


@pytest.mark.parametrize("statements", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_backups_are_refused(backup, places, statements):
    mine = make_library(places)
    change(backup, *statements)
    with pytest.raises(LibraryDamagedError, match=r"is not a sound backup .*use another one"):
        put_back(backup, places)
    assert_nothing_changed(places, mine)


def test_nothing_hidden_in_the_schema_gets_through(backup, places):
    """Its text says one thing; what SQLite makes of it may be another."""
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'saved_searches (', 'saved_searches  (')"
            " WHERE name = 'saved_searches'"
        )
    with pytest.raises(LibraryDamagedError, match="its tables are not as they were made"):
        put_back(backup, places)


@pytest.mark.parametrize("key", ["engine", "mounts", "model", "library_id"])
@pytest.mark.parametrize("value", [None, 3, "x", [], ["a"], [1], {}, {"cores": 1.5}])
def test_settings_that_pass_do_not_fail_later(key, value):
    sensible = {"engine": ({},), "mounts": ([], ["a"]), "model": ("x",), "library_id": ("x",)}
    assert is_sensible_setting(key, value) is (value in sensible[key])
    assert is_sensible_setting("of a later version", value)


def test_real_settings_are_sensible():
    from dataclasses import asdict

    from indexer.settings import QuietHours

    settings = Settings(cores=2, quiet_hours=QuietHours(1, 2), paused_until=3.5)
    assert is_sensible_setting("engine", json.loads(json.dumps(asdict(settings))))


SLOW = """
import sys
from pathlib import Path
from indexer import keeping_restore
from indexer.places import Places

wanted = sys.argv[3]

def stopping(name, function):
    def stop(*arguments, **options):
        if name == wanted:
            print("here", flush=True)
            sys.stdin.read()
        return function(*arguments, **options)
    return stop

for name in ("_prepare", "_put_in_place", "exchange"):
    setattr(keeping_restore, name, stopping(name, getattr(keeping_restore, name)))
keeping_restore.restore(Path(sys.argv[1]), Places.below(Path(sys.argv[2])), lambda: None)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
@pytest.mark.parametrize("step", ["_prepare", "_put_in_place", "exchange"])
def test_a_killed_restore_leaves_the_library_and_is_done_again(backup, places, tmp_path, step):
    mine = make_library(places)
    command = [sys.executable, "-c", SLOW, str(backup), str(tmp_path / "new"), step]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
        assert process.stdout.readline() == b"here\n"
        process.send_signal(signal.SIGKILL)
    assert (places.data / DATABASE_NAME).read_bytes() == mine
    report = put_back(backup, places)
    assert names_in(places.data) == sorted([Path(report.kept).name, DATABASE_NAME])
