"""The panel beside the photo that tells all that is known of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.window.asking import Asks, Ticket
from app.window.background import Background, Job
from app.window.flow_layout import FlowLayout
from app.window.theme.theme import Theme
from app.window.viewer.fact_row import FactRow, FlowingText
from app.window.viewer.facts import Fact, facts, stars_text
from app.window.viewer.histogram import HistogramView
from app.window.viewer.pixels import Histogram, histogram
from indexer.client import Photo, PhotoDetails, Picture
from indexer.metadata import PhotoMetadata
from indexer.requests import GetDetails

_KEYWORD_GAP = 6
_PATIENCE_MS = 200
_MARGIN = 16
_LETTERS = 44
_MOST_KEYWORDS = 100


class DetailsPanel(QFrame):
    """Facts, keywords and the histogram of one photo.

    Signals:
        keyword_wanted(str): photos with this keyword are wanted.
        close_wanted(): the panel shall be hidden.
    """

    keyword_wanted = Signal(str)
    close_wanted = Signal()

    def __init__(
        self,
        asks: Asks,
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        """An empty panel.

        Args:
            asks: tells the details.
            background: counts the levels of the histogram.
            theme: for colours and icons.
            parent: owns this widget.
            open_url: opens a page of the web in the user's browser.
        """
        super().__init__(parent)
        self._asks, self._background = asks, background
        self._theme, self._open_url = theme, open_url
        self._ticket: Ticket | None = None
        self._counting: Job[Histogram | None] | None = None
        self._photo: Photo | None = None
        self._rows: list[FactRow] = []
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show_little)
        self.setProperty("role", "bar")
        self.setAccessibleName(self.tr("Details"))
        self._title = FlowingText()
        self._title.setAccessibleName(self.tr("Title"))
        self._caption = FlowingText()
        self._caption.setAccessibleName(self.tr("Caption"))
        self.curves = HistogramView(theme)
        self._keywords = QWidget()
        self._keywords.setAccessibleName(self.tr("Keywords"))
        self._lines = FlowLayout(self._keywords)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(_KEYWORD_GAP)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(12)
        self._close = QToolButton()
        self._lay_out()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def show_photo(self, photo_id: int, photo: Photo | None) -> None:
        """Ask what is known of a photo, and show it."""
        self._cancel()
        self._photo = photo
        self._ticket = self._asks.ask(GetDetails(photo_id), self._show_details, self._on_failed)
        self._patience.start()

    def show_picture(self, picture: Picture | None) -> None:
        """Show the histogram of the photo's pixels; none for None."""
        if self._counting is not None:
            self._counting.abort()
            self._counting = None
        if picture is None:
            self.curves.show_histogram(None)
            return
        self._counting = job = self._background.run(
            partial(_count, picture), lambda counts: self._take_histogram(job, counts)
        )

    def clear(self) -> None:
        """Show nothing, and ask for nothing any more."""
        self._cancel()
        self._photo = None
        self.show_picture(None)

    @property
    def shown_facts(self) -> tuple[Fact, ...]:
        """What is told now."""
        return tuple(row.fact for row in self._rows if not row.isHidden())

    @property
    def shown_keywords(self) -> tuple[str, ...]:
        """The keywords that can be clicked now."""
        buttons = self._keywords.findChildren(QPushButton)
        return tuple(button.property("keyword") for button in buttons)

    def sizeHint(self) -> QSize:
        """Wide enough for a line of text, whatever the font."""
        return QSize(self.fontMetrics().averageCharWidth() * _LETTERS + 2 * _MARGIN, 400)

    # Layout

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 8, 8, 4)
        heading = QLabel(self.tr("Details"))
        heading.setProperty("role", "heading")
        head.addWidget(heading, 1)
        head.addWidget(self._close)
        self._close.setToolTip(self.tr("Hide the details"))
        self._close.setAccessibleName(self.tr("Hide the details"))
        self._close.clicked.connect(self.close_wanted)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setAccessibleName(self.tr("Details"))
        scroll.setWidget(self._make_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scroll, 1)

    def _make_page(self) -> QWidget:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 4, _MARGIN, _MARGIN)
        column.setSpacing(12)
        for part in (self._title, self._caption, self.curves, self._keywords):
            column.addWidget(part)
        column.addLayout(self._facts)
        column.addStretch(1)
        for part in (self._title, self._caption, self._keywords):
            part.hide()
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        return page

    # What is shown

    def _show_details(self, details: PhotoDetails) -> None:
        self._ticket = None
        self._patience.stop()
        _show_text(self._title, details.metadata.title)
        _show_text(self._caption, details.metadata.caption)
        self._show_keywords(details.metadata.keywords)
        told = facts(details, QLocale())
        rating = details.photo.rating
        if rating:
            told.insert(2, Fact(self.tr("Rating"), stars_text(rating)))
        self._show_facts(told)

    def _show_little(self) -> None:
        """The engine is busy, or knows no more: better little than what is told of another."""
        if self._photo is not None:
            metadata = PhotoMetadata(taken_at=self._photo.taken_at)
            little = PhotoDetails(self._photo, metadata, modified_at="")
            ticket = self._ticket
            self._show_details(little)
            self._ticket = ticket

    def _show_facts(self, told: list[Fact]) -> None:
        while len(self._rows) < len(told):
            row = FactRow(self._theme, self._open_url, self)
            self._facts.addWidget(row)
            self._rows.append(row)
        for row, fact in zip(self._rows, told, strict=False):
            row.show_fact(fact)
            row.show()
        for row in self._rows[len(told) :]:
            row.hide()

    def _show_keywords(self, keywords: tuple[str, ...]) -> None:
        shown = keywords[:_MOST_KEYWORDS]
        if shown == self.shown_keywords:
            return
        while item := self._lines.takeAt(0):
            if button := item.widget():
                button.setParent(None)
                button.deleteLater()
        for keyword in shown:
            self._lines.addWidget(self._make_keyword(keyword))
        self._keywords.setVisible(bool(shown))

    def _make_keyword(self, keyword: str) -> QPushButton:
        # An ampersand would become a mnemonic.
        button = QPushButton(keyword.replace("&", "&&"), self._keywords, autoDefault=True)
        button.setProperty("keyword", keyword)
        # Lower than a button in a dialog: there may be many.
        button.setStyleSheet(
            "QPushButton { padding: 2px 9px; } QPushButton:focus { padding: 1px 8px; }"
        )
        hint = self.tr("Photos with the keyword {keyword}").format(keyword=keyword)
        button.setToolTip(hint)
        button.setAccessibleName(hint)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.keyword_wanted.emit(keyword))
        return button

    def _take_histogram(self, job: Job[Histogram | None], counts: Histogram | None) -> None:
        if job is self._counting and counts is not None:
            self.curves.show_histogram(counts)

    def _on_failed(self, _: Exception) -> None:
        self._ticket = None
        self._patience.stop()
        self._show_little()

    def _cancel(self) -> None:
        self._patience.stop()
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _on_theme_changed(self) -> None:
        self._close.setIcon(self._theme.icon("x"))


def _show_text(widget: FlowingText, text: str | None) -> None:
    widget.set_text(text or "")
    widget.setVisible(bool(text))


def _count(picture: Picture, job: Job[Histogram | None]) -> Histogram | None:
    return histogram(job, picture)
