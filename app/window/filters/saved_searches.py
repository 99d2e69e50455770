"""The saved searches: open, save, rename, remove."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.window.asking import Asks
from app.window.filters import describe
from app.window.filters.name_delegate import NameDelegate
from app.window.filters.name_dialog import NameDialog
from app.window.filters.row_delegate import EDGE, dress_flat, row_height
from app.window.filters.saved_model import SavedModel
from app.window.filters.saved_store import SavedStore
from app.window.filters.section import Section
from app.window.filters.value_list import MOST_ROWS
from app.window.theme.theme import Theme
from indexer.query import Query, SavedSearch


class SavedList(QListView):
    """The names. Enter opens, F2 renames, Delete removes.

    Signals:
        open_wanted(QModelIndex): this one is to be opened.
        remove_wanted(QModelIndex): this one is to be removed.
    """

    open_wanted = Signal(QModelIndex)
    remove_wanted = Signal(QModelIndex)

    def __init__(self, model: SavedModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(NameDelegate(theme, self))
        dress_flat(self)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_wanted)
        model.modelReset.connect(self.updateGeometry)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """See Qt."""
        rows = min(self.model().rowCount(), MOST_ROWS)
        return QSize(200, rows * row_height(self.fontMetrics()) + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """See Qt."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See Qt."""
        index = self.currentIndex()
        editing = self.state() == QListView.State.EditingState
        if not index.isValid() or editing:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.open_wanted.emit(index)
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.remove_wanted.emit(index)
        elif event.key() == Qt.Key.Key_F2:
            self.edit(index)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a search. See Qt."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        at = self.visualRect(index).center() if by_key else event.pos()
        menu = self.menu_of(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))

    def menu_of(self, index: QModelIndex) -> QMenu:
        """What can be done with a search."""
        menu = QMenu(self)
        menu.addAction(self.tr("Open")).triggered.connect(partial(self.open_wanted.emit, index))
        rename = menu.addAction(self.tr("Rename"))
        rename.setShortcut(QKeySequence(Qt.Key.Key_F2))
        rename.triggered.connect(partial(self.edit, index))
        remove = menu.addAction(self.tr("Remove"))
        remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        remove.triggered.connect(partial(self.remove_wanted.emit, index))
        return menu


class SavedSearches(Section):
    """The saved searches of the library, with a button that saves the current one.

    Signals:
        opened(SavedSearch): the user wants its answer.
        save_wanted(): the current query is to be saved: call `save` with it.
    """

    opened = Signal(SavedSearch)
    save_wanted = Signal()

    def __init__(self, asks: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Saved searches"), theme, parent)
        self._store = SavedStore(asks, self)
        self._removed: SavedSearch | None = None
        self._model = SavedModel(self)
        self._list = SavedList(self._model, theme, self.body)
        self._list.setAccessibleName(self.title)
        self._hint = self._make_hint()
        self._undo = self._make_undo()
        self._add = self._make_add()
        for widget in (self._list, self._hint, self._undo):
            self.body_layout.addWidget(widget)
        self.add_to_header(self._add)
        self.set_can_save(False)  # until there is something to save
        self._connect()
        self._on_changed(())

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        """What is shown."""
        return self._model.searches

    def refresh(self) -> None:
        """Ask the engine which there are; for instance when there is an engine again."""
        self._store.refresh()

    def save(self, query: Query) -> None:
        """Ask for a name and keep the query under it."""
        dialog = NameDialog(describe.name_of(query), self._store.names, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(partial(self._save_as, query))
        dialog.open()

    def set_can_save(self, can_save: bool) -> None:
        """Whether there is anything to be saved now."""
        self._add.setEnabled(can_save)

    def _save_as(self, query: Query, name: str) -> None:
        self._store.save(SavedSearch(name, query))

    # What is in it

    def _make_add(self) -> QToolButton:
        button = QToolButton(self)
        text = self.tr("Save current search…")
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self.save_wanted)
        return button

    def _make_hint(self) -> QLabel:
        hint = QLabel(self.tr("Searches you save appear here, always up to date."), self.body)
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        hint.setContentsMargins(EDGE, 0, 0, 0)
        return hint

    def _make_undo(self) -> QWidget:
        line = QWidget(self.body)
        self._undo_text = QLabel(line)
        self._undo_text.setProperty("role", "muted")
        self._undo_text.setWordWrap(True)
        self._undo_text.setTextFormat(Qt.TextFormat.PlainText)
        self._undo_button = QPushButton(self.tr("Undo"), line, autoDefault=True)
        self._undo_button.setProperty("kind", "quiet")
        self._undo_button.clicked.connect(self._on_undo)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(EDGE, 0, 0, 0)
        layout.addWidget(self._undo_text, 1)
        layout.addWidget(self._undo_button)
        line.hide()
        return line

    def _connect(self) -> None:
        self._store.changed.connect(self._on_changed)
        self._model.rename_wanted.connect(self._on_rename_wanted)
        self._list.open_wanted.connect(self._on_open_wanted)
        self._list.remove_wanted.connect(self._on_remove_wanted)
        self._theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # What happens

    @Slot(tuple)
    def _on_changed(self, searches: tuple[SavedSearch, ...]) -> None:
        current = self._model.search(self._list.currentIndex())
        row = self._list.currentIndex().row()
        self._model.show(searches)
        index = self._model.index_of(current.name) if current is not None else QModelIndex()
        if not index.isValid() and row >= 0:
            index = self._model.index(min(row, len(searches) - 1))
        if index.isValid():
            self._list.setCurrentIndex(index)
        self._list.setVisible(bool(searches))
        self._hint.setVisible(not searches)

    @Slot(QModelIndex)
    def _on_open_wanted(self, index: QModelIndex) -> None:
        search = self._model.search(index)
        if search is not None:
            self.opened.emit(search)

    @Slot(QModelIndex)
    def _on_remove_wanted(self, index: QModelIndex) -> None:
        search = self._model.search(index)
        if search is None:
            return
        self._removed = search
        self._undo_text.setText(self.tr("Removed “{name}”").format(name=search.name))
        self._undo.show()
        self._store.remove(search)
        if len(self._model.searches) == 1:  # the list goes away: the keyboard stays here
            self._undo_button.setFocus()

    @Slot()
    def _on_undo(self) -> None:
        if self._removed is not None:
            self._store.save(self._removed)
        self._removed = None
        self._undo.hide()
        self.header.setFocus()

    @Slot(SavedSearch, str)
    def _on_rename_wanted(self, search: SavedSearch, name: str) -> None:
        if name not in self._store.names:
            self._store.rename(search, name)
            return
        question = self._replace_question(name)
        question.accepted.connect(partial(self._store.rename, search, name))
        question.open()

    def _replace_question(self, name: str) -> QMessageBox:
        box = QMessageBox(self.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Rename search"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            self.tr("There is a saved search “{name}” already. Replace it?").format(name=name)
        )
        box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        return box

    @Slot()
    def _on_theme_changed(self) -> None:
        self._add.setIcon(self._theme.icon("bookmark-plus"))
