"""Pictrove among the icons beside the clock, where a desktop has such."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.window import activity_text
from app.window.asking import Asks
from app.window.settings.engine_settings import EngineSettings
from app.window.theme.theme import Theme
from indexer.client import Activity

_HOUR = 3600.0
_SIZES = (16, 22, 32, 48, 64)
_BADGES = {"indexing": "good", "scanning": "good", "waiting": "warning", "paused": "warning"}


class Tray(QObject):
    """An icon with what the engine is doing, and a menu. Without a tray it does nothing.

    Signals:
        show_wanted(): the window is to be shown.
        settings_wanted(): the settings are to be shown.
        quit_wanted(): Pictrove is to be closed.
        troubled(Exception): pausing did not work.
    """

    show_wanted = Signal()
    settings_wanted = Signal()
    quit_wanted = Signal()
    troubled = Signal(Exception)

    def __init__(self, asks: Asks, theme: Theme, parent: QObject | None = None) -> None:
        """Make the icon, which is not shown yet."""
        super().__init__(parent)
        self._theme = theme
        self._activity = Activity("idle")
        self._photos: int | None = None
        self._settings = EngineSettings(asks, self)
        self._settings.failed.connect(self._on_failed)
        self._settings.loaded.connect(self._show)
        self._settings.kept.connect(self._show)
        self._menu = QMenu()
        self._make_menu()
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._menu.aboutToShow.connect(self._settings.load)
        theme.changed.connect(self._on_look_changed)
        self._show()

    @property
    def available(self) -> bool:
        """Whether this desktop has a place for it."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def menu(self) -> QMenu:
        """What a click of the other button shows."""
        return self._menu

    @property
    def tool_tip(self) -> str:
        """What the icon says when the pointer rests on it."""
        return self._icon.toolTip()

    def show(self) -> None:
        """Appear, if there is a tray."""
        if self.available:
            self._dress()
            self._icon.show()

    def hide(self) -> None:
        """Go."""
        self._icon.hide()

    def show_activity(self, activity: Activity) -> None:
        """The engine does this now."""
        other = activity.state != self._activity.state
        self._activity = activity
        if other:
            self._on_look_changed()
        self._show()

    def set_photos(self, number: int) -> None:
        """So many photos can be found."""
        self._photos = number
        self._show()

    def _make_menu(self) -> None:
        self._open = self._action(self.tr("&Show Pictrove"), self.show_wanted.emit)
        self._menu.setDefaultAction(self._open)
        self._menu.addSeparator()
        self._line = QAction(self._menu, enabled=False)
        self._menu.addAction(self._line)
        self._pause = self._action(self.tr("&Pause indexing"), self._settings.pause)
        self._pause_hour = self._action(
            self.tr("Pause for an &hour"), lambda: self._settings.pause(_HOUR)
        )
        self._resume = self._action(self.tr("&Resume indexing"), self._settings.resume)
        self._menu.addSeparator()
        self._preferences = self._action(self.tr("S&ettings…"), self.settings_wanted.emit)
        self._menu.addSeparator()
        self._goes_on = QAction(self._menu, enabled=False, visible=False)
        self._goes_on.setText(self.tr("Watched folders are followed after quitting, too"))
        self._menu.addAction(self._goes_on)
        self._quit = self._action(self.tr("&Quit Pictrove"), self.quit_wanted.emit)

    def _action(self, text: str, do: Callable[[], object]) -> QAction:
        action = self._menu.addAction(text)
        action.triggered.connect(lambda _checked: do())
        return action

    def _show(self) -> None:
        line = activity_text.describe(self._activity)
        if not line:
            line = self._idle_line()
        self._line.setText(line.replace("&", "&&"))
        self._icon.setToolTip(self.tr("Pictrove – {activity}").format(activity=line))
        paused = self._activity.state == "paused" or self._settings.is_paused
        self._pause.setVisible(not paused)
        self._pause_hour.setVisible(not paused)
        self._resume.setVisible(paused)
        known = self._settings.known
        self._goes_on.setVisible(known is not None and known.background)

    def _idle_line(self) -> str:
        if self._photos is None:
            return self.tr("Ready")
        return self.tr("%Ln photo(s) can be found", "", self._photos)

    def _on_look_changed(self) -> None:
        """Icons cost time, and most desktops show none: they are painted when one is shown."""
        if self._icon.isVisible():
            self._dress()

    def _dress(self) -> None:
        icon = QIcon()
        for side in _SIZES:
            icon.addPixmap(self._picture(side))
        self._icon.setIcon(icon)
        for action, name in (
            (self._open, "images"),
            (self._pause, "pause"),
            (self._pause_hour, "timer"),
            (self._resume, "play"),
            (self._preferences, "settings"),
            (self._quit, "power"),
        ):
            action.setIcon(self._theme.icon(name))

    def _picture(self, side: int) -> QPixmap:
        """The icon of the application; a dot tells by its shape and colour that it is at work."""
        picture = self._theme.icon("pictrove", "").pixmap(side, side)
        badge = _BADGES.get(self._activity.state)
        if badge is None:
            return picture
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_badge(painter, side, badge)
        painter.end()
        return picture

    def _paint_badge(self, painter: QPainter, side: int, colour: str) -> None:
        colours = self._theme.colours
        length = side * 0.5
        dot = QRectF(side - length, side - length, length, length)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.surface)
        painter.drawEllipse(dot)
        edge = max(1.0, side / 24)
        painter.setBrush(getattr(colours, colour))
        painter.drawEllipse(dot.adjusted(edge, edge, -edge, -edge))
        painter.setBrush(colours.surface)
        if self._activity.state not in {"paused", "waiting"}:
            painter.drawPolygon(_triangle(dot))
            return
        for left in (0.32, 0.56):  # the two bars of a pause
            painter.drawRect(
                QRectF(dot.x() + left * length, dot.y() + 0.3 * length, length * 0.12, length * 0.4)
            )

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        wanted = QSystemTrayIcon.ActivationReason
        if reason in {wanted.Trigger, wanted.DoubleClick}:
            self.show_wanted.emit()

    def _on_failed(self, _names: object, error: Exception) -> None:
        self.troubled.emit(error)


def _triangle(dot: QRectF) -> QPolygonF:
    """Something goes on."""
    left, right = dot.x() + 0.36 * dot.width(), dot.x() + 0.74 * dot.width()
    above, below = dot.y() + 0.28 * dot.height(), dot.y() + 0.72 * dot.height()
    return QPolygonF([QPointF(left, above), QPointF(right, dot.center().y()), QPointF(left, below)])
