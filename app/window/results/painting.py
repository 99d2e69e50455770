"""How the cells of the grid look. Only painting: all that is painted was made before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from app.window.results.badges import Badges
from app.window.results.geometry import Grid
from app.window.results.model import ResultsModel
from app.window.results.telling import name_of
from app.window.theme.theme import Theme
from indexer.reports import Photo

RADIUS = 5
_INSET = 5
_MOST_NAMES = 4096
_LEAST_FOR_WORDS = 96


@dataclass(frozen=True)
class Scene:
    """What of the grid is to be painted, and what is special about some of it.

    Attributes:
        grid: where everything lies.
        rows: the cells.
        offset: how far the grid is scrolled.
        chosen: whether a cell is.
        hovered: the cell under the pointer, or -1.
        focused: the cell that has the keyboard, or -1.
    """

    grid: Grid
    rows: range
    offset: int
    chosen: Callable[[int], bool]
    hovered: int
    focused: int


class CellPainter:
    """Paints cells in the colours and at the scale it was made for."""

    def __init__(self, model: ResultsModel, theme: Theme, font: QFont, ratio: float) -> None:
        self._model = model
        self._colours = theme.colours
        self._ratio = ratio
        self._font = font
        self._badges = Badges(theme, font, ratio)
        self._small = QFont(font)
        self._small.setPointSizeF(max(6.0, font.pointSizeF() * 0.9))
        self._metrics = QFontMetrics(self._small)
        self._names: dict[int, str] = {}
        self._strip_of: tuple[int, int, int] | None = None
        self._strips: tuple[QPixmap, QPixmap] = (QPixmap(), QPixmap())
        self.fill = True

    @property
    def caption_height(self) -> int:
        """What a line with the name takes."""
        return self._metrics.height() + 4

    @property
    def check_side(self) -> int:
        """Size of the mark that a chosen photo has in its corner."""
        return round(self._badges.checked.deviceIndependentSize().width())

    def lay_out(self, grid: Grid) -> None:
        """Get ready for another grid."""
        self._names.clear()
        shape = (grid.cell, grid.columns, grid.measures.gap)
        if shape != self._strip_of:
            self._strip_of = shape
            self._strips = self._corners(grid, top=True), self._corners(grid, top=False)

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint cells: pictures in pixels of the screen, so that they are copied as they are."""
        boxes = [scene.grid.box(row) for row in scene.rows]
        painter.save()
        painter.scale(1 / self._ratio, 1 / self._ratio)
        rects = [self._on_screen(box.left, box.top - scene.offset, scene.grid) for box in boxes]
        for row, rect in zip(scene.rows, rects, strict=True):
            self._paint_picture(painter, row, rect)
        if self.fill:
            self._round_corners(painter, rects)
        painter.restore()
        for row, box in zip(scene.rows, boxes, strict=True):
            rect = QRect(box.left, box.top - scene.offset, box.width, box.width)
            self._paint_marks(painter, row, rect, scene)

    # Pictures

    def _on_screen(self, left: int, top: int, grid: Grid) -> QRect:
        ratio, side = self._ratio, grid.cell
        x, y = round(left * ratio), round(top * ratio)
        return QRect(x, y, round((left + side) * ratio) - x, round((top + side) * ratio) - y)

    def _paint_picture(self, painter: QPainter, row: int, rect: QRect) -> None:
        photo_id = self._model.photo_id(row)
        pixmap = self._model.thumbnails.pixmap(photo_id)
        if pixmap is None:
            painter.fillRect(rect, self._colours.field)
            if self._model.thumbnails.has_failed(photo_id):
                _draw_in_middle(painter, rect, self._badges.broken)
        elif self.fill:
            painter.drawPixmap(rect, pixmap, _crop(pixmap, rect))
        else:
            painter.drawPixmap(_fit(pixmap, rect), pixmap, pixmap.rect())

    def _round_corners(self, painter: QPainter, rects: Sequence[QRect]) -> None:
        """Cover the corners of all cells of a line at once."""
        top, bottom = self._strips
        for y, height in {(rect.y(), rect.height()) for rect in rects}:
            painter.drawPixmap(0, y, top)
            painter.drawPixmap(0, y + height - bottom.height(), bottom)

    def _corners(self, grid: Grid, *, top: bool) -> QPixmap:
        """A strip as wide as the grid that leaves nothing but the round cells to be seen."""
        radius = RADIUS * self._ratio
        height = round(radius) + 1
        pixmap = QPixmap(max(1, round(grid.width * self._ratio)), height)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column in range(grid.columns):
            rect = QRectF(self._on_screen(grid.left(column), 0, grid))
            rect.moveTop(0 if top else height - rect.height())
            path, inside = QPainterPath(), QPainterPath()
            path.addRect(rect)
            inside.addRoundedRect(rect, radius, radius)
            painter.fillPath(path.subtracted(inside), self._colours.window)
        painter.end()
        return pixmap

    # What stands on and around them

    def _paint_marks(self, painter: QPainter, row: int, rect: QRect, scene: Scene) -> None:
        photo = self._model.known(row)
        if photo is not None:
            self._paint_badges(painter, rect, photo)
            if scene.grid.measures.caption:
                self._paint_name(painter, rect, photo)
        if scene.chosen(row):
            self._ring(painter, QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 3, RADIUS - 1.5)
            painter.drawPixmap(rect.topLeft() + _CORNER, self._badges.checked)
        elif row == scene.hovered:
            painter.drawPixmap(rect.topLeft() + _CORNER, self._badges.unchecked)
        if row == scene.focused:
            self._ring(painter, QRectF(rect).adjusted(-2, -2, 2, 2), 2, RADIUS + 2, focus=True)

    def _paint_badges(self, painter: QPainter, rect: QRect, photo: Photo) -> None:
        if photo.missing:
            self._place(painter, rect, self._badges.missing, right=True, top=True)
        mark = self._badges.mark(photo.favourite, photo.rating)
        if mark is not None:
            self._place(painter, rect, mark)
        kind = self._badges.kinds.get(photo.kind)
        if kind is not None and (mark is None or rect.width() >= _LEAST_FOR_WORDS):
            self._place(painter, rect, kind, right=True)

    def _place(
        self,
        painter: QPainter,
        rect: QRect,
        pixmap: QPixmap,
        *,
        right: bool = False,
        top: bool = False,
    ) -> None:
        size = pixmap.deviceIndependentSize().toSize()
        x = rect.right() + 1 - _INSET - size.width() if right else rect.x() + _INSET
        y = rect.y() + _INSET if top else rect.bottom() + 1 - _INSET - size.height()
        painter.drawPixmap(x, y, pixmap)

    def _paint_name(self, painter: QPainter, rect: QRect, photo: Photo) -> None:
        name = self._names.get(photo.photo_id)
        if name is None:
            if len(self._names) > _MOST_NAMES:
                self._names.clear()
            name = self._metrics.elidedText(name_of(photo), _MIDDLE, rect.width())
            self._names[photo.photo_id] = name
        painter.setFont(self._small)
        painter.setPen(self._colours.muted)
        line = QRect(rect.x(), rect.bottom() + 2, rect.width(), self.caption_height)
        painter.drawText(line, _CENTRE, name)

    def _ring(
        self, painter: QPainter, rect: QRectF, width: int, radius: float, *, focus: bool = False
    ) -> None:
        colour: QColor = self._colours.focus if focus else self._colours.accent
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, width))
        painter.drawRoundedRect(rect, radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


_CORNER = QPoint(_INSET, _INSET)
_CENTRE = Qt.AlignmentFlag.AlignCenter
_MIDDLE = Qt.TextElideMode.ElideMiddle


def _crop(pixmap: QPixmap, rect: QRect) -> QRect:
    """What of a picture fills a cell: as it is if it was scaled for it, else the middle."""
    across, down = pixmap.width(), pixmap.height()
    width, height = rect.width(), rect.height()
    short = min(across, down)
    if not 0 <= short - max(width, height) <= 1:
        width = height = short
    return QRect((across - width) // 2, (down - height) // 2, width, height)


def _fit(pixmap: QPixmap, rect: QRect) -> QRect:
    """Where a whole picture stands in a cell."""
    across, down = pixmap.width(), pixmap.height()
    if not 0 <= max(across, down) - min(rect.width(), rect.height()) <= 1:
        scale = min(rect.width() / across, rect.height() / down)
        across, down = round(across * scale), round(down * scale)
    left = rect.x() + (rect.width() - across) // 2
    return QRect(left, rect.y() + (rect.height() - down) // 2, across, down)


def _draw_in_middle(painter: QPainter, rect: QRect, pixmap: QPixmap) -> None:
    """In pixels of the screen."""
    target = QRect(0, 0, pixmap.width(), pixmap.height())
    target.moveCenter(rect.center())
    painter.drawPixmap(target, pixmap, pixmap.rect())
