"""The page of indexing: when the engine may work, how hard, and when it is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTime, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from app.login_start import LoginStart
from app.window import activity_text, texts
from app.window.asking import Asks
from app.window.background import Background
from app.window.settings.engine_settings import EngineSettings
from app.window.settings.login_entry import LoginEntry
from app.window.settings.parts import INDENT, Notice, Page, WheelGuard, label
from app.window.state import StateStore, WindowState
from app.window.theme.theme import Theme
from indexer.client import Activity, Settings
from indexer.settings import QuietHours

_STEPS = 1000
_EVENING, _MORNING = 22 * 60, 7 * 60
_HALF_HOUR, _HOUR = 1800, 3600
_WAIT_MS = 600
_LONGEST_MODEL = 24 * 60


class IndexingPage(Page):
    """Shows and changes the engine's settings."""

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        state: StateStore,
        background: Background,
        login_start: Callable[[], LoginStart],
        *,
        cores: int | None = None,
        has_tray: bool = False,
    ) -> None:
        """Show what holds when the page appears.

        Args:
            asks: the engine.
            theme: the look.
            state: whether closing leaves Pictrove in the tray.
            background: where the login's entry is read and written.
            login_start: makes what knows that entry.
            cores: of this computer, if not as many as it says.
            has_tray: whether this desktop has a tray.
        """
        super().__init__(
            theme,
            self.tr("Indexing"),
            self.tr("When photos are read. Searching is always possible, also during a pause."),
        )
        self._state = state
        self._activity = Activity("idle")
        self._settings = EngineSettings(asks, self)
        self._login = LoginEntry(login_start, background, self)
        self._guard = WheelGuard(self)
        self._trouble, self._unread = Notice(theme), Notice(theme)
        self._line = label(self.tr("Nothing to do: every photo is read."))
        self._bar = QProgressBar(textVisible=False, maximum=_STEPS)
        self._bar.hide()
        self._bar.setAccessibleName(self.tr("Progress of indexing"))
        self._make_controls(cores or os.cpu_count() or 1)
        self._lay_out(has_tray=has_tray)
        self._connect()
        self._dress()
        self._enable(enabled=False)
        self._show_state(state.state)

    def refresh(self) -> None:
        """Ask again."""
        self._settings.load()
        self._login.load()

    def forget_said(self) -> None:
        """See `Page.forget_said`."""
        self._trouble.say("")

    def show_activity(self, activity: Activity) -> None:
        """The engine does this now."""
        changed = activity.state != self._activity.state
        self._activity = activity
        told = activity_text.describe(activity)
        self._line.setText(told or self.tr("Nothing to do: every photo is read."))
        share = activity_text.share(activity)
        self._bar.setVisible(share is not None)
        self._bar.setValue(round((share or 0.0) * _STEPS))
        if changed and self.in_sight:
            self._settings.load()  # a pause may have ended

    # Controls

    def _make_controls(self, cores: int) -> None:
        self._pause = QPushButton(self.tr("&Pause"), autoDefault=False)
        self._pause_for = QPushButton(self.tr("Pause &for"), autoDefault=False)
        self._pause_for.setMenu(self._pause_menu())
        self._resume = QPushButton(self.tr("&Resume"), autoDefault=False)
        self._resume.setProperty("kind", "primary")
        self._plugged_in = QCheckBox(self.tr("Only while the computer is &plugged in"))
        self._away = QCheckBox(self.tr("Only while nobody &uses the computer"))
        self._cores = QComboBox()
        self._cores.addItem(self.tr("All (%Ln)", "processor cores", cores), None)
        for number in range(1, cores):
            self._cores.addItem(texts.number(number), number)
        self._quiet = QCheckBox(self.tr("&Quiet hours"))
        self._quiet_from = self._time_field(self.tr("Quiet hours begin"), _EVENING)
        self._quiet_to = self._time_field(self.tr("Quiet hours end"), _MORNING)
        self._background = QCheckBox(self.tr("&Go on when Pictrove is closed"))
        self._at_login = QCheckBox(self.tr("&Start when I log in"))
        self._tray = QCheckBox(self.tr("&Closing the window leaves Pictrove in the tray"))
        self._model_minutes = QSpinBox(minimum=1, maximum=_LONGEST_MODEL)
        self._model_minutes.setSuffix(self.tr(" min"))
        for field in (self._cores, self._quiet_from, self._quiet_to, self._model_minutes):
            field.installEventFilter(self._guard)

    def _time_field(self, name: str, minute: int) -> QTimeEdit:
        field = QTimeEdit(QTime(minute // 60, minute % 60))
        field.setAccessibleName(name)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setDisplayFormat(self.locale().timeFormat(self.locale().FormatType.ShortFormat))
        return field

    def _pause_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, seconds in (
            (self.tr("Half an hour"), _HALF_HOUR),
            (self.tr("An hour"), _HOUR),
            (self.tr("Three hours"), 3 * _HOUR),
            (self.tr("A day"), 24 * _HOUR),
        ):
            menu.addAction(text).triggered.connect(partial(self._pause_now, seconds))
        return menu

    def _pause_now(self, seconds: float | None, _checked: bool = False) -> None:
        self._settings.pause(seconds)

    def _lay_out(self, *, has_tray: bool) -> None:
        self.column.addSpacing(8)
        self.column.addWidget(self._line)
        self.column.addWidget(self._bar)
        self.add_row(self._pause, self._pause_for, self._resume)
        self.column.addWidget(self._trouble)
        self.column.addWidget(self._unread)
        self.add_section(
            self.tr("When"),
            self.tr("These rules apply to automatic indexing, not to what you start yourself."),
        )
        self.add_switch(self._plugged_in)
        self.add_switch(self._away, self.tr("After two minutes without keyboard or mouse."))
        self.add_switch(self._quiet)
        self.column.addLayout(self._quiet_row())
        self.add_section(self.tr("Resources"))
        self.add_field(
            self.tr("Processor &cores"),
            self._cores,
            self.tr("Other programs always come first; fewer cores keep the fan quiet, too."),
        )
        self.add_field(
            self.tr("&Keep the model in memory for"),
            self._model_minutes,
            self.tr(
                "When it has not been used for this long, its memory is freed; the next search "
                "takes a moment longer."
            ),
        )
        self.add_section(self.tr("In the background"))
        self.add_switch(
            self._background,
            self.tr(
                "Watched folders stay up to date even while no window is open. Quitting "
                "Pictrove then only closes the window; if this is off, everything stops."
            ),
        )
        self.add_switch(
            self._at_login,
            self.tr("New photos are noticed without opening Pictrove first."),
        )
        if has_tray:
            self.add_switch(self._tray)
        self.column.addStretch()

    def _quiet_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(INDENT, 0, 0, 4)
        row.setSpacing(8)
        row.addWidget(QLabel(self.tr("from", "quiet hours")))
        row.addWidget(self._quiet_from)
        row.addWidget(QLabel(self.tr("to", "quiet hours")))
        row.addWidget(self._quiet_to)
        row.addStretch()
        return row

    def _connect(self) -> None:
        self._settings.loaded.connect(self._show_settings)
        self._settings.loaded.connect(lambda _: self._unread.say(""))
        self._settings.kept.connect(self._show_settings)
        self._settings.failed.connect(self._on_failed)
        self._pause.clicked.connect(partial(self._pause_now, None))
        self._resume.clicked.connect(self._settings.resume)
        self._plugged_in.clicked.connect(lambda on: self._change(only_plugged_in=on))
        self._away.clicked.connect(lambda on: self._change(only_away=on))
        self._cores.activated.connect(lambda _: self._change(cores=self._cores.currentData()))
        self._quiet.clicked.connect(self._change_quiet)
        self._background.clicked.connect(lambda on: self._change(background=on))
        self._tray.clicked.connect(lambda on: self._state.change(close_to_tray=on))
        self._state.changed.connect(self._show_state)
        self._at_login.clicked.connect(self._login.set_enabled)
        self._login.loaded.connect(self._at_login.setChecked)
        self._login.failed.connect(self._trouble.say)
        self.theme.changed.connect(self._dress)
        # Whoever types a number or holds an arrow down wants the last value only.
        self._typed = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._typed.timeout.connect(self._change_typed)
        for field in (self._quiet_from, self._quiet_to):
            field.userTimeChanged.connect(lambda _: self._typed.start())
            field.editingFinished.connect(self._change_typed_now)
        self._model_minutes.textChanged.connect(lambda _: self._typed.start())
        self._model_minutes.editingFinished.connect(self._change_typed_now)

    # What holds

    def _show_settings(self, settings: Settings) -> None:
        self._enable(enabled=True)
        paused = self._settings.is_paused
        self._resume.setVisible(paused)
        self._pause.setVisible(not paused)
        self._pause_for.setText(self.tr("Pause &for") if not paused else self.tr("Pause only &for"))
        self._plugged_in.setChecked(settings.only_plugged_in)
        self._away.setChecked(settings.only_away)
        self._show_cores(settings.cores)
        self._background.setChecked(settings.background)
        if not self._typed.isActive():
            self._show_typed(settings)

    def _show_typed(self, settings: Settings) -> None:
        hours = settings.quiet_hours
        self._quiet.setChecked(hours is not None)
        for field in (self._quiet_from, self._quiet_to):
            field.setEnabled(hours is not None)
        if hours is not None:
            self._quiet_from.setTime(QTime(hours.begin // 60, hours.begin % 60))
            self._quiet_to.setTime(QTime(hours.end // 60, hours.end % 60))
        self._model_minutes.setMaximum(max(_LONGEST_MODEL, settings.model_minutes))
        self._model_minutes.setValue(settings.model_minutes)
        self._typed.stop()

    def _show_cores(self, cores: int | None) -> None:
        at = 0 if cores is None else self._cores.findData(cores)
        self._cores.setCurrentIndex(max(at, 0))  # more than there are is as good as all

    def _show_state(self, state: WindowState) -> None:
        self._tray.setChecked(state.close_to_tray)

    def _enable(self, *, enabled: bool) -> None:
        controls: tuple[QWidget, ...] = (
            self._pause, self._pause_for, self._resume, self._plugged_in, self._away,
            self._cores, self._quiet, self._background, self._model_minutes,
        )  # fmt: skip
        for control in controls:
            control.setEnabled(enabled)
        if not enabled:
            self._resume.hide()
            self._quiet_from.setEnabled(False)
            self._quiet_to.setEnabled(False)

    # Changing

    def _change(self, **values: object) -> None:
        self._trouble.say("")
        self._settings.change(**values)

    def _change_quiet(self, _checked: bool = False) -> None:
        self._change(quiet_hours=self._hours())

    def _change_typed_now(self) -> None:
        if self._typed.isActive():
            self._typed.stop()
            self._change_typed()

    def _change_typed(self) -> None:
        known = self._settings.known
        if known is None:
            return
        if (hours := self._hours()) != known.quiet_hours:
            self._change(quiet_hours=hours)
        if (minutes := self._model_minutes.value()) != known.model_minutes:
            self._change(model_minutes=minutes)

    def _hours(self) -> QuietHours | None:
        if not self._quiet.isChecked():
            return None
        begin, end = self._quiet_from.time(), self._quiet_to.time()
        return QuietHours(begin.hour() * 60 + begin.minute(), end.hour() * 60 + end.minute())

    def _on_failed(self, names: object, error: Exception) -> None:
        notice = self._trouble if names else self._unread
        notice.say(texts.trouble(error))

    def _dress(self) -> None:
        self._pause.setIcon(self.theme.icon("pause"))
        self._pause_for.setIcon(self.theme.icon("timer"))
        self._resume.setIcon(self.theme.icon("play", "on_accent"))
