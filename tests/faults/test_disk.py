"""Trouble with the disk, through the real command: one sentence, no traceback, photos untouched."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.places import Places
from tests.e2e.conftest import Pictrove
from tests.faults import invariants
from tests.faults.invariants import snapshot

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]
COUNT = 24
COMMANDS = [("search", "dog"), ("status",), ("failures",), ("index",), ("folders",)]


@pytest.fixture(scope="module")
def originals(shared: Path) -> list[Path]:
    return sorted((shared / "photos" / "dev_eval" / "coco_val").glob("*.jpg"))[: 2 * COUNT]


@pytest.fixture(scope="module")
def photos(originals: list[Path], tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for original in originals[:COUNT]:
        shutil.copy(original, folder)
    return folder


@pytest.fixture(scope="module")
def indexed(photos: Path, tmp_path_factory, new_pictrove) -> Path:
    """The home of a library whose engine has ended."""
    home = tmp_path_factory.mktemp("indexed")
    pictrove = new_pictrove(home)
    pictrove("index", photos)
    ended(pictrove)
    return home


@pytest.fixture
def pictrove(indexed: Path, tmp_path: Path, new_pictrove) -> Pictrove:
    """A copy of the library."""
    shutil.copytree(indexed, tmp_path / "home")
    return new_pictrove(tmp_path / "home")


def ended(pictrove: Pictrove) -> None:
    pictrove("engine", "stop")
    pictrove.until(lambda: not (pictrove.home / "data" / "engine.key").exists(), "the end")


def says(pictrove: Pictrove, *arguments: object) -> str:
    """What a command complains of: one sentence and exit code 1, or nothing and 0."""
    with pictrove.start(*arguments, stdin=subprocess.DEVNULL) as process:
        _, complaints = process.communicate(timeout=120)
    text = complaints.decode()
    assert process.returncode in (0, 1), (arguments, text)
    assert "Traceback" not in text
    if process.returncode == 1:
        (sentence,) = [line for line in text.splitlines() if line.endswith(".")][-1:]
        assert len(sentence) > 20
    return text if process.returncode else ""


def assert_as_before(pictrove: Pictrove, photos: Path, before: object) -> None:
    """After the trouble is over, everything is there, as the independent checker sees it."""
    places = Places.below(pictrove.home)
    pictrove("index", photos)
    assert pictrove.status()["indexed"] == COUNT
    assert invariants.broken_at_any_time(places) == []
    assert invariants.missing_when_settled(places, photos) == []
    assert len(pictrove.results("photo", "--limit", COUNT * 2)) == COUNT
    assert snapshot(photos) == before
    ended(pictrove)


# A damaged database


def damage(path: Path, how: str, seed: int = 0) -> None:
    content = bytearray(path.read_bytes())
    chance = random.Random(seed)
    if how == "cut off":
        del content[chance.randrange(len(content) // 4, len(content)) :]
    elif how == "zeros":
        start = chance.randrange(len(content) // 4096) * 4096
        content[start : start + 8192] = bytes(len(content[start : start + 8192]))
    elif how == "flipped":
        for _ in range(60):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["cut off", "zeros", "flipped"])
@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_database(pictrove, photos, how, seed):
    before = snapshot(photos)
    database = pictrove.home / "data" / "library.db"
    damage(database, how, seed)
    for command in COMMANDS:
        complaint = says(pictrove, *command)
        assert not complaint or "pictrove repair" in complaint, (command, complaint)
    pictrove("repair")
    assert_as_before(pictrove, photos, before)
    assert len(list(database.parent.glob("library-damaged-*.db"))) <= 1


@pytest.mark.parametrize("content", [b"a text that is no database. " * 300, b""])
def test_another_file_in_its_place(pictrove, photos, content):
    before = snapshot(photos)
    database = pictrove.home / "data" / "library.db"
    database.write_bytes(content)
    for command in COMMANDS[:3]:
        says(pictrove, *command)
    if content:
        assert "not a Pictrove library" in says(pictrove, "repair")
        assert database.read_bytes() == content
        database.unlink()
    assert_as_before(pictrove, photos, before)


@pytest.mark.parametrize("ending", ["*.matrix", "*.json", "*"])
def test_damaged_cache_files_change_no_answer(pictrove, photos, ending):
    before = snapshot(photos)
    expected = pictrove.results("dog", "--limit", COUNT)
    ended(pictrove)
    for number, path in enumerate((pictrove.home / "data" / "vectors").glob(ending)):
        damage(path, ["flipped", "cut off"][number % 2], number)
    assert pictrove.results("dog", "--limit", COUNT) == expected
    assert_as_before(pictrove, photos, before)


# A database that others lock


def test_a_database_that_another_program_locks(pictrove, photos):
    before = snapshot(photos)
    database = pictrove.home / "data" / "library.db"
    with contextlib.closing(sqlite3.connect(database)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        for command in (("search", "dog"), ("index",)):
            complaint = says(pictrove, *command)
            assert "keeps the library" in complaint
            assert "try again" in complaint
    assert_as_before(pictrove, photos, before)


def test_a_program_that_writes_for_long_only_delays(pictrove, photos, originals):
    """As a backup of the database does, while the engine wants to commit."""
    before = snapshot(photos)
    pictrove("index", photos)
    database = pictrove.home / "data" / "library.db"
    with contextlib.closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        shutil.copy(originals[COUNT], photos / "new.jpg")
        try:
            complaint = says(pictrove, "index", photos)
            assert "try again" in complaint
        finally:
            (photos / "new.jpg").unlink()
    assert_as_before(pictrove, photos, before)


# A folder that cannot be written, and a disk that is full


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system of its own, of that size; only root can make one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_folder_that_cannot_be_written(pictrove, photos):
    """Searching goes on, and everything else says why it does not."""
    before = snapshot(photos)
    expected = pictrove.results("dog", "--limit", 5)
    ended(pictrove)
    with read_only(pictrove.home / "data"):
        assert pictrove.results("dog", "--limit", 5) == expected
        assert "cannot be written" in says(pictrove, "index", photos)
        assert "cannot be written" in says(pictrove, "repair")
    assert_as_before(pictrove, photos, before)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing in a folder can be written: by its rights, or, for root, by a mount."""
    if sys.platform == "win32":
        pytest.skip("rights work otherwise there")
    if os.geteuid() != 0:
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)
        return
    bind = ["mount", "--bind", str(folder), str(folder)]
    if subprocess.run(bind, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("size", ["64k", "200k", "400k"])
def test_a_disk_that_is_full(photos, tmp_path, new_pictrove, size):
    """Wherever the writing stops; with room, the next run goes on."""
    before = snapshot(photos)
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    pictrove = new_pictrove(home)
    with small_disk(home / "data", size):
        complaint = says(pictrove, "index", photos)
        assert "full" in complaint or "No space left" in complaint, complaint
        for command in COMMANDS[:3]:
            says(pictrove, *command)
        subprocess.run(["mount", "-o", "remount,size=64m", str(home / "data")], check=True)
        assert_as_before(pictrove, photos, before)


def test_a_disk_that_fills_up_while_an_engine_watches(photos, originals, tmp_path, new_pictrove):
    """The engine stays, says why it waits, and goes on when there is room."""
    home, folder = tmp_path / "home", tmp_path / "mine"
    (home / "data").mkdir(parents=True)
    shutil.copytree(photos, folder)
    pictrove = new_pictrove(home)
    with small_disk(home / "data", "16m"):
        pictrove("watch", folder)
        pictrove.until(lambda: pictrove.status()["indexed"] == COUNT, "the first photos")
        ballast = home / "data" / "ballast"
        fill(ballast)
        for original in originals[COUNT:]:
            shutil.copy(original, folder)
        pictrove.until(lambda: trouble_of(pictrove), "a word on the full disk")
        assert pictrove.results("dog")  # answers go on
        ballast.unlink()
        pictrove.until(lambda: pictrove.status()["indexed"] == 2 * COUNT, "the rest")
        places = Places.below(home)
        assert invariants.broken_at_any_time(places) == []
        assert invariants.missing_when_settled(places, folder) == []
        ended(pictrove)


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def trouble_of(pictrove: Pictrove) -> bool:
    engine = pictrove.status()["engine"]
    said = f"{engine['activity']} {engine['notices']}"
    return "full" in said or "No space left" in said


def test_thumbnails_that_find_no_room_are_said(photos, tmp_path, new_pictrove):
    home = tmp_path / "home"
    (home / "cache").mkdir(parents=True)
    pictrove = new_pictrove(home)
    with small_disk(home / "cache", "64k"):
        complaint = says(pictrove, "index", photos)
        assert "Thumbnails cannot be written" in complaint
        subprocess.run(["mount", "-o", "remount,size=64m", str(home / "cache")], check=True)
        pictrove("index", photos)
        assert pictrove.status()["indexed"] == COUNT
        ended(pictrove)
