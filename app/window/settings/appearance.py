"""The page of the window's looks. What is chosen holds at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider, QSpinBox

from app.window.settings.parts import Notice, Page, WheelGuard
from app.window.state import StateStore, WindowState
from app.window.theme.theme import Theme

SMALLEST_CELL, LARGEST_CELL = 96, 400
_CELL_STEP = 8
_LONGEST_SLIDE = 120


class AppearancePage(Page):
    """Shows and changes the window's state.

    Signals:
        language_changed(str): "system", or the code of a language.
    """

    language_changed = Signal(str)

    def __init__(
        self, theme: Theme, state: StateStore, languages: Sequence[tuple[str, str]]
    ) -> None:
        """Show the state as it is.

        Args:
            theme: the look, which follows the state by itself.
            state: what is shown and changed.
            languages: codes and names of the translations.
        """
        super().__init__(theme, self.tr("Appearance"))
        self._state = state
        self._guard = WheelGuard(self)
        self._appearance = QComboBox()
        for value, text in (
            ("system", self.tr("Like the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self._appearance.addItem(text, value)
        self._language = QComboBox()
        self._language.addItem(self.tr("Like the system"), "system")
        for code, name in languages:
            self._language.addItem(name, code)
        self._restart = Notice(theme, "muted")
        self._cell = QSlider(Qt.Orientation.Horizontal)
        self._cell.setRange(SMALLEST_CELL, LARGEST_CELL)
        self._cell.setSingleStep(_CELL_STEP)
        self._cell.setPageStep(4 * _CELL_STEP)
        self._names = QCheckBox(self.tr("Show &names below photos"))
        self._days = QCheckBox(self.tr("Group photos by &day when they are in order of time"))
        self._slide = QSpinBox(minimum=1, maximum=_LONGEST_SLIDE)
        self._slide.setSuffix(self.tr(" s", "seconds"))
        self._motion = Notice(theme, "muted")
        for field in (self._appearance, self._language, self._cell, self._slide):
            field.installEventFilter(self._guard)
        self._lay_out()
        self._connect()
        self._show(state.state)
        self._say_motion()

    def _lay_out(self) -> None:
        self.column.addSpacing(8)
        self.add_field(self.tr("&Colours"), self._appearance)
        self.add_field(self.tr("&Language"), self._language)
        self.column.addWidget(self._restart)
        self.add_section(self.tr("Photos"))
        self._cell.setMinimumWidth(24 * self.fontMetrics().averageCharWidth())
        self.add_field(self.tr("&Size in the grid"), self._cell)
        self.add_switch(self._names)
        self.add_switch(self._days)
        self.add_field(self.tr("Slideshow: &time for each photo"), self._slide)
        self.add_section(self.tr("Motion"))
        self.column.addWidget(self._motion)
        self.column.addStretch()

    def _connect(self) -> None:
        self._appearance.activated.connect(
            lambda _: self._state.change(appearance=self._appearance.currentData())
        )
        self._language.activated.connect(lambda _: self._change_language())
        self._cell.valueChanged.connect(lambda side: self._state.change(cell_side=side))
        self._names.clicked.connect(lambda on: self._state.change(show_names=on))
        self._days.clicked.connect(lambda on: self._state.change(group_by_day=on))
        self._slide.valueChanged.connect(lambda value: self._state.change(slide_seconds=value))
        self._state.changed.connect(self._show)
        self.theme.changed.connect(self._say_motion)

    def _show(self, state: WindowState) -> None:
        self._appearance.setCurrentIndex(max(0, self._appearance.findData(state.appearance)))
        self._language.setCurrentIndex(max(0, self._language.findData(state.language)))
        self._names.setChecked(state.show_names)
        self._days.setChecked(state.group_by_day)
        for field, value in ((self._cell, state.cell_side), (self._slide, state.slide_seconds)):
            with QSignalBlocker(field):  # a value out of range must not be written
                field.setValue(value)

    def _change_language(self) -> None:
        code = self._language.currentData()
        if code == self._state.state.language:
            return
        self._state.change(language=code)
        self._restart.say(self.tr("The language changes when Pictrove is opened again."))
        self.language_changed.emit(code)

    def _say_motion(self) -> None:
        if self.theme.reduced_motion:
            self._motion.say(self.tr("Nothing moves: the system asks for fewer animations."))
        else:
            self._motion.say(
                self.tr(
                    "Some things move for a moment. Pictrove follows the system's setting for "
                    "fewer animations."
                )
            )
