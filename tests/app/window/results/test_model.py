from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.window.results import Role
from indexer.requests import GetPhotos, MakeThumbnail
from tests.app.window.results.conftest import found


def settle(model, qtbot, row=0) -> None:
    qtbot.waitUntil(lambda: model.known(row) is not None and model.thumbnail(row) is not None)


def test_it_is_a_good_model(model, qtmodeltester, qtbot) -> None:
    model.show(found(range(1, 40), scores=[0.5] * 39))
    qtmodeltester.check(model)
    model.look_at(range(10))
    settle(model, qtbot)
    qtmodeltester.check(model)
    model.refresh(found([77, *range(1, 20), *range(22, 40)]))
    qtmodeltester.check(model)
    model.show(found([]))
    qtmodeltester.check(model)


def test_a_closed_one_wants_nothing_whoever_looks(model, asks, thumbnails) -> None:
    model.show(found(range(1, 100)))
    model.close()
    model.look_at(range(10))
    QCoreApplication.processEvents()
    assert not asks.asked
    assert not model._near


def test_nothing_is_fetched_before_somebody_looks(model, asks, qtbot) -> None:
    model.show(found(range(1, 100_001)))
    QCoreApplication.processEvents()
    assert model.rowCount() == 100_000
    assert not asks.asked


def test_what_is_looked_at_is_fetched_with_what_is_around(model, asks, qtbot) -> None:
    model.show(found(range(1, 100_001)))
    model.look_at(range(500, 540))
    settle(model, qtbot, 500)
    asked = {photo_id for ticket in asks.of(GetPhotos) for photo_id in ticket.request.ids}
    assert set(range(501, 541)) <= asked <= set(range(460, 582))


def test_one_question_per_turn(model, asks, qtbot) -> None:
    model.show(found(range(1, 101)))
    for row in range(50):
        assert model.photo(row) is None
        model.look_at(range(row, row + 10))
    qtbot.waitUntil(lambda: model.known(0) is not None)
    assert len(asks.of(GetPhotos)) == 1


def test_data(model, album, qtbot) -> None:
    album.different[3] = {"favourite": True, "rating": 4, "missing": True, "kind": "raw"}
    model.show(found([3, 4], scores=[0.25, 0.125]))
    model.look_at(range(2))
    settle(model, qtbot, 1)
    index = model.index(0)
    told = {role.name: model.data(index, role) for role in Role}
    assert told.pop("PHOTO") == album.photo(3)
    assert told == {
        "PHOTO_ID": 3,
        "SCORE": 0.25,
        "PATH": "/photos/3.jpg",
        "FAVOURITE": True,
        "RATING": 4,
        "MISSING": True,
        "KIND": "raw",
    }
    assert model.data(index) == "3.jpg"
    assert "0.25" in model.data(index, Qt.ItemDataRole.ToolTipRole)
    aloud = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert aloud.startswith("3.jpg, ")
    assert "favourite" in aloud
    assert "4 star" in aloud
    assert model.data(QModelIndex()) is None
    assert model.data(index, Qt.ItemDataRole.UserRole + 99) is None
    assert bytes(model.roleNames()[Role.PHOTO_ID]) == b"photo_id"


def test_before_a_photo_is_known(model) -> None:
    model.show(found([3]))
    index = model.index(0)
    assert model.data(index) is None
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) is None
    assert model.score(0) is None
    assert model.photo(5) is None
    assert model.thumbnail(5) is None


def test_changes_are_told_narrowly(model, qtbot) -> None:
    model.show(found(range(1, 1001)))
    told = []
    model.dataChanged.connect(lambda first, last, roles: told.append((first.row(), last.row())))
    model.look_at(range(3))
    settle(model, qtbot, 2)
    assert told
    assert all(first == last < 10 for first, last in told)


def test_rows_of_photos(model) -> None:
    model.show(found([5, 3, 9]))
    assert model.row_of(9) == 2
    assert model.row_of(4) is None
    assert model.photo_id(1) == 3
    assert model.rows_of({9, 5, 77}) == [0, 2]


def test_a_newer_answer_keeps_rows(model, qtbot) -> None:
    model.show(found(range(1, 101), days=[40, 60], scores=[0.5] * 100))
    kept = QPersistentModelIndex(model.index(49))
    gone = QPersistentModelIndex(model.index(9))
    with qtbot.waitSignals([model.refresh_started, model.refreshed], order="strict"):
        newer = [*range(200, 203), *range(1, 10), *range(11, 101)]
        model.refresh(found(newer, days=[102], scores=[0.25] * 102))
    assert list(model.ids) == newer
    assert kept.row() == 51
    assert not gone.isValid()
    assert model.score(0) == 0.25
    assert [day.photos for day in model.days] == [102]


def test_a_very_different_answer_is_a_reset(model, qtbot) -> None:
    model.show(found(range(1, 301)))
    with qtbot.waitSignal(model.modelReset):
        model.refresh(found(range(300, 0, -1)))
    assert model.photo_id(0) == 300


def test_the_same_answer_changes_no_rows(model, qtbot) -> None:
    model.show(found(range(1, 301)))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.refresh(found(range(1, 301)))


def test_a_changed_photo_is_fetched_again(model, album, qtbot) -> None:
    model.show(found([1, 2]))
    model.look_at(range(2))
    settle(model, qtbot, 1)
    album.different[2] = {"favourite": True}
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.photo_changed([2])
    assert changed.args[0].row() == 1
    assert model.photo(1).favourite
    album.different[1] = {"rating": 5}
    model.photo_changed(None)
    qtbot.waitUntil(lambda: model.photo(0).rating == 5)


def test_lost_thumbnails_are_made(model, album, asks, jpeg, qtbot) -> None:
    path, album.thumbnail = album.thumbnail, None
    asks.answers[MakeThumbnail] = path
    model.show(found([1]))
    model.look_at(range(1))
    settle(model, qtbot)
    assert model.thumbnail(0).width() > model.thumbnail(0).height()


def test_rows_aside_are_fetched_too(model, qtbot) -> None:
    model.show(found(range(1, 100_001)))
    model.look_at(range(20))
    assert model.photo(70_000) is None
    assert model.thumbnail(70_000) is None
    settle(model, qtbot, 70_000)


def test_an_answer_that_came_too_late_for_its_rows(model, asks, album) -> None:
    del asks.answers[GetPhotos]
    model.show(found(range(1, 101)))
    model.look_at(range(10))
    model._on_catch_up()
    late = asks.open(GetPhotos)
    model.show(found([500]))
    late.answer(album.answer(late.request))
    assert model.rowCount() == 1
