"""A library against everything that happens to photos between two runs."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from indexer.errors import (
    FolderError,
    LibraryBusyError,
    LibraryError,
    NoLibraryError,
    PhotoGoneError,
    QueryError,
)
from indexer.metadata import PhotoMetadata
from indexer.query import Filters, Order, PictureTerm, Query, SavedSearch, TextTerm
from indexer.reports import Count, MarkChange

RUBBISH = b"\xff\xd8\xff this is no picture"


def index(open_library, *folders, **options):
    with open_library() as library:
        return library.index(folders, **options)


def found(open_library, words, limit=10):
    with open_library(read_only=True) as library:
        hits = library.search(Query((TextTerm(words),), limit=limit)).hits
        return [Path(hit.path).name for hit in hits]


def ids(open_library):
    with open_library(read_only=True) as library:
        return {hit.path: hit.photo_id for hit in library.search(Query(limit=100)).hits}


@pytest.fixture
def three(photos, draw):
    for name in ("red", "green", "blue"):
        draw(photos / f"{name[0]}.jpg", name)
    return photos


def test_new_photos_are_found_by_words(open_library, three):
    report = index(open_library, three)
    assert (report.embedded, report.failed, report.interrupted) == (3, 0, False)
    assert found(open_library, "red")[0] == "r.jpg"
    assert found(open_library, "blue")[0] == "b.jpg"


def test_a_second_run_has_nothing_to_do(open_library, three, encoder):
    index(open_library, three)
    report = index(open_library)
    assert (report.embedded, report.unchanged) == (0, 3)
    assert encoder.encoded == 3


def test_a_rename_keeps_the_id_and_costs_no_embedding(open_library, three, encoder):
    index(open_library, three)
    before = ids(open_library)[str(three / "r.jpg")]
    (three / "r.jpg").rename(three / "renamed.jpg")
    report = index(open_library)
    assert (report.moved, report.embedded, report.removed) == (1, 0, 0)
    assert ids(open_library)[str(three / "renamed.jpg")] == before
    assert encoder.encoded == 3


def test_a_move_to_another_folder_of_the_library_is_a_move(open_library, three, tmp_path, encoder):
    other = tmp_path / "other"
    other.mkdir()
    index(open_library, three, other)
    before = ids(open_library)[str(three / "b.jpg")]
    shutil.move(three / "b.jpg", other / "moved.jpg")
    report = index(open_library)
    assert (report.moved, report.removed) == (1, 0)
    assert ids(open_library)[str(other / "moved.jpg")] == before
    assert encoder.encoded == 3


def test_copies_are_recognised(open_library, three, encoder):
    index(open_library, three)
    shutil.copy(three / "r.jpg", three / "copy.jpg")
    report = index(open_library)
    assert (report.reused, report.embedded) == (1, 0)
    assert set(found(open_library, "red", 2)) == {"r.jpg", "copy.jpg"}
    assert encoder.encoded == 3


def test_duplicates_within_one_run_are_embedded_once(open_library, three, encoder):
    for number in range(4):
        shutil.copy(three / "r.jpg", three / f"again{number}.jpg")
    report = index(open_library, three)
    assert (report.embedded, report.reused) == (3, 4)
    assert encoder.encoded == 3
    assert len(ids(open_library)) == 7


def test_a_touched_photo_is_not_embedded_again(open_library, three, encoder):
    index(open_library, three)
    before = ids(open_library)
    os.utime(three / "r.jpg", ns=(1, 1))
    report = index(open_library)
    assert (report.moved, report.embedded) == (1, 0)
    assert ids(open_library) == before
    assert encoder.encoded == 3


def test_an_edited_photo_is_found_for_what_it_shows_now(open_library, three, draw):
    index(open_library, three)
    before = ids(open_library)[str(three / "r.jpg")]
    draw(three / "r.jpg", "yellow", seed=5, size=(80, 50))
    assert index(open_library).embedded == 1
    assert found(open_library, "yellow")[0] == "r.jpg"
    assert ids(open_library)[str(three / "r.jpg")] == before


def test_two_photos_that_swap_names(open_library, three):
    index(open_library, three)
    (three / "r.jpg").rename(three / "x.jpg")
    (three / "b.jpg").rename(three / "r.jpg")
    (three / "x.jpg").rename(three / "b.jpg")
    index(open_library)
    assert found(open_library, "red")[0] == "b.jpg"
    assert found(open_library, "blue")[0] == "r.jpg"
    assert len(ids(open_library)) == 3


def test_a_deleted_photo_is_gone(open_library, three):
    index(open_library, three)
    (three / "r.jpg").unlink()
    assert index(open_library).removed == 1
    assert "r.jpg" not in found(open_library, "red")


def test_rubbish_is_recorded_and_read_again_only_when_it_changes(open_library, three, draw):
    (three / "bad.jpg").write_bytes(RUBBISH)
    assert index(open_library, three).failed == 1
    with open_library(read_only=True) as library:
        failure = library.failures()[0]
    assert failure.path == str(three / "bad.jpg")
    assert failure.reason.endswith(".")
    assert index(open_library).failed == 0
    assert index(open_library, retry_failed=True).failed == 1
    draw(three / "bad.jpg", "yellow")
    assert index(open_library).embedded == 1
    with open_library(read_only=True) as library:
        assert library.failures() == ()


def test_a_photo_replaced_by_rubbish_is_no_longer_found(open_library, three):
    index(open_library, three)
    (three / "r.jpg").write_bytes(RUBBISH)
    assert index(open_library).failed == 1
    assert "r.jpg" not in found(open_library, "red")


def test_a_pipe_and_a_folder_with_the_name_of_a_photo(open_library, three):
    os.mkfifo(three / "pipe.jpg")
    (three / "folder.jpg").mkdir()
    assert index(open_library, three).embedded == 3


def test_an_absent_drive_is_offline_and_comes_back_without_work(open_library, three, encoder):
    index(open_library, three)
    before = ids(open_library)
    away = three.with_name("away")
    three.rename(away)
    report = index(open_library)
    assert (report.removed, report.failed) == (0, 0)
    with open_library(read_only=True) as library:
        status = library.status()
        answer = library.search(Query((TextTerm("red"),)))
    assert (status.missing, status.indexed, status.folders[0].offline) == (3, 0, True)
    assert answer.hits == ()
    assert "drive" in answer.notices[0]
    away.rename(three)
    assert index(open_library).unchanged == 3
    assert ids(open_library) == before
    assert encoder.encoded == 3


def test_an_empty_mount_point_deletes_nothing(open_library, three, encoder):
    index(open_library, three)
    away = three.with_name("away")
    three.rename(away)
    three.mkdir()
    assert index(open_library).removed == 0
    three.rmdir()
    away.rename(three)
    index(open_library)
    assert found(open_library, "red")[0] == "r.jpg"
    assert encoder.encoded == 3


def test_an_interrupted_run_goes_on_where_it_was(open_library, photos, draw, encoder):
    for number in range(80):
        draw(photos / f"{number}.jpg", "red", seed=number, size=(40 + number, 40))
    with open_library() as library:
        report = library.index([photos], stop=lambda: encoder.encoded > 0)
    assert report.interrupted
    assert 0 < report.embedded < 80
    with open_library(read_only=True) as library:
        answer = library.search(Query((TextTerm("red"),), limit=100))
    assert len(answer.hits) == report.embedded
    assert "not indexed yet" in answer.notices[0]
    rest = index(open_library)
    assert rest.embedded == 80 - report.embedded
    assert encoder.encoded == 80
    assert len(ids(open_library)) == 80


def test_a_stop_while_scanning_forgets_nothing(open_library, three):
    index(open_library, three)
    with open_library() as library:
        library.index([], stop=lambda: True)
    assert len(ids(open_library)) == 3


def test_progress_counts_up_to_the_end(open_library, three):
    seen = []
    (three / "bad.jpg").write_bytes(RUBBISH)
    index(open_library, three, on_progress=seen.append)
    assert seen[0].phase == "scanning"
    last = seen[-1]
    assert (last.phase, last.done, last.total) == ("done", 4, 4)
    assert (last.embedded, last.failed) == (3, 1)


def test_photos_are_never_written(open_library, three):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in three.iterdir()}
    index(open_library, three)
    found(open_library, "red")
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in three.iterdir()} == before


def test_pictroves_own_folders_are_not_indexed(open_library, tmp_path, three):
    report = index(open_library, tmp_path)
    assert report.embedded == 3
    assert index(open_library).embedded == 0


def test_forget_takes_a_folder_out_and_leaves_its_files(open_library, three):
    index(open_library, three)
    with open_library() as library:
        assert library.forget(three) == 3
    assert ids(open_library) == {}
    assert len(list(three.iterdir())) == 3


def test_thumbnails_are_made_and_found(open_library, three):
    index(open_library, three)
    with open_library(read_only=True) as library:
        thumbnail = library.search(Query((TextTerm("red"),))).hits[0].thumbnail
    assert Path(thumbnail).read_bytes().startswith(b"\xff\xd8")


def test_folders_that_are_none(open_library, tmp_path):
    (tmp_path / "file.jpg").write_bytes(b"")
    for path, words in ((tmp_path / "nowhere", "no folder"), (tmp_path / "file.jpg", "is a file")):
        with open_library() as library, pytest.raises(FolderError, match=words):
            library.index([path])


def test_nothing_to_index_yet(open_library):
    with open_library() as library, pytest.raises(FolderError, match="pictrove index DIR"):
        library.index([])


def test_reading_where_there_is_no_library(open_library):
    with open_library(read_only=True) as library, pytest.raises(NoLibraryError):
        library.search(Query((TextTerm("red"),)))


def test_looking_where_there_is_no_library(open_library):
    with open_library(read_only=True) as library:
        status = library.status()
        assert library.failures() == ()
    assert (status.indexed, status.folders) == (0, ())
    assert "pictrove index" in status.model_note


def test_only_one_writer(open_library, three):
    with open_library() as library:
        library.index([three])
        with open_library() as second, pytest.raises(LibraryBusyError):
            second.index([three])


def test_a_second_model_takes_over_when_it_has_embedded_everything(open_library, three, encoder):
    other = type(encoder)(model_id="other/colours")
    encoders = {"other/colours": other}
    index(open_library, three)
    with open_library(encoders=encoders) as library:
        library.use_model("other/colours")
        assert library.status().model == "starter"
        assert library.status().model_note.startswith("other/colours takes over when ")
        assert library.search(Query((TextTerm("red"),))).hits[0].path.endswith("r.jpg")
        library.index([])
        assert library.status().model == "other/colours"
        assert library.search(Query((TextTerm("red"),))).hits[0].path.endswith("r.jpg")
    assert (encoder.encoded, other.encoded) == (3, 3)
    with open_library(encoders=encoders) as library:
        library.use_model("starter")
        assert library.status().model == "starter"


def test_a_full_disk_ends_in_a_sentence_and_loses_nothing(open_library, three, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(LibraryError, match="make room"):
            index(open_library, three)
    assert index(open_library).embedded == 3


def test_thumbnails_of_forgotten_photos_are_removed(open_library, three, tmp_path):
    index(open_library, three)
    thumbnails = tmp_path / "home" / "cache" / "thumbnails"
    assert len(list(thumbnails.rglob("*.jpg"))) == 3
    (three / "r.jpg").unlink()
    index(open_library)
    assert len(list(thumbnails.rglob("*.jpg"))) == 2
    with open_library() as library:
        library.forget(three)
    assert list(thumbnails.rglob("*.*")) == []


@pytest.fixture
def marked(open_library, three):
    """A library whose red photo is a favourite."""
    index(open_library, three)
    with open_library() as library:
        (red,) = library.ids_of([three / "r.jpg"])
        assert library.mark([red], MarkChange(favourite=True, rating=5)) == 1
        yield library


def test_photos_in_the_order_of_their_ids(marked, three):
    red, green = marked.ids_of([three / "r.jpg", three / "g.jpg"])
    photos = marked.photos([green, 999, red, green])
    assert [photo.photo_id for photo in photos] == [green, red, green]
    photo = photos[1]
    assert photo.path == str(three / "r.jpg")
    assert (photo.width, photo.height, photo.kind) == (64, 48, "jpeg")
    assert photo.size == (three / "r.jpg").stat().st_size
    assert (photo.favourite, photo.rating, photo.hidden, photo.missing) == (True, 5, False, False)
    assert Path(photo.thumbnail).exists()
    Path(photo.thumbnail).unlink()
    assert marked.photos([red])[0].thumbnail is None
    assert Path(marked.make_thumbnail(red)).exists()
    marked.store.write.mark_missing([red])
    assert marked.photos([red])[0].missing
    assert marked.ids_of([three / "no.jpg"]) == (None,)


def test_details(marked, three):
    (red,) = marked.ids_of([three / "r.jpg"])
    os.utime(three / "r.jpg", (1_700_000_000, 1_700_000_000))
    marked.look_again([three / "r.jpg"])
    details = marked.details(red)
    assert details.photo == marked.photos([red])[0]
    assert details.modified_at == "2023-11-14T22:13:20+00:00"
    assert details.metadata == PhotoMetadata()
    with pytest.raises(PhotoGoneError):
        marked.details(999)


def test_the_window_looks_at_pictures(marked, three, tmp_path):
    picture = marked.picture(PictureTerm(str(three / "r.jpg")), 32)
    assert (picture.width, picture.height, picture.full_width) == (32, 24, 64)
    assert marked.measure_cache().files == 3
    marked.clear_cache()
    assert marked.measure_cache().files == 0
    assert "_pool" not in vars(marked)


def test_marks_are_refused_that_mean_nothing(marked):
    for rating in (-1, 6):
        with pytest.raises(QueryError, match="1 to 5"):
            marked.mark([1], MarkChange(rating=rating))


def test_facets_of_a_library(marked, three):
    facets = marked.facets(Filters())
    assert (facets.photos, facets.favourites) == (3, 1)
    assert [count.name for count in facets.folders] == [str(three)]
    with pytest.raises(QueryError, match="no type"):
        marked.facets(Filters(types=("docx",)))


def test_searches_are_saved_under_names(open_library, three):
    with open_library(read_only=True) as library:
        assert library.saved_searches() == ()
    index(open_library, three)
    query = Query((TextTerm("red"),), Filters(favourites=True), order=Order.NEWEST)
    with open_library() as library:
        for name in ("Zoo", " ants ", "Bees"):
            library.save_search(SavedSearch(name, Query()))
        library.save_search(SavedSearch("Bees", query))
        with pytest.raises(QueryError, match="needs a name"):
            library.save_search(SavedSearch(" ", query))
    with open_library() as library:
        assert [one.name for one in library.saved_searches()] == ["ants", "Bees", "Zoo"]
        assert library.saved_searches()[1] == SavedSearch("Bees", query)
        library.remove_search("Bees")
        library.remove_search("Bees")
        assert len(library.saved_searches()) == 2


def test_a_photo_from_the_wastebasket_has_its_marks_again(marked, three, tmp_path):
    (three / "r.jpg").rename(tmp_path / "r.jpg")
    marked.look_again([three / "r.jpg"])
    assert marked.ids_of([three / "r.jpg"]) == (None,)
    (tmp_path / "r.jpg").rename(three / "back.jpg")
    marked.look_again([three / "back.jpg"])
    (photo,) = marked.photos(marked.ids_of([three / "back.jpg"]))
    assert (photo.favourite, photo.rating) == (True, 5)


def test_a_folder_that_is_added_again_has_its_marks_again(open_library, marked, three):
    marked.forget(three)
    marked.index([three])
    (photo,) = marked.photos(marked.ids_of([three / "r.jpg"]))
    assert (photo.favourite, photo.rating) == (True, 5)


def test_a_renamed_photo_is_the_same_one(marked, three):
    before = marked.ids_of([three / "r.jpg"])
    (three / "r.jpg").rename(three / "new.jpg")
    marked.look_again([three / "r.jpg", three / "new.jpg"])
    assert marked.ids_of([three / "new.jpg", three / "r.jpg"]) == (*before, None)
    assert marked.find(Query((TextTerm("red"),), limit=1)).ids == before[0].to_bytes(8, "little")


def test_places_are_found_for_photos_that_have_none_yet(marked, three):
    with marked.store.transaction():
        marked.store.write.connection.execute("UPDATE photos SET latitude = 41.9, longitude = 12.5")
    marked.index([])
    assert marked.facets(Filters()).places == (Count("Rome, Italy", 3),)
    assert len(marked.search(Query((TextTerm("Rome"),))).hits) == 3
    assert not marked.fill_places(lambda: False)
