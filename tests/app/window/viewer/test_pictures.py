"""Pictures come in the order in which they matter."""

from __future__ import annotations

import pytest

from app.window.viewer.pictures import Pictures, Source, Wanted
from indexer.errors import PictureError
from indexer.requests import GetPicture

from .conftest import make_photo, make_picture


def wanted(number: int, side: int | None = 100) -> Wanted:
    return Wanted(Source.of(make_photo(number)), side)


def paths(asks) -> list[str]:
    return [ticket.request.source.path for ticket in asks.of(GetPicture) if not ticket.cancelled]


@pytest.fixture
def pictures(asks, qapp):
    return Pictures(asks, budget=3 * 600 * 3)


def test_asks_for_one_after_the_other(pictures, asks, qtbot):
    pictures.want([wanted(1), wanted(2), wanted(3)])
    assert paths(asks) == ["/photos/1.jpg"]
    assert asks.open(GetPicture).request.longest_side == 100
    with qtbot.waitSignal(pictures.arrived) as arrived:
        asks.open(GetPicture).answer(make_picture(10, 10))
    assert arrived.args == [wanted(1)]
    assert pictures.pixels(wanted(1)).image.width() == 10
    assert paths(asks) == ["/photos/1.jpg", "/photos/2.jpg"]


def test_what_is_looked_at_does_not_wait_for_what_is_fetched_ahead(pictures, asks):
    pictures.want([wanted(1), wanted(2)])
    asks.open(GetPicture).answer(make_picture(10, 10))
    pictures.want([wanted(3), wanted(2)])
    assert paths(asks)[1:] == ["/photos/2.jpg", "/photos/3.jpg"]


def test_what_is_not_wanted_any_more_is_cancelled(pictures, asks):
    pictures.want([wanted(1)])
    first = asks.open(GetPicture)
    pictures.want([wanted(2)])
    assert first.cancelled
    pictures.want(())
    assert asks.of(GetPicture)[-1].cancelled


def test_what_was_fetched_ahead_is_there(pictures, asks):
    pictures.want([wanted(1)])
    asks.open(GetPicture).answer(make_picture(10, 10))
    pictures.want([wanted(2), wanted(1)])
    assert len(asks.of(GetPicture)) == 2
    assert pictures.pixels(wanted(1)) is not None


def test_keeps_what_its_budget_allows_the_latest_first(pictures, asks):
    for number in range(5):
        pictures.want([wanted(number)])
        asks.open(GetPicture).answer(make_picture(30, 20))
    kept = [number for number in range(5) if pictures.pixels(wanted(number))]
    assert kept == [2, 3, 4]


def test_what_is_wanted_is_kept_even_if_it_is_too_much(pictures, asks):
    pictures.want([wanted(1, None)])
    asks.open(GetPicture).answer(make_picture(600, 400))
    assert pictures.pixels(wanted(1, None)) is not None
    pictures.want([wanted(2)])
    asks.open(GetPicture).answer(make_picture(30, 20))
    assert pictures.pixels(wanted(1, None)) is None


def test_tells_what_is_wrong_and_goes_on(pictures, asks, qtbot):
    pictures.want([wanted(1), wanted(2)])
    with qtbot.waitSignal(pictures.failed):
        asks.open(GetPicture).fail(PictureError("It is broken."))
    assert pictures.trouble(wanted(1)) == "It is broken."
    assert paths(asks)[-1] == "/photos/2.jpg"


def test_a_bug_has_no_sentence(pictures, asks):
    pictures.want([wanted(1)])
    asks.open(GetPicture).fail(RuntimeError("boom"))
    assert pictures.trouble(wanted(1)) == ""


def test_a_mad_answer_is_a_failure(pictures, asks):
    pictures.want([wanted(1)])
    asks.open(GetPicture).answer(make_picture(10, 10).__class__(10, 10, 10, 10, b"short"))
    assert pictures.trouble(wanted(1)) == ""


def test_tries_again_when_it_is_looked_at_again(pictures, asks):
    pictures.want([wanted(1)])
    asks.open(GetPicture).fail(PictureError("It is broken."))
    pictures.want([wanted(1)])
    assert len(asks.of(GetPicture)) == 1
    pictures.want([wanted(2)])
    pictures.want([wanted(1)])
    assert len(asks.of(GetPicture)) == 3
    asks.open(GetPicture).fail(PictureError("It is broken."))
    pictures.try_again(wanted(1).source)
    assert len(asks.of(GetPicture)) == 4
