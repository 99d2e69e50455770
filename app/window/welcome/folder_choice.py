"""Choosing the first folders."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.window.background import Background
from app.window.owned_asks import while_alive
from app.window.settings.parts import Notice, PathLabel, label, row_of
from app.window.theme.theme import Theme
from app.window.welcome.checking import CheckedFolder, check_folder, is_below

ChooseFolder = Callable[[QWidget], str]


class FolderChoice(QWidget):
    """A list of folders to be ticked; the Pictures folder is suggested if there is one.

    Signals:
        changed(): others are chosen now.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        pictures: str | None = None,
        choose_folder: ChooseFolder | None = None,
    ) -> None:
        """Look whether there is a Pictures folder.

        Args:
            theme: the look.
            background: where folders are looked at.
            pictures: the Pictures folder, if it is not the one that the system names.
            choose_folder: lets the user choose one; empty if none was chosen.
        """
        super().__init__()
        self._theme = theme
        self._background = background
        self._choose_folder = choose_folder or self._ask_for_folder
        self._rows: list[FolderRow] = []
        self._empty = label(self.tr("Add the folders that your photos are in."), "muted")
        self._told = Notice(theme, "muted")
        self._add = QPushButton(self.tr("&Add folder…"), autoDefault=True)
        self._add.clicked.connect(self._on_add)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.setFocusProxy(self._add)
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)
        suggested = pictures if pictures is not None else _pictures_folder()
        if suggested:
            self._check(suggested, self._suggest)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The folders that are ticked and can be read."""
        return tuple(row.folder.path for row in self._rows if row.is_chosen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._empty)
        column.addLayout(self._list)
        column.addWidget(self._told)
        column.addLayout(row_of(self._add))

    def _dress(self) -> None:
        self._add.setIcon(self._theme.icon("folder-plus"))

    def _ask_for_folder(self, parent: QWidget) -> str:
        return QFileDialog.getExistingDirectory(parent, self.tr("Add a folder of photos"))

    def _check(self, path: str, take: Callable[[CheckedFolder], None]) -> None:
        self._background.run(lambda _job: check_folder(path), while_alive(self, take))

    def _suggest(self, folder: CheckedFolder) -> None:
        """A Pictures folder that is not there is no trouble: nobody asked for it."""
        if folder.trouble != "missing":
            self._take(folder)

    def _on_add(self) -> None:
        path = self._choose_folder(self)
        if path:
            self._told.say("")
            self._check(path, self._take)

    def _take(self, folder: CheckedFolder) -> None:
        above = next((row for row in self._rows if is_below(folder.path, row.folder.path)), None)
        if above is not None and above.folder.trouble == "":
            above.choose()
            self._told.say(
                self.tr("{folder} is included with {above} already.").format(
                    folder=folder.path, above=above.folder.path
                )
            )
            return
        for row in [one for one in self._rows if is_below(one.folder.path, folder.path)]:
            self._remove(row)  # it is part of the new one
        self._insert(folder)

    def _insert(self, folder: CheckedFolder) -> None:
        row = FolderRow(folder, self._theme)
        row.changed.connect(self.changed)
        row.remove_wanted.connect(partial(self._remove, row))
        self._rows.append(row)
        self._list.addWidget(row)
        self._empty.hide()
        self.changed.emit()

    def _remove(self, row: FolderRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._empty.setVisible(not self._rows)
        self.changed.emit()


class FolderRow(QFrame):
    """One folder: ticked or not, or why it cannot be.

    Signals:
        changed(): it was ticked, or no longer is.
        remove_wanted(): it is to go from the list.
    """

    changed = Signal()
    remove_wanted = Signal()

    def __init__(self, folder: CheckedFolder, theme: Theme) -> None:
        """Show `folder`."""
        super().__init__()
        self.setProperty("role", "card")
        self.folder = folder
        self._theme = theme
        self._box = QCheckBox()
        self._box.setAccessibleName(folder.path)
        self._box.setChecked(not folder.trouble)
        self._box.setEnabled(not folder.trouble)
        self._box.toggled.connect(self.changed)
        self._trouble = Notice(theme, "warning")
        self._remove = QToolButton(autoRaise=True)
        self._remove.setAccessibleName(
            self.tr("Remove {folder} from the list").format(folder=folder.path)
        )
        self._remove.setToolTip(self.tr("Remove from the list"))
        self._remove.clicked.connect(self.remove_wanted)
        self._lay_out()
        self._trouble.say(folder.sentence())
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def is_chosen(self) -> bool:
        """Whether it is ticked."""
        return self._box.isChecked()

    def choose(self) -> None:
        """Tick it."""
        self._box.setChecked(True)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PathLabel(self.folder.path))
        words.addWidget(self._trouble)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._box)
        row.addLayout(words, 1)
        row.addWidget(self._remove)

    def _dress(self) -> None:
        self._remove.setIcon(self._theme.icon("x"))


def _pictures_folder() -> str:
    """The system's; the home folder stands for "there is none", and is too much to suggest."""
    place = QStandardPaths.StandardLocation
    pictures = QStandardPaths.writableLocation(place.PicturesLocation)
    home = QStandardPaths.writableLocation(place.HomeLocation)
    return "" if pictures == home else pictures
