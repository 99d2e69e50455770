"""How many photos have what: asked for without haste, and only for what is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from app.window.asking import Asks, Ticket
from app.window.filters.dimensions import Dimension, narrows, without
from indexer.query import Filters
from indexer.reports import Facets
from indexer.requests import GetFacets

_CHANGING_MS = 120
_NEWS_MS = 3000  # while photos are being indexed, news come all the time

_MOST_KNOWN = 30

_ALL = Filters()


@dataclass(frozen=True)
class Counts:
    """The facets that each dimension shows: of the photos that pass all other dimensions.

    Attributes:
        everything: of the whole library.
        passing: of the photos that pass all filters.
        by_dimension: of those that pass all but one dimension, where that one narrows.
    """

    everything: Facets = field(default_factory=Facets)
    passing: Facets = field(default_factory=Facets)
    by_dimension: dict[Dimension, Facets] = field(default_factory=dict)

    def of(self, dimension: Dimension) -> Facets:
        """What a dimension shows."""
        return self.by_dimension.get(dimension, self.passing)


class FacetCounts(QObject):
    """Asks for the facets of the library and of the filters, one question at a time.

    Counts are asked for while somebody looks (`set_wanted`); those of filters that were changed
    meanwhile are dropped.

    Signals:
        library_changed(Facets): what the whole library has.
        counts_changed(Counts): what the dimensions show now.
    """

    library_changed = Signal(Facets)
    counts_changed = Signal(Counts)

    def __init__(self, asks: Asks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asks = asks
        self._filters = _ALL
        self._wanted = False
        self._known: dict[Filters, Facets] = {}
        self._library_ticket: Ticket | None = None
        self._ticket: Ticket | None = None
        self._since_refresh = QElapsedTimer()
        self._changing = _timer(self, _CHANGING_MS)
        self._changing.timeout.connect(self._on_changed)
        self._news = _timer(self, _NEWS_MS)
        self._news.timeout.connect(self._ask_for_library)

    def refresh(self) -> None:
        """Photos came, changed or went."""
        if self._news.isActive():
            return
        waited = self._since_refresh.elapsed() if self._since_refresh.isValid() else _NEWS_MS
        if waited >= _NEWS_MS and self._library_ticket is None:
            self._ask_for_library()
        else:
            self._news.start()

    def set_filters(self, filters: Filters) -> None:
        """Count for these filters from now on."""
        if filters == self._filters:
            return
        self._filters = filters
        self._drop()
        self._changing.start()

    def set_wanted(self, wanted: bool) -> None:
        """Whether anybody looks at the counts."""
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if wanted and not self._changing.isActive():
            self._on_changed()

    # The library

    @Slot()
    def _ask_for_library(self) -> None:
        if self._library_ticket is not None:
            self._news.start()  # a slow engine is not asked faster than it answers
            return
        self._since_refresh.start()
        self._library_ticket = self._asks.ask(
            GetFacets(_ALL), self._on_library, self._on_library_failed
        )

    def _on_library(self, facets: Facets) -> None:
        self._library_ticket = None
        self._drop()
        self._known = {_ALL: facets}
        self.library_changed.emit(facets)
        self._on_changed()

    def _on_library_failed(self, error: Exception) -> None:
        """The numbers stay as they are: trouble with the library shows where photos are found."""
        del error
        self._library_ticket = None

    # The filters

    def _drop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    @Slot()
    def _on_changed(self) -> None:
        self._changing.stop()
        if self._wanted and _ALL in self._known and self._ticket is None:
            if len(self._known) > _MOST_KNOWN:
                self._known = {_ALL: self._known[_ALL]}
            self._go_on()

    def _go_on(self) -> None:
        """Ask for what is not known yet; one after the other, so that searches have their turn."""
        for filters in self._needed().values():
            if filters not in self._known:
                done = partial(self._on_facets, filters)
                self._ticket = self._asks.ask(GetFacets(filters), done, self._on_failed)
                return
        self.counts_changed.emit(self._counts())

    def _on_facets(self, filters: Filters, facets: Facets) -> None:
        self._ticket = None
        self._known[filters] = facets
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        """See `_on_library_failed`."""
        del error
        self._ticket = None

    def _needed(self) -> dict[Dimension | None, Filters]:
        needed: dict[Dimension | None, Filters] = {None: self._filters}
        for dimension in Dimension:
            if narrows(self._filters, dimension):
                needed[dimension] = without(self._filters, dimension)
        return needed

    def _counts(self) -> Counts:
        by_dimension = {
            dimension: self._known[filters]
            for dimension, filters in self._needed().items()
            if dimension is not None
        }
        return Counts(self._known[_ALL], self._known[self._filters], by_dimension)


def _timer(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
