"""Scrolling like a wheel that turns, not in jumps."""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QScrollBar

from app.window.theme.theme import Theme

_FRAME_MS = 10
_PACE_MS = 40.0
"""In this time, two thirds of the way that is left are gone."""


class Glide(QObject):
    """Moves a scroll bar; at once if the user wants no animations."""

    def __init__(self, bar: QScrollBar, theme: Theme) -> None:
        super().__init__(bar)
        self._bar = bar
        self._theme = theme
        self._end = 0
        self._place = 0.0
        self._clock = QElapsedTimer()
        self._frames = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._on_frame)
        bar.sliderPressed.connect(self.stop)

    def by(self, distance: int) -> None:
        """Scroll by so much from where it is going already."""
        if not self._frames.isActive():
            self._end = self._bar.value()
            self._place = float(self._end)
            self._clock.start()
        self._end = min(max(self._end + distance, self._bar.minimum()), self._bar.maximum())
        if self._theme.reduced_motion:
            self._bar.setValue(self._end)
        elif not self._frames.isActive():
            self._frames.start()

    @Slot()
    def stop(self) -> None:
        """Stay here."""
        self._frames.stop()

    @Slot()
    def _on_frame(self) -> None:
        share = 1 - math.exp(-self._clock.restart() / _PACE_MS)
        self._end = min(self._end, self._bar.maximum())
        self._place += (self._end - self._place) * share
        if abs(self._end - self._place) < 1:
            self._place = self._end
            self.stop()
        self._bar.setValue(round(self._place))
