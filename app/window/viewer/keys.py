"""What can be done in the viewer, with its keys: actions for the keyboard, buttons and menus."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.window.theme.theme import Theme


class ViewerActions(QObject):
    """The actions; whoever makes them connects them.

    Plain digits zoom. Ratings keep Ctrl and a digit, as everywhere in the window.
    """

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        make = self._make
        self.back = make(self.tr("Back to the photos"), "arrow-left", "Esc", "Alt+Left")
        self.previous = make(self.tr("Previous photo"), "chevron-left", "PgUp", "Shift+Space")
        self.next = make(self.tr("Next photo"), "chevron-right", "PgDown", "Space")
        self.left = make(
            self.tr("Previous photo; zoomed in: look further left"), "chevron-left", "Left"
        )
        self.right = make(
            self.tr("Next photo; zoomed in: look further right"), "chevron-right", "Right"
        )
        self.first = make(self.tr("First photo"), "skip-back", "Home")
        self.last = make(self.tr("Last photo"), "skip-forward", "End")
        self.up = make(self.tr("Zoomed in: look further up"), "chevron-up", "Up")
        self.down = make(self.tr("Zoomed in: look further down"), "chevron-down", "Down")
        self.larger = make(self.tr("Zoom in"), "zoom-in", "+", "=", "Ctrl++", "Ctrl+=")
        self.smaller = make(self.tr("Zoom out"), "zoom-out", "-", "Ctrl+-")
        self.fit = make(self.tr("Fit to the window"), "maximize", "0")
        self.actual = make(self.tr("Actual size (100 %)"), "scan", "1")
        self.actual.setIconText("1:1")
        self.fill = make(self.tr("Fill the window"), "square", "2")
        self.part = make(self.tr("Search for a part of it"), "crop", "P")
        self.details = make(self.tr("Details"), "info", "I")
        self.slideshow = make(self.tr("Slideshow"), "play", "S", "F5")
        self.full_screen = make(self.tr("Full screen"), "expand", "F", "F11")
        self.menu = make(self.tr("More"), "ellipsis-vertical")
        for action in (self.fit, self.actual, self.fill, self.part, self.details):
            action.setCheckable(True)
        self.full_screen.setCheckable(True)
        # The arrows do what these buttons do, as long as nothing is zoomed: easier to remember.
        self.previous.setToolTip(_hint(self.previous.text(), self.left))
        self.next.setToolTip(_hint(self.next.text(), self.right))
        self._keep_from_buttons()
        theme.changed.connect(self._on_theme_changed)

    def all(self) -> list[QAction]:
        """Every action, in the order in which a list of keys shows them."""
        return [action for action in vars(self).values() if isinstance(action, QAction)]

    def of_moving(self) -> Iterator[QAction]:
        """Those that go to another photo, or move on this one."""
        yield from (self.previous, self.next, self.left, self.right, self.first, self.last)
        yield from (self.up, self.down)

    def _keep_from_buttons(self) -> None:
        """The space bar presses a button that has the focus, and arrows scroll the details."""
        for action in self.all():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for action in self.of_moving():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _make(self, text: str, icon: str, *keys: str) -> QAction:
        action = QAction(self._theme.icon(icon, "on_stage"), text, self)
        action.setProperty("icon_name", icon)
        action.setIconVisibleInMenu(False)  # it is made for the dark stage
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setToolTip(_hint(text, action))
        return action

    def _on_theme_changed(self) -> None:
        for action in self.all():
            action.setIcon(self._theme.icon(action.property("icon_name"), "on_stage"))


def _hint(text: str, action: QAction) -> str:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({key})" if key else text
