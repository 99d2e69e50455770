"""A backup is the whole library in one file, or it is not there."""

from __future__ import annotations

import math
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indexer.errors import LibraryDamagedError, LibraryError
from indexer.store import DATABASE_NAME, Store
from indexer.store import backup as backup_module
from indexer.store.backup import (
    BackupNote,
    has_our_header,
    megabytes,
    note_of,
    size_of_copy,
    write_backup,
)
from indexer.store.connections import open_reading
from indexer.store.soundness import expected_schema, schema_of, trouble_with
from tests.indexer.store.damaged import COUNT, damage, flip_many, root_of
from tests.indexer.store.test_processes import BATCH, kill, last_batch, start_writer

MADE_AT = "2026-11-21T10:00:00+00:00"


def back_up(folder: Path, target: Path, check=lambda: None) -> BackupNote:
    return write_backup(
        folder / DATABASE_NAME, target, made_at=MADE_AT, version="1.2.3", check=check
    )


def rows_of(path: Path) -> dict[str, list[tuple]]:
    """All that a library holds, but for what is made anew."""
    with closing(open_reading(path)) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE"
                " 'photo_words_%' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        rows = {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in tables
        }
    rows["settings"] = [row for row in rows["settings"] if row[0] != "backup"]
    return rows


def test_a_backup_holds_everything(library, tmp_path):
    target = tmp_path / "backup.db"
    with Store.open(library) as store:
        store.write.save_search("dogs", "{}")
        note = back_up(library, target)
        before = rows_of(library / DATABASE_NAME)
    assert note == BackupNote(MADE_AT, "1.2.3", COUNT)
    assert note_of(target) == note
    assert rows_of(target) == before
    assert before["saved_searches"]
    with closing(open_reading(target)) as connection:
        assert schema_of(connection) == expected_schema()
    assert trouble_with(target, thorough=True) == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "data"]
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600


def test_what_was_removed_is_not_in_it(folder, tmp_path, record):
    secret = "a secret that was written in a caption " * 40
    with Store.open(folder) as store:
        store.write.add_folder("/p")
        store.write.commit_photos([record("/p/a.jpg", 1, caption=secret), record("/p/b.jpg", 2)])
    with Store.open(folder) as store:
        store.write.connection.execute("PRAGMA secure_delete = 0")  # as most systems have it
        store.write.remove([1])
    assert secret.encode()[:80] in (folder / DATABASE_NAME).read_bytes()
    back_up(folder, tmp_path / "backup.db")
    assert secret.encode()[:80] not in (tmp_path / "backup.db").read_bytes()


def test_files_that_are_being_read_are_not_suspected_by_the_next_engine(library, tmp_path):
    with Store.open(library) as store:
        store.write.take_off("/p/new.jpg")
        store.write.take_off("/p/bad.jpg")
        store.write.blame("/p/bad.jpg")
        back_up(library, tmp_path / "backup.db")
    with closing(open_reading(tmp_path / "backup.db")) as connection:
        rows = connection.execute("SELECT path, crashes FROM in_flight").fetchall()
    assert rows == [(b"/p/bad.jpg", 1)]


def test_a_library_is_no_backup_of_itself(library, tmp_path):
    assert note_of(library / DATABASE_NAME) is None
    assert has_our_header(library / DATABASE_NAME)
    (tmp_path / "text").write_text("SQLite format 3\0" * 100)
    assert note_of(tmp_path / "text") is None
    assert note_of(tmp_path / "none") is None
    assert note_of(tmp_path) is None


@pytest.mark.parametrize("value", ["3", "[]", "{", '{"made_at": 5, "photos": "x"}', '"x"'])
def test_a_note_that_makes_no_sense(library, tmp_path, value):
    back_up(library, tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "backup.db")) as connection, connection:
        connection.execute("UPDATE settings SET value = ? WHERE key = 'backup'", (value,))
    assert note_of(tmp_path / "backup.db") in (None, BackupNote())


def test_the_size_is_known_before(library, tmp_path):
    back_up(library, tmp_path / "backup.db")
    size = (tmp_path / "backup.db").stat().st_size
    assert 0.9 * size < size_of_copy(library / DATABASE_NAME) < 1.2 * size


def test_a_backup_beside_a_writer_is_whole_batches(folder, tmp_path):
    writer = start_writer(folder)
    try:
        for number in range(5):
            committed = (last_batch(writer, 2) + 1) * BATCH
            note = copy_while_written(folder, tmp_path / f"{number}.db")
            assert note.photos >= committed
            assert note.photos % BATCH == 0
            assert len(rows_of(tmp_path / f"{number}.db")["embeddings"]) == note.photos
    finally:
        kill(writer)


def copy_while_written(folder: Path, target: Path) -> BackupNote:
    """The writer's vectors have no length 1, so the last look would complain."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            backup_module,
            "trouble_with",
            lambda path, thorough: trouble_with(path) if thorough else "",
        )
        return back_up(folder, target)


def test_a_damaged_library_is_told_and_leaves_no_backup(library, tmp_path, whole):
    root = root_of(whole, library, "embeddings")
    page = slice((root - 1) * 4096, root * 4096)
    damage(library, lambda content, _: content.__setitem__(page, b"\x55" * 4096))
    old = b"the last good one"
    (tmp_path / "backup.db").write_bytes(old)
    with pytest.raises(LibraryDamagedError, match="pictrove repair"):
        back_up(library, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_bytes() == old
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("seed", range(20))
def test_no_damage_gets_into_a_backup_unseen(library, tmp_path, seed):
    damage(library, flip_many, seed)
    try:
        back_up(library, tmp_path / "backup.db")
    except LibraryError:
        assert list(tmp_path.iterdir()) == [library]
    else:
        assert trouble_with(tmp_path / "backup.db", thorough=True) == ""


def test_an_embedding_that_is_none_is_found_before_the_backup_gets_its_name(library, tmp_path):
    with Store.open(library) as store, store.transaction():
        store.write.connection.execute(
            "UPDATE embeddings SET vector = zeroblob(128) WHERE rowid = 7"
        )
    with pytest.raises(LibraryDamagedError):
        back_up(library, tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == [library]


def test_a_disk_that_writes_something_else(library, tmp_path, monkeypatch):
    whole = trouble_with

    def spoiled(path, *, thorough):
        if path.suffix == ".part":
            return "a page is not what it was"
        return whole(path, thorough=thorough)

    monkeypatch.setattr(backup_module, "trouble_with", spoiled)
    with pytest.raises(LibraryError, match=r"not what was to be written .*check that disk"):
        back_up(library, tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == [library]


LIMITED = """
import resource, sys
from pathlib import Path
from indexer.store.backup import write_backup
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
write_backup(Path(sys.argv[1]), Path(sys.argv[2]), made_at="", version="", check=lambda: None)
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no such limits")
def test_no_room_is_one_sentence_and_leaves_what_was_there(library, tmp_path):
    target = tmp_path / "backup.db"
    target.write_bytes(b"the last good one")
    command = [sys.executable, "-c", LIMITED, str(library / DATABASE_NAME), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert "LibraryError: The backup" in done.stderr.splitlines()[-1]
    assert "cannot be written" in done.stderr
    assert target.read_bytes() == b"the last good one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "data"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_may_not_be_written(library, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(LibraryError, match=r"cannot be written .*Permission denied"):
        back_up(library, closed / "backup.db")


def test_who_does_not_wait_any_more_ends_it(library, tmp_path, monkeypatch):
    monkeypatch.setattr(backup_module, "_STEPS", 100)

    def leave() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        back_up(library, tmp_path / "backup.db", leave)
    assert list(tmp_path.iterdir()) == [library]


SLOW = """
import sys
from pathlib import Path
from indexer.store import backup
backup._STEPS = 50
checks = int(sys.argv[3])
def check():
    global checks
    checks -= 1
    if not checks:
        print("at work", flush=True)
        sys.stdin.read()
backup.write_backup(Path(sys.argv[1]), Path(sys.argv[2]), made_at="", version="", check=check)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_killed_backup_leaves_the_last_good_one_and_is_done_again(library, tmp_path):
    target = tmp_path / "backup.db"
    back_up(library, target)
    good = target.read_bytes()
    for checks in (1, 20, 200):
        command = [
            sys.executable,
            "-c",
            SLOW,
            str(library / DATABASE_NAME),
            str(target),
            str(checks),
        ]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
            assert process.stdout.readline() == b"at work\n"
            process.send_signal(signal.SIGKILL)
        assert target.read_bytes() == good
        assert list(tmp_path.glob("*.part"))
    back_up(library, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "data"]


def test_the_file_of_another_backup_at_work_is_left_alone(library, tmp_path):
    other = tmp_path / f"backup.db.{os.getppid()}.part"
    other.write_bytes(b"at work")
    back_up(library, tmp_path / "backup.db")
    assert other.read_bytes() == b"at work"


def test_a_library_on_a_medium_that_cannot_be_written(library, tmp_path):
    shutil.copytree(library, tmp_path / "medium")
    (tmp_path / "medium").chmod(0o500)
    try:
        assert back_up(tmp_path / "medium", tmp_path / "backup.db").photos == COUNT
    finally:
        (tmp_path / "medium").chmod(0o700)


def test_a_little_room_is_not_said_to_be_none():
    assert [megabytes(size) for size in (1, 240_000, 12_340_000, 5_432_100_000)] == [
        "0.1", "0.3", "12.4", "5,433",
    ]  # fmt: skip
    assert megabytes(249_999, math.floor) == "0.2"  # where 250,000 are needed
    assert megabytes(0, math.floor) == "0.0"
