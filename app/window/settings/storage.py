"""The page of storage: what Pictrove takes on the disk, and copies of the library."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDate, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QPushButton, QWidget

from app.window import texts
from app.window.asking import Asks
from app.window.background import Background
from app.window.owned_asks import OwnedAsks, while_alive
from app.window.questions import confirm
from app.window.settings.parts import Notice, Page, PathLabel, label
from app.window.theme.theme import Theme
from indexer.client import BackupReport, CacheReport, Status
from indexer.places import Places
from indexer.requests import BackUp, ClearCache, GetStatus, MeasureCache

_TIGHT = 2_000_000_000


class StoragePage(Page):
    """Measures, and clears the cache."""

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        background: Background,
        places: Places,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        choose_file: Callable[[QWidget, str], str] | None = None,
    ) -> None:
        """Measure when the page appears.

        Args:
            asks: the engine.
            theme: the look.
            background: where the disk is asked for its free space.
            places: where the library lies.
            open_url: shows a folder.
            choose_file: lets the user choose where a backup goes, with a name to begin with;
                empty if none was chosen.
        """
        super().__init__(
            theme,
            self.tr("Storage"),
            self.tr("Photos are never copied, except for small thumbnails."),
        )
        self._asks = OwnedAsks(asks, self)
        self._lasting = asks
        self._background = background
        self._places = places
        self._open_url = open_url
        self._choose_file = choose_file or self._ask_for_file
        self._trouble = Notice(theme)
        self._tight = Notice(theme, "warning")
        self._news = Notice(theme, "good")
        self._library = label(selectable=True)
        self._library_folder = PathLabel(str(places.data))
        self._thumbnails = label(selectable=True)
        self._thumbnails_folder = PathLabel()
        self._free = label(selectable=True)
        self._open = QPushButton(self.tr("&Open folder"), autoDefault=False)
        self._open.clicked.connect(self._on_open)
        self._back_up = QPushButton(self.tr("&Back up the library…"), autoDefault=False)
        self._back_up.clicked.connect(self._on_back_up)
        self._clear = QPushButton(self.tr("&Clear thumbnails…"), autoDefault=False)
        self._clear.setEnabled(False)
        self._clear.clicked.connect(self._on_clear)
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)

    def refresh(self) -> None:
        """Measure again."""
        self._asks.ask(GetStatus(), self._take_status, self._fail)
        self._asks.ask(MeasureCache(), self._take_cache, self._fail)
        folder = self._places.data
        self._background.run(lambda _job: _free_bytes(folder), while_alive(self, self._take_free))

    def _lay_out(self) -> None:
        self.column.addSpacing(8)
        for notice in (self._trouble, self._tight, self._news):
            self.column.addWidget(notice)
        self.add_section(self.tr("Library"), self.tr("The database and the index for searching."))
        self._add_amount(self.tr("Size"), self._library)
        self._add_amount(self.tr("Location"), self._library_folder)
        self._add_amount(self.tr("Free there"), self._free)
        self.add_row(self._open)
        self.add_section(
            self.tr("Backup"),
            self.tr(
                "One file with all that is known of your photos: favourites, ratings, saved "
                "searches and the index. The photos themselves are not in it. The command "
                "“pictrove restore” puts it back, here or on another computer."
            ),
        )
        self.add_row(self._back_up)
        self.add_section(
            self.tr("Thumbnails"), self.tr("They are made again when you look at photos.")
        )
        self._add_amount(self.tr("Size"), self._thumbnails)
        self._add_amount(self.tr("Location"), self._thumbnails_folder)
        self.add_row(self._clear)
        self.column.addStretch()

    def _add_amount(self, name: str, amount: QLabel) -> None:
        amount.setAccessibleDescription(name)
        row = QGridLayout()
        row.setColumnMinimumWidth(0, 14 * self.fontMetrics().averageCharWidth())
        row.setColumnStretch(1, 1)
        row.addWidget(label(name, "muted"), 0, 0)
        row.addWidget(amount, 0, 1)
        self.column.addLayout(row)

    def _take_status(self, status: Status) -> None:
        self._library.setText(texts.size(status.database_bytes))
        self._library_folder.show_path(status.data_folder)

    def _take_cache(self, report: CacheReport) -> None:
        files = self.tr("%Ln thumbnail(s)", "", report.files)
        self._thumbnails.setText(
            self.tr("{size} ({files})").format(size=texts.size(report.size), files=files)
        )
        self._thumbnails_folder.show_path(report.folder)
        self._clear.setEnabled(report.files > 0)

    def _take_free(self, free: int | None) -> None:
        self._free.setText(self.tr("unknown") if free is None else texts.size(free))
        tight = free is not None and free < _TIGHT
        self._tight.say(self.tr("There is little space left on this disk.") if tight else "")

    def _on_open(self) -> None:
        self._open_url(QUrl.fromLocalFile(self._library_folder.path))

    def _on_back_up(self) -> None:
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        file = self._choose_file(self, str(Path.home() / f"pictrove-{today}.db"))
        if not file:
            return
        self._trouble.say("")
        self._news.say(self.tr("The library is being copied…"))
        self._back_up.setEnabled(False)
        # It goes on when the settings are closed meanwhile.
        self._lasting.ask(
            BackUp(file), while_alive(self, self._backed_up), while_alive(self, self._fail_backup)
        )

    def _ask_for_file(self, parent: QWidget, name: str) -> str:
        return QFileDialog.getSaveFileName(parent, self.tr("Back up the library"), name)[0]

    def _backed_up(self, report: BackupReport) -> None:
        self._back_up.setEnabled(True)
        self._news.say(
            self.tr(
                "The library with %Ln photo(s) is in {file} now ({size}).", "", report.photos
            ).format(file=report.file, size=texts.size(report.size))
        )
        self.refresh()

    def _fail_backup(self, error: Exception) -> None:
        self._back_up.setEnabled(True)
        self._news.say("")
        self._trouble.say(texts.trouble(error))

    def _on_clear(self) -> None:
        confirm(
            self,
            self.tr("Clear all thumbnails?"),
            self.tr(
                "Photos, favourites and the search index stay. Thumbnails are made again when "
                "you look at photos, which makes the grid slower for a while."
            ),
            self.tr("&Clear thumbnails"),
            self._clear_now,
        )

    def _clear_now(self) -> None:
        self._trouble.say("")
        self._clear.setEnabled(False)
        self._asks.ask(ClearCache(), self._cleared, self._fail)

    def _cleared(self, _: object) -> None:
        self._news.say(self.tr("The thumbnails are cleared."))
        self.refresh()

    def _fail(self, error: Exception) -> None:
        self._clear.setEnabled(True)
        self._trouble.say(texts.trouble(error))

    def _dress(self) -> None:
        self._open.setIcon(self.theme.icon("folder-open"))
        self._back_up.setIcon(self.theme.icon("copy"))
        self._clear.setIcon(self.theme.icon("trash-2"))


def _free_bytes(folder: Path) -> int | None:
    """Of the disk on which the folder lies or will lie; None if nobody tells."""
    try:
        there = next(one for one in (folder, *folder.parents) if one.is_dir())
        return shutil.disk_usage(there).free
    except (OSError, StopIteration):
        return None
