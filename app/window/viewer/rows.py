"""The photos that the viewer goes through: what it needs of the model of the results."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QPixmap

from indexer.client import Photo


class Rows(Protocol):
    """An item model with one row per photo; `app.window.results.ResultsModel` is one."""

    @property
    def dataChanged(self) -> SignalInstance:
        """Qt's."""

    @property
    def modelReset(self) -> SignalInstance:
        """Qt's."""

    @property
    def rowsInserted(self) -> SignalInstance:
        """Qt's."""

    @property
    def rowsRemoved(self) -> SignalInstance:
        """Qt's."""

    def rowCount(self) -> int:
        """How many there are."""

    def photo(self, row: int) -> Photo | None:
        """A photo; None if it is not here yet: then `dataChanged` comes."""

    def photo_id(self, row: int) -> int:
        """Of the photo in a row."""

    def row_of(self, photo_id: int) -> int | None:
        """Where a photo stands now."""

    def thumbnail(self, row: int) -> QPixmap | None:
        """The whole picture, small; None if it is not here yet: then `dataChanged` comes."""
