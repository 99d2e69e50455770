import enum
import importlib.util
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel

from app.window.search import cameras as cameras_module
from app.window.search.cameras import InstalledCameras
from app.window.search.qt_cameras import QtCameras
from app.window.search.webcam import PhotoDialog

from .conftest import FakeCameras, image

Key = Qt.Key


@pytest.fixture
def cameras() -> FakeCameras:
    return FakeCameras("Built-in", "USB")


@pytest.fixture
def dialog(qtbot, theme, cameras) -> PhotoDialog:
    dialog = PhotoDialog(cameras, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def notice(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_a_photo_is_taken_and_used(dialog, cameras, qtbot):
    (camera,) = cameras.started
    assert not dialog.take.isEnabled()
    assert "Turning the camera on" in notice(dialog)
    camera.show(image(20, 10))
    assert dialog.preview.isVisible()
    assert dialog.take.isEnabled()
    qtbot.keyClick(dialog.take, Key.Key_Space)
    assert camera.stopped
    assert dialog.use.isVisible()
    assert not dialog.take.isVisible()
    with qtbot.waitSignal(dialog.taken) as taken:
        qtbot.keyClick(dialog.use, Key.Key_Return)
    assert taken.args[0].size() == QSize(20, 10)
    assert not dialog.isVisible()


def test_what_is_seen_after_the_photo_is_not_in_it(dialog, cameras):
    cameras.started[0].show(image(20, 10))
    dialog.take_photo()
    cameras.started[0].show(image(40, 40))
    taken = []
    dialog.taken.connect(taken.append)
    dialog.use_photo()
    assert taken[0].width() == 20


def test_another_photo(dialog, cameras):
    cameras.started[0].show(image())
    dialog.take_photo()
    dialog.again.click()
    assert len(cameras.started) == 2
    assert not dialog.take.isEnabled()
    cameras.started[1].show(image())
    assert dialog.take.isVisible()
    assert dialog.take.isEnabled()


def test_nothing_is_taken_before_there_is_a_picture(dialog):
    dialog.take_photo()
    assert not dialog.use.isVisible()
    dialog.use_photo()
    assert dialog.isVisible()


def test_another_camera(dialog, cameras):
    choice = dialog.findChild(QComboBox)
    assert choice.accessibleName() == "Camera"
    choice.setCurrentText("USB")
    assert cameras.started[0].stopped
    assert cameras.started[1].name == "USB"


def test_with_one_camera_there_is_no_choice(qtbot, theme):
    dialog = PhotoDialog(FakeCameras("Built-in"), theme)
    qtbot.addWidget(dialog)
    assert dialog.findChild(QComboBox).isHidden()


def test_a_camera_that_cannot_be_used(dialog, cameras):
    cameras.started[0].failed("Another program uses it.")
    assert "Another program uses it." in notice(dialog)
    assert not dialog.take.isEnabled()


def test_cancelling_turns_the_camera_off(dialog, cameras, qtbot):
    cameras.started[0].show(image())
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert cameras.started[0].stopped
    assert not dialog.isVisible()


def test_it_is_a_mirror(dialog, cameras):
    from PySide6.QtGui import QColor

    half = image(40, 20, Qt.GlobalColor.black)
    for x in range(20):
        for y in range(20):
            half.setPixelColor(x, y, QColor(Qt.GlobalColor.white))
    cameras.started[0].show(half)
    seen = dialog.preview.grab().toImage()
    middle = seen.height() // 2
    quarter = seen.width() // 4
    assert seen.pixelColor(3 * quarter, middle).lightness() > 200
    assert seen.pixelColor(quarter, middle).lightness() < 50
    dialog.take_photo()
    seen = dialog.preview.grab().toImage()
    assert seen.pixelColor(quarter, middle).lightness() > 200


# Qt Multimedia, which need not be installed


class FakeQCamera(QObject):
    errorOccurred = Signal(object, str)  # noqa: N815 - Qt's

    def __init__(self, device):
        super().__init__()
        self.device, self.form, self.is_on = device, None, False

    def setCameraFormat(self, form):
        self.form = form

    def start(self):
        self.is_on = True

    def stop(self):
        self.is_on = False


class FakeSink(QObject):
    videoFrameChanged = Signal(object)  # noqa: N815 - Qt's


class FakeSession(QObject):
    def setCamera(self, camera):
        self.camera = camera

    def setVideoSink(self, sink):
        self.sink = sink


def form(width, rate):
    return SimpleNamespace(resolution=lambda: QSize(width, width // 2), maxFrameRate=lambda: rate)


def device(name):
    forms = [form(640, 60), form(1280, 15), form(1280, 30), form(3840, 30)]
    return SimpleNamespace(description=lambda: name, videoFormats=lambda: forms)


class FakeMultimedia:
    """As much of the module as is used."""

    QVideoSink = FakeSink
    QMediaCaptureSession = FakeSession

    def __init__(self, *names):
        self.devices = [device(name) for name in names]
        self.made: list[FakeQCamera] = []
        test = self

        class QCamera(FakeQCamera):
            def __init__(self, device):
                super().__init__(device)
                test.made.append(self)

        self.QCamera = QCamera
        self.QMediaDevices = SimpleNamespace(
            videoInputs=lambda: self.devices,
            defaultVideoInput=lambda: self.devices[-1] if self.devices else None,
        )


class Permission(enum.Enum):
    USUAL = "usual"


@pytest.fixture
def permission(monkeypatch):
    """What the system says about cameras, and the questions it was asked."""
    state = SimpleNamespace(status=Qt.PermissionStatus.Granted, asked=[])
    app = SimpleNamespace(
        checkPermission=lambda _: state.status,
        requestPermission=lambda _, __, answer: state.asked.append(answer),
    )
    monkeypatch.setattr(
        "app.window.search.qt_cameras.QCoreApplication", SimpleNamespace(instance=lambda: app)
    )
    return state


def start(multimedia, name=""):
    shown, failures = [], []
    camera = QtCameras(multimedia).start(name, shown.append, failures.append)
    return camera, shown, failures


def test_the_usual_camera_comes_first(qapp):
    assert QtCameras(FakeMultimedia("A", "B")).names() == ("B", "A")
    assert QtCameras(FakeMultimedia()).names() == ()


def test_a_camera_shows_what_it_sees(qapp, permission):
    multimedia = FakeMultimedia("A", "B")
    camera, shown, failures = start(multimedia, "A")
    (made,) = multimedia.made
    assert made.device.description() == "A"
    assert made.form.resolution().width() == 1280
    assert made.form.maxFrameRate() == 30
    assert made.is_on
    camera._on_frame(SimpleNamespace(toImage=lambda: image(20, 10)))
    assert shown[0].width() == 20
    made.errorOccurred.emit(1, "busy")
    assert "busy" in failures[0]
    camera.stop()
    assert not made.is_on
    camera._on_frame(SimpleNamespace(toImage=image))
    made.errorOccurred.emit(1, "busy")
    assert len(shown) == len(failures) == 1


def test_the_system_is_asked_for_permission(qapp, permission):
    permission.status = Qt.PermissionStatus.Undetermined
    multimedia = FakeMultimedia("A")
    _camera, _, failures = start(multimedia)
    assert not multimedia.made
    permission.asked[0](SimpleNamespace(status=lambda: Qt.PermissionStatus.Granted))
    assert multimedia.made[0].is_on
    assert failures == []


@pytest.mark.parametrize("at_once", [True, False])
def test_permission_is_refused(qapp, permission, at_once):
    denied = Qt.PermissionStatus.Denied
    permission.status = denied if at_once else Qt.PermissionStatus.Undetermined
    multimedia = FakeMultimedia("A")
    _camera, _, failures = start(multimedia)
    if not at_once:
        permission.asked[0](SimpleNamespace(status=lambda: denied))
    assert "privacy settings" in failures[0]
    assert not multimedia.made


def test_permission_that_comes_too_late(qapp, permission):
    permission.status = Qt.PermissionStatus.Undetermined
    multimedia = FakeMultimedia("A")
    camera, _, _ = start(multimedia)
    camera.stop()
    permission.asked[0](SimpleNamespace(status=lambda: Qt.PermissionStatus.Granted))
    assert not multimedia.made


def test_no_camera_is_connected(qapp, permission):
    _camera, _, failures = start(FakeMultimedia())
    assert "No camera" in failures[0]


def test_without_qt_multimedia_there_are_no_cameras(qapp, monkeypatch):
    monkeypatch.setattr(cameras_module, "_MULTIMEDIA", "PySide6.NoSuchModule")
    assert InstalledCameras().names() == ()


def test_with_a_qt_multimedia_that_cannot_be_loaded_there_are_none(qapp, monkeypatch, tmp_path):
    (tmp_path / "broken_multimedia.py").write_text("raise ImportError('libpulse is missing')")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(cameras_module, "_MULTIMEDIA", "broken_multimedia")
    assert InstalledCameras().names() == ()


def test_with_qt_multimedia(qapp, monkeypatch, permission):
    fake = FakeMultimedia("A")
    monkeypatch.setitem(sys.modules, "fake_multimedia", fake)
    monkeypatch.setattr(cameras_module, "_MULTIMEDIA", "fake_multimedia")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: object())
    cameras = InstalledCameras()
    assert cameras.names() == ("A",)
    camera = cameras.start("A", lambda _: None, lambda _: None)
    assert fake.made[0].is_on
    camera.stop()
    assert QCoreApplication.instance() is not None
