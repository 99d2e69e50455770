"""The section of folders."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.window.filters.dimensions import Dimension
from app.window.filters.facet_counts import Counts
from app.window.filters.folder_model import FolderModel
from app.window.filters.folder_view import FolderView
from app.window.filters.section import FilterSection
from app.window.theme.theme import Theme
from indexer.query import Filters
from indexer.reports import Count, FolderStatus


class FolderSection(FilterSection):
    """The folders that hold photos, as a tree; any of several can be chosen.

    Signals:
        folder_wanted(str): the file manager is to show this folder.
    """

    folder_wanted = Signal(object)  # Qt would lose bytes of a path that are no UTF-8

    name = "folders"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Folders"), (Dimension.FOLDERS,), theme, parent)
        self._roots: tuple[FolderStatus, ...] = ()
        self._model = FolderModel(self)
        self._view = FolderView(self._model, theme, self.body)
        self._view.setAccessibleName(self.title)
        self.body_layout.addWidget(self._view)
        self._model.chosen_wanted.connect(self._on_chosen_wanted)
        self._view.only_wanted.connect(self._on_only_wanted)
        self._view.folder_wanted.connect(self.folder_wanted)

    @property
    def has_values(self) -> bool:
        """See `FilterSection`."""
        return self._model.rowCount() > 0

    def show_roots(self, roots: tuple[FolderStatus, ...]) -> None:
        """Show these folders of the library."""
        self._roots = roots
        self._show_folders()

    def show_filters(self, filters: Filters) -> None:
        """See `FilterSection`; chosen folders can be seen then."""
        before = self._filters.folders
        super().show_filters(filters)
        for path in filters.folders:
            if path not in before:
                self._view.reveal(path)

    def show_counts(self, counts: Counts) -> None:
        """See `FilterSection`."""
        super().show_counts(counts)
        self._show_folders()

    def _show(self) -> None:
        self._model.set_chosen(self._filters.folders)

    def _show_folders(self) -> None:
        everything, now = self._counts.everything, self._counts.of(Dimension.FOLDERS)
        known = {folder.name for folder in everything.folders}
        # Folders whose photos are all hidden come up when hidden photos are asked for.
        more = tuple(Count(folder.name, 0) for folder in now.folders if folder.name not in known)
        self._model.show((*everything.folders, *more), self._roots)
        self._model.count(now.folders)

    @Slot(tuple)
    def _on_chosen_wanted(self, folders: tuple[str, ...]) -> None:
        self.filters_changed.emit(replace(self._filters, folders=folders))

    @Slot(object)
    def _on_only_wanted(self, path: str) -> None:
        self.filters_changed.emit(replace(self._filters, folders=(path,)))
