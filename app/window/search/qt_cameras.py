"""Cameras by Qt Multimedia. The module is passed in, for it need not be installed."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, QPermission, Qt, Slot
from PySide6.QtGui import QImage

from app.window.search.cameras import SayFailure, ShowFrame

_BEST_WIDTH = 1280  # sharp enough for any model, and quick to show


class QtCameras:
    """The cameras that Qt Multimedia knows."""

    def __init__(self, multimedia: ModuleType) -> None:
        """Look through `PySide6.QtMultimedia`."""
        self._multimedia = multimedia

    def names(self) -> tuple[str, ...]:
        """See `Cameras.names`."""
        return tuple(device.description() for device in self._devices())

    def start(self, name: str, show: ShowFrame, failed: SayFailure) -> QtCamera:
        """See `Cameras.start`."""
        devices = self._devices()
        device = next((one for one in devices if one.description() == name), None)
        if device is None and devices:
            device = devices[0]
        return QtCamera(self._multimedia, device, show, failed)

    def _devices(self) -> list[Any]:
        usual = self._multimedia.QMediaDevices.defaultVideoInput()
        devices = list(self._multimedia.QMediaDevices.videoInputs())
        return sorted(devices, key=lambda device: device != usual)


class QtCamera(QObject):
    """One camera that is on, as soon as the system permits it."""

    def __init__(
        self, multimedia: ModuleType, device: Any, show: ShowFrame, failed: SayFailure
    ) -> None:
        super().__init__()
        self._multimedia = multimedia
        self._device = device
        self._show: ShowFrame | None = show
        self._failed: SayFailure | None = failed
        self._parts: tuple[Any, ...] = ()
        if device is None:
            self._fail(self.tr("No camera is connected."))
        else:
            self._ask_for_permission()

    def stop(self) -> None:
        """See `Camera.stop`."""
        self._show = self._failed = None
        parts, self._parts = self._parts, ()
        for part in parts:
            if isinstance(part, self._multimedia.QCamera):
                part.stop()
            part.deleteLater()

    def _ask_for_permission(self) -> None:
        app, permission = QCoreApplication.instance(), QCameraPermission()
        assert app is not None
        match app.checkPermission(permission):
            case Qt.PermissionStatus.Granted:
                self._turn_on()
            case Qt.PermissionStatus.Denied:
                self._refuse()
            case _:
                app.requestPermission(permission, self, self._take_permission)

    def _take_permission(self, permission: QPermission) -> None:
        if self._show is None:
            return
        if permission.status() == Qt.PermissionStatus.Granted:
            self._turn_on()
        else:
            self._refuse()

    def _refuse(self) -> None:
        self._fail(
            self.tr(
                "Pictrove may not use the camera. Allow it in the privacy settings of your "
                "system, then try again."
            )
        )

    def _turn_on(self) -> None:
        camera = self._multimedia.QCamera(self._device)
        form = _best(self._device.videoFormats())
        if form is not None:
            camera.setCameraFormat(form)
        sink = self._multimedia.QVideoSink()
        session = self._multimedia.QMediaCaptureSession()
        session.setCamera(camera)
        session.setVideoSink(sink)
        camera.errorOccurred.connect(self._on_error)
        sink.videoFrameChanged.connect(self._on_frame)
        self._parts = (camera, sink, session)
        camera.start()

    @Slot(object)
    def _on_frame(self, frame: Any) -> None:
        image = frame.toImage() if self._show is not None else QImage()
        if self._show is not None and not image.isNull():
            self._show(image)

    @Slot(object, str)
    def _on_error(self, error: object, sentence: str) -> None:
        del error
        text = self.tr("The camera cannot be used ({reason}). Another program may be using it.")
        self._fail(text.format(reason=sentence))

    def _fail(self, sentence: str) -> None:
        if self._failed is not None:
            self._failed(sentence)


def _best(forms: list[Any]) -> Any:
    """The format nearest to what is needed, of those the one with most frames per second."""

    def order(form: Any) -> tuple[int, float]:
        return abs(form.resolution().width() - _BEST_WIDTH), -form.maxFrameRate()

    return min(forms, key=order, default=None)
