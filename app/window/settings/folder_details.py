"""One folder of the library: how it is watched, what is left out, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QVBoxLayout, QWidget

from app.window.engine_texts import in_own_words
from app.window.settings.excludes import ExcludesEditor
from app.window.settings.parts import Notice, PathLabel, label, row_of
from app.window.theme.theme import Theme
from indexer.client import FolderStatus


class FolderDetails(QFrame):
    """Shows a folder and tells what the user wants of it.

    Signals:
        wanted(FolderStatus): watch it like this, or no longer.
        look_again_wanted(str), open_wanted(str), remove_wanted(str), elsewhere_wanted(str): with
            its path.
    """

    wanted = Signal(FolderStatus)
    look_again_wanted = Signal(str)
    open_wanted = Signal(str)
    remove_wanted = Signal(str)
    elsewhere_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show no folder yet."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._folder: FolderStatus | None = None
        self._path = PathLabel(role="heading")
        self._note = Notice(theme, "warning")
        self._watched = QCheckBox(self.tr("&Watch for new, changed and removed photos"))
        self._watched.clicked.connect(self._on_watched)
        self._hidden = QCheckBox(self.tr("Include &hidden files and folders"))
        self._hidden.clicked.connect(self._on_hidden)
        self._only_watched = label(
            self.tr("What is left out can be changed while the folder is watched."), "muted"
        )
        self._excludes = ExcludesEditor(self)
        self._excludes.changed.connect(self._on_excludes)
        self._look = QPushButton(self.tr("Look again &now"), autoDefault=False)
        self._look.clicked.connect(lambda: self._emit(self.look_again_wanted))
        self._open = QPushButton(self.tr("O&pen folder"), autoDefault=False)
        self._open.clicked.connect(lambda: self._emit(self.open_wanted))
        self._elsewhere = QPushButton(self.tr("It lies el&sewhere now…"), autoDefault=False)
        self._elsewhere.setAccessibleDescription(
            self.tr("Choose the folder in which these photos lie now.")
        )
        self._elsewhere.clicked.connect(lambda: self._emit(self.elsewhere_wanted))
        self._remove = QPushButton(self.tr("&Remove from the library…"), autoDefault=False)
        self._remove.clicked.connect(lambda: self._emit(self.remove_wanted))
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def folder(self) -> FolderStatus | None:
        """What is shown."""
        return self._folder

    def show_folder(self, folder: FolderStatus | None) -> None:
        """Show a folder as it is, or none."""
        self._folder = folder
        self.setVisible(folder is not None)
        if folder is None:
            return
        self._path.show_path(folder.path)
        self._note.say(self._noteworthy(folder))
        self._watched.setChecked(folder.watched)
        self._hidden.setChecked(folder.hidden)
        self._excludes.show_excludes(folder.excludes)
        self._hidden.setEnabled(folder.watched)
        self._excludes.setEnabled(folder.watched)
        self._only_watched.setVisible(not folder.watched)
        self._elsewhere.setVisible(folder.offline)
        self._look.setEnabled(not folder.offline)
        self._open.setEnabled(not folder.offline)

    def _noteworthy(self, folder: FolderStatus) -> str:
        if folder.offline:
            return self.tr(
                "This folder cannot be reached now. Its photos stay in the library, and are "
                "compared with the folder when it is back. If its drive has another letter, or "
                "the folder was moved, say where it is now."
            )
        return in_own_words(folder.note)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._path)
        column.addWidget(self._note)
        column.addLayout(row_of(self._elsewhere))
        column.addWidget(self._watched)
        column.addWidget(self._hidden)
        column.addWidget(label(self.tr("Leave out")))
        column.addWidget(self._only_watched)
        column.addWidget(self._excludes)
        column.addLayout(row_of(self._look, self._open, self._remove))

    def _dress(self) -> None:
        self._look.setIcon(self._theme.icon("refresh-cw"))
        self._open.setIcon(self._theme.icon("folder-open"))
        self._elsewhere.setIcon(self._theme.icon("search"))
        self._remove.setIcon(self._theme.icon("circle-minus"))

    def _emit(self, signal: object) -> None:
        if self._folder is not None:
            signal.emit(self._folder.path)  # type: ignore[attr-defined]

    def _on_watched(self, checked: bool) -> None:
        if self._folder is not None:
            self.wanted.emit(replace(self._folder, watched=checked))

    def _on_hidden(self, checked: bool) -> None:
        if self._folder is not None:
            self.wanted.emit(replace(self._folder, hidden=checked))

    def _on_excludes(self, excludes: tuple[str, ...]) -> None:
        if self._folder is not None:
            self.wanted.emit(replace(self._folder, excludes=excludes))
