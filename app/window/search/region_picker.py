"""A dialog that cuts a part out of a picture, to search for that part."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.window.asking import Asks
from app.window.engine_texts import in_own_words
from app.window.search.pictures import ask_for_image
from app.window.search.region_selector import RegionSelector
from app.window.search.terms import term_name
from app.window.theme.theme import Theme
from indexer.query import PictureTerm

_SIDE = 1400
_SIZE = QSize(860, 640)
_PREVIEW = 88
_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class RegionPicker(QDialog):
    """Shows the whole picture of a term; accepted, `term` has the part that was chosen."""

    def __init__(
        self, asks: Asks, theme: Theme, term: PictureTerm, parent: QWidget | None = None
    ) -> None:
        """Choose a part of `term`, beginning with the one it has."""
        super().__init__(parent)
        self._term = term
        self._image = QImage()
        self.setWindowTitle(self.tr("Choose a part of the picture"))
        self.selector = RegionSelector(theme)
        self.selector.setEnabled(False)
        self._notice = self._make_notice()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self.selector)
        self._preview = QLabel()
        self._preview.setMinimumHeight(_PREVIEW)
        self._preview.setAlignment(_START)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setProperty("role", "muted")
        self._whole = QPushButton(self.tr("Whole picture"))
        self._whole.setAutoDefault(False)
        self._buttons = self._make_buttons()
        self._lay_out()
        self.resize(_SIZE)
        self.selector.region_changed.connect(self._on_region_changed)
        self._whole.clicked.connect(self.selector.clear)
        source = replace(term, region=None)
        self._ticket = ask_for_image(asks, source, _SIDE, self._take_image, self._take_failure)
        self._show_region()

    def term(self) -> PictureTerm:
        """The term with the part that is chosen now."""
        return replace(self._term, region=self.selector.region())

    def done(self, result: int) -> None:
        """Nothing is waited for any more."""
        self._ticket.cancel()
        super().done(result)

    def _make_notice(self) -> QLabel:
        notice = QLabel(self.tr("Reading the picture…"))
        notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        notice.setWordWrap(True)
        notice.setProperty("role", "muted")
        return notice

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        search = QPushButton()
        search.setProperty("kind", "primary")
        search.setEnabled(False)
        buttons.addButton(search, QDialogButtonBox.ButtonRole.AcceptRole)
        self._search = search
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _lay_out(self) -> None:
        hint = QLabel(
            self.tr(
                "Draw a rectangle around what you are looking for. "
                "Arrow keys move it, with Shift they resize it."
            )
        )
        hint.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._preview)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._whole)
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(hint)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self._search.setDefault(True)  # a dialog takes notice only of buttons that are in it

    def _take_image(self, image: QImage) -> None:
        self._image = image
        self.selector.set_image(image)
        self.selector.setEnabled(True)
        self.selector.set_region(self._term.region)
        self._stack.setCurrentWidget(self.selector)
        self._search.setEnabled(True)
        self.selector.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_region()

    def _take_failure(self, error: Exception) -> None:
        self._notice.setText(in_own_words(str(error)))

    @Slot(object)
    def _on_region_changed(self, region: object) -> None:
        del region
        self._show_region()

    def _show_region(self) -> None:
        region = self.selector.region()
        self._whole.setEnabled(region is not None)
        self._search.setText(
            self.tr("Search for the picture") if region is None else self.tr("Search for this part")
        )
        name = term_name(self._term)
        if region is None:
            self._said.setText(self.tr("The whole of {picture}").format(picture=name))
        else:
            self._said.setText(
                self.tr("{width} by {height} % of {picture}").format(
                    width=round((region.right - region.left) * 100),
                    height=round((region.bottom - region.top) * 100),
                    picture=name,
                )
            )
        self._show_preview()

    def _show_preview(self) -> None:
        if self._image.isNull():
            return
        region, size = self.selector.region(), self._image.size()
        rect = QRectF(0, 0, 1, 1)
        if region is not None:
            rect.setCoords(region.left, region.top, region.right, region.bottom)
        cut = QRectF(
            rect.x() * size.width(),
            rect.y() * size.height(),
            rect.width() * size.width(),
            rect.height() * size.height(),
        )
        ratio = self.devicePixelRatioF()
        side = round(_PREVIEW * ratio)
        pixels = self._image.copy(cut.toAlignedRect()).scaled(
            side,
            side,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixels.setDevicePixelRatio(ratio)
        self._preview.setPixmap(QPixmap.fromImage(pixels))
