"""What the pages of the settings are made of."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.window.announcing import announce
from app.window.flow_layout import FlowLayout
from app.window.theme.theme import Theme

INDENT = 28
_WIDEST = 720
_ICONS = {"danger": "circle-alert", "warning": "triangle-alert", "good": "circle-check"}


def label(text: str = "", role: str = "", *, selectable: bool = False) -> QLabel:
    """Plain text that wraps; `role` is one of the theme's for labels."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def row_of(*widgets: QWidget) -> FlowLayout:
    """Widgets side by side, in more rows where there is no room: texts and fonts may be large."""
    row = FlowLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row


class PathLabel(QLabel):
    """A path on one line, cut in its middle where there is no room; it can be copied whole."""

    def __init__(self, path: str = "", role: str = "", parent: QWidget | None = None) -> None:
        """Show `path`."""
        super().__init__(parent)
        self._path = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        if role:
            self.setProperty("role", role)
        copy = QAction(self.tr("Copy"), self)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._path))
        self.addAction(copy)
        self.show_path(path)

    @property
    def path(self) -> str:
        """All of it."""
        return self._path

    def show_path(self, path: str) -> None:
        """Show another one."""
        self._path = path
        self.setToolTip(f"<p>{escape(path)}</p>")
        self.setAccessibleName(path)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See Qt."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """See Qt."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        cut = self.fontMetrics().elidedText(
            self._path, Qt.TextElideMode.ElideMiddle, max(0, self.width())
        )
        self.setText(cut)


class Notice(QWidget):
    """An icon and a sentence; hidden while there is nothing to say."""

    def __init__(self, theme: Theme, kind: str = "danger", parent: QWidget | None = None) -> None:
        """Say nothing yet; `kind` is "danger", "warning", "good" or "muted"."""
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._icon = QLabel(self)
        self._text = label(role=kind, selectable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Say something, or nothing any more."""
        new = bool(text) and text != self.text
        self._text.setText(text)
        self.setVisible(bool(text))
        if new:
            announce(self, text, at_once=self._kind == "danger")

    def _dress(self) -> None:
        side = self.fontMetrics().height()
        icon = self._theme.icon(_ICONS.get(self._kind, "info"), self._kind)
        self._icon.setPixmap(icon.pixmap(side, side))


class Page(QScrollArea):
    """A page of the settings: title, explanation, then whatever is added."""

    def __init__(self, theme: Theme, title: str, about: str = "") -> None:
        """Make a page that has only its title."""
        super().__init__()
        self.theme = theme
        self._in_sight = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setMaximumWidth(_WIDEST)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(28, 24, 28, 24)
        self.column.setSpacing(8)
        self.column.addWidget(label(title, "title"))
        if about:
            self.column.addWidget(label(about, "muted"))
        self.setWidget(content)

    def add_section(self, title: str, about: str = "") -> None:
        """Begin something new."""
        self.column.addSpacing(14)
        self.column.addWidget(label(title, "heading"))
        if about:
            self.column.addWidget(label(about, "muted"))

    def add_switch(self, switch: QCheckBox, about: str = "") -> QLabel:
        """Add a switch, and what it means; gives the words, to be hidden with it."""
        self.column.addWidget(switch)
        words = label(about, "muted")
        words.setVisible(bool(about))
        words.setContentsMargins(INDENT, 0, 0, 4)
        switch.setAccessibleDescription(about)
        self.column.addWidget(words)
        return words

    def add_field(self, title: str, field: QWidget, about: str = "") -> None:
        """Add a control with its name at the left and what it means below."""
        name = label(title)
        name.setBuddy(field)
        field.setAccessibleName(title.replace("&", ""))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(name, 1)
        row.addWidget(field, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)
        if about:
            field.setAccessibleDescription(about)
            self.column.addWidget(label(about, "muted"))

    def add_row(self, *widgets: QWidget) -> None:
        """Add widgets side by side, and in more rows where there is no room."""
        self.column.addLayout(row_of(*widgets))

    def refresh(self) -> None:
        """Ask again for what is shown; called when the page appears."""

    @property
    def in_sight(self) -> bool:
        """Whether the user sees it."""
        return self._in_sight

    def appear(self) -> None:
        """The user sees it from now on."""
        self._in_sight = True
        self.refresh()

    def disappear(self) -> None:
        """The user does not see it any more, and has read what it said."""
        self._in_sight = False
        self.forget_said()

    def forget_said(self) -> None:
        """Say no longer what came of the user's deeds: meanwhile it may be true no more."""


class WheelGuard(QObject):
    """Lets the wheel scroll the page, not change a control that happens to be below the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold the wheel back from what has not the keyboard."""
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
