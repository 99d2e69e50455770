from __future__ import annotations

import pytest

from app.window.results.photos import Photos
from indexer.errors import LibraryError
from indexer.requests import GetPhotos


@pytest.fixture
def photos(asks, qapp):
    made = Photos(asks)
    yield made
    made.close()


@pytest.fixture
def ask_by_hand(asks, album):
    del asks.answers[GetPhotos]
    return lambda: asks.open(GetPhotos)


def test_pages_a_few_at_a_time(photos, asks, album, ask_by_hand) -> None:
    photos.want(range(1, 1001))
    assert [len(ticket.request.ids) for ticket in asks.of(GetPhotos)] == [128, 128]
    first = asks.of(GetPhotos)[0]
    first.answer(album.answer(first.request))
    assert len(asks.of(GetPhotos)) == 3
    assert photos.get(1) == album.photo(1)
    assert photos.get(1000) is None


def test_what_is_wanted_now_comes_next(photos, asks, album, ask_by_hand) -> None:
    photos.want(range(1, 1001))
    photos.want(range(5000, 5010))
    ticket = asks.of(GetPhotos)[0]
    ticket.answer(album.answer(ticket.request))
    assert asks.open(GetPhotos).request.ids == tuple(range(5000, 5010))


def test_gone_photos_are_not_asked_for_again(photos, asks, album, qtbot) -> None:
    album.gone = {2}
    with qtbot.waitSignal(photos.arrived) as arrived:
        photos.want([1, 2])
    assert arrived.args == [(1,)]
    photos.want([1, 2])
    assert len(asks.of(GetPhotos)) == 1


def test_outdated_photos_stay_until_newer_ones_come(photos, asks, album, qtbot) -> None:
    with qtbot.waitSignal(photos.arrived):
        photos.want([1, 2])
    album.different[2] = {"rating": 4}
    photos.outdate()
    assert photos.get(2).rating is None
    with qtbot.waitSignal(photos.arrived) as arrived:
        photos.want([1, 2])
    assert arrived.args == [(2,)]
    assert photos.get(2).rating == 4


def test_a_change_overtakes_an_answer(photos, asks, album, ask_by_hand) -> None:
    photos.want([1])
    before = asks.open(GetPhotos)
    photos.outdate([1])
    before.answer(album.answer(before.request))
    assert asks.open(GetPhotos) is not before


def test_trouble_is_tried_again(photos, asks, album, qtbot, monkeypatch) -> None:
    photos._retry.setInterval(1)
    asks.answers[GetPhotos] = LibraryError("not now")
    photos.want([1])
    qtbot.waitUntil(lambda: len(asks.of(GetPhotos)) > 1)
    asks.answers[GetPhotos] = album.answer
    qtbot.waitUntil(lambda: photos.get(1) is not None)


def test_only_some_thousand_are_remembered(photos, album, qtbot) -> None:
    for start in range(0, 9000, 1000):
        photos.want(range(start, start + 1000))
        qtbot.waitUntil(lambda start=start: photos.get(start + 999) is not None)
    assert len(photos._known) <= 4096


def test_fetching_any_number(photos, album, qtbot) -> None:
    album.gone = {7}
    got = []
    photos.fetch(range(1200), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert [photo.photo_id for photo in got[0]] == [one for one in range(1200) if one != 7]


def test_fetching_nothing(photos, album, qtbot) -> None:
    got = []
    photos.fetch((), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [()]


def test_fetching_can_be_given_up(photos, album, asks, ask_by_hand) -> None:
    got = []
    fetch = photos.fetch(range(1200), got.append)
    first = asks.open(GetPhotos)
    first.answer(album.answer(first.request))
    fetch.cancel()
    assert asks.of(GetPhotos)[-1].cancelled
    assert not got
