"""Exporting copies and moving to the wastebasket, with progress, and a word at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from app.window.asking import Asks, ignore
from app.window.background import Background, Job
from app.window.engine_texts import in_own_words
from app.window.photos.actions import Says
from app.window.photos.copies import Outcome, export_copies, move_to_wastebasket
from app.window.state import StateStore
from indexer.client import Photo
from indexer.requests import LookAgain

_SHOW_AFTER_MS = 600
_NAMED = 3


class Movings(QObject):
    """Does to files what the user has agreed to, in the background."""

    def __init__(
        self,
        asks: Asks,
        background: Background,
        state: StateStore,
        says: Says,
        window: QWidget,
    ) -> None:
        """Args: whom to tell, where to work, what to remember, how to speak, whose dialogs."""
        super().__init__(window)
        self._asks, self._background, self._state = asks, background, state
        self._says, self._window = says, window

    def export(self, photos: tuple[Photo, ...]) -> None:
        """Ask for a folder, and copy the photos there."""
        start = self._state.state.export_folder or str(Path.home())
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Export copies to"), start)
        if folder:
            self._state.change(export_folder=folder)
            self.export_to(photos, Path(folder))

    def export_to(self, photos: tuple[Photo, ...], folder: Path) -> None:
        """Copy the photos into a folder."""
        paths = [photo.path for photo in photos]
        self._run(
            self.tr("Exporting copies…"),
            len(paths),
            lambda job: export_copies(job, paths, folder),
            partial(self._tell_exported, str(folder)),
        )

    def trash(self, photos: tuple[Photo, ...]) -> None:
        """Move the photos to the wastebasket; the user has agreed."""
        paths = [photo.path for photo in photos]
        self._run(
            self.tr("Moving to the wastebasket…"),
            len(paths),
            lambda job: move_to_wastebasket(job, paths),
            self._tell_trashed,
        )

    def _run(
        self,
        title: str,
        number: int,
        work: Callable[[Job[Outcome]], Outcome],
        tell: Callable[[Outcome], None],
    ) -> None:
        dialog = QProgressDialog(title, self.tr("Stop"), 0, number, self._window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(_SHOW_AFTER_MS)

        def end(outcome: Outcome) -> None:
            dialog.reset()
            dialog.deleteLater()
            tell(outcome)

        job = self._background.run(work, end, progress=dialog.setValue)
        dialog.canceled.connect(job.abort)

    def _tell_exported(self, folder: str, outcome: Outcome) -> None:
        if outcome.done:
            text = self.tr("%Ln photo(s) copied to {folder}.", "", len(outcome.done))
            self._says(text.format(folder=folder), "info")
        self._tell_failed(
            outcome, self.tr("%Ln photo(s) could not be copied:", "", len(outcome.failed))
        )

    def _tell_trashed(self, outcome: Outcome) -> None:
        if outcome.done:
            self._asks.ask(LookAgain(outcome.done), ignore)
            text = self.tr("%Ln photo(s) moved to the wastebasket.", "", len(outcome.done))
            self._says(text, "info")
        self._tell_failed(
            outcome,
            self.tr(
                "%Ln photo(s) could not be moved, and are where they were:", "", len(outcome.failed)
            ),
        )

    def _tell_failed(self, outcome: Outcome, text: str) -> None:
        if not outcome.failed:
            return
        named = [
            f"{Path(path).name} ({in_own_words(reason)})"
            for path, reason in outcome.failed[:_NAMED]
        ]
        more = ["…"] if len(outcome.failed) > _NAMED else []
        self._says(" ".join([text, ", ".join(named + more)]), "error")
