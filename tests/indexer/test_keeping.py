"""Backups of a library in use, and folders whose photos lie elsewhere now."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from indexer import keeping
from indexer.errors import FolderError, LibraryError, NoLibraryError
from indexer.folders import absolute_anywhere
from indexer.keeping_restore import restore
from indexer.places import Places
from indexer.query import Filters, Query, SavedSearch, TextTerm
from indexer.relocation import Relocation
from indexer.reports import MarkChange
from indexer.store import Store


@pytest.fixture
def three(photos: Path, draw) -> Path:
    for name in ("red", "green", "blue"):
        draw(photos / "walk" / f"{name}.jpg", name)
    return photos


@pytest.fixture
def library(open_library, three):
    opened = open_library()
    opened.index([three])
    return opened


def found(library, words: str) -> list[str]:
    return [hit.path for hit in library.search(Query((TextTerm(words),), limit=3)).hits]


# Where a backup may go


def test_a_backup_and_what_is_said_of_it(library, tmp_path):
    report = library.back_up(tmp_path / "backup.db")
    assert report.file == str(tmp_path / "backup.db")
    assert report.photos == 3
    assert report.size == (tmp_path / "backup.db").stat().st_size
    library.mark([1], MarkChange(favourite=True))
    assert library.back_up(tmp_path / "backup.db").photos == 3  # our own is replaced


def test_other_files_are_not_replaced_unless_told(library, tmp_path):
    for name in ("photo.jpg", "library.db"):
        target = tmp_path / name
        target.write_bytes(b"SQLite format 3\0 photo")
        with pytest.raises(LibraryError, match=r"is there already, and is no backup .*--force"):
            library.back_up(target)
        assert target.read_bytes() == b"SQLite format 3\0 photo"
        assert library.back_up(target, force=True).photos == 3


def test_a_library_is_not_replaced_by_a_backup(library, tmp_path):
    other = Places.below(tmp_path / "other")
    Store.open(other.data).close()
    with pytest.raises(LibraryError, match="is no backup"):
        library.back_up(other.data / "library.db")


@pytest.mark.parametrize("place", ["data", "cache", "models", "settings"])
def test_nothing_goes_among_our_own_files(library, place):
    own = getattr(library.places, place) / "deep"
    own.mkdir(parents=True, exist_ok=True)
    for name in ("library.db", "backup.db"):
        with pytest.raises(LibraryError, match="lies among Pictrove's own files"):
            library.back_up(own / name, force=True)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_lead_nowhere_else(library, tmp_path):
    (tmp_path / "link").symlink_to(library.places.data)
    with pytest.raises(LibraryError, match="own files"):
        library.back_up(tmp_path / "link" / "backup.db")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "backup.db").symlink_to(tmp_path / "elsewhere" / "real.db")
    assert library.back_up(tmp_path / "backup.db").file == str(tmp_path / "elsewhere" / "real.db")
    assert (tmp_path / "backup.db").is_symlink()


def test_names_that_are_no_files(library, tmp_path):
    with pytest.raises(LibraryError, match="is a folder; name a file in it"):
        library.back_up(tmp_path)
    with pytest.raises(LibraryError, match="There is no folder"):
        library.back_up(tmp_path / "none" / "backup.db")


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
def test_devices_are_not_replaced(library, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(LibraryError, match="no ordinary file"):
            library.back_up(path, force=True)
        assert not path.is_file()


def test_a_folder_that_may_not_be_looked_into(library, tmp_path, monkeypatch):
    def closed(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", closed)
    with pytest.raises(LibraryError, match=r"cannot be written \(Permission denied\)"):
        library.back_up(tmp_path / "backup.db")


def test_a_disk_that_is_too_small(library, tmp_path, monkeypatch):
    full = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(LibraryError, match=r"takes about 0\.[1-9] MB, and there are 0\.0 MB"):
        library.back_up(tmp_path / "backup.db")


def test_without_a_library_there_is_nothing_to_back_up(open_library, tmp_path):
    with pytest.raises(NoLibraryError, match="nothing to back up"):
        open_library().back_up(tmp_path / "backup.db")


# The whole way: another computer, where the photos lie elsewhere


def test_a_library_goes_to_another_home_and_nothing_is_read_again(
    library, open_library, three, tmp_path, encoder, monkeypatch
):
    ids = {hit: library.ids_of([Path(hit)])[0] for hit in found(library, "red")}
    library.mark([ids[found(library, "red")[0]]], MarkChange(favourite=True, rating=5))
    library.save_search(SavedSearch("walks", Query(filters=Filters(folders=(str(three),)))))
    backup = library.back_up(tmp_path / "backup.db").file
    library.__exit__(None, None, None)
    shutil.rmtree(library.places.data.parent)
    elsewhere = tmp_path / "another home" / "Pictures"
    elsewhere.parent.mkdir()
    shutil.copytree(three, elsewhere)
    shutil.rmtree(three)

    assert restore(Path(backup), library.places, lambda: None).photos == 3
    moved = open_library()
    assert moved.relocate(three, elsewhere) == 3
    encoded = encoder.encoded
    monkeypatch.setattr("indexer.pipeline.read_source", None)  # no file is even opened
    report = moved.index([])
    assert (report.unchanged, report.embedded, report.reused, report.removed) == (3, 0, 0, 0)
    assert encoder.encoded == encoded
    best = found(moved, "red")[0]
    assert best == str(elsewhere / "walk" / "red.jpg")
    assert moved.ids_of([Path(best)])[0] == ids[str(three / "walk" / "red.jpg")]
    photo = moved.photos([moved.ids_of([Path(best)])[0]])[0]
    assert (photo.favourite, photo.rating) == (True, 5)
    assert moved.saved_searches()[0].query.filters.folders == (str(elsewhere),)
    assert len(moved.find(Query(filters=Filters(folders=(str(elsewhere),)))).ids) == 3 * 8
    assert moved.make_thumbnail(photo.photo_id).endswith(".jpg")


def test_photos_that_were_out_of_reach_are_there_again(library, open_library, three, tmp_path):
    three.rename(tmp_path / "moved")
    library.index([])
    assert library.status().missing == 3
    assert found(library, "red") == []
    assert library.relocate(three, tmp_path / "moved") == 3
    assert library.index([]).embedded == 0
    assert found(library, "red")[0] == str(tmp_path / "moved" / "walk" / "red.jpg")


def test_copies_with_other_times_are_recognised_by_content(library, three, tmp_path, encoder):
    shutil.copytree(three, tmp_path / "copied", copy_function=shutil.copy)
    for path in (tmp_path / "copied").rglob("*.jpg"):
        os.utime(path, (1, 1))
    shutil.rmtree(three)
    library.relocate(three, tmp_path / "copied")
    encoded = encoder.encoded
    assert library.index([]).embedded == 0
    assert encoder.encoded == encoded
    assert library.status().indexed == 3


# What the disk says against it


def test_a_folder_without_any_of_the_photos_is_refused(library, three, tmp_path):
    (tmp_path / "wrong").mkdir()
    with pytest.raises(FolderError, match=r"None of the photos .* is in .*wrong.*--force"):
        library.relocate(three, tmp_path / "wrong")
    assert library.folders()[0].path == str(three)
    assert library.relocate(three, tmp_path / "wrong", force=True) == 3


def test_a_folder_that_is_not_there_is_refused_while_the_photos_lie_where_they_were(
    library, three, tmp_path
):
    with pytest.raises(FolderError, match="The photos still lie in"):
        library.relocate(three, tmp_path / "none")
    assert library.relocate(three, tmp_path / "none", force=True) == 3


def test_a_folder_out_of_reach_is_believed(library, three, tmp_path):
    shutil.rmtree(three)
    assert library.relocate(three, tmp_path / "unplugged") == 3
    assert library.folders()[0].path == str(tmp_path / "unplugged")
    assert library.folders()[0].offline


def test_names_that_make_no_sense(library, three):
    with pytest.raises(FolderError, match="are the same folder"):
        library.relocate(three, three / "walk" / "..")
    with pytest.raises(FolderError, match="Nothing of the library lies in"):
        library.relocate(three / "other", three / "another")


@pytest.mark.skipif(os.name == "nt", reason="there it is one of here")
def test_a_folder_of_another_system_is_no_place_for_photos(library, three):
    with pytest.raises(FolderError, match="no folder of this computer"):
        keeping.relocate(library.store, str(three), "C:\\Pictures")


@pytest.fixture
def from_windows(library, three):
    """A library whose folder and photos are where they were on another computer."""
    move = Relocation(str(three), "C:\\Users\\Anna\\Photos")
    store = library.store
    store.write.connection.create_function("there", 1, move)
    with store.transaction():
        for table in ("photos", "folders"):
            store.write.connection.execute(f"UPDATE {table} SET path = there(path)")
    return library


@pytest.mark.skipif(os.name == "nt", reason="there it is the other way round")
def test_photos_of_another_system_are_out_of_reach(from_windows):
    assert [folder.photos for folder in from_windows.folders()] == [3]
    from_windows.index([])
    assert (from_windows.status().indexed, from_windows.status().missing) == (0, 3)
    (folder,) = from_windows.folders()
    assert (folder.path, folder.offline) == ("C:\\Users\\Anna\\Photos", True)


@pytest.mark.skipif(os.name == "nt", reason="there it is the other way round")
def test_folders_of_another_system_can_be_forgotten(from_windows):
    from_windows.unwatch(Path("C:/Users/Anna/Photos"))
    assert from_windows.forget(Path("C:\\Users\\Anna\\Photos\\")) == 3
    assert (from_windows.folders(), from_windows.status().indexed) == ((), 0)


@pytest.mark.skipif(os.name == "nt", reason="there it is the other way round")
def test_folders_of_another_system_are_named_as_they_are():
    assert absolute_anywhere(Path("C:\\Users\\Anna\\Pictures\\")) == "C:\\Users\\Anna\\Pictures"
    assert absolute_anywhere(Path("d:/Photos")) == "d:\\Photos"
    assert absolute_anywhere(Path("\\\\nas\\photos")) == "\\\\nas\\photos\\"
    assert absolute_anywhere(Path("photos")) == str(Path.cwd() / "photos")
    assert absolute_anywhere(Path("~/photos")) == str(Path.home() / "photos")
