"""Rows with a check box and a number, as the sections of the side panel list them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

AnyIndex = QModelIndex | QPersistentModelIndex


class Tick(Enum):
    """What a check box shows.

    Attributes:
        IMPLIED: chosen because something above it is.
        PARTLY: something below it is chosen.
    """

    NO = "no"
    YES = "yes"
    IMPLIED = "implied"
    PARTLY = "partly"

    @property
    def state(self) -> Qt.CheckState:
        """The nearest of Qt's three states."""
        match self:
            case Tick.NO:
                return Qt.CheckState.Unchecked
            case Tick.PARTLY:
                return Qt.CheckState.PartiallyChecked
            case _:
                return Qt.CheckState.Checked


class RowRole(IntEnum):
    """What `RowDelegate` asks of a model besides Qt's own roles."""

    TICK = Qt.ItemDataRole.UserRole + 1
    NUMBER = Qt.ItemDataRole.UserRole + 2
    ICON = Qt.ItemDataRole.UserRole + 3
    KEY = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True)
class Row:
    """One value that can be chosen.

    Attributes:
        number: of photos; None where it is not known.
        spoken: what a screen reader says.
        icon: name of an icon, or empty.
    """

    key: str
    label: str
    number: int | None
    ticked: bool
    spoken: str
    details: str = ""
    icon: str = ""


class RowsModel(QAbstractListModel):
    """A list of rows. Ticking one changes nothing here: whoever listens shows other rows.

    Signals:
        toggled(str, bool): the user wants the row of this key to be ticked, or not to be.
    """

    toggled = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; the same ones with other numbers keep their places."""
        new = tuple(rows)
        if new == self._rows:
            return
        if [row.key for row in new] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        self._rows = new
        self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def row_of(self, key: str) -> int | None:
        """Where a row stands."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), None)

    # Qt's side

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """See Qt."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt and `RowRole`."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        values = {
            Qt.ItemDataRole.DisplayRole: row.label,
            Qt.ItemDataRole.ToolTipRole: row.details or None,
            Qt.ItemDataRole.AccessibleTextRole: row.spoken,
            Qt.ItemDataRole.CheckStateRole: self._tick(row).state,
            RowRole.TICK: self._tick(row),
            RowRole.NUMBER: row.number,
            RowRole.ICON: row.icon,
            RowRole.KEY: row.key,
        }
        return values.get(role)  # type: ignore[call-overload] # both kinds of roles are numbers

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell that the user ticked a row. See Qt."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        on = Qt.CheckState(value) != Qt.CheckState.Unchecked
        self.toggled.emit(self._rows[index.row()].key, on)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """See Qt."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    @staticmethod
    def _tick(row: Row) -> Tick:
        return Tick.YES if row.ticked else Tick.NO
