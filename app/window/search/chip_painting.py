"""How a chip looks, and where its parts are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPainterPath, QPen, QPixmap

from app.window.search.terms import weight_text
from app.window.theme.theme import Theme
from indexer.query import PictureTerm, TextTerm

_PAD, _GAP = 8, 5
_TEXT_MARGIN, _PICTURE_MARGIN = 10, 20
_LONGEST_TEXT, _LONGEST_NAME = 26, 18  # average characters
_FADED = 0.45


@dataclass(frozen=True)
class Look:
    """All that a chip shows.

    Attributes:
        name: the words, or the name of the picture.
        thumbnail: of a picture; None while there is none.
        icon: in its place, or before the words; may be null.
        pending: the picture is not known to be readable yet.
    """

    term: TextTerm | PictureTerm
    name: str
    thumbnail: QPixmap | None
    icon: QIcon
    pending: bool

    @property
    def is_picture(self) -> bool:
        """Whether there is room for a thumbnail."""
        return isinstance(self.term, PictureTerm)

    @property
    def is_negative(self) -> bool:
        """Whether it pushes away."""
        return self.term.weight < 0


@dataclass(frozen=True)
class Parts:
    """Where the parts of a chip are; what is not there is empty."""

    thumbnail: QRect
    sign: QRect
    text: QRect
    weight: QRect
    cross: QRect


def chip_size(look: Look, font: QFont) -> QSize:
    """How large a chip would be; long names are cut."""
    metrics = QFontMetrics(font)
    longest = _LONGEST_NAME if look.is_picture else _LONGEST_TEXT
    text = metrics.elidedText(look.name, _elide(look), metrics.averageCharWidth() * longest)
    parts = _parts(look, font, metrics.horizontalAdvance(text) + 2)
    return QSize(parts.cross.right() + 1, _height(look, metrics))


def chip_parts(look: Look, font: QFont, width: int) -> Parts:
    """Where the parts are in a chip of this width."""
    rest = _parts(look, font, 0).cross.right() + 1
    return _parts(look, font, max(width - rest, 0))


def _height(look: Look, metrics: QFontMetrics) -> int:
    return metrics.height() + (_PICTURE_MARGIN if look.is_picture else _TEXT_MARGIN)


def _parts(look: Look, font: QFont, text_width: int) -> Parts:
    metrics = QFontMetrics(font)
    height, icon = _height(look, metrics), metrics.height()
    left = 0
    thumbnail = QRect()
    if look.is_picture:
        thumbnail = QRect(0, 0, height, height)
        left = height
    left += _PAD
    sign = QRect()
    if look.is_negative:
        sign = QRect(left, (height - icon) // 2, icon, icon)
        left += icon + _GAP
    text = QRect(left, 0, text_width, height)
    left += text_width + _GAP
    weight = QRect()
    if weight_text(look.term):
        weight = QRect(left, 0, _bold(font).horizontalAdvance(weight_text(look.term)) + 2, height)
        left += weight.width() + _GAP
    cross = QRect(left, 0, icon + _PAD, height)
    return Parts(thumbnail, sign, text, weight, cross)


def _elide(look: Look) -> Qt.TextElideMode:
    """Names of files differ at their ends, words in their beginnings."""
    return Qt.TextElideMode.ElideMiddle if look.is_picture else Qt.TextElideMode.ElideRight


def _bold(font: QFont) -> QFontMetrics:
    bold = QFont(font)
    bold.setBold(True)
    return QFontMetrics(bold)


@dataclass(frozen=True)
class State:
    """What the pointer and the keyboard do with a chip."""

    hovered: bool
    cross_hovered: bool
    focused: bool


class ChipPainter:
    """Paints one chip."""

    def __init__(self, painter: QPainter, theme: Theme, rect: QRect, font: QFont) -> None:
        self._painter = painter
        self._theme = theme
        self._colours = theme.colours
        self._rect = QRectF(rect)
        self._font = font
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def paint(self, look: Look, parts: Parts, state: State) -> None:
        """Paint it."""
        outline = self._outline(look)
        self._paint_ground(look, outline, state)
        self._painter.setOpacity(_FADED if look.pending else 1.0)
        self._paint_picture(look, parts.thumbnail, outline)
        self._paint_sign(parts.sign)
        self._paint_text(look, parts)
        self._painter.setOpacity(1.0)
        self._paint_cross(parts.cross, state)
        self._paint_frame(look, outline, state)

    def _outline(self, look: Look) -> QPainterPath:
        inner = self._rect.adjusted(1, 1, -1, -1)
        radius = 8.0 if look.is_picture else inner.height() / 2
        path = QPainterPath()
        path.addRoundedRect(inner, radius, radius)
        return path

    def _paint_ground(self, look: Look, outline: QPainterPath, state: State) -> None:
        ground = self._colours.surface if look.is_negative else self._colours.chosen
        self._painter.fillPath(outline, self._colours.hover if state.hovered else ground)

    def _paint_picture(self, look: Look, rect: QRect, outline: QPainterPath) -> None:
        if rect.isEmpty():
            return
        if look.thumbnail is None:
            inner = rect.adjusted(10, 10, -10, -10)
            look.icon.paint(self._painter, inner)
            return
        self._painter.save()
        self._painter.setClipPath(outline)
        self._painter.drawPixmap(QRectF(rect), look.thumbnail, _square(look.thumbnail))
        if look.is_negative:
            self._strike(QRectF(rect))
        self._painter.restore()

    def _strike(self, rect: QRectF) -> None:
        for colour, width in ((self._colours.surface, 4.5), (self._colours.negative, 2.0)):
            self._painter.setPen(QPen(colour, width))
            self._painter.drawLine(rect.bottomLeft(), rect.topRight())

    def _paint_sign(self, rect: QRect) -> None:
        if not rect.isEmpty():
            self._theme.icon("circle-minus", "negative").paint(self._painter, rect)

    def _paint_text(self, look: Look, parts: Parts) -> None:
        font = QFont(self._font)
        font.setStrikeOut(look.is_negative)
        self._painter.setFont(font)
        self._painter.setPen(self._colours.negative if look.is_negative else self._colours.text)
        text = QFontMetrics(font).elidedText(look.name, _elide(look), parts.text.width())
        self._painter.drawText(parts.text, _CENTRED, text)
        if not parts.weight.isEmpty():
            font.setStrikeOut(False)
            font.setBold(True)
            self._painter.setFont(font)
            self._painter.setPen(self._colours.text)
            self._painter.drawText(parts.weight, _CENTRED, weight_text(look.term))

    def _paint_cross(self, rect: QRect, state: State) -> None:
        side = min(rect.width() - _PAD, rect.height())
        middle = QRect(0, 0, side, side)
        middle.moveCenter(rect.center())
        middle.moveRight(rect.right() - _PAD + 1)
        if state.cross_hovered:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._colours.border)
            self._painter.drawEllipse(middle)
        inset = max(2, side // 6)
        icon = self._theme.icon("x", "text" if state.cross_hovered else "muted")
        icon.paint(self._painter, middle.adjusted(inset, inset, -inset, -inset))

    def _paint_frame(self, look: Look, outline: QPainterPath, state: State) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if state.focused:
            self._painter.setPen(QPen(self._colours.focus, 2))
        elif look.is_negative:
            self._painter.setPen(_dashed(self._colours.negative))
        else:
            return
        self._painter.drawPath(outline)


_CENTRED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading


def _dashed(colour: QColor) -> QPen:
    pen = QPen(colour, 1)
    pen.setDashPattern([3, 2])
    return pen


def _square(pixmap: QPixmap) -> QRectF:
    """The middle of a picture, as large as fits into a square."""
    side = min(pixmap.width(), pixmap.height())
    return QRectF((pixmap.width() - side) / 2, (pixmap.height() - side) / 2, side, side)
