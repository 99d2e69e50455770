"""Restoring with care: what is looked at first, what a killed one leaves, values nobody wrote."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indexer import keeping_restore
from indexer.errors import LibraryDamagedError, LibraryError, LibraryTooNewError
from indexer.keeping_restore import CHECKING, COPYING, REPLACING, is_sensible_setting, look, restore
from indexer.kept import kept_libraries
from indexer.store import (
    DATABASE_NAME,
    Counts,
    FileStamp,
    Store,
    opening,
    soundness,
    vetting,
)
from indexer.store.backup import note_of
from indexer.store.salvage import salvage
from indexer.store.soundness import trouble_with
from tests.indexer.store.damaged import COUNT, library, whole
from tests.indexer.store.test_opening import of_version
from tests.indexer.test_keeping_restore import (
    SLOW,
    _no_patience,
    assert_nothing_changed,
    backup,
    change,
    folder,
    make_library,
    names_in,
    old,
    places,
    put_back,
)

__all__ = ["_no_patience", "backup", "folder", "library", "old", "places", "whole"]


class StoppedError(Exception):
    """Nobody wants it any more."""


# A look before


def test_what_is_in_a_backup(backup, places):
    found = look(backup, places)
    assert (found.file, found.size) == (str(backup), backup.stat().st_size)
    assert (found.photos, found.folders) == (COUNT, ("/p",))
    assert found.made_at.startswith("20")
    assert not places.data.exists()


def test_a_library_that_was_kept_is_looked_into_as_well(backup, places):
    make_library(places)
    kept = Path(put_back(backup, places).kept)
    found = look(kept, places)
    assert (found.photos, found.folders, found.made_at) == (0, ("/mine",), "")


def test_a_look_into_older_and_newer_versions(places, tmp_path, backup):
    assert look(of_version(1, tmp_path / "older"), places).photos == 3
    change(backup, "PRAGMA user_version = 99")
    change(backup, "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
           " SELECT 'pictrove-library', 'm' || value, '' FROM generate_series(4, 99)",
           series=True)  # fmt: skip
    with pytest.raises(LibraryTooNewError, match="made by a newer version"):
        look(backup, places)


def test_a_look_into_what_is_no_backup(backup, places, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff photo")
    with pytest.raises(LibraryDamagedError, match="is not a backup of a Pictrove library"):
        look(tmp_path / "photo.jpg", places)
    with pytest.raises(LibraryError, match="no ordinary file"):
        look(tmp_path, places)
    change(backup, "CREATE VIEW evil AS SELECT load_extension('/tmp/evil.so')")
    with pytest.raises(LibraryDamagedError, match="is not a sound backup"):
        look(backup, places)


def test_a_look_believes_no_odd_note(backup, places):
    for value in ('{"photos": -7, "made_at": 3}', "[" * 100_000, "[]"):
        change(backup, f"UPDATE settings SET value = '{value}' WHERE key = 'backup'")
        found = look(backup, places)
        assert found.made_at == ""
        assert found.photos in (0, COUNT)


# On the way


def test_how_far_it_is_is_told(backup, places, monkeypatch):
    monkeypatch.setattr(keeping_restore, "_PIECE", 1 << 16)
    told = []
    restore(backup, places, lambda: None, lambda step, share: told.append((step, share)))
    steps = [step for step, _ in told]
    assert list(dict.fromkeys(steps)) == [COPYING, REPLACING]
    shares = [share for step, share in told if step == COPYING]
    assert len(shares) > 2
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize("when", [COPYING, CHECKING, REPLACING])
def test_who_wants_it_no_more_has_the_library_as_it_was(backup, places, monkeypatch, when):
    monkeypatch.setattr(vetting, "_STEPS", 10)
    mine = make_library(places)

    def tell(step: str, _share: float) -> None:
        if step == when:
            raise StoppedError

    with pytest.raises(StoppedError):
        restore(backup, places, lambda: None, tell)
    assert_nothing_changed(places, mine)


def test_a_backup_that_vanishes_meanwhile(backup, places, monkeypatch):
    """A stick that is drawn."""
    mine = make_library(places)
    usual = Path.open

    def vanish(path: Path, mode: str = "r", *rest: object):
        if path == backup and mode == "rb" and names_in(places.data) != [DATABASE_NAME]:
            raise OSError(errno.EIO, "Input/output error")
        return usual(path, mode, *rest)

    monkeypatch.setattr(keeping_restore, "_remove_leftovers", lambda folder: (folder / "x").touch())
    monkeypatch.setattr(Path, "open", vanish)
    with pytest.raises(LibraryError, match=r"cannot be restored .*Input/output error"):
        put_back(backup, places)
    (places.data / "x").unlink()
    assert_nothing_changed(places, mine)


@pytest.mark.parametrize("where", ["open_database", "trouble_with_words"])
@pytest.mark.parametrize("free", [1000, 1 << 40])
def test_a_disk_that_gets_full_while_the_copy_is_made_a_library(
    backup, places, monkeypatch, where, free
):
    """The sentence names what the user knows, not a file that is gone already."""
    mine = make_library(places)
    usual, calls = shutil.disk_usage, []

    def disk_usage(path: Path):
        calls.append(path)
        return usual(path)._replace(free=1 << 40 if len(calls) == 1 else free)

    def fail(*_: object) -> None:
        raise LibraryError("The library library-restoring-1.db cannot be read or written.") from (
            sqlite3.OperationalError("disk I/O error")
        )

    monkeypatch.setattr(shutil, "disk_usage", disk_usage)
    module = {"open_database": opening, "trouble_with_words": soundness}[where]
    monkeypatch.setattr(module, where, fail)
    reason = "No space left on device" if free == 1000 else "disk I/O error"
    with pytest.raises(LibraryError, match=rf"cannot be restored to .*\({reason}\); make") as told:
        put_back(backup, places)
    assert str(backup) in str(told.value)
    assert "restoring" not in str(told.value)
    assert_nothing_changed(places, mine)


def test_what_an_upgrade_has_begun_is_removed_if_it_fails(places, tmp_path, monkeypatch):
    """On a disk that gets full, for instance, when the older library is copied first."""
    path = of_version(2, tmp_path / "older")
    change(path, "UPDATE embeddings SET vector = x'003c000000000000'")

    def fail(_connection: sqlite3.Connection, target: Path) -> None:
        target.with_name(f"{target.name}.part").touch()
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(opening, "_keep_copy", fail)
    with pytest.raises(LibraryError, match=r"cannot be restored .*disk I/O error"):
        put_back(path, places)
    assert names_in(places.data) == []


# What others have left


def test_what_a_killed_process_of_the_same_number_left_is_not_taken_in(backup, places):
    """Its log would be played back into the copy, after that was looked at."""
    places.data.mkdir(parents=True)
    own = f"library-restoring-{os.getpid()}.db"
    with closing(sqlite3.connect(places.data / own)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE evil (x)")
        connection.commit()
        shutil.copy(places.data / f"{own}-wal", places.data / "log")
    (places.data / "log").rename(places.data / f"{own}-wal")
    put_back(backup, places)
    assert names_in(places.data) == [DATABASE_NAME]
    assert trouble_with(places.data / DATABASE_NAME, thorough=True) == ""


def test_logs_without_a_copy_are_removed(backup, places):
    places.data.mkdir(parents=True)
    (places.data / "library-restoring-999999999.db-wal").touch()
    (places.data / "library-restoring-999999999-version-2.db.part").touch()
    put_back(backup, places)
    assert names_in(places.data) == [DATABASE_NAME]


# The exchange


def test_a_second_name_of_the_library_is_no_backup(backup, places):
    make_library(places)
    second = backup.with_name("second.db")
    os.link(places.data / DATABASE_NAME, second)
    with pytest.raises(LibraryError, match="is the library that is in use"):
        put_back(second, places)


READER = """
import sqlite3, sys
reader = sqlite3.connect(sys.argv[1])
reader.execute("BEGIN")
reader.execute("SELECT count(*) FROM photos").fetchone()
print("here", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="what is read cannot be replaced there")
def test_a_library_that_somebody_reads_is_kept_whole_in_one_file(backup, places):
    store = Store.open(places.data)
    store.write.add_folder("/mine")
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", READER, str(places.data / DATABASE_NAME)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as reader:
        assert reader.stdout.readline() == b"here\n"
        store.write.add_pending([FileStamp("/mine/a.jpg", 1, 2)])
        store.close()
        kept = Path(put_back(backup, places).kept)
        reader.stdin.close()
    assert not kept.with_name(kept.name + "-wal").exists()
    assert put_back(kept, places).photos == 0
    with Store.open(places.data, read_only=True) as opened:
        assert opened.read.counts() == Counts(pending=1)


INSIDE = SLOW.replace(
    "for name in", "from indexer.store import exchange as module\n"
    "if wanted == '_keep':\n    module._keep = stopping('_keep', module._keep)\n"
    "if wanted == 'settle':\n    module.settle = stopping('settle', module.settle)\n"
    "if wanted == 'replace':\n    usual = Path.replace\n"
    "    Path.replace = lambda a, b: (print('here', flush=True), sys.stdin.read())"
    " if b.name == 'library.db' else usual(a, b)\n"
    "for name in",
)  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
@pytest.mark.parametrize("step", ["_keep", "replace", "settle"])
def test_killed_in_the_middle_of_the_exchange_there_is_one_library(backup, places, tmp_path, step):
    make_library(places)
    command = [sys.executable, "-c", INSIDE, str(backup), str(tmp_path / "new"), step]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
        assert process.stdout.readline() == b"here\n"
        process.send_signal(signal.SIGKILL)
    done = step == "settle"
    with Store.open(places.data) as store:
        assert store.read.counts().indexed == (COUNT - 1 if done else 0)
        assert [found.path for found in store.read.folders()] == ["/p" if done else "/mine"]
    assert len(kept_libraries(places)) == (1 if done else 0)
    put_back(backup, places)
    assert len(kept_libraries(places)) == (2 if done else 1)
    assert not list(places.data.glob("*restoring*"))


# Values that no program of ours has written

STRANGE = {
    "text that is none": "UPDATE photos SET camera_make = CAST(x'ff41' AS TEXT) WHERE id = 7",
    "half a letter": "UPDATE keywords SET keyword = CAST(x'eda080' AS TEXT) WHERE photo_id = 7",
    "a note that is no text": "UPDATE photos SET failure_reason = CAST(x'ff' AS TEXT)"
    " WHERE state = 'failed'",
    "more than a favourite": "UPDATE photos SET favourite = 9223372036854775807",
    "hidden twice": "UPDATE photos SET hidden = 2 WHERE id = 7",
    "off the earth": "UPDATE photos SET latitude = 9e999, longitude = 0 WHERE id = 7",
    "a model above the others": "UPDATE models SET name = '..'",
    "a model elsewhere": "UPDATE models SET name = 'C:x'",
    "a model with a long name": "UPDATE models SET name = replace(hex(zeroblob(300)), '0', 'x')",
    "a setting without end": f"UPDATE settings SET value = '{'[' * 100_000}' WHERE key = 'model'",
    "excludes without end": f"UPDATE folders SET excludes = '{'[' * 100_000}'",
    "half a letter in a setting": "INSERT INTO settings VALUES ('mounts', '[\"\\ud800\"]')",
}


@pytest.mark.parametrize("statement", STRANGE.values(), ids=STRANGE.keys())
def test_strange_values_are_refused(backup, places, statement):
    mine = make_library(places)
    change(backup, statement)
    with pytest.raises(LibraryDamagedError, match=r"is not a sound backup .*use another one"):
        put_back(backup, places)
    assert_nothing_changed(places, mine)


def test_what_is_strange_but_harmless_is_taken(backup, places):
    """Nothing of it may end whoever works with the library later."""
    change(backup, f"UPDATE saved_searches SET query = '{'[' * 100_000}'",
           "UPDATE photos SET caption = char(27) || '[31m' WHERE id = 7",
           "UPDATE photos SET taken_at = '2024-99-99T00:00:00' WHERE id = 7")  # fmt: skip
    put_back(backup, places)
    from indexer.library import open_library

    with open_library(places, read_only=True) as opened:
        assert opened.saved_searches() == ()
        assert opened.status().indexed == COUNT - 1


@pytest.mark.parametrize("value", ["\ud800", "a\0b"])
def test_halves_of_text_are_no_settings(value):
    assert not is_sensible_setting("model", value)
    assert not is_sensible_setting("mounts", [value])


def test_a_note_without_end_is_none(backup):
    change(backup, f"UPDATE settings SET value = '{'[' * 100_000}' WHERE key = 'backup'")
    assert note_of(backup) is None


def test_text_that_is_none_is_found_and_repaired_in_a_library_as_well(library):
    """Whoever reads it is told that the library is damaged, and to repair it."""
    change(library / DATABASE_NAME,
           "UPDATE photos SET lens = CAST(x'ff41' AS TEXT) WHERE id = 7")  # fmt: skip
    assert trouble_with(library / DATABASE_NAME, thorough=True)
    assert salvage(library).copy is not None
    assert trouble_with(library / DATABASE_NAME, thorough=True) == ""
