"""Chips and, behind them, the words that are being typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget

from app.window.search.flow import flow
from app.window.search.terms import (
    Term,
    Terms,
    editable_words,
    terms_of_words,
    words_of_term,
)
from app.window.search.words_edit import WordsEdit
from app.window.theme.theme import Theme
from indexer.query import TextTerm

if TYPE_CHECKING:
    from app.window.search.chip import Chip

_GAP = 6
_LEAST_WORDS = 14  # average characters that the words have room for in their line
_LINE_MARGIN = 12


class ChipArea(QWidget):
    """Holds the terms: one chip for each, but for the words that are still typed.

    Attributes:
        edit: the words.
        theme: colours and icons of the chips.

    Signals:
        terms_touched(): terms may be others now.
        part_wanted(Chip): the user wants to choose a part of its picture.
        words_kept(str): words became a chip.
        height_changed(int): another height is needed.
        shown(QWidget): what the user works with should be scrolled to.
    """

    terms_touched = Signal()
    part_wanted = Signal(object)
    words_kept = Signal(str)
    height_changed = Signal(int)
    shown = Signal(QWidget)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._chips: list[Chip] = []
        self._height = 0
        self._held_back = 0
        self.edit = WordsEdit(self)
        self.edit.setAccessibleName(self.tr("Search for words"))
        self.edit.words_changed.connect(self._on_words_changed)
        self.edit.term_ended.connect(self.keep_words)
        self.edit.left_at_start.connect(self._on_left_at_start)
        self._tell_placeholder()

    # Terms

    @property
    def chips(self) -> tuple[Chip, ...]:
        """In their order."""
        return tuple(self._chips)

    def terms(self) -> Terms:
        """All that are there, without pictures that are still looked at."""
        ready = tuple(chip.term for chip in self._chips if not chip.is_pending)
        return (*ready, *terms_of_words(self.edit.text()))

    def set_terms(self, terms: Iterable[Term]) -> None:
        """Hold these terms; the last one as words that can be typed on, if that says it all."""
        wanted = list(terms)
        words = words_of_term(wanted[-1]) if wanted else None
        if words is not None:
            wanted.pop()
        with self._at_once():
            for chip in self.chips:
                self._take_away(chip)
            for term in wanted:
                self.add(term)
            self.edit.setText(words or "")

    def add(self, term: Term, *, pending: bool = False) -> Chip:
        """A chip for a term, behind the others."""
        from app.window.search.chip import Chip  # most starts need none

        chip = Chip(term, self.theme, self, pending=pending)
        self.add_chip(chip)
        return chip

    def add_chip(self, chip: Chip) -> None:
        """Hold a chip that is made already, behind the others."""
        self._chips.append(chip)
        chip.term_changed.connect(self._on_chip_changed)
        chip.resized.connect(self._arrange)
        chip.remove_wanted.connect(self._on_remove_wanted)
        chip.part_wanted.connect(self._on_part_wanted)
        chip.neighbour_wanted.connect(self._on_neighbour_wanted)
        self.setTabOrder(self.edit, chip)  # to where the words are, not behind the whole window
        self.setTabOrder(chip, self.edit)
        chip.show()
        self._arrange()
        self._touch()

    def remove(self, chip: Chip) -> None:
        """Take a chip away; the keyboard goes to what is now in its place."""
        if chip not in self._chips:
            return
        place, had_focus = self._chips.index(chip), chip.hasFocus()
        self._take_away(chip)
        if had_focus:
            rest: list[QWidget] = [*self._chips, self.edit]
            rest[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self._arrange()
        self._touch()

    def change(self, chip: Chip, term: Term) -> None:
        """Make a chip another term, if it is still there."""
        if chip in self._chips:
            chip.change(term)

    @Slot()
    def keep_words(self) -> None:
        """Make the typed words a chip, so that others can follow."""
        words = self.edit.text()
        terms = terms_of_words(words)
        with self._at_once():
            self.edit.clear()
            for term in terms:
                self.add(term)
        if terms:
            self.words_kept.emit(words)

    def add_words(self, words: str) -> None:
        """Type words, behind those that are there already as a term of their own."""
        with self._at_once():
            if self.edit.text().strip():
                self.keep_words()
            self.edit.setText(words)

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """What is done within is one change: nobody hears of the terms in between."""
        self._held_back += 1
        try:
            yield
        finally:
            self._held_back -= 1
        self._arrange()
        self._touch()

    def _touch(self) -> None:
        if not self._held_back:
            self.terms_touched.emit()

    def _take_away(self, chip: Chip) -> None:
        self._chips.remove(chip)
        chip.blockSignals(True)
        chip.hide()
        chip.deleteLater()

    # What the user does

    @Slot()
    def _on_words_changed(self) -> None:
        self.shown.emit(self.edit)
        self._touch()

    @Slot()
    def _on_chip_changed(self) -> None:
        self._touch()

    @Slot()
    def _on_remove_wanted(self) -> None:
        self.remove(cast("Chip", self.sender()))

    @Slot()
    def _on_part_wanted(self) -> None:
        self.part_wanted.emit(self.sender())

    @Slot(int)
    def _on_neighbour_wanted(self, steps: int) -> None:
        chip = cast("Chip", self.sender())
        if chip in self._chips:
            everything: list[QWidget] = [*self._chips, self.edit]
            place = max(0, self._chips.index(chip) + steps)
            everything[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self.shown.emit(everything[place])

    @Slot(Qt.Key)
    def _on_left_at_start(self, key: Qt.Key) -> None:
        if not self._chips:
            return
        last = self._chips[-1]
        if key == Qt.Key.Key_Backspace and words_of_term(last.term) is not None:
            self._take_back(last)
        else:  # nothing is lost by a key too many: the next Backspace removes it
            last.setFocus(Qt.FocusReason.OtherFocusReason)
            self.shown.emit(last)

    def _take_back(self, chip: Chip) -> None:
        assert isinstance(chip.term, TextTerm)
        words, rest = editable_words(chip.term), self.edit.text()
        with self._at_once():
            self._take_away(chip)
            self.edit.setText(f"{words} {rest}" if rest else words)
        self.edit.setCursorPosition(len(words))

    # Where they stand

    def heightForWidth(self, width: int) -> int:
        """All lines."""
        return flow(self._sizes(), self._least_words(), width, _GAP)[1]

    def line_height(self) -> int:
        """Of a line without pictures."""
        return QFontMetrics(self.font()).height() + _LINE_MARGIN

    def _sizes(self) -> tuple[QSize, ...]:
        return tuple(chip.sizeHint() for chip in self._chips)

    def _least_words(self) -> QSize:
        width = QFontMetrics(self.font()).averageCharWidth() * _LEAST_WORDS
        return QSize(width, self.line_height())

    @Slot()
    def _arrange(self) -> None:
        rects, height = flow(self._sizes(), self._least_words(), self.width(), _GAP)
        everything: list[QWidget] = [*self._chips, self.edit]
        for widget, rect in zip(everything, rects, strict=True):
            widget.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), rect))
        self._tell_placeholder()
        if height != self._height:
            self._height = height
            self.height_changed.emit(height)

    def _tell_placeholder(self) -> None:
        if self._chips:
            self.edit.setPlaceholderText(self.tr("More words"))
        else:
            self.edit.setPlaceholderText(self.tr("Search by words or pictures"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()
