"""The controls of a slideshow, for those who use a pointer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.window.theme.theme import Theme
from app.window.viewer.stage_look import paint_ground, stage_sheet

_MARGIN = 28


class SlideBar(QWidget):
    """Back, pause, on, how long, end. Lies above the slideshow, at the bottom.

    Signals:
        previous_wanted(): the photo before this one.
        next_wanted(): the photo after this one.
        pause_wanted(): stop at this photo, or go on.
        change_wanted(int): show each photo for so many seconds more.
        end_wanted(): no more.
    """

    previous_wanted = Signal()
    next_wanted = Signal()
    pause_wanted = Signal()
    change_wanted = Signal(int)
    end_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._slideshow = theme, parent
        self._icons: dict[QToolButton, str] = {}
        self._seconds = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(4)
        make = self._make
        row.addWidget(make("chevron-left", self.tr("Previous photo"), self.previous_wanted.emit))
        self._pause = make("pause", self.tr("Pause"), self.pause_wanted.emit)
        row.addWidget(self._pause)
        row.addWidget(make("chevron-right", self.tr("Next photo"), self.next_wanted.emit))
        row.addSpacing(12)
        less, more = (-1, self.tr("Shorter")), (1, self.tr("Longer"))
        row.addWidget(make("minus", less[1], lambda: self.change_wanted.emit(less[0])))
        row.addWidget(self._seconds)
        row.addWidget(make("plus", more[1], lambda: self.change_wanted.emit(more[0])))
        row.addSpacing(12)
        row.addWidget(make("x", self.tr("End the slideshow"), self.end_wanted.emit))
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def show_state(self, seconds: int, *, paused: bool) -> None:
        """Show how long a photo stays, and whether it stays anyway."""
        self._seconds.setText(self.tr("{seconds} s").format(seconds=seconds))
        self._seconds.setAccessibleName(self.tr("%Ln second(s) for each photo", "", seconds))
        name = self.tr("Resume") if paused else self.tr("Pause")
        self._pause.setAccessibleName(name)
        self._pause.setToolTip(name)
        self._icons[self._pause] = "play" if paused else "pause"
        self._show_icons()
        self.place()

    def place(self) -> None:
        """Stand at the bottom, in the middle."""
        stage = self._slideshow.rect()
        size = self.sizeHint()
        left = (stage.width() - size.width()) // 2
        self.setGeometry(
            left, stage.height() - size.height() - _MARGIN, size.width(), size.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded ground that can be read on every photo."""
        del event
        paint_ground(self, self._theme.colours)

    def _make(self, icon: str, name: str, do: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _=False: do())
        self._icons[button] = icon
        return button

    def _show_icons(self) -> None:
        for button, icon in self._icons.items():
            button.setIcon(self._theme.icon(icon, "on_stage"))

    def _on_theme_changed(self) -> None:
        self.setStyleSheet(stage_sheet(self._theme.colours))
        self._show_icons()
        self.update()
