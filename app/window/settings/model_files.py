"""Models without a card: from files that are chosen or dropped on the page, or by their name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.window.model_downloads import ModelWork
from app.window.settings.model_progress import ModelProgress
from app.window.settings.parts import Notice, label, row_of
from app.window.theme.theme import Theme

SUFFIX = ".safetensors"
_EXAMPLE = "ViT-L-14/datacomp_xl_s13b_b90k"

Choose = Callable[[QWidget], str]
"""Lets the user choose something; empty if nothing was chosen."""


@dataclass(frozen=True)
class Source:
    """What a model is to be made from, and which model it is, if that was said."""

    path: str
    model_id: str | None = None


class ModelFiles(QWidget):
    """Takes files and folders of models, and names of models that have no card yet.

    Signals:
        source_wanted(Source): import a model from this file or folder.
        download_wanted(str): fetch the model of this name.
        cancel_wanted(): of what is being done with a model without a card.
    """

    source_wanted = Signal(Source)
    download_wanted = Signal(str)
    cancel_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        choose_file: Choose,
        choose_folder: Choose,
        parent: QWidget | None = None,
    ) -> None:
        """Import nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._trouble = Notice(theme)
        self._progress = ModelProgress()
        self._progress.cancel_wanted.connect(self.cancel_wanted)
        self._file = QPushButton(self.tr("Choose a &file…"), autoDefault=False)
        self._file.clicked.connect(lambda: self.take(choose_file(self)))
        self._folder = QPushButton(self.tr("Choose a f&older or USB stick…"), autoDefault=False)
        self._folder.clicked.connect(lambda: self.take(choose_folder(self)))
        self._download = QPushButton(self.tr("&Download…"), autoDefault=False)
        self._download.clicked.connect(lambda: self.download_wanted.emit(self._typed()))
        example = self.tr("for example {name}").format(name=_EXAMPLE)
        self._name = QLineEdit(placeholderText=example)
        self._name.textChanged.connect(self._on_typed)
        self._controls = QWidget()
        self._lay_out()
        self._on_typed()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the keyboard goes through, in this order."""
        return (
            self._progress.cancel_button,
            self._file,
            self._folder,
            self._name,
            self._download,
        )

    def show_work(self, work: ModelWork | None, *, mine: bool, can_cancel: bool) -> None:
        """Show how far work is, if no card shows it (`mine`); wait for the end of other work."""
        self._progress.show_work(work if mine else None, can_cancel=can_cancel)
        self._controls.setVisible(not mine)
        self._controls.setEnabled(work is None)

    def say_trouble(self, text: str) -> None:
        """Say what went wrong, or nothing any more."""
        self._trouble.say(text)

    def take(self, path: str) -> None:
        """Import a file or folder that was chosen or dropped, if it is one."""
        if path:
            self.source_wanted.emit(Source(path, self._typed() or None))

    def forget_name(self) -> None:
        """What was typed has been of use."""
        self._name.clear()

    def _lay_out(self) -> None:
        about = label(
            self.tr(
                "The name of a model of open_clip, to download one that is not in the list, or "
                "where files are not recognised (optional)"
            ),
            "muted",
        )
        about.setBuddy(self._name)
        self._name.setAccessibleName(self.tr("Name of the model"))
        self._name.setAccessibleDescription(about.text())
        controls = QVBoxLayout(self._controls)
        controls.setContentsMargins(0, 0, 0, 0)
        controls.setSpacing(8)
        controls.addLayout(row_of(self._file, self._folder))
        controls.addWidget(about)
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        row.addWidget(self._download)
        controls.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._trouble, self._progress, self._controls):
            column.addWidget(part)

    def _typed(self) -> str:
        return self._name.text().strip()

    def _on_typed(self) -> None:
        self._download.setEnabled("/" in self._typed())

    def _dress(self) -> None:
        self._file.setIcon(self._theme.icon("file-image"))
        self._folder.setIcon(self._theme.icon("folder-open"))
        self._download.setIcon(self._theme.icon("download"))


def choose_model_file(parent: QWidget) -> str:
    """The file of a model."""
    translate = QCoreApplication.translate
    path, _ = QFileDialog.getOpenFileName(
        parent,
        translate("Models", "File of a model"),
        "",
        translate("Models", "Models (*{suffix})").format(suffix=SUFFIX),
    )
    return path


def choose_model_folder(parent: QWidget) -> str:
    """A folder or drive with a model."""
    title = QCoreApplication.translate("Models", "Folder or USB stick with a model")
    return QFileDialog.getExistingDirectory(parent, title)


def choose_target_folder(parent: QWidget) -> str:
    """A folder that a model's files are to be fetched into."""
    title = QCoreApplication.translate("Models", "Folder for the other computer")
    return QFileDialog.getExistingDirectory(parent, title)


def source_in(mime: QMimeData) -> str:
    """The one file or folder among what is dragged that may hold a model; empty if none does."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return ""
    path = urls[0].toLocalFile()
    return path if path.casefold().endswith(SUFFIX) or Path(path).is_dir() else ""
