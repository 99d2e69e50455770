"""The menu of a chip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.window.search.terms import WEIGHTS, Term, spoken
from app.window.theme.theme import Theme
from indexer.query import PictureTerm

Call = Callable[[], object]


@dataclass(frozen=True)
class ChipActions:
    """What the entries of the menu do; None where that cannot be done."""

    edit: Call | None
    more: Call
    less: Call
    turn: Call
    part: Call | None
    whole: Call
    remove: Call


def chip_menu(term: Term, actions: ChipActions, theme: Theme, parent: QWidget) -> QMenu:
    """A menu for a term."""
    menu = _Menu(theme, parent)
    translate = QCoreApplication.translate
    if actions.edit is not None:
        menu.add(translate("ChipMenu", "Edit words"), "pencil", actions.edit, Qt.Key.Key_F2)
    if actions.part is not None:
        menu.add(translate("ChipMenu", "Choose a part…"), "crop", actions.part)
    if isinstance(term, PictureTerm) and term.region is not None:
        menu.add(translate("ChipMenu", "Use the whole picture"), "expand", actions.whole)
    menu.addSeparator()
    more = translate("ChipMenu", "More important")
    less = translate("ChipMenu", "Less important")
    size = abs(term.weight)
    menu.add(more, "chevron-up", actions.more, Qt.Key.Key_Up).setEnabled(size < WEIGHTS[-1])
    menu.add(less, "chevron-down", actions.less, Qt.Key.Key_Down).setEnabled(size > WEIGHTS[0])
    if term.weight < 0:
        menu.add(translate("ChipMenu", "Include"), "circle-plus", actions.turn, Qt.Key.Key_Space)
    else:
        menu.add(translate("ChipMenu", "Exclude"), "circle-minus", actions.turn, Qt.Key.Key_Space)
    menu.addSeparator()
    menu.add(translate("ChipMenu", "Remove"), "x", actions.remove, Qt.Key.Key_Delete)
    menu.setAccessibleName(spoken(term))
    return menu


class _Menu(QMenu):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def add(self, text: str, icon: str, call: Call, key: Qt.Key | None = None) -> QAction:
        action = QAction(self._theme.icon(icon), text, self)
        if key is not None:  # only to be seen: the chip itself takes the key
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda _checked: call())
        self.addAction(action)
        return action
