"""Chosen photos dragged out of the window, as files to be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.window.asking import Ticket, ignore
from app.window.results.model import ResultsModel
from app.window.theme.theme import Theme
from indexer.reports import Photo

MOST_FILES = 10_000
"""Other programs choke on longer lists; the picture that is dragged tells how many they are."""

_SIDE = 88
_SHIFT = 7
_MOST_PICTURES = 3


def files_of(photos: Sequence[Photo]) -> QMimeData:
    """The files of photos, as far as they can be reached."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(photo.path) for photo in photos if not photo.missing])
    return mime


class DragOut(QObject):
    """Drags photos out of a view as soon as their paths are known."""

    def __init__(self, view: QWidget, model: ResultsModel, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._theme = theme
        self._ticket: Ticket | None = None

    def begin(self, ids: Sequence[int]) -> None:
        """Drag these photos, while the button of the mouse is held."""
        self.cancel()
        self._ticket = self._model.fetch(ids[:MOST_FILES], self._drag, ignore)

    def cancel(self) -> None:
        """Do not, if it has not begun."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _drag(self, photos: tuple[Photo, ...]) -> None:
        self._ticket = None
        mime = files_of(photos)
        if not mime.hasUrls() or not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return
        drag = QDrag(self._view)
        drag.setMimeData(mime)
        drag.setPixmap(self._picture([photo.photo_id for photo in photos], len(mime.urls())))
        drag.setHotSpot(QPoint(_SIDE // 4, _SIDE // 4))
        drag.exec(Qt.DropAction.CopyAction)

    def _picture(self, ids: Sequence[int], count: int) -> QPixmap:
        """A small pile of the first photos, with how many files there are."""
        found = (self._model.thumbnails.pixmap(one) for one in ids[:_MOST_PICTURES])
        pictures = [one for one in found if one is not None]
        ratio = self._view.devicePixelRatioF()
        side = _SIDE + _SHIFT * (_MOST_PICTURES - 1)
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._pile_up(painter, pictures)
        if count > 1:
            self._write(painter, self._view.locale().toString(count), side)
        painter.end()
        return pixmap

    def _pile_up(self, painter: QPainter, pictures: Sequence[QPixmap]) -> None:
        for place in reversed(range(len(pictures))):
            picture = pictures[place]
            short = min(picture.width(), picture.height())
            source = QRect(0, 0, short, short)
            source.moveCenter(picture.rect().center())
            target = QRect(place * _SHIFT, place * _SHIFT, _SIDE, _SIDE)
            painter.drawPixmap(target, picture, source)
            painter.setPen(QPen(self._theme.colours.on_stage, 1))
            painter.drawRect(target.adjusted(0, 0, -1, -1))

    def _write(self, painter: QPainter, text: str, side: int) -> None:
        metrics = painter.fontMetrics()
        width = max(metrics.horizontalAdvance(text) + 12, metrics.height() + 4)
        pill = QRect(side - width, side - metrics.height() - 4, width, metrics.height() + 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.accent)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(self._theme.colours.on_accent)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
