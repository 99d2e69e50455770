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
from app.window.restoring import Restorer
from app.window.settings.kept import KeptLibraries
from app.window.settings.parts import Notice, Page, PathLabel, label
from app.window.settings.restore_dialogs import RestoreDialog, RestoreQuestion, moment
from app.window.theme.theme import Theme
from indexer.client import BackupReport, CacheReport, Status
from indexer.keeping_reports import BackupContents, RestoreReport
from indexer.requests import BackUp, ClearCache, GetStatus, MeasureCache

_TIGHT = 2_000_000_000


class StoragePage(Page):
    """Measures, and clears the cache."""

    def __init__(
        self,
        asks: Asks,
        theme: Theme,
        background: Background,
        restorer: Restorer,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        choose_file: Callable[[QWidget, str], str] | None = None,
        choose_backup: Callable[[QWidget], str] | None = None,
    ) -> None:
        """Measure when the page appears.

        Args:
            asks: the engine.
            theme: the look.
            background: where the disk is asked for its free space.
            restorer: puts backups back, and knows where the library lies.
            open_url: shows a folder.
            choose_file: lets the user choose where a backup goes, with a name to begin with;
                empty if none was chosen.
            choose_backup: lets the user choose a backup, likewise.
        """
        super().__init__(
            theme,
            self.tr("Storage"),
            self.tr("Photos are never copied, except for small thumbnails."),
        )
        self._asks = OwnedAsks(asks, self)
        self._lasting = asks
        self._background = background
        self._restorer = restorer
        self._open_url = open_url
        self._choose_file = choose_file or self._ask_for_file
        self._choose_backup = choose_backup or self._ask_for_backup
        self._here: Status | None = None
        self._just_restored = False
        self._trouble, self._unread = Notice(theme), Notice(theme)
        self._tight = Notice(theme, "warning")
        self._news = Notice(theme, "good")
        self._elsewhere = Notice(theme, "warning")
        self._kept = KeptLibraries(restorer, theme)
        self._library = label(selectable=True)
        self._library_folder = PathLabel(str(restorer.places.data))
        self._thumbnails = label(selectable=True)
        self._thumbnails_folder = PathLabel()
        self._free = label(selectable=True)
        self._open = QPushButton(self.tr("&Open folder"), autoDefault=False)
        self._back_up = QPushButton(self.tr("&Back up the library…"), autoDefault=False)
        self._put_back = QPushButton(self.tr("&Restore a backup…"), autoDefault=False)
        self._clear = QPushButton(self.tr("&Clear thumbnails…"), autoDefault=False)
        self._clear.setEnabled(False)
        self._connect()
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)

    def refresh(self) -> None:
        """Measure again."""
        self._asks.ask(GetStatus(), self._take_status, self._fail_reading)
        self._asks.ask(MeasureCache(), self._take_cache, self._fail_reading)
        self._kept.refresh()
        folder = self._restorer.places.data
        self._background.run(lambda _job: _free_bytes(folder), while_alive(self, self._take_free))

    def forget_said(self) -> None:
        """See `Page.forget_said`."""
        self._trouble.say("")

    def _connect(self) -> None:
        self._open.clicked.connect(self._on_open)
        self._back_up.clicked.connect(self._on_back_up)
        self._put_back.clicked.connect(self._on_put_back)
        self._clear.clicked.connect(self._on_clear)
        self._restorer.restored.connect(self._on_restored)
        self._restorer.failed.connect(self._on_not_restored)
        self._restorer.cancelled.connect(self._on_cancelled)
        self._kept.removed.connect(self._on_kept_removed)
        self._kept.failed.connect(self._fail)

    def _lay_out(self) -> None:
        self.column.addSpacing(8)
        for notice in (self._trouble, self._unread, self._tight, self._news, self._elsewhere):
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
                "searches and the index. The photos themselves are not in it. It can be restored "
                "here or on another computer."
            ),
        )
        self.add_row(self._back_up, self._put_back)
        self.column.addWidget(self._kept)
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
        self._here = status
        self._unread.say("")
        self._library.setText(texts.size(status.database_bytes))
        if self._just_restored:
            self._just_restored = False
            self._say_elsewhere(status)
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
        self._say_nothing()
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

    def _say_nothing(self) -> None:
        for notice in (self._trouble, self._news, self._elsewhere):
            notice.say("")

    # Restoring

    def _on_put_back(self) -> None:
        file = self._choose_backup(self)
        if not file:
            return
        self._say_nothing()
        self._put_back.setEnabled(False)
        self._restorer.look(
            file, while_alive(self, self._ask), while_alive(self, self._on_not_restored)
        )

    def _ask_for_backup(self, parent: QWidget) -> str:
        kinds = f"{self.tr('Backups')} (*.db);;{self.tr('All files')} (*)"
        home = str(Path.home())
        return QFileDialog.getOpenFileName(parent, self.tr("Restore a backup"), home, kinds)[0]

    def _ask(self, contents: BackupContents) -> None:
        self._put_back.setEnabled(True)
        RestoreQuestion(
            self, contents, self._what_is_here(), lambda: self._restore(contents)
        ).open()

    def _what_is_here(self) -> str:
        """The library that will be replaced, in a few words; empty if there is none."""
        if not self._restorer.has_library:
            return ""
        if self._here is None:  # it cannot be opened, which may be why it is to be replaced
            return str(self._restorer.places.data)
        photos = texts.photos(self._here.indexed + self._here.missing)
        folders = self.tr("%Ln folder(s)", "", len(self._here.folders))
        return self.tr("{photos} in {folders}").format(photos=photos, folders=folders)

    def _restore(self, contents: BackupContents) -> None:
        self._put_back.setEnabled(False)
        RestoreDialog(self, self._restorer).show()
        self._restorer.start(contents.file)

    def _on_restored(self, report: RestoreReport) -> None:
        self._put_back.setEnabled(True)
        text = self.tr("The library holds %Ln photo(s) again.", "", report.photos)
        made = moment(report.made_at)
        if made:
            text += " " + self.tr("It is as it was on {when}.").format(when=made)
        self._news.say(text)
        self._just_restored = True
        self.refresh()

    def _say_elsewhere(self, status: Status) -> None:
        number = sum(folder.offline for folder in status.folders)
        text = self.tr(
            "%Ln folder(s) of it cannot be reached. If the photos lie elsewhere on this computer, "
            "say so in Settings > Folders: “It lies elsewhere now…”.",
            "",
            number,
        )
        self._elsewhere.say(text if number else "")

    def _on_not_restored(self, error: Exception) -> None:
        self._put_back.setEnabled(True)
        self._trouble.say(texts.trouble(error))

    def _on_cancelled(self) -> None:
        self._put_back.setEnabled(True)
        self._news.say(self.tr("Nothing was restored; the library is as it was."))

    def _on_kept_removed(self) -> None:
        self._news.say(self.tr("The earlier libraries are removed."))
        self.refresh()

    # Thumbnails

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
        self._say_nothing()
        self._clear.setEnabled(False)
        self._asks.ask(ClearCache(), self._cleared, self._fail)

    def _cleared(self, _: object) -> None:
        self._news.say(self.tr("The thumbnails are cleared."))
        self.refresh()

    def _fail(self, error: Exception) -> None:
        self._clear.setEnabled(True)
        self._trouble.say(texts.trouble(error))

    def _fail_reading(self, error: Exception) -> None:
        self._unread.say(texts.trouble(error))

    def _dress(self) -> None:
        self._open.setIcon(self.theme.icon("folder-open"))
        self._back_up.setIcon(self.theme.icon("copy"))
        self._put_back.setIcon(self.theme.icon("history"))
        self._clear.setIcon(self.theme.icon("trash-2"))


def _free_bytes(folder: Path) -> int | None:
    """Of the disk on which the folder lies or will lie; None if nobody tells."""
    try:
        there = next(one for one in (folder, *folder.parents) if one.is_dir())
        return shutil.disk_usage(there).free
    except (OSError, StopIteration):
        return None
