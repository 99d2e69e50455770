"""The line in which words are typed, among the chips."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.window.search.terms import LONGEST_WORDS, ends_term

_BARE = (
    "QLineEdit, QLineEdit:hover, QLineEdit:focus"
    " { border: none; background: transparent; padding: 0 2px; }"
)


class KeyTaker(Protocol):
    """Somebody who may want keys before the line edit, such as a list of suggestions."""

    def wants(self, event: QKeyEvent) -> bool:
        """Whether it would take a key now."""

    def take(self, event: QKeyEvent) -> None:
        """Do what the key means."""


class WordsEdit(QLineEdit):
    """A line edit that knows of the chips before it.

    Signals:
        words_changed(): other words stand here; not while an input method composes.
        typed(): the user did that.
        term_ended(): the user wants the words to be a term of their own.
        submitted(): Enter.
        left_at_start(Qt.Key): Backspace or Left (Right in scripts from the right) before the words.
        down_pressed(): Down, which the words themselves have no use for.
        paste_wanted(): the user pastes, whatever it is.
        entered(): the user came here to type, by the mouse or a shortcut.
        left(): the keyboard is elsewhere now.
    """

    words_changed = Signal()
    typed = Signal()
    term_ended = Signal()
    submitted = Signal()
    left_at_start = Signal(Qt.Key)
    down_pressed = Signal()
    paste_wanted = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self._told = ""
        self._taker: KeyTaker | None = None
        # The field around it has the frame and shows the focus.
        self.setStyleSheet(_BARE)
        self.setMaxLength(LONGEST_WORDS)
        self.setAcceptDrops(False)  # the bar knows better what may be dropped
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)

    def set_key_taker(self, taker: KeyTaker) -> None:
        """Let somebody see keys first."""
        self._taker = taker

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work with text that does not stand yet."""
        return self._composing

    @Slot()
    def _on_edited(self) -> None:
        self._tell(by_user=True)

    @Slot()
    def _on_changed(self) -> None:
        # What the user types was told by `textEdited`, which comes before.
        self._tell(by_user=False)

    def _tell(self, *, by_user: bool) -> None:
        if not self._composing and self.text() != self._told:
            self._told = self.text()
            self.words_changed.emit()
            if by_user:
                self.typed.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wait for the end of a composition."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._tell(by_user=True)

    def event(self, event: QEvent) -> bool:
        """Tab and shortcuts belong to the suggestions, too, as long as those want them."""
        if isinstance(event, QKeyEvent) and self._taker is not None:
            if event.type() == QEvent.Type.ShortcutOverride and self._taker.wants(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._taker.wants(event):
                self._taker.take(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that mean more here than in any line of text."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(event)
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif self._is_before_words(event):
            self.left_at_start.emit(Qt.Key(event.key()))
        elif self._ends_term(event):
            self.term_ended.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.term_ended.emit()
        else:
            self.submitted.emit()

    def _ends_term(self, event: QKeyEvent) -> bool:
        sign = event.text()
        at_end = self.cursorPosition() == len(self.text())
        return len(sign) == 1 and at_end and bool(self.text()) and ends_term(self.text(), sign)

    def _is_before_words(self, event: QKeyEvent) -> bool:
        back = {Qt.Key.Key_Backspace, self._key_to_chips()}
        return (
            event.key() in back
            and self.cursorPosition() == 0
            and not self.hasSelectedText()
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        )

    def _key_to_chips(self) -> Qt.Key:
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.Key.Key_Right if right_to_left else Qt.Key.Key_Left

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Who clicks here wants to type."""
        super().mousePressEvent(event)
        self.entered.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell of those who come by a shortcut; Tab only passes by."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is elsewhere; a menu gives it back."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
