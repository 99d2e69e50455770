"""Globs of what is left out, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.window.settings.parts import label

_LINES = 4


class ExcludesEditor(QWidget):
    """Edits the globs of one folder.

    Signals:
        changed(tuple): the user wants these now.
    """

    changed = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no globs yet."""
        super().__init__(parent)
        self._excludes: tuple[str, ...] = ()
        self._list = _List(self)
        self._list.setAccessibleName(self.tr("What is left out"))
        self._list.setFixedHeight(_LINES * (self.fontMetrics().height() + 10))
        self._list.itemChanged.connect(self._on_edited)
        self._list.remove_wanted.connect(self._on_remove)
        self._list.itemSelectionChanged.connect(self._on_selection_changed)
        self._new = QLineEdit(self)
        self._new.setPlaceholderText(self.tr("For example *.tif or Work/*"))
        self._new.setAccessibleName(self.tr("Leave out"))
        self._new.returnPressed.connect(self._on_add)
        self._new.textChanged.connect(self._on_typed)
        self._add = QPushButton(self.tr("&Leave out"), self, autoDefault=False)
        self._add.setEnabled(False)
        self._add.clicked.connect(self._on_add)
        self._remove = QPushButton(self.tr("Remo&ve"), self, autoDefault=False)
        self._remove.setEnabled(False)
        self._remove.clicked.connect(self._on_remove)
        self._lay_out()

    @property
    def excludes(self) -> tuple[str, ...]:
        """What is shown."""
        return self._excludes

    def show_excludes(self, excludes: Sequence[str]) -> None:
        """Show these."""
        if tuple(excludes) != self._excludes:
            self._fill(tuple(excludes))

    def _fill(self, excludes: tuple[str, ...]) -> None:
        self._excludes = excludes
        with QSignalBlocker(self._list):
            self._list.clear()
            for glob in excludes:
                item = QListWidgetItem(glob)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self._list.addItem(item)
        self._on_selection_changed()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            label(
                self.tr(
                    "A name leaves out every file and folder of that name; * stands for any "
                    "characters. With a slash it is compared with the path below the folder."
                ),
                "muted",
            )
        )
        lists = QHBoxLayout()
        lists.addWidget(self._list, 1)
        lists.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        fields = QHBoxLayout()
        fields.addWidget(self._new, 1)
        fields.addWidget(self._add)
        column.addLayout(lists)
        column.addLayout(fields)

    def _on_typed(self, text: str) -> None:
        self._add.setEnabled(bool(text.strip()))

    def _on_selection_changed(self) -> None:
        self._remove.setEnabled(bool(self._list.selectedItems()))

    def _on_add(self) -> None:
        glob = self._new.text().strip()
        if glob:
            self._new.clear()
            self._want([*self._excludes, glob])

    def _on_edited(self, _item: QListWidgetItem) -> None:
        self._want([self._list.item(row).text() for row in range(self._list.count())])

    def _on_remove(self) -> None:
        gone = {self._list.row(item) for item in self._list.selectedItems()}
        self._want([glob for row, glob in enumerate(self._excludes) if row not in gone])

    def _want(self, globs: Sequence[str]) -> None:
        """Show at once what is wanted; who listens puts it back if it cannot be had."""
        before = self._excludes
        wanted = tuple(dict.fromkeys(glob.strip() for glob in globs if glob.strip()))
        self._fill(wanted)
        if wanted != before:
            self.changed.emit(wanted)


class _List(QListWidget):
    """A list whose selected lines go with the Delete key."""

    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes out what is selected."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.selectedItems():
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)
