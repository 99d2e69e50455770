"""The section of dates: the timeline, and two fields for exact days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.window.filters.date_field import DateField
from app.window.filters.dates import span_name
from app.window.filters.dimensions import Dimension
from app.window.filters.local_time import without_zone
from app.window.filters.row_delegate import EDGE
from app.window.filters.section import FilterSection
from app.window.filters.time_scale import YEAR, start_of
from app.window.filters.timeline import Timeline
from app.window.theme.theme import Theme
from indexer.query import Filters


class DateSection(FilterSection):
    """When photos were taken."""

    name = "date"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Date"), (Dimension.DATE,), theme, parent)
        self.timeline = Timeline(theme, self.body)
        self._whole = QPushButton(self.tr("Show all years"), self.body, autoDefault=True)
        self._whole.setProperty("kind", "quiet")
        self._whole.hide()
        self._seen = _note(self.body)
        self.first = DateField(self.tr("From"), theme, self.body, is_end=False)
        self.last = DateField(self.tr("To"), theme, self.body, is_end=True)
        self._note = _note(self.body)
        self._undated = _note(self.body)
        self._fill()
        self.timeline.chosen_changed.connect(self._on_chosen_changed)
        self.timeline.zoomed.connect(self._on_zoomed)
        self._whole.clicked.connect(self.timeline.show_whole)
        self.first.moment_changed.connect(self._on_first_changed)
        self.last.moment_changed.connect(self._on_last_changed)
        self._show()

    @property
    def has_values(self) -> bool:
        """See `FilterSection`."""
        everything = self._counts.everything
        return bool(everything.months or everything.undated or self.is_active)

    def show_filters(self, filters: Filters) -> None:
        """See `FilterSection`; what is being typed stays until then."""
        self.first.set_moment(filters.after)
        self.last.set_moment(filters.before)
        super().show_filters(filters)

    def _fill(self) -> None:
        self.body_layout.addWidget(self.timeline)
        line = QHBoxLayout()
        line.addWidget(self._seen, 1)
        line.addWidget(self._whole)
        self.body_layout.addLayout(line)
        grid = QGridLayout()
        grid.setContentsMargins(EDGE, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(8)
        for row, field in enumerate((self.first, self.last)):
            label = QLabel(field.accessibleName(), self.body)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.body_layout.addLayout(grid)
        self.body_layout.addWidget(self._note)
        self.body_layout.addWidget(self._undated)

    def _show(self) -> None:
        self.timeline.set_chosen(self._filters.after, self._filters.before)
        now = self._counts.of(Dimension.DATE)
        self.timeline.setVisible(bool(self._counts.everything.months or now.months))
        self.timeline.show_months(self._counts.everything.months, now.months)
        self._show_notes(now.undated)

    def _show_notes(self, undated: int) -> None:
        after, before = self._filters.after, self._filters.before
        is_empty = (
            after is not None and before is not None and without_zone(after) >= without_zone(before)
        )
        self._note.setText(self.tr("The end is before the start.") if is_empty else "")
        self._note.setVisible(is_empty)
        left_out = self.tr("%Ln photo(s) without a date are left out", "", undated)
        shown = self.tr("%Ln photo(s) without a date", "", undated)
        self._undated.setText(left_out if self.is_active else shown)
        self._undated.setVisible(undated > 0)

    @Slot(bool)
    def _on_zoomed(self, is_part: bool) -> None:
        """Which years are seen is said where the timeline itself does not: it names the months."""
        seen = self.timeline.seen
        self._whole.setVisible(is_part)
        self._seen.setVisible(seen is not None and (is_part or seen.months == YEAR))
        if seen is not None:
            self._seen.setText(span_name(start_of(seen.first), start_of(seen.end), self.locale()))

    @Slot(object, object)
    def _on_chosen_changed(self, after: datetime | None, before: datetime | None) -> None:
        self.filters_changed.emit(replace(self._filters, after=after, before=before))

    @Slot(object)
    def _on_first_changed(self, moment: datetime | None) -> None:
        self.filters_changed.emit(replace(self._filters, after=moment))

    @Slot(object)
    def _on_last_changed(self, moment: datetime | None) -> None:
        self.filters_changed.emit(replace(self._filters, before=moment))


def _note(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setContentsMargins(EDGE, 0, 0, 0)
    label.hide()
    return label
