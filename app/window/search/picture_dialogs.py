"""The dialogs that pictures to search with come from: files, the camera, a part of a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.window.asking import Asks
from app.window.search.cameras import Cameras
from app.window.theme.theme import Theme
from indexer.query import PictureTerm

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

# What the file dialog offers first. What can be read is the engine's to say.
_ENDINGS = (
    "jpg jpeg jpe jfif png gif webp avif heic heif hif jxl jp2 bmp tif tiff ico "
    "cr2 cr3 nef nrw arw srf sr2 dng orf rw2 raf pef raw rwl 3fr iiq erf mrw x3f"
)


class PictureDialogs(QObject):
    """Opens one dialog at a time; it does not stop the window.

    Signals:
        files_chosen(list[str]): search with the pictures in these files.
        photo_taken(QImage): search with this photo.
    """

    files_chosen = Signal(list)
    photo_taken = Signal(object)

    def __init__(self, asks: Asks, theme: Theme, parent: QWidget) -> None:
        """Open dialogs above the window of `parent`."""
        super().__init__(parent)
        self._asks, self._theme, self._above = asks, theme, parent
        self._dialog: QDialog | None = None

    def choose_files(self) -> None:
        """Let the user choose pictures."""
        dialog = QFileDialog(self._above, self.tr("Search with pictures"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*.{ending}" for ending in _ENDINGS.split())
        dialog.setNameFilters(
            [self.tr("Pictures") + f" ({endings})", self.tr("All files") + " (*)"]
        )
        kind = QStandardPaths.StandardLocation.PicturesLocation
        dialog.setDirectory(QStandardPaths.writableLocation(kind))
        dialog.filesSelected.connect(self._on_selected)
        self._open(dialog)

    def take_photo(self, cameras: Cameras) -> None:
        """Let the user take a photo."""
        from app.window.search.webcam import PhotoDialog

        dialog = PhotoDialog(cameras, self._theme, self._above)
        dialog.taken.connect(self._on_taken)
        self._open(dialog)

    def choose_part(self, term: PictureTerm, choose: Callable[[PictureTerm], object]) -> None:
        """Let the user choose a part of a picture; `choose` gets it, if that was done."""
        from app.window.search.region_picker import RegionPicker

        picker = RegionPicker(self._asks, self._theme, term, self._above)
        picker.accepted.connect(lambda: choose(picker.term()))
        self._open(picker)

    @Slot(list)
    def _on_selected(self, paths: list[str]) -> None:
        self.files_chosen.emit(paths)

    @Slot(object)
    def _on_taken(self, image: QImage) -> None:
        self.photo_taken.emit(image)

    def _open(self, dialog: QDialog) -> None:
        if self._dialog is not None:
            self._dialog.close()
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        del result
        if self.sender() is self._dialog:
            self._dialog = None
