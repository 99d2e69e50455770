"""The search at work: what is asked for now, and its answer as it comes and changes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.window.asking import Asks, Ticket
from indexer.query import Filters, Found, Order, PictureTerm, Query, TextTerm

Terms = tuple[TextTerm | PictureTerm, ...]

MOST_RESULTS = 1_000_000
"""More photos than anyone scrolls through; the engine's answer to it still fits into a message."""

MOST_SORTED = 500
"""In another order than the best match, words and pictures choose this many, which are sorted:
every photo matches a little, so that all of them in the order of their dates would hide the best.
"""

_TYPING_MS = 60  # between two keys of a quick typist pass about 100
_NEWS_MS = 1000
_NEWS_OF_MANY_MS = 3000
_MANY = 5000  # results; taking in a newer answer of so many takes a while, and nobody misses one


class SearchSession(QObject):
    """Asks for what the user wants to see, and asks again when the library has changed.

    One question is on its way at a time. What is typed meanwhile makes its answer stale: it is
    dropped, and the engine is asked for the latest only.

    Signals:
        found(Found): the answer to a new query.
        refreshed(Found): a newer answer to the same query.
        failed(Exception): the query cannot be answered as it stands.
        busy_changed(bool): whether an answer is being waited for.
        query_changed(Query): something else is asked for now.
    """

    found = Signal(Found)
    refreshed = Signal(Found)
    failed = Signal(Exception)
    busy_changed = Signal(bool)
    query_changed = Signal(Query)

    def __init__(self, asks: Asks, order: Order, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asks = asks
        self._query = Query(limit=MOST_RESULTS, order=order)
        self._answered: Query | None = None
        self._results = 0
        self._ticket: Ticket | None = None
        self._typing = _timer(self, _TYPING_MS, self._ask)
        self._news = _timer(self, _NEWS_MS, self._ask_again)

    @property
    def query(self) -> Query:
        """What is asked for now."""
        return self._query

    @property
    def is_busy(self) -> bool:
        """Whether an answer is being waited for."""
        return self._ticket is not None or self._typing.isActive()

    def set_terms(self, terms: Terms) -> None:
        """Search for these words and pictures; waits for a pause in typing."""
        self._change(replace(self._query, terms=terms), at_once=False)

    def set_filters(self, filters: Filters) -> None:
        """Search within these filters."""
        self._change(replace(self._query, filters=filters))

    def set_order(self, order: Order) -> None:
        """Sort the answer."""
        self._change(replace(self._query, order=order))

    def set_query(self, query: Query) -> None:
        """Search for all of that."""
        self._change(replace(query, limit=MOST_RESULTS))

    def submit(self) -> None:
        """Do not wait for more typing."""
        if self._typing.isActive():
            self._ask()

    def start(self) -> None:
        """Ask for the first time."""
        self._ask()

    def forget(self) -> None:
        """The library is another one: the next answer is not news, but the first of it."""
        self._answered = None

    def note_news(self) -> None:
        """The library has changed: ask again, but not for every single photo."""
        if not self._news.isActive():
            self._news.start(_NEWS_MS if self._results < _MANY else _NEWS_OF_MANY_MS)

    def _change(self, query: Query, *, at_once: bool = True) -> None:
        if query == self._query:
            return
        self._query = query
        self.query_changed.emit(query)
        if at_once:
            self._ask()
        else:
            self._typing.start()
            self.busy_changed.emit(True)

    def _ask(self) -> None:
        from indexer.requests import Find  # not before the window is there

        self._typing.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        query = self._query
        self._ticket = self._asks.ask(
            Find(_limited(query)), partial(self._take, query), partial(self._take_failure, query)
        )
        self.busy_changed.emit(True)

    def _ask_again(self) -> None:
        if self.is_busy:  # the answer on its way may not know the news yet
            self._news.start()
        else:
            self._ask()

    def _take(self, query: Query, found: Found) -> None:
        self._results = len(found.ids) // 8
        self._ticket = None
        self.busy_changed.emit(self.is_busy)
        if query == self._answered:
            self.refreshed.emit(found)
        else:
            self._answered = query
            self.found.emit(found)

    def _take_failure(self, query: Query, error: Exception) -> None:
        self._ticket = None
        self._answered = None
        self.busy_changed.emit(self.is_busy)
        if query == self._query:
            self.failed.emit(error)


def _limited(query: Query) -> Query:
    sorts_best = query.terms and query.order is not Order.RELEVANCE
    return replace(query, limit=MOST_SORTED) if sorts_best else query


def _timer(parent: SearchSession, milliseconds: int, call: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(call)
    return timer
