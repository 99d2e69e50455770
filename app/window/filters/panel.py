"""The panel of filters: all sections, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.window.asking import Asks, Ticket
from app.window.filters.date_section import DateSection
from app.window.filters.dimensions import Dimension
from app.window.filters.facet_counts import Counts, FacetCounts
from app.window.filters.folder_section import FolderSection
from app.window.filters.marks_section import MarksSection
from app.window.filters.section import FilterSection
from app.window.filters.values_section import Texts, ValuesSection
from app.window.texts import photos
from app.window.theme.theme import Theme
from indexer.query import Filters
from indexer.reports import Facets, Status
from indexer.requests import GetStatus

_EDGE = 10
_IN_LINE = 4  # with the titles of the sections
_WIDTH = 28  # letters
_NARROWEST = 18


class FilterPanel(QScrollArea):
    """What photos can be told apart by, with numbers; the numbers of a section follow the others.

    Signals:
        filters_changed(Filters): the user changed something here.
        facets_changed(Facets): what the whole library has, for suggestions.
        folder_wanted(object): the file manager is to show this folder, a path.
    """

    filters_changed = Signal(Filters)
    facets_changed = Signal(Facets)
    folder_wanted = Signal(object)  # a str; Qt would lose bytes of it that are no UTF-8

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        above: QWidget | None = None,
    ) -> None:
        """Filter by nothing.

        Args:
            asks: the engine.
            theme: the look.
            parent: owns the panel.
            above: stands above the filters, and scrolls with them.
        """
        super().__init__(parent)
        self._above = above
        self._asks = asks
        self._theme = theme
        self._filters = Filters()
        self._status_ticket: Ticket | None = None
        self._counts = FacetCounts(asks, self)
        self._folders = FolderSection(theme)
        self._sections: list[FilterSection] = [
            DateSection(theme),
            self._folders,
            MarksSection(theme),
            *(ValuesSection(texts, what, theme) for what, texts in self._values().items()),
        ]
        self._fill()
        self._connect()
        self._show_what_is_there(Counts())

    def filters(self) -> Filters:
        """What is shown."""
        return self._filters

    def set_filters(self, filters: Filters) -> None:
        """Show these, without a signal."""
        if filters == self._filters:
            return
        self._filters = filters
        self._counts.set_filters(filters)
        for section in self._sections:
            section.show_filters(filters)
        self._show_or_hide()

    def clear(self) -> None:
        """Show all photos again, as if the user had pressed the button."""
        self._change(Filters())

    def refresh(self) -> None:
        """Photos came, changed or went; or there is an engine now."""
        self._counts.refresh()
        if self._status_ticket is None:
            self._status_ticket = self._asks.ask(GetStatus(), self._on_status, self._on_no_status)

    def section(self, name: str) -> FilterSection:
        """A section by its name."""
        return next(section for section in self._sections if section.name == name)

    def open_sections(self) -> tuple[str, ...]:
        """Names of the sections that are open, to be remembered."""
        return tuple(section.name for section in self._sections if section.is_open)

    def set_open_sections(self, names: Sequence[str]) -> None:
        """Open these sections and close the others."""
        for section in self._sections:
            section.set_open(section.name in names)

    def focus_first(self) -> None:
        """Give the keyboard to the first section."""
        for section in self._sections:
            if section.isVisibleTo(self):
                section.header.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # Qt's side

    def sizeHint(self) -> QSize:
        """See Qt."""
        return QSize(max(self.fontMetrics().averageCharWidth() * _WIDTH + 60, 260), 600)

    def minimumSizeHint(self) -> QSize:
        """See Qt."""
        return QSize(max(self.fontMetrics().averageCharWidth() * _NARROWEST + 60, 180), 200)

    def showEvent(self, event: QShowEvent) -> None:
        """Count for those who look. See Qt."""
        super().showEvent(event)
        self._counts.set_wanted(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """See Qt."""
        super().hideEvent(event)
        self._counts.set_wanted(False)

    def changeEvent(self, event: QEvent) -> None:
        """See Qt."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    # What is in it

    def _values(self) -> dict[Dimension, Texts]:
        return {
            Dimension.CAMERAS: Texts(self.tr("Camera"), self.tr("Find a camera")),
            Dimension.LENSES: Texts(self.tr("Lens"), self.tr("Find a lens")),
            Dimension.TYPES: Texts(self.tr("Type"), self.tr("Find a type")),
            Dimension.ORIENTATIONS: Texts(self.tr("Orientation"), self.tr("Find")),
            Dimension.PLACES: Texts(self.tr("Place"), self.tr("Find a place")),
            Dimension.KEYWORDS: Texts(self.tr("Keywords"), self.tr("Find a keyword")),
        }

    def _fill(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._column.setSpacing(6)
        if self._above is not None:  # put in first, the keyboard reaches it first
            self._column.addWidget(self._above)
        self._column.addLayout(self._make_top())
        self._column.addWidget(self._empty)
        for section in self._sections:
            self._column.addWidget(section)
        self._column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # which `setWidget` has switched on
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its sections have the keyboard
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Filters"))

    def _make_top(self) -> QVBoxLayout:
        heading = QLabel(self.tr("Filters"))
        heading.setProperty("role", "heading")
        self._clear = QPushButton(self.tr("Clear filters"), autoDefault=True)
        self._clear.setProperty("kind", "quiet")
        self._clear.clicked.connect(self.clear)
        self._summary = QLabel()
        self._summary.setProperty("role", "muted")
        self._summary.setWordWrap(True)
        self._empty = QLabel(
            self.tr(
                "Once there are photos, filter them here by date, folder, camera, place and more."
            )
        )
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(_IN_LINE, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(heading, 1)
        row.addWidget(self._clear)
        top = QVBoxLayout()
        top.setContentsMargins(_IN_LINE, _EDGE, 0, 0)
        top.setSpacing(0)
        top.addLayout(row)
        top.addWidget(self._summary)
        return top

    def _connect(self) -> None:
        for section in self._sections:
            section.filters_changed.connect(self._on_filters_changed)
        self._folders.folder_wanted.connect(self.folder_wanted)
        self._counts.library_changed.connect(self.facets_changed)
        self._counts.counts_changed.connect(self._show_what_is_there)

    # What changes

    @Slot(Filters)
    def _on_filters_changed(self, filters: Filters) -> None:
        self._change(filters)

    def _change(self, filters: Filters) -> None:
        if filters != self._filters:
            self.set_filters(filters)
            self.filters_changed.emit(filters)

    @Slot(Counts)
    def _show_what_is_there(self, counts: Counts) -> None:
        for section in self._sections:
            section.show_counts(counts)
        self._summary.setText(self._summary_of(counts))
        self._show_or_hide(counts)

    def _show_or_hide(self, counts: Counts | None = None) -> None:
        for section in self._sections:
            section.setVisible(section.has_values)
        self._empty.setVisible(not any(section.has_values for section in self._sections))
        self._clear.setVisible(self._filters != Filters())
        if counts is not None:
            self._summary.setVisible(counts.everything.photos > 0)

    def _summary_of(self, counts: Counts) -> str:
        passing, everything = counts.passing.photos, counts.everything.photos
        if self._filters == Filters():
            return photos(everything)
        some = self.locale().toString(passing)
        return self.tr("{some} of {all}").format(some=some, all=photos(everything))

    def _on_status(self, status: Status) -> None:
        self._status_ticket = None
        self._folders.show_roots(status.folders)
        self._show_or_hide()

    def _on_no_status(self, error: Exception) -> None:
        """The folders are shown by their paths then; trouble is told by who needs the status."""
        del error
        self._status_ticket = None
