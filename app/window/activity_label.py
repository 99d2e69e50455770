"""The corner of the status bar that tells what the engine is doing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from app.window import activity_text, texts
from app.window.asking import Asks
from app.window.settings.engine_settings import EngineSettings
from app.window.theme.theme import Theme
from indexer.client import Activity

_STEPS = 1000
_BAR_LETTERS = 14
_SPACE = 8
_BAR_THICKNESS = 6
_ICONS = {
    "idle": "circle-check",
    "scanning": "scan-search",
    "indexing": "loader-circle",
    "waiting": "clock",
    "paused": "pause",
}


class ActivityLabel(QWidget):
    """One line, a thin bar while something is counted, and a button that pauses.

    Signals:
        indexing_wanted(): it was clicked; the settings of indexing are to be shown.
        troubled(Exception): pausing did not work.
    """

    indexing_wanted = Signal()
    troubled = Signal(Exception)

    def __init__(self, asks: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        """Show that nothing is known yet."""
        super().__init__(parent)
        self._theme = theme
        self._settings = EngineSettings(asks, self)
        self._settings.failed.connect(self._on_failed)
        self._activity = Activity("idle")
        self._photos: int | None = None
        self._connected = self._refused = False
        self._line = ""
        self._text = QToolButton(self, autoRaise=True)
        self._text.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._text.setMinimumWidth(1)  # a long line never keeps the window wide
        self._text.clicked.connect(self.indexing_wanted)
        self._bar = QProgressBar(self, textVisible=False, maximum=_STEPS)
        self._bar.setAccessibleName(self.tr("Progress of indexing"))
        self._pause = QToolButton(self, autoRaise=True)
        self._pause.clicked.connect(self._on_pause)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._show()

    def show_activity(self, activity: Activity) -> None:
        """The engine does this now."""
        self._connected, self._refused = True, False
        self._activity = activity
        self._show()

    def set_photos(self, number: int) -> None:
        """So many photos can be found."""
        self._photos = number
        self._show()

    def set_connected(self, connected: bool) -> None:
        """Whether there is an engine; if not, it is being started."""
        self._connected, self._refused = connected, False
        self._show()

    def show_refused(self) -> None:
        """There is no engine, and none is being started."""
        self._connected, self._refused = False, True
        self._show()

    @property
    def is_refused(self) -> bool:
        """Whether it says that there is no engine, and none is being started."""
        return self._refused

    @property
    def activity(self) -> Activity:
        """What the engine did when it was last heard of."""
        return self._activity

    @property
    def text(self) -> str:
        """What it says, in full."""
        return self._line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long line is cut to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACE)
        row.addWidget(self._text)
        row.addStretch(1)
        row.addWidget(self._bar)
        row.addWidget(self._pause)
        self._bar.setFixedSize(
            QSize(_BAR_LETTERS * self.fontMetrics().averageCharWidth(), _BAR_THICKNESS)
        )

    def _show(self) -> None:
        self._line = self._said()
        share = activity_text.share(self._activity) if self._connected else None
        counted = share is not None and self._activity.state in {"indexing", "waiting", "paused"}
        searching = self._connected and self._activity.state == "scanning"
        self._bar.setVisible(counted or searching)
        moving = not self._theme.reduced_motion
        self._bar.setMaximum(0 if searching and moving else _STEPS)
        self._bar.setValue(round((share or 0.0) * _STEPS))
        self._pause.setVisible(self._connected and self._activity.state != "idle")
        self._text.setAccessibleName(self._line)
        self._text.setToolTip(
            self.tr("{activity}\nClick for the settings of indexing").format(activity=self._line)
        )
        self._dress()
        self._fit()

    def _said(self) -> str:
        if self._refused:
            return self.tr("The library is not open")
        if not self._connected:
            return self.tr("Starting…")
        if told := activity_text.describe(self._activity):
            return told
        if self._photos is None:
            return ""
        return texts.photos(self._photos) if self._photos else self.tr("No photos yet")

    def _dress(self) -> None:
        state = self._activity.state if self._connected else "indexing"
        icon = "circle-alert" if self._refused else _ICONS.get(state, "info")
        self._text.setIcon(self._theme.icon(icon, "muted"))
        paused = self._activity.state == "paused"
        name = self.tr("Resume indexing") if paused else self.tr("Pause indexing")
        self._pause.setIcon(self._theme.icon("play" if paused else "pause"))
        self._pause.setToolTip(name)
        self._pause.setAccessibleName(name)

    def _fit(self) -> None:
        metrics = QFontMetrics(self._text.font())
        room = self.width() - self._text.iconSize().width() - 2 * metrics.height()
        for other in (self._bar, self._pause):
            if not other.isHidden():
                hint = min(other.sizeHint().width(), other.maximumWidth())
                room -= hint + _SPACE
        line = metrics.elidedText(self._line, Qt.TextElideMode.ElideRight, max(room, 0))
        self._text.setText(line.replace("&", "&&"))

    def sizeHint(self) -> QSize:
        """Wide enough for the usual line, in every state, so that nothing beside it jumps."""
        metrics = self.fontMetrics()
        usual = metrics.horizontalAdvance(
            self.tr("Indexing 00,000 of 00,000 · about 00 minutes left")
        )
        hint = super().sizeHint()
        return QSize(usual + 24 * metrics.averageCharWidth(), hint.height())

    def _on_pause(self) -> None:
        if self._activity.state == "paused":
            self._settings.resume()
        else:
            self._settings.pause()

    def _on_failed(self, _names: object, error: Exception) -> None:
        self.troubled.emit(error)
