"""One model: what it is, what it costs, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.window import model_words
from app.window.model_downloads import ModelWork
from app.window.settings.model_deeds import (
    ICONS,
    LONG,
    Deed,
    Wish,
    main_deed,
    main_text,
    menu_text,
    more_deeds,
    note_of,
)
from app.window.settings.model_details import ModelDetails
from app.window.settings.model_progress import ModelProgress
from app.window.settings.parts import Notice, label, row_of
from app.window.theme.theme import Theme
from indexer.client import ModelStatus

_STEPS = 1000
_CHOOSING = frozenset({Deed.USE, Deed.GO_BACK, Deed.USE_AT_ONCE, Deed.CALL_OFF})


class ModelCard(QFrame):
    """Shows a model.

    Signals:
        wanted(Wish): the user wants this to be done with it.
        cancel_wanted(): of what is being done with it.
    """

    wanted = Signal(Wish)
    cancel_wanted = Signal()

    def __init__(self, model: ModelStatus, theme: Theme, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._model = model
        self._work: ModelWork | None = None
        self._choosing = False
        self._name = label(role="heading")
        self._state_icon = QLabel()
        self._state = label(role="muted")
        self._facts = label(role="muted", selectable=True)
        self._note = label()
        self._reading = QProgressBar(textVisible=False, maximum=_STEPS)
        self._reading.setAccessibleName(self.tr("Photos read with this model"))
        self._progress = ModelProgress()
        self._progress.cancel_wanted.connect(self.cancel_wanted)
        self._trouble = Notice(theme)
        self._news = Notice(theme, "good")
        self._main = QPushButton(autoDefault=False)
        self._main.clicked.connect(self._on_main)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more = QPushButton(self.tr("More"), autoDefault=False)
        self._more.setMenu(self._menu)
        self._details = ModelDetails()
        self._details.hide()
        self._unfold = QPushButton(self.tr("Details"), autoDefault=False)
        self._unfold.setProperty("kind", "quiet")
        self._unfold.clicked.connect(self._on_unfold)
        self._lay_out()
        theme.changed.connect(self._dress)
        self.show_model(model)
        self.show_work(None, can_cancel=False)

    @property
    def model(self) -> ModelStatus:
        """What it shows."""
        return self._model

    def show_model(self, model: ModelStatus) -> None:
        """Show it as it is now."""
        with self._keyboard_kept():
            self._show_model(model)

    def _show_model(self, model: ModelStatus) -> None:
        if model.ready and not self._model.ready:
            self._trouble.say("")  # it was about getting it, which some other program has done
        self._model = model
        self._name.setText(model_words.title_of(model))
        self._facts.setText(model_words.facts_of(model))
        self._show_note()
        self._show_reading(model)
        self.setAccessibleName(f"{self._name.text()}, {self._state_text()}")
        if self._details.isVisibleTo(self):
            self._details.show_model(model)
        self._show_buttons()
        self._dress()

    def show_work(self, work: ModelWork | None, *, can_cancel: bool) -> None:
        """How far the long work that is done now is, be it with this model or with another."""
        with self._keyboard_kept():
            self._work = work
            self._progress.show_work(work if self._is_mine() else None, can_cancel=can_cancel)
            self._show_note()
            self._show_buttons()

    def set_choosing(self, choosing: bool) -> None:
        """Whether another model is being chosen at this moment."""
        with self._keyboard_kept():
            self._choosing = choosing
            self._show_buttons()

    def say(self, news: str = "", trouble: str = "") -> None:
        """Say something about this model, or nothing any more."""
        self._news.say(news)
        self._trouble.say(trouble)

    def take_focus(self) -> None:
        """Bring the keyboard to what can be done with it."""
        for widget in (self._main, self._progress.cancel_button, self._more, self._unfold):
            if widget.isVisibleTo(self) and widget.isEnabled():
                widget.setFocus()
                return

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the keyboard goes through, in this order."""
        return (self._progress.cancel_button, self._main, self._more, self._unfold)

    # Layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(6)
        top = QGridLayout()
        top.setHorizontalSpacing(6)
        top.setColumnStretch(0, 1)
        top.addWidget(self._name, 0, 0)
        top.addWidget(self._state_icon, 0, 1, Qt.AlignmentFlag.AlignTop)
        self._state.setWordWrap(False)
        top.addWidget(self._state, 0, 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        shown = (self._facts, self._note, self._reading, self._progress, self._trouble, self._news)
        for widget in shown:
            column.addWidget(widget)
        column.addLayout(row_of(self._main, self._more, self._unfold))
        column.addWidget(self._details)

    def _dress(self) -> None:
        side = self.fontMetrics().height()
        name, colour = self._state_look()
        self._state_icon.setVisible(bool(name))
        if name:
            self._state_icon.setPixmap(self._theme.icon(name, colour).pixmap(side, side))
        unfolded = self._details.isVisibleTo(self)
        self._unfold.setIcon(self._theme.icon("chevron-down" if unfolded else "chevron-right"))
        self._unfold.setIconSize(QSize(side, side))
        deed = main_deed(self._model)
        if deed is not None:
            self._main.setIcon(self._theme.icon(ICONS[deed]))
        self._level_buttons()

    def _level_buttons(self) -> None:
        """All as high as the highest, whether they have an icon, an arrow or nothing."""
        buttons = (self._main, self._more, self._unfold)
        for button in buttons:
            button.setMinimumHeight(0)
            button.ensurePolished()
        high = max(button.sizeHint().height() for button in buttons)
        for button in buttons:
            button.setMinimumHeight(high)

    # What it shows

    def _show_note(self) -> None:
        """What can be continued is not said while it is."""
        self._note.setText("" if self._is_mine() else note_of(self._model))
        self._note.setVisible(bool(self._note.text()))

    def _show_reading(self, model: ModelStatus) -> None:
        total = model.embedded + model.missing
        self._reading.setVisible(model.takes_over and total > 0)
        self._reading.setValue(round(_STEPS * model.embedded / total) if total else 0)

    def _show_buttons(self) -> None:
        deed, more = main_deed(self._model), more_deeds(self._model)
        working = self._is_mine()
        self._main.setText(main_text(self._model))
        self._main.setAccessibleName(self._about(self._main.text()))
        self._main.setVisible(deed is not None and not (working and deed in LONG))
        possible = deed is not None and self._is_possible(deed)
        self._main.setEnabled(possible)
        waits = deed in LONG and not possible
        self._main.setToolTip(self.tr("Wait for the other model, or cancel it.") if waits else "")
        self._more.setVisible(bool(more) and not working)
        self._more.setAccessibleName(self._about(self._more.text()))
        self._unfold.setAccessibleName(self._about(self._unfold.text()))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for deed in more_deeds(self._model):
            if deed is Deed.REMOVE:
                self._menu.addSeparator()
            action = self._menu.addAction(self._theme.icon(ICONS[deed]), menu_text(deed))
            action.setEnabled(self._is_possible(deed))
            action.triggered.connect(partial(self._on_deed, deed))

    def _is_possible(self, deed: Deed) -> bool:
        """Whether it can be begun at this moment."""
        if deed in LONG:
            return self._work is None
        return not (deed in _CHOOSING and self._choosing)

    def _is_mine(self) -> bool:
        return self._work is not None and self._work.model_id == self._model.model_id

    def _state_text(self) -> str:
        model = self._model
        states = (
            (model.damaged, self.tr("Damaged")),
            (model.in_use, self.tr("In use")),
            (model.takes_over, self.tr("Taking over")),
            (model.ready, self.tr("Ready")),
            (model.needs_torch, self.tr("Needs PyTorch")),
            (model_words.interrupted(model), self.tr("Partly here")),
        )
        return next((text for holds, text in states if holds), self.tr("Not on this computer"))

    def _state_look(self) -> tuple[str, str]:
        self._state.setText(self._state_text())
        if self._model.damaged:
            return "triangle-alert", "warning"
        if self._model.in_use:
            return "circle-check", "good"
        if self._model.takes_over:
            return "clock", "muted"
        return ("check", "muted") if self._model.ready else ("", "")

    def _about(self, text: str) -> str:
        """A button's name, with what it is about for those who hear it alone."""
        return f"{text} ({self._name.text()})"

    # What the user does

    def _on_main(self) -> None:
        deed = main_deed(self._model)
        if deed is not None:
            self._on_deed(deed)

    def _on_deed(self, deed: Deed, _checked: bool = False) -> None:
        self.wanted.emit(Wish(deed, self._model.model_id))

    def _on_unfold(self) -> None:
        unfold = not self._details.isVisibleTo(self)
        if unfold:
            self._details.show_model(self._model)
        self._details.setVisible(unfold)
        self._unfold.setText(self.tr("Fewer details") if unfold else self.tr("Details"))
        self._show_buttons()
        self._dress()

    @contextmanager
    def _keyboard_kept(self) -> Iterator[None]:
        """The keyboard stays on this card, also when what had it disappears."""
        focus = self.window().focusWidget()
        yield
        lost = focus is not None and not (focus.isVisibleTo(self) and focus.isEnabled())
        if lost and focus in self.stops:
            self.take_focus()
