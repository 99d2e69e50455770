"""The page of the files that could not be read: why, and trying again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QPushButton,
    QTreeView,
)

from app.window import texts
from app.window.asking import Asks
from app.window.engine_texts import in_own_words
from app.window.owned_asks import OwnedAsks
from app.window.settings.failure_table import Column, FailureTable
from app.window.settings.parts import Notice, Page, PathLabel, label
from app.window.theme.theme import Theme
from indexer.client import Failure
from indexer.requests import GetFailures, Retry

_ROWS = 12


class FailuresPage(Page):
    """Lists failures and tries them again."""

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        """Show what there is when the page appears; `open_url` shows a folder."""
        super().__init__(
            theme,
            self.tr("Unreadable files"),
            self.tr(
                "These files could not be read, so they cannot be found. A file is tried again "
                "automatically when it changes."
            ),
        )
        self._asks = OwnedAsks(asks, self)
        self._open_url = open_url
        self._table = FailureTable(self)
        self._view = QTreeView()
        self._none = Notice(theme, "good")
        self._trouble = Notice(theme)
        self._news = Notice(theme, "good")
        self._lists_nothing = False
        self._count = label(role="muted")
        self._path = PathLabel()
        self._chosen = label(role="muted", selectable=True)
        self._fetch = QCheckBox(self.tr("&Download photos that are in the cloud"))
        self._again = QPushButton(self.tr("&Try again"), autoDefault=False)
        self._again.clicked.connect(self._on_again)
        self._all = QPushButton(self.tr("Try &all again"), autoDefault=False)
        self._all.clicked.connect(partial(self._retry, ()))
        self._open = QPushButton(self.tr("&Show in folder"), autoDefault=False)
        self._open.clicked.connect(self._on_open)
        self._make_view()
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)
        self._show_some(some=False)  # whether there are any, only the engine knows

    def appear(self) -> None:
        """What was said the last time is of no interest any more."""
        self._trouble.say("")
        self._news.say("")
        super().appear()

    def refresh(self) -> None:
        """Ask again."""
        self._asks.ask(GetFailures(), self._show, self._fail_to_list)

    def _make_view(self) -> None:
        view = self._view
        view.setModel(self._table)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setTabKeyNavigation(False)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setAccessibleName(self.tr("Files that could not be read"))
        view.setMinimumHeight(_ROWS * self.fontMetrics().height())
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Column.FILE, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.REASON, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.WHEN, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(Column.FILE, 24 * self.fontMetrics().averageCharWidth())
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def _lay_out(self) -> None:
        for widget in (self._none, self._trouble, self._news, self._count):
            self.column.addWidget(widget)
        self.column.addWidget(self._view, 1)
        self.column.addWidget(self._path)
        self.column.addWidget(self._chosen)
        self._about_fetch = self.add_switch(
            self._fetch,
            self.tr(
                "Files that would have to be downloaded first (OneDrive, iCloud) are skipped "
                "unless this is on when they are tried again."
            ),
        )
        self.add_row(self._again, self._all, self._open)
        self.column.addStretch()

    def _dress(self) -> None:
        self._again.setIcon(self.theme.icon("refresh-cw"))
        self._open.setIcon(self.theme.icon("folder-open"))

    def _show(self, failures: tuple[Failure, ...]) -> None:
        self._table.show(failures)
        if self._lists_nothing:
            self._trouble.say("")
        self._lists_nothing = False
        self._none.say("" if failures else self.tr("Every file could be read."))
        self._count.setText(self.tr("%Ln file(s)", "", len(failures)))
        self._show_some(some=bool(failures))

    def _show_some(self, *, some: bool) -> None:
        for widget in (self._count, self._view, self._fetch, self._about_fetch):
            widget.setVisible(some)
        for button in (self._again, self._all, self._open):
            button.setVisible(some)
        self._on_selection_changed()

    def _selected(self) -> list[Failure]:
        rows = sorted(index.row() for index in self._view.selectionModel().selectedRows())
        return [self._table.failures[row] for row in rows]

    def _on_selection_changed(self) -> None:
        chosen = self._selected()
        self._again.setEnabled(bool(chosen))
        self._open.setEnabled(len(chosen) == 1)
        one = chosen[0] if len(chosen) == 1 else None
        self._path.show_path(one.path if one else "")
        self._chosen.setText(in_own_words(one.reason) if one else "")
        self._path.setVisible(one is not None)
        self._chosen.setVisible(one is not None)

    def _on_again(self) -> None:
        self._retry(tuple(one.path for one in self._selected()))

    def _on_open(self) -> None:
        for failure in self._selected():
            self._open_url(QUrl.fromLocalFile(str(Path(failure.path).parent)))

    def _retry(self, paths: tuple[str, ...], _checked: bool = False) -> None:
        self._trouble.say("")
        self._asks.ask(Retry(paths, fetch=self._fetch.isChecked()), self._retried, self._fail)

    def _retried(self, number: int) -> None:
        self._news.say(self.tr("%Ln file(s) will be read again.", "", number))
        self.refresh()

    def _fail_to_list(self, error: Exception) -> None:
        self._lists_nothing = True
        self._none.say("")
        self._fail(error)

    def _fail(self, error: Exception) -> None:
        self._trouble.say(texts.trouble(error))
