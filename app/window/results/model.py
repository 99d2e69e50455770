"""The answer to a query as an item model: ids at once, photos as they are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any, ClassVar

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QPixmap

from app.window.asking import Asks, Ticket
from app.window.results.changes import changes, unpack, unpack_scores
from app.window.results.photos import Photos
from app.window.results.telling import Teller, name_of
from app.window.results.thumbnails import Thumbnails
from indexer.query import Day, Found
from indexer.reports import Photo

Index = QModelIndex | QPersistentModelIndex

_MOST_ASIDE = 64
_MOST_AROUND = 600
_MOST_CHANGES = 64
_MOST_MOVED = 20_000_000
"""Rows that may be shifted by changes one by one; a list of ids is made anew beyond that."""


class Role(IntEnum):
    """What the model tells beside Qt's own roles."""

    PHOTO = Qt.ItemDataRole.UserRole + 1
    PHOTO_ID = Qt.ItemDataRole.UserRole + 2
    SCORE = Qt.ItemDataRole.UserRole + 3
    PATH = Qt.ItemDataRole.UserRole + 4
    FAVOURITE = Qt.ItemDataRole.UserRole + 5
    RATING = Qt.ItemDataRole.UserRole + 6
    MISSING = Qt.ItemDataRole.UserRole + 7
    KIND = Qt.ItemDataRole.UserRole + 8


class ResultsModel(QAbstractListModel):
    """One row per photo of an answer.

    Signals:
        refresh_started(): a newer answer to the same query is about to be shown.
        refreshed(): it is shown; rows came or went, or (if very much changed) all were reset.
    """

    refresh_started = Signal()
    refreshed = Signal()

    _OF_ROW: ClassVar[dict[int, Callable[[ResultsModel, int], Any]]] = {
        Role.PHOTO_ID: lambda self, row: self.photo_id(row),
        Role.SCORE: lambda self, row: self.score(row),
        Qt.ItemDataRole.DecorationRole: lambda self, row: self.thumbnail(row),
        Qt.ItemDataRole.ToolTipRole: lambda self, row: self._tooltip(row),
        Qt.ItemDataRole.AccessibleTextRole: lambda self, row: self._aloud(row),
    }
    _OF_PHOTO: ClassVar[dict[int, Callable[[Photo], Any]]] = {
        Qt.ItemDataRole.DisplayRole: name_of,
        Role.PHOTO: lambda photo: photo,
        Role.PATH: lambda photo: photo.path,
        Role.FAVOURITE: lambda photo: photo.favourite,
        Role.RATING: lambda photo: photo.rating,
        Role.MISSING: lambda photo: photo.missing,
        Role.KIND: lambda photo: photo.kind,
    }

    def __init__(self, asks: Asks, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        """A model of nothing yet.

        Args:
            asks: tells what the photos are.
            thumbnails: shows them.
            parent: owns this object.
        """
        super().__init__(parent)
        self._ids = array("Q")
        self._scores = array("f")
        self._days: tuple[Day, ...] = ()
        self._photos = Photos(asks, self)
        self._thumbnails = thumbnails
        self._teller = Teller(self)
        self._looked_at = range(0)
        self._aside: dict[int, None] = {}
        self._near: dict[int, int] = {}
        self._catch_up = QTimer(self, singleShot=True, interval=0)
        self._catch_up.timeout.connect(self._on_catch_up)
        self._photos.arrived.connect(self._on_arrived)
        thumbnails.loaded.connect(self._on_loaded)

    # What there is

    def show(self, found: Found) -> None:
        """Show the answer to another query."""
        self.beginResetModel()
        self._take(found, unpack(found.ids))
        self._looked_at = range(0)
        self.endResetModel()

    def refresh(self, found: Found) -> None:
        """Show a newer answer to the same query: rows that stay are the same rows."""
        ids = unpack(found.ids)
        self.refresh_started.emit()
        most = min(_MOST_CHANGES, max(1, _MOST_MOVED // max(1, len(ids))))
        steps = changes(self._ids, ids, most)
        if steps is None:
            self.beginResetModel()
            self._take(found, ids)
            self.endResetModel()
        else:
            for step in steps:
                self._remove(step.row, step.gone)
                self._insert(step.row, ids[step.row : step.row + step.come])
            self._take(found, self._ids)
        self._photos.outdate()
        self._catch_up.start()
        self.refreshed.emit()

    @property
    def ids(self) -> array[int]:
        """Of all photos, in the order of the rows; not to be changed."""
        return self._ids

    @property
    def days(self) -> tuple[Day, ...]:
        """How the rows fall into days, if they do."""
        return self._days

    @property
    def thumbnails(self) -> Thumbnails:
        """Where the pictures come from."""
        return self._thumbnails

    def photo_id(self, row: int) -> int:
        """The photo of a row."""
        return self._ids[row]

    def row_of(self, photo_id: int) -> int | None:
        """Where a photo stands; None if it is not in the answer."""
        row = self._near.get(photo_id)
        if row is not None and row < len(self._ids) and self._ids[row] == photo_id:
            return row
        try:
            return self._ids.index(photo_id)
        except ValueError:
            return None

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """Where photos stand, ascending; those that are not in the answer are left out."""
        wanted = set(ids)
        return [row for row, photo_id in enumerate(self._ids) if photo_id in wanted]

    def score(self, row: int) -> float | None:
        """How well a photo matches; None for a query without terms."""
        return self._scores[row] if row < len(self._scores) else None

    def photo(self, row: int) -> Photo | None:
        """A photo. None if it is not here yet: it is fetched, and then `dataChanged` tells."""
        photo = self.known(row)
        if photo is None:
            self._ask_aside(row)
        return photo

    def known(self, row: int) -> Photo | None:
        """The same without fetching: what is looked at is fetched anyway."""
        return self._photos.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def thumbnail(self, row: int) -> QPixmap | None:
        """The whole picture, small. None if it is not here: it is loaded, and so on."""
        if not 0 <= row < len(self._ids):
            return None
        pixmap = self._thumbnails.pixmap(self._ids[row])
        if pixmap is None:
            self._ask_aside(row)
        return pixmap

    def look_at(self, rows: range) -> None:
        """These rows are seen now: what is to be known of them, and around them, comes first."""
        self._looked_at = rows
        self._catch_up.start()

    def photo_changed(self, ids: Iterable[int] | None = None) -> None:
        """Fetch again what is known of these photos, or of all.

        What these cannot show is tried again; of all, only what turns out to be different now.
        """
        changed = None if ids is None else tuple(ids)
        self._photos.outdate(changed)
        if changed is not None:
            self._thumbnails.forget_failures(changed)
        self._catch_up.start()

    def forget(self) -> None:
        """Show nothing, and know nothing: in another library, an id is another photo."""
        self.show(Found(b"", b"", (), 0))
        self._photos.forget()
        self._thumbnails.forget()

    def fetch(
        self,
        ids: Sequence[int],
        done: Callable[[tuple[Photo, ...]], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Ticket:
        """Fetch any number of photos; those that are gone are left out."""
        return self._photos.fetch(ids, done, failed)

    def close(self) -> None:
        """Wait for nothing any more, whatever a view that is still there wants."""
        self._catch_up.stop()
        self._catch_up.blockSignals(True)
        self._photos.close()

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """See Qt."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        row = index.row()
        if not index.isValid() or not 0 <= row < len(self._ids):
            return None
        read = self._OF_ROW.get(role)
        if read is not None:
            return read(self, row)
        of_photo = self._OF_PHOTO.get(role)
        photo = None if of_photo is None else self.photo(row)
        return None if of_photo is None or photo is None else of_photo(photo)

    def roleNames(self) -> dict[int, QByteArray]:
        """See Qt."""
        own = {int(role): QByteArray(role.name.lower().encode()) for role in Role}
        return {**super().roleNames(), **own}

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See Qt."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren

    # Keeping up

    def _take(self, found: Found, ids: array[int]) -> None:
        self._ids = ids
        self._scores = unpack_scores(found.scores)
        self._days = found.days
        self._near = {}
        self._aside.clear()

    def _aloud(self, row: int) -> str:
        return self._teller.aloud(self.photo(row))

    def _tooltip(self, row: int) -> str | None:
        photo = self.photo(row)
        return None if photo is None else self._teller.at_length(photo, self.score(row))

    def _remove(self, row: int, count: int) -> None:
        if count:
            self.beginRemoveRows(QModelIndex(), row, row + count - 1)
            del self._ids[row : row + count]
            self.endRemoveRows()

    def _insert(self, row: int, ids: array[int]) -> None:
        if ids:
            self.beginInsertRows(QModelIndex(), row, row + len(ids) - 1)
            self._ids[row:row] = ids
            self.endInsertRows()

    def _ask_aside(self, row: int) -> None:
        """Somebody wants a row that is not necessarily looked at: the latest ones count."""
        self._aside.pop(row, None)
        self._aside[row] = None
        if len(self._aside) > _MOST_ASIDE:
            del self._aside[next(iter(self._aside))]
        if not self._catch_up.isActive():
            self._catch_up.start()

    @Slot()
    def _on_catch_up(self) -> None:
        """Once per turn of the event loop: say what is wanted now."""
        count = len(self._ids)
        rows = [row for row in reversed(self._aside) if row < count]
        rows += self._around(count)
        self._near = {self._ids[row]: row for row in rows}
        self._photos.want(list(self._near))
        self._want_thumbnails()

    def _around(self, count: int) -> list[int]:
        """What is looked at, and then as much again below and above."""
        seen = self._looked_at
        size = min(len(seen), _MOST_AROUND)
        below = range(min(seen.stop, count), min(seen.stop + size, count))
        above = range(min(seen.start, count) - 1, max(seen.start - size, 0) - 1, -1)
        return [*range(seen.start, min(seen.stop, count)), *below, *above]

    def _want_thumbnails(self) -> None:
        known = (self._photos.get(photo_id) for photo_id in self._near)
        self._thumbnails.want([photo for photo in known if photo is not None])

    @Slot(tuple)
    def _on_arrived(self, ids: tuple[int, ...]) -> None:
        self._want_thumbnails()
        self._tell_changed(ids, [])

    @Slot(tuple)
    def _on_loaded(self, ids: tuple[int, ...]) -> None:
        self._tell_changed(ids, [Qt.ItemDataRole.DecorationRole])

    def _tell_changed(self, ids: tuple[int, ...], roles: list[int]) -> None:
        for photo_id in ids:
            row = self._near.get(photo_id)
            if row is not None and row < len(self._ids):
                index = self.index(row)
                self.dataChanged.emit(index, index, roles)
