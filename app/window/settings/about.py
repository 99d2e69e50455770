"""The page about Pictrove: version and licences."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton

from app.bug import version
from app.window.background import Background
from app.window.settings.licences import LicencesDialog
from app.window.settings.parts import Page, label
from app.window.theme.theme import Theme

_ICON = 64


class AboutPage(Page):
    """Tells who made what, and leads to the licences."""

    def __init__(self, theme: Theme, background: Background) -> None:
        """Read nothing yet; `background` is where the licences are read."""
        super().__init__(theme, self.tr("About Pictrove"))
        self._background = background
        self._icon = QLabel()
        self._licences = QPushButton(self.tr("&Licences…"), autoDefault=False)
        self._licences.clicked.connect(self._on_licences)
        self._qt = QPushButton(self.tr("About &Qt"), autoDefault=False)
        self._qt.clicked.connect(QApplication.aboutQt)
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)

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
        self.add_section(
            self.tr("Licences"),
            self.tr(
                "Of Pictrove, of the software that it is made of, and of the models. The licence "
                "of each model also stands on its card in Settings > Models."
            ),
        )
        self.add_row(self._licences, self._qt)
        self.column.addStretch()

    def _on_licences(self) -> None:
        LicencesDialog(self.theme, self._background, self).open()

    def _dress(self) -> None:
        self._icon.setPixmap(self.theme.icon("pictrove", "").pixmap(_ICON, _ICON))
