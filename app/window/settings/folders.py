"""The page of the folders: which belong to the library, and how they are followed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHeaderView, QPushButton, QTreeView, QWidget

from app.window import texts
from app.window.asking import Asks
from app.window.owned_asks import OwnedAsks, while_alive
from app.window.questions import confirm
from app.window.settings.folder_details import FolderDetails
from app.window.settings.folder_table import Column, FolderTable
from app.window.settings.parts import Notice, Page, label
from app.window.theme.theme import Theme
from indexer.client import FolderStatus, Status
from indexer.reports import IndexReport
from indexer.requests import Forget, GetStatus, Index, Relocate, Unwatch, Watch

_ROWS = 6


class FoldersPage(Page):
    """Adds, removes and follows folders."""

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        choose_folder: Callable[[QWidget], str] | None = None,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        choose_moved: Callable[[QWidget], str] | None = None,
    ) -> None:
        """Show what the library has when the page appears.

        Args:
            asks: the engine.
            theme: the look.
            choose_folder: lets the user choose one; empty if none was chosen.
            open_url: shows a folder in the system's file manager.
            choose_moved: lets the user choose where a folder lies now.
        """
        super().__init__(
            theme,
            self.tr("Folders"),
            self.tr("Photos in these folders, and in the folders below them, can be found."),
        )
        self._asks = OwnedAsks(asks, self)
        self._lasting = asks
        self._looking = False
        self._wanted_next = ""  # a folder that is selected as soon as it is there
        self._choose_folder = choose_folder or self._ask_for_folder
        self._choose_moved = choose_moved or self._ask_where_it_is
        self._open_url = open_url
        self._table = FolderTable(theme, self)
        self._view = QTreeView()
        self._trouble = Notice(theme)
        self._news = Notice(theme, "good")
        self._empty = label(self.tr("There is no folder yet. Add one to find its photos."), "muted")
        self._add = QPushButton(self.tr("&Add folder…"), autoDefault=False)
        self._add.setProperty("kind", "primary")
        self._add.clicked.connect(self._on_add)
        self._details = FolderDetails(theme)
        self._details.wanted.connect(self._on_wanted)
        self._details.look_again_wanted.connect(self._on_look_again)
        self._details.open_wanted.connect(self._on_open)
        self._details.remove_wanted.connect(self._on_remove)
        self._details.elsewhere_wanted.connect(self._on_elsewhere)
        self._make_view()
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)

    def refresh(self) -> None:
        """Ask again."""
        self._asks.ask(GetStatus(), self._take, self._fail)

    def _make_view(self) -> None:
        view = self._view
        view.setModel(self._table)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setAccessibleName(self.tr("Folders of the library"))
        view.setFixedHeight(_ROWS * (self.fontMetrics().height() + 14))
        view.setTabKeyNavigation(False)
        header = view.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(6 * self.fontMetrics().averageCharWidth())
        header.setSectionsMovable(False)
        header.setSectionResizeMode(Column.FOLDER, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.PHOTOS, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.STATE, QHeaderView.ResizeMode.ResizeToContents)
        view.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def _lay_out(self) -> None:
        self.column.addSpacing(8)
        self.add_row(self._add)
        self.column.addWidget(self._trouble)
        self.column.addWidget(self._news)
        self.column.addWidget(self._empty)
        self.column.addWidget(self._view)
        self.column.addWidget(self._details)
        self.column.addStretch()
        self._view.hide()
        self._details.show_folder(None)

    def _dress(self) -> None:
        self._add.setIcon(self.theme.icon("folder-plus", "on_accent"))

    def _ask_for_folder(self, parent: QWidget) -> str:
        return QFileDialog.getExistingDirectory(parent, self.tr("Add a folder of photos"))

    def _ask_where_it_is(self, parent: QWidget) -> str:
        return QFileDialog.getExistingDirectory(parent, self.tr("Where the photos lie now"))

    def _take(self, status: Status) -> None:
        before = self._details.folder
        wanted = self._wanted_next or (before.path if before else "")
        self._wanted_next = ""
        self._table.show(status.folders)
        self._view.setVisible(bool(status.folders))
        self._empty.setVisible(not status.folders)
        self._details.setEnabled(True)
        self._select(wanted)

    def _select(self, path: str) -> None:
        row = self._table.row_of(path)
        if row is None:
            row = 0 if self._table.folders else None
        if row is None:
            self._details.show_folder(None)
            return
        flags = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().setCurrentIndex(
            self._table.index(row, 0), flags.ClearAndSelect | flags.Rows
        )
        self._details.show_folder(self._table.folders[row])

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._details.show_folder(self._table.folders[current.row()])

    def _on_add(self) -> None:
        path = self._choose_folder(self)
        if path:
            self._quiet()
            self._add.setEnabled(False)
            self._asks.ask(Watch(path), self._added, self._fail)

    def _added(self, folder: FolderStatus) -> None:
        self._add.setEnabled(True)
        self._details.show_folder(folder)  # so that it is the selected one
        self._news.say(
            self.tr("{folder} is watched now; its photos are being read.").format(
                folder=folder.path
            )
        )
        self.refresh()

    def _on_wanted(self, folder: FolderStatus) -> None:
        self._quiet()
        self._details.setEnabled(False)
        if folder.watched:
            request = Watch(folder.path, folder.excludes, folder.hidden)
            self._asks.ask(request, lambda _: self.refresh(), self._fail)
        else:
            self._asks.ask(Unwatch(folder.path), lambda _: self.refresh(), self._fail)

    def _on_look_again(self, path: str) -> None:
        self._quiet()
        self._news.say(self.tr("Pictrove is looking at {folder} again.").format(folder=path))
        if not self._looking:
            self._looking = True
            # What was begun goes on, also when the window is closed meanwhile.
            self._lasting.ask(
                Index((path,)),
                while_alive(self, self._looked),
                while_alive(self, self._fail_looking),
            )

    def _looked(self, report: IndexReport) -> None:
        self._looking = False
        read = report.embedded + report.reused
        self._news.say(
            self.tr("Everything is up to date. %Ln photo(s) were new or changed.", "", read)
        )
        self.refresh()

    def _fail_looking(self, error: Exception) -> None:
        self._looking = False
        self._news.say("")
        self._fail(error)

    def _on_open(self, path: str) -> None:
        self._open_url(QUrl.fromLocalFile(path))

    def _on_elsewhere(self, path: str) -> None:
        new = self._choose_moved(self)
        if new:
            self._quiet()
            self._details.setEnabled(False)
            self._asks.ask(Relocate(path, new), partial(self._relocated, new), self._fail)

    def _relocated(self, new: str, files: int) -> None:
        self._news.say(
            self.tr(
                "%Ln photo(s) are in {folder} now; nothing has to be read again.", "", files
            ).format(folder=new)
        )
        self._wanted_next = new
        self.refresh()

    def _on_remove(self, path: str) -> None:
        confirm(
            self,
            self.tr("Remove this folder from the library?"),
            self.tr(
                "{folder}\n\nIts photos can no longer be found. No file is touched, and the folder "
                "can be added again."
            ).format(folder=path),
            self.tr("&Remove from the library"),
            partial(self._remove, path),
            danger=True,
        )

    def _remove(self, path: str) -> None:
        self._quiet()
        self._details.setEnabled(False)
        self._asks.ask(Forget(path), self._removed, self._fail)

    def _removed(self, photos: int) -> None:
        self._news.say(self.tr("%Ln photo(s) left the library; no file was touched.", "", photos))
        self.refresh()

    def _quiet(self) -> None:
        self._trouble.say("")
        self._news.say("")

    def _fail(self, error: Exception) -> None:
        self._add.setEnabled(True)
        self._details.setEnabled(True)
        self._trouble.say(texts.trouble(error))
        self._details.show_folder(self._details.folder)  # back to what is true
