from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from app.window.results import Thumbnails
from app.window.results.loading import Shape, read_thumbnail
from indexer.errors import LibraryError, PictureError
from indexer.requests import MakeThumbnail


def test_a_shape_that_fills() -> None:
    assert Shape(100, fill=True).size_of(QSize(300, 200)) == QSize(150, 100)
    assert Shape(100, fill=True).size_of(QSize(100, 400)) == QSize(100, 400)


def test_a_shape_that_fits() -> None:
    assert Shape(100, fill=False).size_of(QSize(300, 200)) == QSize(100, 67)


def test_little_is_enlarged_a_little() -> None:
    assert Shape(500, fill=True).size_of(QSize(30, 20)) == QSize(60, 40)
    assert Shape(500, fill=True).size_of(QSize(1, 900)) == QSize(2, 1800)


def test_only_jpegs_are_read(tmp_path: Path, jpeg) -> None:
    assert read_thumbnail(jpeg(), Shape(100, fill=True)).size() == QSize(150, 100)
    picture = read_thumbnail(jpeg(), Shape(384, fill=False))
    other = tmp_path / "fake.jpg"
    picture.save(str(other), "PNG")
    assert read_thumbnail(str(other), Shape(100, fill=True)) is None
    assert read_thumbnail(str(tmp_path / "none.jpg"), Shape(100, fill=True)) is None


def test_a_file_that_is_too_large_is_none_of_ours(jpeg) -> None:
    assert read_thumbnail(jpeg("wide.jpg", 4100, 2), Shape(100, fill=True)) is None


def test_loading(thumbnails, album, qtbot) -> None:
    thumbnails.set_shape(100, fill=True)
    with qtbot.waitSignal(thumbnails.loaded) as loaded:
        thumbnails.want([album.photo(1)])
    assert loaded.args == [(1,)]
    assert thumbnails.pixmap(1).size() == QSize(150, 100)
    assert thumbnails.memory_bytes == 150 * 100 * 4
    assert thumbnails.pixmap(2) is None


def test_another_shape_is_loaded_and_the_old_one_shown_meanwhile(thumbnails, album, qtbot) -> None:
    thumbnails.set_shape(100, fill=True)
    with qtbot.waitSignal(thumbnails.loaded):
        thumbnails.want([album.photo(1)])
    thumbnails.set_shape(120, fill=True)
    assert thumbnails.pixmap(1).height() == 100
    thumbnails.want([album.photo(1)])
    qtbot.waitUntil(lambda: thumbnails.pixmap(1).height() == 120)


def test_another_content_is_loaded(thumbnails, album, jpeg, qtbot) -> None:
    with qtbot.waitSignal(thumbnails.loaded):
        thumbnails.want([album.photo(1)])
    album.thumbnail = jpeg("other.jpg", 100, 400)
    thumbnails.want([album.photo(1)])
    qtbot.waitUntil(lambda: thumbnails.pixmap(1).height() > thumbnails.pixmap(1).width())


def test_memory_is_bounded(asks, album, qtbot) -> None:
    thumbnails = Thumbnails(asks, memory_bytes=20 * 150 * 100 * 4)
    thumbnails.set_shape(100, fill=True)
    for start in range(0, 200, 10):
        wanted = [album.photo(one) for one in range(start, start + 10)]
        thumbnails.want(wanted)
        qtbot.waitUntil(lambda start=start: thumbnails.pixmap(start) is not None)
    assert thumbnails.memory_bytes <= 20 * 150 * 100 * 4
    assert thumbnails.pixmap(0) is None
    thumbnails.close()


def test_wanting_more_than_fits_comes_to_rest(asks, album, qtbot) -> None:
    thumbnails = Thumbnails(asks, memory_bytes=20 * 150 * 100 * 4)
    thumbnails.set_shape(100, fill=True)
    for _ in range(3):
        thumbnails.want([album.photo(one) for one in range(100)])
        qtbot.waitUntil(lambda: not thumbnails._loader._jobs and not thumbnails._loader._begun)
    kept = dict(thumbnails._kept)
    thumbnails.want([album.photo(one) for one in range(100)])
    assert not thumbnails._loader._jobs
    assert thumbnails._kept == kept
    thumbnails.close()


def test_what_is_not_wanted_any_more_is_not_read(asks, album) -> None:
    thumbnails = Thumbnails(asks, threads=0)
    thumbnails.want([album.photo(one) for one in range(10)])
    thumbnails.want([album.photo(one) for one in range(20, 23)])
    assert [job.photo_id for job in thumbnails._loader._jobs] == [22, 21, 20]  # last comes first
    thumbnails.close()


def test_lost_thumbnails_are_made_a_few_at_a_time(thumbnails, asks, album, jpeg, qtbot) -> None:
    album.thumbnail = None
    thumbnails.want([album.photo(one) for one in range(1, 6)])
    tickets = asks.of(MakeThumbnail)
    assert [ticket.request.photo_id for ticket in tickets] == [1, 2]
    with qtbot.waitSignal(thumbnails.loaded):
        tickets[0].answer(jpeg("made.jpg"))
    assert thumbnails.pixmap(1) is not None
    assert [ticket.request.photo_id for ticket in asks.of(MakeThumbnail)] == [1, 2, 3]


def test_a_file_that_was_removed_is_made_again(thumbnails, asks, album, jpeg, tmp_path, qtbot):
    album.thumbnail = str(tmp_path / "removed.jpg")
    thumbnails.want([album.photo(1)])
    qtbot.waitUntil(lambda: bool(asks.of(MakeThumbnail)))
    with qtbot.waitSignal(thumbnails.loaded):
        asks.open(MakeThumbnail).answer(jpeg("made.jpg"))
    assert thumbnails.pixmap(1) is not None


def test_what_cannot_be_made_is_remembered(thumbnails, asks, album, qtbot) -> None:
    album.thumbnail = None
    asks.answers[MakeThumbnail] = PictureError("broken")
    with qtbot.waitSignal(thumbnails.loaded) as loaded:
        thumbnails.want([album.photo(1)])
    assert loaded.args == [(1,)]
    assert thumbnails.has_failed(1)
    thumbnails.want([album.photo(1)])
    assert len(asks.of(MakeThumbnail)) == 1
    thumbnails.forget_failures([1])
    thumbnails.want([album.photo(1)])
    assert len(asks.of(MakeThumbnail)) == 2


def test_a_broken_file_is_made_again_only_once(thumbnails, asks, album, tmp_path, qtbot) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"nothing")
    album.thumbnail = str(broken)
    asks.answers[MakeThumbnail] = str(broken)
    with qtbot.waitSignal(thumbnails.loaded):
        thumbnails.want([album.photo(1)])
    assert thumbnails.has_failed(1)
    assert len(asks.of(MakeThumbnail)) == 1


def test_a_lost_engine_is_no_broken_photo(thumbnails, asks, album, qtbot, monkeypatch) -> None:
    album.thumbnail = None
    asks.answers[MakeThumbnail] = LibraryError("lost")
    with qtbot.waitSignal(thumbnails.loaded):
        thumbnails.want([album.photo(1)])
    now = __import__("time").monotonic()
    monkeypatch.setattr("app.window.results.thumbnails.time.monotonic", lambda: now + 60)
    thumbnails.want([album.photo(1)])
    assert len(asks.of(MakeThumbnail)) == 2


def test_photos_out_of_reach_are_not_asked_for(thumbnails, asks, album) -> None:
    album.thumbnail = None
    album.different[1] = {"missing": True}
    thumbnails.want([album.photo(1)])
    assert thumbnails.has_failed(1)
    assert not asks.of(MakeThumbnail)
    album.different.clear()
    thumbnails.want([album.photo(1)])
    assert len(asks.of(MakeThumbnail)) == 1


@pytest.mark.parametrize("busy", [False, True])
def test_closing_ends_the_threads(asks, album, busy) -> None:
    before = threading.active_count()
    thumbnails = Thumbnails(asks)
    assert threading.active_count() == before + 2
    if busy:
        thumbnails.want([album.photo(one) for one in range(500)])
    thumbnails.close()
    assert threading.active_count() == before
