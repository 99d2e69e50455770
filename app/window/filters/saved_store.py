"""Saving, renaming and removing searches by the engine, in an order that loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.window.asking import Asks, Ticket, ignore
from indexer.query import SavedSearch
from indexer.requests import GetSavedSearches, RemoveSearch, SaveSearch

Searches = tuple[SavedSearch, ...]


class SavedStore(QObject):
    """The saved searches of the library, as last told.

    Signals:
        changed(tuple): the saved searches, by name.
    """

    changed = Signal(tuple)

    def __init__(self, asks: Asks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asks = asks
        self._ticket: Ticket | None = None
        self.searches: Searches = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names that are taken."""
        return tuple(search.name for search in self.searches)

    def refresh(self) -> None:
        """Ask which there are."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._asks.ask(GetSavedSearches(), self._on_searches)

    def save(self, search: SavedSearch, done: Callable[[], None] | None = None) -> None:
        """Keep a search, in the place of one that has its name."""
        self._asks.ask(SaveSearch(search), partial(self._on_saved, done))

    def remove(self, search: SavedSearch) -> None:
        """Forget a search."""
        self._asks.ask(RemoveSearch(search.name), self._on_changed)

    def rename(self, search: SavedSearch, name: str) -> None:
        """Keep a search under another name: only when that is done the old name goes."""
        self.save(SavedSearch(name, search.query), partial(self._look_for_both, search.name, name))

    def _look_for_both(self, old: str, new: str) -> None:
        """Where names that differ in case are the same, there is nothing to remove."""
        self._asks.ask(GetSavedSearches(), partial(self._remove_old, old, new))

    def _remove_old(self, old: str, new: str, searches: Searches) -> None:
        self._on_searches(searches)
        if {old, new} <= set(self.names):
            self._asks.ask(RemoveSearch(old), self._on_changed)

    def _on_saved(self, done: Callable[[], None] | None, answer: None) -> None:
        if done is None:
            self._on_changed(answer)
        else:
            done()

    def _on_changed(self, answer: None) -> None:
        ignore(answer)
        self.refresh()

    def _on_searches(self, searches: Searches) -> None:
        self._ticket = None
        self.searches = searches
        self.changed.emit(searches)
