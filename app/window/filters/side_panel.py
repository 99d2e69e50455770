"""What stands beside the grid: saved searches, and below them the filters."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.window.asking import Asks
from app.window.filters.panel import FilterPanel
from app.window.filters.saved_searches import SavedSearches
from app.window.theme.theme import Theme


class SidePanel(QFrame):
    """One column that scrolls.

    Attributes:
        saved: the saved searches.
        filters: the filters.
    """

    def __init__(self, asks: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.saved = SavedSearches(asks, theme)
        self.filters = FilterPanel(asks, theme, self, above=self.saved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.filters)

    def refresh(self) -> None:
        """There is an engine now: ask for everything."""
        self.filters.refresh()
        self.saved.refresh()

    def sizeHint(self) -> QSize:
        """See Qt."""
        return self.filters.sizeHint()
