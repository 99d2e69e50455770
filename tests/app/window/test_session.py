"""The search at work: debounce, stale answers, news."""

from __future__ import annotations

from array import array

import pytest

from app.window.session import MOST_RESULTS, MOST_SORTED, SearchSession
from indexer.errors import QueryError
from indexer.query import Filters, Found, Order, Query, TextTerm
from indexer.requests import Find


def found(*ids: int) -> Found:
    return Found(array("Q", ids).tobytes(), b"", (), len(ids))


@pytest.fixture
def session(asks, qapp) -> SearchSession:
    return SearchSession(asks, Order.RELEVANCE)


def words(text: str) -> tuple[TextTerm, ...]:
    return (TextTerm(text),)


def test_quick_typing_is_one_question(session, asks, qtbot) -> None:
    for length in range(1, 6):
        session.set_terms(words("beach"[:length]))
    assert not asks.asked
    qtbot.waitUntil(lambda: len(asks.asked) == 1)
    assert asks.open(Find).request.query.terms == words("beach")


def test_a_stale_answer_is_dropped(session, asks, qtbot) -> None:
    answers = []
    session.found.connect(answers.append)
    session.set_terms(words("dog"))
    session.submit()
    first = asks.open(Find)
    session.set_terms(words("dog in snow"))
    session.submit()
    first.answer(found(1))
    asks.open(Find).answer(found(2))
    assert first.cancelled
    assert answers == [found(2)]


def test_what_was_asked_for_already_is_refreshed(session, asks, qtbot) -> None:
    kinds = []
    session.found.connect(lambda _: kinds.append("found"))
    session.refreshed.connect(lambda _: kinds.append("refreshed"))
    session.start()
    asks.open(Find).answer(found(1))
    session.note_news()
    session.note_news()
    qtbot.waitUntil(lambda: len(asks.asked) == 2)
    asks.open(Find).answer(found(1, 2))
    assert kinds == ["found", "refreshed"]


def test_news_wait_for_the_answer_that_is_on_its_way(session, asks, qtbot) -> None:
    session.start()
    with qtbot.waitSignal(session._news.timeout):
        session.note_news()
    assert len(asks.asked) == 1
    asks.open(Find).answer(found(1))
    qtbot.waitUntil(lambda: len(asks.asked) == 2)


@pytest.mark.parametrize(
    ("terms", "order", "limit"),
    [
        (words("dog"), Order.RELEVANCE, MOST_RESULTS),
        (words("dog"), Order.NEWEST, MOST_SORTED),
        ((), Order.NEWEST, MOST_RESULTS),
    ],
)
def test_another_order_sorts_the_best_only(session, asks, terms, order, limit) -> None:
    session.set_query(Query(terms, order=order))
    assert asks.open(Find).request.query.limit == limit
    assert session.query.limit == MOST_RESULTS


def test_filters_and_order_are_asked_at_once(session, asks) -> None:
    session.set_filters(Filters(favourites=True))
    session.set_order(Order.NAME)
    query = asks.open(Find).request.query
    assert query.filters.favourites
    assert query.order is Order.NAME
    assert asks.asked[0].cancelled


def test_the_same_query_is_not_asked_twice(session, asks) -> None:
    session.set_order(Order.NAME)
    session.set_order(Order.NAME)
    assert len(asks.asked) == 1


def test_a_failure_is_told_and_the_next_answer_is_new(session, asks, qtbot) -> None:
    failures, answers = [], []
    session.failed.connect(failures.append)
    session.found.connect(answers.append)
    session.set_order(Order.NAME)
    asks.open(Find).fail(QueryError("The words cancel each other out."))
    assert [str(error) for error in failures] == ["The words cancel each other out."]
    session.set_order(Order.NEWEST)
    asks.open(Find).answer(found(3))
    assert answers == [found(3)]


def test_it_says_when_it_waits(session, asks) -> None:
    busy = []
    session.busy_changed.connect(busy.append)
    session.set_terms(words("dog"))
    session.submit()
    asks.open(Find).answer(found())
    assert busy[0] is True
    assert busy[-1] is False
    assert not session.is_busy
