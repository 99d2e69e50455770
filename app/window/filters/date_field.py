"""A field for one end of a span of time, typed as people write it or taken from a calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.window.filters.dates import last_day, parse_span, short_day, short_moment
from app.window.filters.local_time import start_of, start_of_day
from app.window.theme.theme import Theme

# Days are too narrow for the air around the cells of other tables.
_PLAIN = """
    #qt_calendar_navigationbar { background: transparent; }
    QTableView { border: none; padding: 0; }
    QTableView::item { padding: 0; border: none; }
"""
_ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}


class DateField(QLineEdit):
    """Understands "2023", "June 2023", "1/6/2023", and times of day.

    The end of a span is shown as its last day, which belongs to it.

    Signals:
        moment_changed(object): a datetime, or None where the field was emptied.
    """

    moment_changed = Signal(object)

    def __init__(
        self, label: str, theme: Theme, parent: QWidget | None = None, *, is_end: bool
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_end = is_end
        self._moment: datetime | None = None
        self._calendar: _Calendar | None = None
        self.setAccessibleName(label)
        self.setPlaceholderText(self.tr("Any"))
        self._open = QAction(self.tr("Choose from a calendar"), self)
        self._open.triggered.connect(self._on_open)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._trouble = QAction(self)
        self._trouble.setVisible(False)
        self.addAction(self._trouble, QLineEdit.ActionPosition.LeadingPosition)
        self.editingFinished.connect(self._on_editing_finished)
        self.textEdited.connect(self._on_text_edited)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def moment(self) -> datetime | None:
        """What is shown."""
        return self._moment

    @property
    def is_understood(self) -> bool:
        """Whether the text is a date, or empty."""
        return not self._trouble.isVisible()

    def set_moment(self, moment: datetime | None) -> None:
        """Show this, without a signal; what was being typed is dropped."""
        self._moment = moment
        self.setText(self._text())
        self._tell_trouble("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what was typed; Alt+Down and F4 open the calendar. See Qt."""
        down = (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if down or event.key() == Qt.Key.Key_F4:
            self._on_open()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._text():
            self.set_moment(self._moment)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Write the date in the new language. See Qt."""
        if event.type() == QEvent.Type.LocaleChange and self.is_understood:
            self.setText(self._text())
        super().changeEvent(event)

    def _text(self) -> str:
        if self._moment is None:
            return ""
        last = last_day(self._moment) if self._is_end else None
        if last is not None:
            return short_day(last, self.locale())
        return short_moment(self._moment, self.locale())

    @Slot()
    def _on_text_edited(self) -> None:
        self._tell_trouble("")

    @Slot()
    def _on_editing_finished(self) -> None:
        text = self.text().strip()
        if text == self._text():
            self._tell_trouble("")
            return
        span = parse_span(text, self.locale()) if text else (None, None)
        if span is None:
            example = short_day(date(2023, 6, 30), self.locale())
            hint = self.tr("This is not a date. Write it like 2023, 2023-06 or {example}.")
            self._tell_trouble(hint.format(example=example))
            return
        self._take(span[1] if self._is_end else span[0])

    def _take(self, moment: datetime | None) -> None:
        changed = moment != self._moment
        self.set_moment(moment)
        if changed:
            self.moment_changed.emit(moment)

    def _tell_trouble(self, text: str) -> None:
        self._trouble.setVisible(bool(text))
        self._trouble.setText(text)
        self._trouble.setToolTip(text)
        self.setToolTip(text)
        self.setAccessibleDescription(text)

    @Slot()
    def _on_open(self) -> None:
        if self._calendar is None:
            self._calendar = _Calendar(self._theme, self)
            self._calendar.chosen.connect(self._on_day_chosen)
        moment = self._moment
        if moment is not None and self._is_end:
            last = last_day(moment)
            moment = moment if last is None else start_of_day(last.year, last.month, last.day)
        self._calendar.open_below(self, moment)

    @Slot(QDate)
    def _on_day_chosen(self, day: QDate) -> None:
        start = start_of(day)
        self._take(start + timedelta(days=1) if self._is_end else start)
        self.setFocus()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._open.setIcon(self._theme.icon("calendar", "muted"))
        self._trouble.setIcon(self._theme.icon("circle-alert", "danger"))


class _Calendar(QWidget):
    """A calendar in a window of its own, that closes when a day was chosen.

    Signals:
        chosen(QDate): a day of it.
    """

    chosen = Signal(QDate)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._days = QCalendarWidget(self)
        self._days.setStyleSheet(_PLAIN)
        self._days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._days.setMaximumDate(QDate(9998, 12, 31))
        self._days.setMinimumDate(QDate(1, 1, 1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._days)
        self._days.clicked.connect(self._on_chosen)
        self._days.activated.connect(self._on_chosen)

    def open_below(self, field: QWidget, moment: datetime | None) -> None:
        """Show it below the field, at the day of a moment or at today."""
        for name, icon in _ARROWS.items():
            button = self._days.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(self._theme.icon(icon))
        day = QDate.currentDate()
        if moment is not None:
            day = QDate(moment.year, moment.month, moment.day)
        self._days.setSelectedDate(day)
        line = self.fontMetrics().height()
        self._days.setMinimumSize(line * 17, line * 15)
        self.adjustSize()
        at = field.mapToGlobal(QPoint(0, field.height() + 2))
        room = field.screen().availableGeometry()
        at.setX(max(min(at.x(), room.right() - self.width()), room.left()))
        if at.y() + self.height() > room.bottom():
            at.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        self.move(at)
        self.show()
        self._days.setFocus()

    @Slot(QDate)
    def _on_chosen(self, day: QDate) -> None:
        """Enter says both "clicked" and "activated": once is enough."""
        if self.isVisible():
            self.hide()
            self.chosen.emit(day)
