"""What the main window is filled with: the row of the search, messages, and one page below."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget


class Frame(QWidget):
    """Shows one page at a time, with or without the row of the search above it."""

    def __init__(
        self, before: QAction, search: QWidget, behind: QAction, messages: QWidget
    ) -> None:
        """Have no page yet.

        Args:
            before: a button before the search.
            search: what is typed into.
            behind: a button behind it.
            messages: between that row and the page.
        """
        super().__init__()
        self._top = QWidget()
        row = QHBoxLayout(self._top)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(_tool(before))
        row.addWidget(search, 1)
        row.addWidget(_tool(behind))
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(messages)
        column.addWidget(self._pages, 1)

    @property
    def page(self) -> QWidget | None:
        """The one that is shown."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget, *, with_search: bool) -> None:
        """Show this page instead of the one before; it stays here from then on."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._top.setVisible(with_search)


def _tool(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    return button
