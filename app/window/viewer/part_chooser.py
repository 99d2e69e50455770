"""Choosing a part of the photo on the stage, to search for it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.window.search.region_selector import RegionSelector
from app.window.theme.theme import Theme
from app.window.viewer.stage_look import paint_ground, stage_sheet
from indexer.query import Region

_MARGIN = 20


class PartChooser(QWidget):
    """Covers the stage while a part is chosen.

    Signals:
        chosen(Region): this part is to be searched for.
        cancelled(): none is.
    """

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = parent
        self.selector = RegionSelector(theme, self)
        self.selector.region_changed.connect(self._on_region_changed)
        self._bar = _Bar(theme, self)
        self._bar.search.clicked.connect(self._on_search)
        self._bar.cancel.clicked.connect(self.cancelled)
        self.setFocusProxy(self.selector)
        self.hide()

    def start(self, picture: QRect) -> None:
        """Begin, above a picture that stands there."""
        self.setGeometry(self._stage.rect())
        self.follow(picture)
        self.selector.clear()
        self._on_region_changed(None)
        self.show()
        self.raise_()
        self.selector.setFocus()

    def follow(self, picture: QRect) -> None:
        """The picture stands there now."""
        self.selector.set_picture_rect(QRectF(picture))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar stays at the bottom."""
        super().resizeEvent(event)
        self.selector.setGeometry(self.rect())
        self._place_bar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_search()
        else:
            super().keyPressEvent(event)

    def _place_bar(self) -> None:
        most = self.width() - 2 * _MARGIN
        self._bar.hint.setWordWrap(False)
        if self._bar.sizeHint().width() > most:
            self._bar.hint.setWordWrap(True)
        size = self._bar.sizeHint()
        width = min(size.width(), most)
        height = max(size.height(), self._bar.heightForWidth(width))
        left = (self.width() - width) // 2
        self._bar.setGeometry(left, self.height() - height - _MARGIN, width, height)

    def _on_region_changed(self, region: Region | None) -> None:
        self._bar.search.setEnabled(region is not None)

    def _on_search(self) -> None:
        region = self.selector.region()
        if region is not None:
            self.chosen.emit(region)


class _Bar(QWidget):
    """Says what to do, and offers to do it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hint = QLabel(self.tr("Draw a frame around the part to search for"), self)
        self.search = QPushButton(self.tr("Search for this part"), self, autoDefault=True)
        self.search.setProperty("kind", "primary")
        self.cancel = QPushButton(self.tr("Cancel"), self, autoDefault=True)
        self.cancel.setProperty("kind", "stage")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(self.hint, 1)
        row.addWidget(self.search)
        row.addWidget(self.cancel)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded ground that can be read on every photo."""
        del event
        paint_ground(self, self._theme.colours)

    def _on_theme_changed(self) -> None:
        self.setStyleSheet(stage_sheet(self._theme.colours))
        self.update()
