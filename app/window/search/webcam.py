"""A dialog that takes a photo with the computer's camera, to search with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.window.announcing import announce
from app.window.search.cameras import Camera, Cameras
from app.window.theme.theme import Theme

_RADIUS = 10.0
_SIZE = QSize(720, 540)


class Preview(QWidget):
    """Shows what the camera sees as a mirror does, or the photo as it was taken."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._mirrored = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture of the camera"))

    def set_image(self, image: QImage, *, mirrored: bool) -> None:
        """Show a picture."""
        self._image = image
        self._mirrored = mirrored
        self.update()

    def sizeHint(self) -> QSize:
        """The shape that most cameras have."""
        return QSize(640, 400)

    def minimumSizeHint(self) -> QSize:
        """Small screens exist."""
        return QSize(240, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in the middle of a stage."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        stage = QPainterPath()
        stage.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.fillPath(stage, self._theme.colours.stage)
        if self._image.isNull():
            return
        painter.setClipPath(stage)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(0, 0, size.width(), size.height())
        rect.moveCenter(QRectF(self.rect()).center())
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.drawImage(rect, self._image)


class PhotoDialog(QDialog):
    """Shows a live picture; Space takes a photo, and Enter searches with it.

    Signals:
        taken(QImage): the user wants to search with this photo. It is not mirrored.
    """

    taken = Signal(object)

    def __init__(self, cameras: Cameras, theme: Theme, parent: QWidget | None = None) -> None:
        """Turn the camera on."""
        super().__init__(parent)
        self._cameras = cameras
        self._theme = theme
        self._camera: Camera | None = None
        self._latest = QImage()
        self._photo: QImage | None = None
        self.setWindowTitle(self.tr("Take a photo"))
        self.preview = Preview(theme)
        self._notice = self._make_notice()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self.preview)
        self._choice = self._make_choice()
        self.take = QPushButton(self.tr("Take photo"))
        self.again = QPushButton(self.tr("Retake"))
        self.use = QPushButton(self.tr("Search with this photo"))
        self._lay_out()
        self._connect()
        self.resize(_SIZE)
        self._turn_on()

    # Building

    def _make_notice(self) -> QLabel:
        notice = QLabel()
        notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        notice.setWordWrap(True)
        notice.setProperty("role", "muted")
        notice.setMargin(24)
        return notice

    def _make_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.addItems(self._cameras.names())
        choice.setAccessibleName(self.tr("Camera"))
        choice.setVisible(choice.count() > 1)
        return choice

    def _lay_out(self) -> None:
        for button in (self.take, self.use):
            button.setProperty("kind", "primary")
        self.take.setIcon(self._theme.icon("camera", "on_accent"))
        self.again.setAutoDefault(False)
        role = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.again, role.ActionRole)
        buttons.addButton(self.take, role.ActionRole)
        buttons.addButton(self.use, role.AcceptRole)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._choice)
        row.addStretch(1)
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._stack, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.take.clicked.connect(self.take_photo)
        self.again.clicked.connect(self.take_another)
        self.use.clicked.connect(self.use_photo)
        self._choice.currentTextChanged.connect(self._turn_on)

    # The camera

    @Slot()
    def _turn_on(self) -> None:
        self._turn_off()
        self._latest = QImage()
        self._say(self.tr("Turning the camera on…"))
        self._show_state()
        self._camera = self._cameras.start(
            self._choice.currentText(), self._take_frame, self._take_failure
        )

    def _turn_off(self) -> None:
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.stop()

    def _take_frame(self, image: QImage) -> None:
        if self._photo is not None:
            return
        is_first = self._latest.isNull()
        self._latest = image
        self.preview.set_image(image, mirrored=True)
        if is_first:
            self._stack.setCurrentWidget(self.preview)
            self._show_state()
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_failure(self, sentence: str) -> None:
        self._latest = QImage()
        self._say(sentence)
        self._show_state()

    def _say(self, sentence: str) -> None:
        self._notice.setText(sentence)
        self._stack.setCurrentWidget(self._notice)

    # The photo

    @Slot()
    def take_photo(self) -> None:
        """Keep what the camera sees now."""
        if self._latest.isNull() or self._photo is not None:
            return
        self._photo = self._latest.copy()  # the camera goes on with its own
        self.preview.set_image(self._photo, mirrored=False)
        self._turn_off()
        self._show_state()
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.tr("The photo is taken."))

    @Slot()
    def take_another(self) -> None:
        """Forget the photo, and turn the camera on again."""
        self._photo = None
        self._turn_on()

    @Slot()
    def use_photo(self) -> None:
        """Search with the photo."""
        if self._photo is not None:
            self.taken.emit(self._photo)
            self.accept()

    def _show_state(self) -> None:
        has_photo = self._photo is not None
        self.take.setVisible(not has_photo)
        self.take.setEnabled(not self._latest.isNull())
        self.again.setVisible(has_photo)
        self.use.setVisible(has_photo)
        self._choice.setEnabled(not has_photo)
        (self.use if has_photo else self.take).setDefault(True)

    def done(self, result: int) -> None:
        """Nobody is watched any more."""
        self._turn_off()
        super().done(result)
