"""The page about Pictrove: version and licences."""

from __future__ import annotations

from importlib import metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QTextBrowser

from app.bug import NAME, version
from app.window.background import Background
from app.window.owned_asks import while_alive
from app.window.settings.parts import Page, label
from app.window.theme.theme import Theme
from resources import resource

_ICON = 64
_ROWS = 16
_FILES = ("THIRD_PARTY_NOTICES.md", "LICENSE")


class AboutPage(Page):
    """Tells who made what, and under which licences."""

    def __init__(self, theme: Theme, background: Background) -> None:
        """Read the licences when the page appears."""
        super().__init__(theme, self.tr("About Pictrove"))
        self._background = background
        self._icon = QLabel()
        self._texts: dict[str, str] = {}
        self._browser = QTextBrowser(openLinks=False)
        self._browser.setAccessibleName(self.tr("Licences"))
        self._browser.setMinimumHeight(_ROWS * self.fontMetrics().height())
        self._browser.setTabChangesFocus(True)
        self._others = QPushButton(self.tr("&Third-party software"), autoDefault=False)
        self._others.clicked.connect(lambda: self._show("THIRD_PARTY_NOTICES.md"))
        self._own = QPushButton(self.tr("&Licence of Pictrove"), autoDefault=False)
        self._own.clicked.connect(lambda: self._show("LICENSE"))
        self._symbols = QPushButton(self.tr("Licence of the &icons"), autoDefault=False)
        self._symbols.clicked.connect(lambda: self._show("icons"))
        self._qt = QPushButton(self.tr("About &Qt"), autoDefault=False)
        self._qt.clicked.connect(QApplication.aboutQt)
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)

    def refresh(self) -> None:
        """Read the licences, once."""
        if not self._texts:
            self._background.run(lambda _job: _licences(), while_alive(self, self._take))

    def _lay_out(self) -> None:
        words = label(
            self.tr(
                "Pictrove {version}\nFinds photos on your own computer by words or by pictures.\n"
                "Free software under the licence Apache-2.0. The window is made with Qt {qt} "
                "(LGPL-3.0), its icons are from Lucide (ISC)."
            ).format(version=version(), qt=qVersion()),
            selectable=True,
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.column.addSpacing(8)
        self.column.addLayout(row)
        self.column.addSpacing(8)
        self.add_row(self._others, self._own)
        self.add_row(self._symbols, self._qt)
        self.column.addWidget(self._browser, 1)

    def _take(self, texts: dict[str, str]) -> None:
        self._texts = texts
        self._show("THIRD_PARTY_NOTICES.md")

    def _show(self, name: str) -> None:
        text = self._texts.get(name, "")
        if name.endswith(".md"):
            self._browser.setMarkdown(text)
        else:
            self._browser.setPlainText(text)

    def _dress(self) -> None:
        self._icon.setPixmap(self.theme.icon("pictrove", "").pixmap(_ICON, _ICON))


def _licences() -> dict[str, str]:
    """The texts that are installed with Pictrove, and those of its icons."""
    texts = {"icons": _read_icons()}
    try:
        files = metadata.files(NAME) or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.name in _FILES and file.name not in texts:
            texts[file.name] = file.read_text("utf-8")
    return texts


def _read_icons() -> str:
    try:
        return resource("icons/LICENSE").read_text("utf-8")
    except OSError:
        return ""
