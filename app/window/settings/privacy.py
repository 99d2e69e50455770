"""The page of privacy: what is kept where, and what never happens."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton

from app.window.settings.parts import Notice, Page, PathLabel, label
from app.window.state import StateStore, WindowState
from app.window.theme.theme import Theme
from indexer.places import Places


class PrivacyPage(Page):
    """Tells about privacy, and forgets searches.

    Signals:
        history_cleared(): searches were forgotten.
    """

    history_cleared = Signal()

    def __init__(self, theme: Theme, state: StateStore, places: Places) -> None:
        """Show the state as it is; `places` are named."""
        super().__init__(theme, self.tr("Search and privacy"))
        self._state = state
        self._icons: list[tuple[QLabel, str]] = []
        self._keep = QCheckBox(self.tr("&Remember what I search for"))
        self._keep.clicked.connect(self._on_keep)
        self._clear = QPushButton(self.tr("&Forget all searches"), autoDefault=False)
        self._clear.clicked.connect(self._on_clear)
        self._count = label(role="muted")
        self._news = Notice(theme, "good")
        self._lay_out(places)
        self._show(state.state)
        self._dress()
        state.changed.connect(self._show)
        theme.changed.connect(self._dress)

    def _lay_out(self, places: Places) -> None:
        self.column.addSpacing(8)
        self.add_switch(
            self._keep, self.tr("They are offered while you type, and kept on this computer only.")
        )
        self.add_row(self._clear)
        self.column.addWidget(self._count)
        self.column.addWidget(self._news)
        self.add_section(self.tr("What never happens"))
        self._add_point("shield", self.tr(
            "No photo, no search and nothing about you leaves this computer. There is no "
            "account, there are no statistics, and no report is sent automatically."
        ))  # fmt: skip
        self._add_point("eye", self.tr(
            "Photos are read and never written. Nothing is put beside them. Favourites and ratings "
            "are kept in the library."
        ))  # fmt: skip
        self._add_point("lock", self.tr(
            "Pictures are decoded in a process of its own without rights, because a photo can be "
            "broken or hostile."
        ))  # fmt: skip
        self.add_section(self.tr("The only use of the network"))
        self._add_point("download", self.tr(
            "If you ask for another model and agree to its size and licence, it is fetched from "
            "huggingface.co, or from the address that is set in Settings > Models. That is all."
        ))  # fmt: skip
        self.add_section(self.tr("What is kept, and where"))
        self._add_place(self.tr("Library: what your photos show, and where they lie"), places.data)
        self._add_place(self.tr("Thumbnails: small copies of your photos"), places.cache)
        self._add_place(self.tr("Models"), places.models)
        self._add_place(self.tr("Settings of the window, recent searches"), places.settings)
        self.column.addWidget(
            label(self.tr("Protect these folders like the photos themselves."), "muted")
        )
        self.column.addStretch()

    def _add_point(self, icon: str, text: str) -> None:
        picture = QLabel()
        self._icons.append((picture, icon))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(picture)
        row.addWidget(label(text), 1)
        self.column.addLayout(row)

    def _add_place(self, name: str, folder: object) -> None:
        self.column.addWidget(label(name))
        self.column.addWidget(PathLabel(str(folder), "muted"))

    def _show(self, state: WindowState) -> None:
        self._keep.setChecked(state.keep_recent)
        self._clear.setEnabled(bool(state.recent))
        self._count.setText(self.tr("%Ln search(es) remembered", "", len(state.recent)))

    def _on_keep(self, keep: bool) -> None:
        self._state.change(keep_recent=keep)

    def _on_clear(self) -> None:
        self._state.change(recent=())
        self._news.say(self.tr("All searches are forgotten."))
        self.history_cleared.emit()

    def _dress(self) -> None:
        side = self.fontMetrics().height() + 4
        for picture, name in self._icons:
            picture.setPixmap(self.theme.icon(name, "accent").pixmap(side, side))
