"""Before and while a backup takes the place of the library: what is in it, and how far it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimeZone
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.window import texts
from app.window.restoring import RestoreProgress, Restorer
from app.window.settings.parts import PathLabel, label
from indexer.keeping_reports import BackupContents

_LETTERS = 68
_MOST_FOLDERS = 5
_GAP = 16


def moment(written: str) -> str:
    """A moment by this computer's clock, in the user's language; empty where that is no moment."""
    made = QDateTime.fromString(written[:40], Qt.DateFormat.ISODate)
    if not made.isValid():
        return ""
    here = made.toTimeZone(QTimeZone.systemTimeZone())
    return QLocale().toString(here, QLocale.FormatType.ShortFormat)


class RestoreQuestion(QDialog):
    """Says what is in a backup and what it replaces, and asks."""

    def __init__(
        self, parent: QWidget, contents: BackupContents, here: str, do: Callable[[], object]
    ) -> None:
        """Ask.

        Args:
            parent: above whose window it appears.
            contents: of the backup.
            here: what is in the library now; empty if there is none.
            do: called if the user agrees.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Restore a backup"))
        self.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self._do = do
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(8)
        self._column.addWidget(label(self.tr("Restore this backup?"), "heading"))
        self._add_contents(contents)
        self._column.addSpacing(6)
        for text in self._consequences(here):
            self._column.addWidget(label(text))
        self._column.addSpacing(8)
        self._column.addWidget(self._make_buttons())

    def _add_contents(self, contents: BackupContents) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(_GAP)
        grid.setColumnStretch(1, 1)
        unknown = self.tr("not noted in it")
        for name, value in (
            (self.tr("File"), PathLabel(contents.file)),
            (self.tr("Made"), label(moment(contents.made_at) or unknown)),
            (self.tr("Photos"), label(texts.number(contents.photos))),
            (self.tr("Size"), label(texts.size(contents.size))),
            *self._folders(contents.folders),
        ):
            value.setAccessibleDescription(name)
            row = grid.rowCount()
            grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        self._column.addLayout(grid)

    def _folders(self, folders: tuple[str, ...]) -> list[tuple[str, QLabel]]:
        """The first of them by name, and how many more there are."""
        name = self.tr("Folders")
        shown = folders if len(folders) <= _MOST_FOLDERS + 1 else folders[:_MOST_FOLDERS]
        rows: list[tuple[str, QLabel]] = [("", PathLabel(folder)) for folder in shown]
        if left := len(folders) - len(shown):
            rows.append(("", label(self.tr("and %Ln more", "", left))))
        rows = rows or [("", label(self.tr("none")))]
        return [(name, rows[0][1]), *rows[1:]]

    def _consequences(self, here: str) -> list[str]:
        photos = self.tr("The photos themselves are not touched.")
        if not here:
            return [photos]
        return [
            self.tr("It takes the place of your library: {here}").format(here=here),
            self.tr(
                "That library is kept in a file beside the new one, so that you can go back to it."
            ),
            photos,
        ]

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        agree = buttons.addButton(self.tr("&Restore"), QDialogButtonBox.ButtonRole.AcceptRole)
        agree.setProperty("kind", "primary")
        agree.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
        buttons.accepted.connect(self._on_agreed)
        buttons.rejected.connect(self.reject)
        return buttons

    def _on_agreed(self) -> None:
        self.accept()
        self._do()


class RestoreDialog(QDialog):
    """How far the restoring is. No part of the window can be used meanwhile."""

    def __init__(self, parent: QWidget, restorer: Restorer) -> None:
        """Show it until the restorer has done, or has given up."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # What is done to a photo now would be done to another one, of the restored library.
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(self.tr("Restore a backup"))
        self.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self._restorer = restorer
        self._ended = False
        self._step = label(self.tr("The backup is being copied…"))
        self._bar = QProgressBar(textVisible=False, maximum=100)
        self._bar.setAccessibleName(self.tr("Progress of restoring"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (self._step, self._bar, self._buttons):
            column.addWidget(widget)
        restorer.progressed.connect(self._on_progressed)
        for end in (restorer.restored, restorer.failed, restorer.cancelled):
            end.connect(self._on_ended)

    def reject(self) -> None:
        """Ask the restorer to end; the dialog goes when it has."""
        if self._ended:
            super().reject()
            return
        self._restorer.cancel()
        self._cancel.setEnabled(False)
        self._step.setText(self.tr("It is being cancelled…"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """As if it was cancelled."""
        if self._ended:
            super().closeEvent(event)
        else:
            event.ignore()
            self.reject()

    def _on_progressed(self, progress: RestoreProgress) -> None:
        if not self._cancel.isEnabled():
            return
        said = {
            "copying": self.tr("The backup is being copied…"),
            "checking": self.tr("The backup is being checked…"),
            "replacing": self.tr("The library is being replaced…"),
        }
        self._step.setText(said.get(progress.step, ""))
        self._bar.setMaximum(100 if progress.step == "copying" else 0)
        self._bar.setValue(progress.percent)

    def _on_ended(self, _: object = None) -> None:
        self._ended = True
        self.close()
