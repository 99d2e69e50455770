"""What the window has to say, above its content: news, warnings and troubles."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QEvent,
    QPropertyAnimation,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.window.announcing import announce
from app.window.theme.theme import Theme

MOST_SHOWN = 3

_INFO_SECONDS = 6.0
_ACTION_SECONDS = 12.0  # finding and reaching a button takes longer than reading
_SLIDE_MS = 160
_STRIP = 3
_NO_LIMIT = 16_777_215  # Qt's QWIDGETSIZE_MAX

_ICONS = {"info": "info", "warning": "triangle-alert", "error": "circle-alert"}
_COLOURS = {"info": "accent", "warning": "warning", "error": "danger"}

Action = tuple[str, Callable[[], object]]


@dataclass(frozen=True)
class Message:
    """Something to say.

    Attributes:
        kind: "info", "warning" or "error".
        action: text of a button and what it does; the message goes when it is pressed.
        seconds: how long it stays; None for ever.
        key: a newer message of the same key takes its place; empty for none.
    """

    text: str
    kind: str = "info"
    action: Action | None = None
    seconds: float | None = None
    key: str = ""


class MessageBar(QWidget):
    """Shows messages, latest below, at most `MOST_SHOWN`; others wait until there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say nothing yet; without messages it takes no room."""
        super().__init__(parent)
        self._theme = theme
        self._shown: list[MessageStrip] = []
        self._waiting: deque[Message] = deque()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Messages"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self.hide()

    def say(
        self,
        text: str,
        *,
        kind: str = "info",
        action: Action | None = None,
        seconds: float | None = None,
        key: str = "",
    ) -> None:
        """Show a message.

        Args:
            text: plain, whole sentences.
            kind: "info" goes by itself; "warning" and "error" stay until they are closed.
            action: a button's text, and what it does.
            seconds: how long an "info" stays, if not for the usual time.
            key: replaces what was said under the same key.
        """
        if kind == "info" and seconds is None:
            seconds = _ACTION_SECONDS if action else _INFO_SECONDS
        message = Message(text, kind, action, seconds if kind == "info" else None, key)
        if not self._replaced(message):
            self._waiting.append(message)
            self._show_next()

    def withdraw(self, key: str) -> None:
        """Take back what was said under this key, if it is still there."""
        self._waiting = deque(one for one in self._waiting if one.key != key)
        for strip in [one for one in self._shown if one.message.key == key]:
            self._remove(strip)

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is shown, from above."""
        return tuple(strip.message for strip in self._shown)

    def _replaced(self, message: Message) -> bool:
        if not message.key:
            return False
        for strip in self._shown:
            if strip.message.key == message.key:
                strip.show_message(message)
                return True
        for at, waiting in enumerate(self._waiting):
            if waiting.key == message.key:
                self._waiting[at] = message
                return True
        return False

    def _show_next(self) -> None:
        while self._waiting and len(self._shown) < MOST_SHOWN:
            strip = MessageStrip(self._theme, self)
            self._shown.append(strip)
            self._column.addWidget(strip)
            strip.show()
            strip.closed.connect(self._on_closed)
            self.show()
            strip.show_message(self._waiting.popleft())
            strip.slide_in()

    def _on_closed(self) -> None:
        strip = self.sender()
        if isinstance(strip, MessageStrip):
            self._remove(strip)

    def _remove(self, strip: MessageStrip) -> None:
        if strip not in self._shown:
            return
        held_focus = strip.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._shown.remove(strip)
        self._column.removeWidget(strip)
        strip.hide()
        strip.deleteLater()
        self._show_next()
        self.setVisible(bool(self._shown))
        if held_focus and self._shown:
            self._shown[-1].focus_close()


class MessageStrip(QFrame):
    """One message.

    Signals:
        closed(): the user, its time or its action ended it.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.message = Message("")
        self.setProperty("role", "bar")
        self._icon = QLabel(self)
        self._text = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(self, autoDefault=True)
        self._action.clicked.connect(self._on_action)
        self._close = QToolButton(self, autoRaise=True)
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.clicked.connect(self.closed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.closed)
        self._slide = QPropertyAnimation(self, b"maximumHeight", self)
        self._slide.finished.connect(self._on_slid)
        self._lay_out()
        theme.changed.connect(self._dress)

    def show_message(self, message: Message) -> None:
        """Say something, also instead of what it said before."""
        self.message = message
        self._text.setText(message.text)
        self._action.setVisible(message.action is not None)
        self._action.setText(message.action[0] if message.action else "")
        self.setAccessibleName(f"{self._kind_name()}: {message.text}")
        self._dress()
        self._start_timer()
        announce(self, self.accessibleName(), at_once=message.kind == "error")

    def slide_in(self) -> None:
        """Appear, in motion unless the user wants none."""
        if self._theme.reduced_motion:
            return
        self.setMaximumHeight(0)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.setStartValue(0)
        self._slide.setEndValue(max(self.heightForWidth(self._room()), self.sizeHint().height()))
        self._slide.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)

    def _room(self) -> int:
        parent = self.parentWidget()
        return parent.width() if parent is not None else self.sizeHint().width()

    def focus_close(self) -> None:
        """Give the keyboard to its close button."""
        self._close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it while something in it has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """What is being read stays."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Its time begins anew."""
        self._start_timer()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A strip in the colour of its kind."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = getattr(self._theme.colours, _COLOURS[self.message.kind])
        left = self.width() - _STRIP if self.isRightToLeft() else 0
        painter.fillRect(left, 0, _STRIP, self.height(), colour)
        painter.end()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)

    def _dress(self) -> None:
        side = self.fontMetrics().height()
        icon = self._theme.icon(_ICONS[self.message.kind], _COLOURS[self.message.kind])
        self._icon.setPixmap(icon.pixmap(side, side))
        self._close.setIcon(self._theme.icon("x"))
        self.update()

    def _kind_name(self) -> str:
        match self.message.kind:
            case "error":
                return self.tr("Error")
            case "warning":
                return self.tr("Warning")
            case _:
                return self.tr("Note")

    def _start_timer(self) -> None:
        self._timer.stop()
        if self.message.seconds is not None and not self.underMouse():
            self._timer.start(round(self.message.seconds * 1000))

    def _on_action(self) -> None:
        action = self.message.action
        self.closed.emit()
        if action is not None:
            action[1]()

    def _on_slid(self) -> None:
        self.setMaximumHeight(_NO_LIMIT)
