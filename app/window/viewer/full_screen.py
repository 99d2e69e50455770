"""The viewer in full screen: nothing but the photo, until the pointer moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

_IDLE_MS = 2500


class FullScreen(QObject):
    """Puts the window of a widget into full screen and back.

    Meanwhile the widget's bar floats above the photo, and goes away with the pointer.

    Signals:
        changed(bool): whether it is full screen now.
    """

    changed = Signal(bool)

    def __init__(self, viewer: QWidget, bar: QWidget, stage: QWidget) -> None:
        """Watch over `viewer`, whose layout has `bar` at the top."""
        super().__init__(viewer)
        self._viewer, self._bar, self._stage = viewer, bar, stage
        self._window: QWidget | None = None
        self._is_on = False
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._hide_bar)
        stage.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        """Whether it is full screen."""
        return self._is_on

    def toggle(self) -> None:
        """Into full screen, or back."""
        window = self._viewer.window()
        self._watch(window)
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._follow()

    def leave(self) -> None:
        """Back to the window."""
        if self._is_on:
            self.toggle()

    def place_bar(self) -> None:
        """Over the top of the photo; to be called when that has another width."""
        if self._is_on:
            height = self._bar.sizeHint().height()
            self._bar.setGeometry(0, 0, self._stage.width(), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer moves, or somebody else changes the window."""
        kind = event.type()
        if kind == QEvent.Type.WindowStateChange and watched is self._window:
            self._follow()
        elif kind == QEvent.Type.MouseMove and watched is self._stage and self._is_on:
            self._show_bar()
        return False

    def _watch(self, window: QWidget) -> None:
        if window is not self._window:
            self._window = window
            window.installEventFilter(self)

    def _follow(self) -> None:
        is_on = bool(self._viewer.window().windowState() & Qt.WindowState.WindowFullScreen)
        if is_on == self._is_on:
            return
        self._is_on = is_on
        layout = self._viewer.layout()
        assert isinstance(layout, QVBoxLayout)
        if is_on:
            layout.removeWidget(self._bar)
            self._show_bar()
        else:
            self._idle.stop()
            layout.insertWidget(0, self._bar)
            self._bar.show()
            self._stage.unsetCursor()
        self.changed.emit(is_on)

    def _show_bar(self) -> None:
        self.place_bar()
        self._bar.show()
        self._bar.raise_()
        if self._stage.cursor().shape() == Qt.CursorShape.BlankCursor:
            self._stage.unsetCursor()
        self._idle.start()

    def _hide_bar(self) -> None:
        focus = QApplication.focusWidget()
        used = self._bar.underMouse() or QApplication.activePopupWidget() is not None
        if used or (focus is not None and self._bar.isAncestorOf(focus)):
            self._idle.start()
            return
        self._bar.hide()
        if self._stage.cursor().shape() == Qt.CursorShape.ArrowCursor:
            self._stage.setCursor(Qt.CursorShape.BlankCursor)
