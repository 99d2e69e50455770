"""A list as a grid of pictures: where they are, how they scroll. Plain arithmetic, no items."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.window.results.band import Band
from app.window.results.choosing import rows_of
from app.window.results.geometry import Grid, Measures
from app.window.results.gliding import Glide
from app.window.results.headings import Headings
from app.window.results.model import Index, ResultsModel
from app.window.results.painting import CellPainter, Scene
from app.window.results.ranges import Ranges
from app.window.theme.theme import Theme

LEAST_SIDE = 72
MOST_SIDE = 480
USUAL_SIDE = 176

_ZOOM = 1.15
_NOTCH = 120
_SETTLE_MS = 120
_FEW = 40
_LOOKS = {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.DevicePixelRatioChange}


class GridView(QListView):
    """Lays results out, scrolls and paints them. Who chooses among them stands above it.

    It is a `QListView` for what that is to screen readers; the geometry is its own.

    Attributes:
        band: the rubber band that is drawn now.
        hovered: the row under the pointer; -1 for none.

    Signals:
        cell_side_changed(int): cells have this side now.
    """

    cell_side_changed = Signal(int)

    def __init__(self, model: ResultsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._side = USUAL_SIDE
        self._with_names = False
        self._with_days = True
        self._fill = True
        self.band: Band | None = None
        self.hovered = -1
        self._settled = self._once(_SETTLE_MS, self._on_settled)
        self._dressing = self._once(0, self._on_dressing)
        self._glide = Glide(self.verticalScrollBar(), theme)
        self._grid = Grid(Measures(USUAL_SIDE), 0, 0)
        self._painter = CellPainter(model, theme, self.font(), self.devicePixelRatioF())
        self._headings = Headings(theme, self)
        self._set_up()
        self.setModel(model)
        theme.changed.connect(self._on_look_changed)

    def _once(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(call)
        return timer

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The grid goes to the edge of the window; the borders of lists are not for it.
        self.setStyleSheet("ResultsView { border: none; border-radius: 0; padding: 0; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # How it looks

    @property
    def cell_side(self) -> int:
        """What `set_cell_side` set; cells are a little larger, to fill the width."""
        return self._side

    def set_cell_side(self, side: int) -> None:
        """Make the cells larger or smaller; the photo in the middle stays where it is."""
        side = min(max(side, LEAST_SIDE), MOST_SIDE)
        if side != self._side:
            self._side = side
            self._lay_out_in_place()
            self.cell_side_changed.emit(side)

    def zoom(self, steps: float) -> None:
        """Make the cells larger, or smaller for negative steps."""
        wanted = self._side * _ZOOM**steps
        self.set_cell_side(math.ceil(wanted) if steps > 0 else math.floor(wanted))

    def zoom_in(self) -> None:
        """Make the cells larger."""
        self.zoom(1)

    def zoom_out(self) -> None:
        """Make the cells smaller."""
        self.zoom(-1)

    def zoom_reset(self) -> None:
        """Make the cells as large as they are at first."""
        self.set_cell_side(USUAL_SIDE)

    def set_show_names(self, names: bool) -> None:
        """Whether names of files stand below the pictures."""
        self._with_names = names
        self._lay_out_in_place()

    def set_days(self, days: bool) -> None:
        """Whether each day has a heading, if the results come in days."""
        self._with_days = days
        self._lay_out_in_place()

    @property
    def fill(self) -> bool:
        """Whether pictures fill their cells and are cropped; else they are shown whole."""
        return self._fill

    def set_fill(self, fill: bool) -> None:
        """See `fill`."""
        self._fill = fill
        self._lay_out_in_place()

    # Where things are

    def current_row(self) -> int:
        """The row that has the keyboard; -1 for none."""
        return self.currentIndex().row()

    @property
    def grid(self) -> Grid:
        """Where the cells are."""
        return self._grid

    @property
    def seen(self) -> range:
        """The rows in sight."""
        return self._grid.rows_between(self.offset, self.offset + self.viewport().height() - 1)

    @property
    def offset(self) -> int:
        """How far the grid is scrolled."""
        return self.verticalScrollBar().value()

    def scroll_to(self, offset: int) -> None:
        """Scroll at once."""
        self._glide.stop()
        self.verticalScrollBar().setValue(offset)

    def row_at(self, point: QPoint) -> int | None:
        """The row at a point of the viewport."""
        return self._grid.row_at(point.x(), point.y() + self.offset)

    def rect_of(self, row: int) -> QRect:
        """The place of a row in the viewport."""
        left, top, width, height = self._grid.box(row)
        return QRect(left, top - self.offset, width, height)

    @property
    def check_rect(self) -> QRect:
        """Where the mark of a chosen photo is in its cell."""
        side = self._painter.check_side + 8
        return QRect(0, 0, side, side)

    def update_row(self, row: int) -> None:
        """Paint a row again."""
        if 0 <= row < self._grid.count:
            self.viewport().update(self.rect_of(row).adjusted(-4, -4, 4, 4))

    def show_row(self, row: int, *, centre: bool = False) -> None:
        """Scroll until a row is in sight."""
        if not 0 <= row < self._grid.count:
            return
        _, top, _, height = self._grid.box(row)
        room, gap = self.viewport().height(), self._grid.measures.gap
        if centre:
            self.scroll_to(top + height // 2 - room // 2)
        elif top - self._grid.heading - gap < self.offset:
            self.scroll_to(top - self._grid.heading - gap)
        elif top + height + gap > self.offset + room:
            self.scroll_to(top + height + gap - room)

    # What Qt asks a view for

    def visualRect(self, index: Index) -> QRect:
        """See Qt."""
        row = index.row()
        return self.rect_of(row) if 0 <= row < self._grid.count else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """See Qt."""
        row = self.row_at(point)
        return QModelIndex() if row is None else self._model.index(row)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """See Qt."""
        self.show_row(index.row(), centre=hint == QAbstractItemView.ScrollHint.PositionAtCenter)

    def horizontalOffset(self) -> int:
        """See Qt."""
        return 0

    def verticalOffset(self) -> int:
        """See Qt."""
        return self.offset

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """See Qt."""
        if selection.size() > _FEW:
            return QRegion(self.viewport().rect())
        region, seen = QRegion(), self.seen
        for one in rows_of(selection):
            rows = range(max(one.start, seen.start), min(one.stop, seen.stop))
            if len(rows) > _FEW:
                return QRegion(self.viewport().rect())
            for row in rows:
                region += self.rect_of(row).adjusted(-4, -4, 4, 4)
        return region

    # What happens

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: object = ()) -> None:
        """See Qt."""
        del roles
        if top_left.row() == bottom_right.row():
            self.update_row(top_left.row())
        else:
            self.viewport().update()

    def doItemsLayout(self) -> None:
        """See Qt."""
        self._lay_out()

    def updateGeometries(self) -> None:
        """See Qt."""

    # Laying out

    def _lay_out(self) -> None:
        """Work out where everything is, and ask for what is in sight."""
        days = self._model.days if self._with_days else ()
        self._headings.set_days(days)
        measures = Measures(
            self._side,
            caption=self._painter.caption_height if self._with_names else 0,
            heading=self._headings.full_height,
        )
        sections = tuple(day.photos for day in days)
        width = self.viewport().width()
        self._grid = Grid(measures, width, self._model.rowCount(), sections)
        self._painter.fill = self._fill
        self._painter.lay_out(self._grid)
        self._update_bar()
        self._settled.start()
        self._look()
        self.viewport().update()

    def _update_bar(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._grid.height - room))
        bar.setPageStep(room)
        bar.setSingleStep(max(1, self._grid.pitch // 3))

    def _lay_out_in_place(self) -> None:
        """The same, so that the photo in the middle (or the current one) stays there."""
        before, offset = self._grid, self.offset
        row = self._middle_row()
        self._lay_out()
        if row is None or not offset or row >= self._grid.count:
            return
        distance = before.box(row).top + before.cell // 2 - offset
        self.scroll_to(self._grid.box(row).top + self._grid.cell // 2 - distance)

    def _middle_row(self) -> int | None:
        row = self.current_row()
        if row in self.seen:
            return row
        middle = self.viewport().rect().center()
        return self._grid.nearest(middle.x(), middle.y() + self.offset)

    def _look(self) -> None:
        self._headings.follow(self._grid, self.offset, self.viewport().geometry())
        self._model.look_at(self.seen)

    @Slot()
    def _on_settled(self) -> None:
        """The size of the cells does not change any more: have thumbnails of that size."""
        ratio = self.devicePixelRatioF()
        room = self.viewport().size() * ratio
        self._model.thumbnails.set_shape(
            math.ceil(self._grid.cell * ratio),
            fill=self._fill,
            room=room.width() * room.height(),
        )
        self._look()

    @Slot()
    def _on_look_changed(self) -> None:
        """Theme, font and scale often change several times in a row; draw badges only once."""
        self._dressing.start()

    @Slot()
    def _on_dressing(self) -> None:
        self._painter = CellPainter(self._model, self._theme, self.font(), self.devicePixelRatioF())
        self._headings.setFont(self.font())
        self._headings.dress()
        self._lay_out_in_place()

    def changeEvent(self, event: QEvent) -> None:
        """See Qt."""
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._dressing.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See Qt."""
        del event
        self._lay_out_in_place()

    def showEvent(self, event: QShowEvent) -> None:
        """See Qt."""
        super().showEvent(event)
        self._on_settled()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """See Qt."""
        del dx
        self._look()
        rect = self.viewport().rect()
        if self._headings.isVisible() or self.band or abs(dy) >= rect.height():
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See Qt."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(turned.y() / _NOTCH)
        elif pixels.y():
            self.scroll_to(self.offset - pixels.y())
        else:
            self._glide.by(-turned.y() * self._grid.pitch * 2 // (3 * _NOTCH))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See Qt."""
        area = event.rect()
        top, bottom = area.top() + self.offset, area.bottom() + self.offset
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(area, self._theme.colours.window)
        for section, y in self._grid.headings_between(top - self._grid.heading, bottom):
            self._headings.paint(painter, section, y - self.offset, self.viewport().width())
        self._painter.paint(painter, self._scene(self._grid.rows_between(top - 4, bottom + 4)))
        if self.band:
            self.band.paint(painter, self._theme.colours, self.offset)
        painter.end()

    def _scene(self, rows: range) -> Scene:
        chosen = self.band.rows if self.band else self._chosen_rows()
        focused = self.current_row() if self.hasFocus() else -1
        return Scene(self._grid, rows, self.offset, chosen.__contains__, self.hovered, focused)

    def _chosen_rows(self) -> Ranges:
        return Ranges(rows_of(self.selectionModel().selection()))
