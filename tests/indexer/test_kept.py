"""Libraries that were kept are counted and removed, and nothing else is."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.errors import LibraryError
from indexer.keeping_reports import KeptLibrary
from indexer.kept import kept_libraries, remove_kept
from indexer.places import Places
from indexer.store import exchange
from indexer.store.opening import copy_path

FIRST, SECOND = "library-replaced-20261120T101112Z.db", "library-replaced-20261121T101112Z-2.db"
DAMAGED, OLD = "library-damaged-20261119T101112Z.db", "library-version-2.db"
LONG_AGO = datetime(2026, 11, 1, 10, 11, 12, tzinfo=UTC)
OTHERS = (
    "library.db",
    "library.db-wal",
    "library-damaged-20261121.db",
    "library-version-.db",
    "library-version-2.db.part",
    "library-replaced-20261121T101112Z.db.part",
    "library-replaced-2026.db",
    "library-replaced-99999999T999999Z.db",
    "my-library-replaced-20261121T101112Z.db",
    "pictrove-2026-11-21.db",
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places.below(tmp_path)
    made.data.mkdir()
    for name in (*OTHERS, FIRST, SECOND, DAMAGED, OLD):
        (made.data / name).write_bytes(b"12345")
    (made.data / f"{FIRST}-wal").write_bytes(b"123")
    os.utime(made.data / OLD, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    (made.data / "library-replaced-20260101T101112Z.db").mkdir()
    return made


def test_they_are_told_by_their_names_alone(places):
    assert kept_libraries(places) == (
        KeptLibrary(str(places.data / SECOND), 5, "2026-11-21T10:11:12+00:00", "replaced"),
        KeptLibrary(str(places.data / FIRST), 8, "2026-11-20T10:11:12+00:00", "replaced"),
        KeptLibrary(str(places.data / DAMAGED), 5, "2026-11-19T10:11:12+00:00", "damaged"),
        KeptLibrary(str(places.data / OLD), 5, "2026-11-01T10:11:12+00:00", "old"),
    )


def test_only_they_are_removed(places):
    assert remove_kept(places, kept_libraries(places)) == 4
    left = sorted([*OTHERS, "library-replaced-20260101T101112Z.db"])
    assert sorted(path.name for path in places.data.iterdir()) == left
    assert kept_libraries(places) == ()


def test_one_that_came_since_the_user_agreed_stays(places):
    seen = kept_libraries(places)
    new = places.data / "library-replaced-20261122T000000Z.db"
    new.touch()
    (places.data / FIRST).unlink()  # gone already
    assert remove_kept(places, seen) == 3
    assert new.exists()


def test_nothing_else_can_be_removed_by_mistake(places, tmp_path):
    outside = tmp_path / FIRST
    outside.touch()
    for path in (places.data / "library.db", outside):
        with pytest.raises(ValueError, match="no library that was kept"):
            remove_kept(places, [KeptLibrary(str(path), 5, "", "old")])
        assert path.exists()


def test_a_second_name_of_the_library_is_none(places):
    os.link(places.data / "library.db", places.data / "library-replaced-20250101T000000Z.db")
    assert len(kept_libraries(places)) == 4


def test_those_that_a_repair_and_an_update_keep_are_among_them(places):
    """Their names are made elsewhere."""
    database = places.data / "library.db"
    (places.data / "new.db").touch()
    for word in (exchange.REPLACED, exchange.DAMAGED):
        kept = exchange.exchange(database, places.data / "new.db", word, LONG_AGO)
        assert (str(kept), word) in [(one.file, one.why) for one in kept_libraries(places)]
        (places.data / "new.db").touch()
    copy_path(database, 7).touch()
    assert str(copy_path(database, 7)) in [one.file for one in kept_libraries(places)]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_is_removed_and_not_what_it_leads_to(places, tmp_path):
    (tmp_path / "elsewhere.db").write_bytes(b"1")
    (places.data / FIRST).unlink()
    (places.data / FIRST).symlink_to(tmp_path / "elsewhere.db")
    remove_kept(places, kept_libraries(places))
    assert not (places.data / FIRST).is_symlink()
    assert (tmp_path / "elsewhere.db").exists()


def test_without_a_library_there_is_none(tmp_path):
    assert kept_libraries(Places.below(tmp_path / "none")) == ()


def test_why_they_cannot_be_listed_or_removed(places, monkeypatch):
    seen = kept_libraries(places)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(LibraryError, match=r"cannot be removed \(Permission denied\); allow"):
        remove_kept(places, seen)
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(LibraryError, match=r"cannot be read \(Permission denied\); allow"):
        kept_libraries(places)
