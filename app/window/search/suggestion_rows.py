"""Rows of the list of suggestions: what they say, and how they look."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.window.search.suggestions import Kind, Suggestion, folded, word_starts
from app.window.theme.theme import Theme

SUGGESTION = int(Qt.ItemDataRole.UserRole)

_ICONS = {
    Kind.RECENT: "history",
    Kind.DATE: "calendar",
    Kind.PLACE: "map-pin",
    Kind.KEYWORD: "tag",
    Kind.FOLDER: "folder",
    Kind.CAMERA: "camera",
    Kind.LENS: "aperture",
    Kind.SHAPE: "ratio",
    Kind.TYPE: "file-image",
    Kind.MARK: "star",
}
_PAD, _GAP = 12, 10
_ROW_MARGIN = 14

Index = QModelIndex | QPersistentModelIndex


def kind_name(kind: Kind) -> str:
    """What a suggestion is, for people."""
    translate = QCoreApplication.translate
    return {
        Kind.RECENT: translate("Suggestions", "Recent search"),
        Kind.DATE: translate("Suggestions", "Date"),
        Kind.PLACE: translate("Suggestions", "Place"),
        Kind.KEYWORD: translate("Suggestions", "Keyword"),
        Kind.FOLDER: translate("Suggestions", "Folder"),
        Kind.CAMERA: translate("Suggestions", "Camera"),
        Kind.LENS: translate("Suggestions", "Lens"),
        Kind.SHAPE: translate("Suggestions", "Shape"),
        Kind.TYPE: translate("Suggestions", "File type"),
        Kind.MARK: translate("Suggestions", "Marked"),
    }[kind]


def spoken_suggestion(suggestion: Suggestion) -> str:
    """A suggestion for screen readers: "Lisbon, Portugal, Place, 234 photos"."""
    parts = [suggestion.text, kind_name(suggestion.kind)]
    if suggestion.detail:
        parts.append(suggestion.detail)
    if suggestion.photos is not None:
        count = suggestion.photos
        parts.append(QCoreApplication.translate("Suggestions", "%Ln photo(s)", "", count))
    return ", ".join(parts)


class SuggestionModel(QAbstractListModel):
    """A few suggestions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._suggestions: tuple[Suggestion, ...] = ()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """In the order of the list."""
        return self._suggestions

    def show(self, suggestions: tuple[Suggestion, ...]) -> None:
        """Hold these instead."""
        self.beginResetModel()
        self._suggestions = suggestions
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as there are; they have no children."""
        return 0 if parent is not None and parent.isValid() else len(self._suggestions)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Text for people and for screen readers, and the suggestion itself."""
        if not index.isValid():
            return None
        suggestion = self._suggestions[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return suggestion.text
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(part for part in (suggestion.text, suggestion.detail) if part)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_suggestion(suggestion)
            case _:
                return suggestion if role == SUGGESTION else None


class SuggestionDelegate(QStyledItemDelegate):
    """Paints an icon, the text with what was typed in bold, and what kind it is of."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        del index
        metrics = option.fontMetrics
        return QSize(metrics.averageCharWidth() * 40, metrics.height() + _ROW_MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        suggestion = index.data(SUGGESTION)
        rect: QRect = option.rect
        font: QFont = option.font
        state: QStyle.StateFlag = option.state
        painter.save()
        _Row(painter, self._theme, rect, font).paint(
            suggestion, chosen=bool(state & QStyle.StateFlag.State_Selected)
        )
        painter.restore()


class _Row:
    def __init__(self, painter: QPainter, theme: Theme, rect: QRect, font: QFont) -> None:
        self._painter = painter
        self._theme = theme
        self._rect = rect
        self._font = font
        self._metrics = QFontMetrics(font)
        self._direction = painter.layoutDirection()

    def paint(self, suggestion: Suggestion, *, chosen: bool) -> None:
        colours = self._theme.colours
        if chosen:
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(colours.chosen)
            self._painter.drawRoundedRect(self._rect.adjusted(4, 1, -4, -1), 6, 6)
        rest = self._paint_icon(suggestion.kind)
        rest = self._paint_kind(suggestion, rest)
        rest = self._paint_text(suggestion, rest)
        self._paint_detail(suggestion.detail, rest)

    def _visual(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self._direction, self._rect, rect)

    def _paint_icon(self, kind: Kind) -> QRect:
        side = self._metrics.height()
        rect = QRect(self._rect.left() + _PAD, 0, side, side)
        rect.moveTop(self._rect.top() + (self._rect.height() - side) // 2)
        self._theme.icon(_ICONS[kind], "muted").paint(self._painter, self._visual(rect))
        return self._rect.adjusted(_PAD + side + _GAP, 0, -_PAD, 0)

    def _paint_kind(self, suggestion: Suggestion, rest: QRect) -> QRect:
        text = kind_name(suggestion.kind)
        if suggestion.photos is not None:
            text = f"{text} · {QLocale().toString(suggestion.photos)}"
        if suggestion.kind is Kind.RECENT:
            text = ""
        width = min(self._metrics.horizontalAdvance(text) + 2, rest.width() // 2)
        rect = QRect(rest.right() - width, rest.top(), width, rest.height())
        self._painter.setPen(self._theme.colours.muted)
        text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(self._visual(rect), end, text)
        return rest.adjusted(0, 0, -width - _GAP, 0)

    def _paint_text(self, suggestion: Suggestion, rest: QRect) -> QRect:
        """What was typed stands out; a long text is cut and stays plain."""
        self._painter.setPen(self._theme.colours.text)
        bold = QFont(self._font)
        bold.setBold(True)
        start, length = _match(suggestion)
        width = QFontMetrics(bold).horizontalAdvance(suggestion.text)
        if width > rest.width():
            text = self._metrics.elidedText(
                suggestion.text, Qt.TextElideMode.ElideMiddle, rest.width()
            )
            self._painter.drawText(self._visual(rest), _START, text)
            return QRect()
        layout = QTextLayout(suggestion.text, self._font)
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = start, length
        used = self._draw(layout, mark, bold, rest)
        return rest.adjusted(used + _GAP, 0, 0, 0)

    def _draw(
        self, layout: QTextLayout, mark: QTextLayout.FormatRange, bold: QFont, rest: QRect
    ) -> int:
        form = mark.format
        form.setFont(bold)
        mark.format = form
        layout.setFormats([mark])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(rest.width())
        layout.endLayout()
        width = round(line.naturalTextWidth()) + 1
        place = self._visual(QRect(rest.left(), rest.top(), width, rest.height()))
        top = place.top() + (place.height() - line.height()) / 2
        left = place.left() - line.position().x()
        if self._direction == Qt.LayoutDirection.RightToLeft:
            left = place.left()
        layout.draw(self._painter, QRect(round(left), round(top), 0, 0).topLeft())
        return width

    def _paint_detail(self, detail: str, rest: QRect) -> None:
        if not detail or rest.width() < self._metrics.averageCharWidth() * 6:
            return
        self._painter.setPen(self._theme.colours.muted)
        text = self._metrics.elidedText(detail, Qt.TextElideMode.ElideMiddle, rest.width())
        self._painter.drawText(self._visual(rest), _START, text)


_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


def _match(suggestion: Suggestion) -> tuple[int, int]:
    """Where in the text the typed piece stands; nowhere if that cannot be told."""
    whole, piece = folded(suggestion.text), folded(suggestion.typed)
    if not piece or len(whole) != len(suggestion.text):
        return 0, 0
    for start in word_starts(whole):
        if whole.startswith(piece, start):
            return start, len(piece)
    return 0, 0
