"""Five stars that show a rating, and change it where that is allowed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.window.theme.theme import Theme
from app.window.viewer.facts import stars_text

BEST = 5


class Stars(QWidget):
    """Five buttons; those up to the rating are filled.

    Signals:
        chosen(int): another rating is wanted, 0 to 5. Clicking the rating takes it away.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rating = 0
        self._buttons = [self._make(stars) for stars in range(1, BEST + 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in self._buttons:
            row.addWidget(button)
        self._show()
        theme.changed.connect(self._show)

    def set_rating(self, rating: int | None) -> None:
        """Show a rating."""
        self._rating = rating or 0
        self._show()

    @property
    def rating(self) -> int:
        """That is shown; 0 for none."""
        return self._rating

    def set_hints(self, hints: Sequence[str]) -> None:
        """Say what the buttons do; one more than there are buttons, the first for none."""
        for button, hint in zip(self._buttons, hints[1:], strict=True):
            button.setToolTip(hint)

    def _make(self, stars: int) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoRaise(True)
        button.setToolTip(stars_text(stars))
        button.clicked.connect(lambda: self._choose(stars))
        return button

    def _choose(self, stars: int) -> None:
        self.chosen.emit(0 if stars == self._rating else stars)

    def _show(self) -> None:
        for stars, button in enumerate(self._buttons, 1):
            filled = stars <= self._rating
            colour = "star" if filled else "on_stage"
            button.setIcon(self._theme.icon("star", colour, filled=filled))
            button.setAccessibleName(stars_text(stars))
        text = stars_text(self._rating) if self._rating else self.tr("No rating")
        self.setAccessibleName(self.tr("Rating: {rating}").format(rating=text))
