"""The dialog of the settings. What is changed holds at once; there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QSystemTrayIcon,
    QWidget,
)

from app.login_start import LoginStart
from app.window.asking import Asks
from app.window.background import Background
from app.window.model_downloads import ModelDownloads
from app.window.restoring import Restorer
from app.window.settings.about import AboutPage
from app.window.settings.appearance import AppearancePage
from app.window.settings.diagnostics import DiagnosticsPage
from app.window.settings.failures import FailuresPage
from app.window.settings.folders import FoldersPage
from app.window.settings.indexing import IndexingPage
from app.window.settings.models import ModelsPage
from app.window.settings.parts import Page
from app.window.settings.privacy import PrivacyPage
from app.window.settings.storage import StoragePage
from app.window.state import StateStore
from app.window.theme.theme import Theme
from indexer.client import Activity
from indexer.places import Places

_NEWS_MS = 1000
_PAGE_LETTERS = 70  # a page narrower than that needs the room of the names
_LETTERS, _LINES = 132, 44  # room for names and a page without scrolling sideways
_ICONS = {
    "folders": "folder-tree",
    "failures": "image-off",
    "indexing": "gauge",
    "models": "sparkles",
    "appearance": "sun",
    "privacy": "shield",
    "storage": "hard-drive",
    "diagnostics": "clipboard",
    "about": "info",
}


@dataclass(frozen=True)
class SettingsParts:
    """What the settings work with.

    Attributes:
        login_start: makes what knows whether the engine starts at login.
        languages: codes and names of the translations.
        has_tray: this desktop has a tray.
    """

    asks: Asks
    theme: Theme
    state: StateStore
    background: Background
    downloads: ModelDownloads
    restorer: Restorer
    places: Places
    login_start: Callable[[], LoginStart]
    languages: Sequence[tuple[str, str]] = ()
    has_tray: bool = field(default_factory=QSystemTrayIcon.isSystemTrayAvailable)


class SettingsDialog(QDialog):
    """All settings, page by page. It is kept while the window lives: closing only hides it.

    Signals:
        language_changed(str): "system", or the code of a language; holds from the next start on.
        history_cleared(): recent searches were forgotten.
    """

    language_changed = Signal(str)
    history_cleared = Signal()

    def __init__(self, parts: SettingsParts, parent: QWidget | None = None) -> None:
        """Make all pages; they ask for what they show when they appear."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._theme = parts.theme
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._stack = QStackedWidget()
        self._pages: dict[str, Page] = {}
        self._shown: Page | None = None
        self._news = QTimer(self, singleShot=True, interval=_NEWS_MS)
        self._news.timeout.connect(self._refresh_shown)
        self._make_pages(parts)
        self._lay_out()
        self._dress()
        parts.theme.changed.connect(self._dress)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._list.setCurrentRow(0)

    @property
    def page_names(self) -> tuple[str, ...]:
        """What `open_page` takes."""
        return tuple(self._pages)

    def page(self, name: str) -> Page:
        """A page by its name."""
        return self._pages[name]

    def open_page(self, name: str) -> None:
        """Show this page, and the dialog above other windows."""
        self._list.setCurrentRow(list(self._pages).index(name))
        self.show()
        self.raise_()
        self.activateWindow()
        self._list.setFocus()

    def show_activity(self, activity: Activity) -> None:
        """The engine does this now."""
        self._indexing.show_activity(activity)

    def refresh(self) -> None:
        """Photos or folders changed: what is in sight is asked for again, soon."""
        if self.isVisible() and not self._news.isActive():
            self._news.start()

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown is asked for."""
        super().showEvent(event)
        self._turn_to(self._stack.currentWidget())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages come first."""
        super().resizeEvent(event)
        self._fit_list()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is asked for while nobody looks."""
        super().hideEvent(event)
        self._turn_to(None)

    def _make_pages(self, parts: SettingsParts) -> None:
        asks, theme, background = parts.asks, parts.theme, parts.background
        self._indexing = IndexingPage(
            asks, theme, parts.state, background, parts.login_start, has_tray=parts.has_tray
        )
        appearance = AppearancePage(theme, parts.state, parts.languages)
        appearance.language_changed.connect(self.language_changed)
        privacy = PrivacyPage(theme, parts.state, parts.places)
        privacy.history_cleared.connect(self.history_cleared)
        self._add("folders", self.tr("Folders"), FoldersPage(asks, theme))
        self._add("failures", self.tr("Unreadable files"), FailuresPage(asks, theme))
        self._add("indexing", self.tr("Indexing"), self._indexing)
        self._add("models", self.tr("Models"), ModelsPage(asks, theme, parts.downloads))
        self._add("appearance", self.tr("Appearance"), appearance)
        self._add("privacy", self.tr("Search and privacy"), privacy)
        storage = StoragePage(asks, theme, background, parts.restorer)
        self._add("storage", self.tr("Storage"), storage)
        diagnostics = DiagnosticsPage(asks, theme, background, parts.places)
        self._add("diagnostics", self.tr("Diagnostics"), diagnostics)
        self._add("about", self.tr("About"), AboutPage(theme, background))

    def _add(self, name: str, title: str, page: Page) -> None:
        self._pages[name] = page
        self._stack.addWidget(page)
        item = QListWidgetItem(title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
        item.setToolTip(title)
        self._list.addItem(item)

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        side = metrics.height() + 2
        self._list.setIconSize(QSize(side, side))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room = self.screen().availableSize() * 0.9
        self.resize(room)  # for the list, which takes what there is
        self._fit_list()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 0, 8)
        row.setSpacing(4)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        # As large as its text needs, but never larger than the screen.
        wanted = QSize(_LETTERS * metrics.averageCharWidth(), _LINES * metrics.height())
        self.resize(wanted.boundedTo(room))

    def _fit_list(self) -> None:
        """Names beside the icons, where large text on a small screen leaves room for them."""
        self._list.ensurePolished()  # its style sheet says how much room its lines take
        side = self._list.iconSize().width()
        width = self._name_pages(names=True) + 2 * side
        if self.width() - width < _PAGE_LETTERS * self.fontMetrics().averageCharWidth():
            width = self._name_pages(names=False) + side
        self._list.setFixedWidth(width)

    def _name_pages(self, *, names: bool) -> int:
        """Show names, or icons alone; returns how much room they take."""
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setText(item.toolTip() if names else "")
        return self._list.sizeHintForColumn(0)

    def _dress(self) -> None:
        for row, name in enumerate(self._pages):
            self._list.item(row).setIcon(self._theme.icon(_ICONS[name]))
        self._fit_list()

    def _on_row_changed(self, row: int) -> None:
        if row < 0:
            return
        self._stack.setCurrentIndex(row)
        if self.isVisible():
            self._turn_to(self._stack.currentWidget())

    def _turn_to(self, page: QWidget | None) -> None:
        if self._shown is not None:
            self._shown.disappear()
        self._shown = page if isinstance(page, Page) else None
        if self._shown is not None:
            self._shown.appear()

    def _refresh_shown(self) -> None:
        if self._shown is not None and self.isVisible():
            self._shown.refresh()
