"""Another database takes the place of a library's: all of it, or nothing of it."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.kept import kept_libraries
from indexer.places import Places
from indexer.store import DATABASE_NAME
from indexer.store.exchange import REPLACED, exchange

NOW = datetime(2026, 11, 21, 10, 0, 0, tzinfo=UTC)
KEPT = "library-replaced-20261121T100000Z.db"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A database, and another that takes its place."""
    path, new = tmp_path / DATABASE_NAME, tmp_path / "library-restoring-1.db"
    path.write_bytes(b"old")
    new.write_bytes(b"new")
    return path, new


def no_link(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("linked", [True, False], ids=["second name", "copy"])
@pytest.mark.parametrize("log", [b"", b"log"], ids=["no log", "log"])
def test_an_exchange_that_fails_leaves_all_as_it_was(pair, monkeypatch, linked, log):
    """On Windows, for instance, a file that somebody reads cannot be replaced."""
    path, new = pair
    if log:
        path.with_name(path.name + "-wal").write_bytes(log)
    if not linked:
        monkeypatch.setattr(os, "link", no_link)
    usual = Path.replace

    def replace(one: Path, other: Path) -> Path:
        if other == path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return usual(one, other)

    monkeypatch.setattr(Path, "replace", replace)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    with pytest.raises(PermissionError):
        exchange(path, new, REPLACED, NOW)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


def test_a_half_copy_never_bears_the_name_of_a_kept_library(pair, monkeypatch):
    path, new = pair
    monkeypatch.setattr(os, "link", no_link)

    def full(_source: Path, target: Path) -> None:
        target.write_bytes(b"ol")
        assert kept_libraries(Places(path.parent, path, path, path)) == ()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space left"):
        exchange(path, new, REPLACED, NOW)
    assert sorted(one.name for one in path.parent.iterdir()) == sorted([path.name, new.name])


def test_where_files_have_one_name_the_old_library_is_copied(pair, monkeypatch):
    path, new = pair
    monkeypatch.setattr(os, "link", no_link)
    kept = exchange(path, new, REPLACED, NOW)
    assert (path.read_bytes(), kept.read_bytes(), kept.name) == (b"new", b"old", KEPT)
    assert sorted(one.name for one in path.parent.iterdir()) == sorted([path.name, KEPT])


def test_an_exchange_removes_what_a_killed_one_left(pair):
    path, new = pair
    os.link(path, path.with_name(KEPT))  # it is the library itself, and would change with it
    path.with_name(f"{KEPT}.part").write_bytes(b"ol")
    other = path.with_name("library-replaced-20251121T100000Z.db")
    other.write_bytes(b"older")
    kept = exchange(path, new, REPLACED, NOW)
    assert (kept.name, kept.read_bytes(), other.read_bytes()) == (KEPT, b"old", b"older")
    assert len(list(path.parent.iterdir())) == 3


def test_an_exchange_interrupted_after_the_fact_keeps_the_old_library(pair, monkeypatch):
    path, new = pair
    monkeypatch.setattr(os, "link", no_link)
    usual = Path.replace

    def replace(one: Path, other: Path) -> None:
        usual(one, other)
        if other == path:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", replace)
    with suppress(KeyboardInterrupt):
        exchange(path, new, REPLACED, NOW)
    assert (path.read_bytes(), path.with_name(KEPT).read_bytes()) == (b"new", b"old")
