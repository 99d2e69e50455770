import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.window.search import picture_chips
from app.window.search.bar import SearchBar
from app.window.search.incoming import MOST_FILES
from app.window.search.region_picker import RegionPicker
from app.window.search.webcam import PhotoDialog
from indexer.errors import PictureError
from indexer.query import PictureTerm, Region, TextTerm
from indexer.requests import EngineLostError, GetPicture

from .conftest import FakeCameras, image, picture

DOG = TextTerm("dog")


@pytest.fixture
def chips(bar):
    return lambda: bar.field.area.chips


def files(*paths) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return mime


def clip(mime: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(mime)


@pytest.fixture(autouse=True)
def empty_clipboard(qapp):
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


# Files


def test_files_join_the_search_once_they_were_read(bar, asks, chips, changes):
    assert bar.accept_mime(files("/a.jpg", "/b.jpg"))
    assert len(chips()) == 2
    assert all(chip.is_pending for chip in chips())
    assert changes == []
    first, second = asks.of(GetPicture)
    assert first.request == GetPicture(PictureTerm("/a.jpg"), 96)
    second.answer(picture())
    assert changes == [(PictureTerm("/b.jpg"),)]
    first.answer(picture())
    assert bar.terms() == (PictureTerm("/a.jpg"), PictureTerm("/b.jpg"))


def test_what_is_no_picture_is_refused_with_the_sentence_of_the_engine(
    bar, asks, chips, changes, troubles
):
    bar.accept_mime(files("/letter.pdf"))
    asks.open(GetPicture).fail(PictureError("letter.pdf is no picture."))
    assert troubles == ["letter.pdf is no picture."]
    assert not chips()
    assert changes == []


def test_a_bug_of_the_engine_is_told_elsewhere(bar, asks, chips, troubles):
    bar.accept_mime(files("/a.jpg"))
    asks.open(GetPicture).fail(ValueError("bug"))
    assert troubles == []
    assert not chips()


def test_a_picture_that_is_removed_is_not_waited_for(bar, asks, chips):
    bar.accept_mime(files("/a.jpg"))
    bar.clear()
    assert asks.of(GetPicture)[0].cancelled
    assert not chips()


def test_very_many_files_are_too_many(bar, chips, troubles):
    bar.accept_mime(files(*(f"/{n}.jpg" for n in range(30))))
    assert len(chips()) == MOST_FILES
    assert len(troubles) == 1


def test_words_stay_when_a_picture_comes(bar, asks):
    bar.add_words("dog")
    bar.accept_mime(files("/a.jpg"))
    asks.open(GetPicture).answer(picture())
    assert bar.terms() == (PictureTerm("/a.jpg"), DOG)


# Pictures that are no files


def test_an_encoded_picture_of_a_browser(bar, asks, troubles):
    mime = QMimeData()
    mime.setData("image/png", QByteArray(b"png"))
    mime.setUrls([QUrl("https://example.org/dog.png")])
    assert bar.can_accept(mime)
    assert bar.accept_mime(mime)
    asks.open(GetPicture).answer(picture())
    assert bar.terms() == (PictureTerm("picture from the browser", b"png"),)
    assert troubles == []


def test_a_decoded_picture_is_encoded_in_a_thread(bar, asks, chips, qtbot):
    mime = QMimeData()
    mime.setImageData(image(20, 10))
    assert bar.accept_mime(mime)
    assert chips()[0].is_pending
    assert not asks.asked
    qtbot.waitUntil(lambda: bool(asks.asked))
    asks.open(GetPicture).answer(picture())
    (term,) = bar.terms()
    assert term.path == "picture from the browser"
    assert term.data.startswith(b"\x89PNG")


def test_a_picture_that_is_removed_while_it_is_encoded(bar, asks, chips, qtbot):
    mime = QMimeData()
    mime.setImageData(image(20, 10))
    bar.accept_mime(mime)
    bar.clear()
    bar.accept_mime(mime)
    qtbot.waitUntil(lambda: bool(asks.asked))
    assert len(asks.asked) == 1
    assert len(chips()) == 1


def test_together_they_must_fit_into_a_message(bar, asks, chips, troubles, monkeypatch):
    monkeypatch.setattr(picture_chips, "MOST_BYTES", 10)
    mime = QMimeData()
    mime.setData("image/png", QByteArray(b"123456"))
    bar.accept_mime(mime)
    bar.accept_mime(mime)
    assert len(chips()) == 1
    assert "too large" in troubles[0]


def test_an_encoded_picture_that_does_not_fit_is_refused(
    bar, asks, chips, troubles, monkeypatch, qtbot
):
    monkeypatch.setattr(picture_chips, "MOST_BYTES", 10)
    mime = QMimeData()
    mime.setImageData(image(20, 10))
    bar.accept_mime(mime)
    qtbot.waitUntil(lambda: bool(troubles))
    assert not chips()


@pytest.mark.parametrize("as_text", [True, False])
def test_nothing_is_fetched_from_the_web(bar, asks, chips, troubles, as_text):
    mime = QMimeData()
    if as_text:
        mime.setText("https://example.org/dog.jpg")
    else:
        mime.setUrls([QUrl("https://example.org/dog.jpg")])
    assert not bar.accept_mime(mime)
    assert "fetches nothing" in troubles[0]
    assert not chips()
    assert not asks.asked


class FakeDrag:
    """A drag above the bar; Qt's own events cannot be made here without warnings."""

    def __init__(self, mime):
        self._mime = mime
        self.action = None
        self.accepted = False

    def mimeData(self):
        return self._mime

    def setDropAction(self, action):
        self.action = action

    def accept(self):
        self.accepted = True


def test_what_is_dragged_over_the_bar(bar, asks):
    drag = FakeDrag(files("/a.jpg"))
    bar.dragEnterEvent(drag)
    assert drag.accepted
    assert drag.action == Qt.DropAction.CopyAction
    assert bar.field.is_target
    bar.dragLeaveEvent(FakeDrag(None))
    assert not bar.field.is_target
    drop = FakeDrag(files("/a.jpg"))
    bar.dropEvent(drop)
    assert drop.accepted
    asks.open(GetPicture).answer(picture())
    assert bar.terms() == (PictureTerm("/a.jpg"),)


def test_a_drag_without_anything_of_use_goes_on_to_others(bar):
    drag = FakeDrag(QMimeData())
    bar.dragEnterEvent(drag)
    bar.dropEvent(drag)
    assert not drag.accepted
    assert not bar.field.is_target


def test_dropped_words(bar):
    mime = QMimeData()
    mime.setText("dog")
    assert bar.accept_mime(mime)
    assert bar.terms() == (DOG,)


def test_nothing_of_use(bar, troubles):
    assert not bar.can_accept(QMimeData())
    assert not bar.accept_mime(QMimeData())
    assert troubles == []


# Pasting


def test_a_picture_is_pasted(bar, asks, qtbot):
    mime = QMimeData()
    mime.setData("image/png", QByteArray(b"png"))
    clip(mime)
    bar.focus_words()
    qtbot.keyClick(bar.field.area.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    asks.open(GetPicture).answer(picture())
    assert bar.terms() == (PictureTerm("picture from the clipboard", b"png"),)


def test_files_are_pasted(bar, asks):
    clip(files("/a.jpg"))
    bar.paste()
    asks.open(GetPicture).answer(picture())
    assert bar.terms() == (PictureTerm("/a.jpg"),)


def test_an_empty_clipboard_is_nothing(bar, troubles):
    bar.paste()
    assert bar.terms() == ()
    assert troubles == []


def test_words_are_pasted_where_the_cursor_is(bar, qtbot):
    QGuiApplication.clipboard().setText("big\n")
    bar.set_terms((TextTerm("a dog"),))
    edit = bar.field.area.edit
    edit.setFocus()
    edit.setCursorPosition(2)
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "a bigdog"


# Thumbnails


def test_a_picture_that_is_known_to_be_one_is_searched_for_at_once(bar, asks, chips, changes):
    term = PictureTerm("/a.jpg", region=Region(0, 0, 0.5, 0.5), weight=-2.0)
    bar.add_picture(term)
    assert changes == [(term,)]
    asked = asks.open(GetPicture).request
    assert asked.source == PictureTerm("/a.jpg", region=Region(0, 0, 0.5, 0.5))
    asks.open(GetPicture).answer(picture())
    assert changes == [(term,)]
    assert chips()[0].reason == ""


@pytest.mark.parametrize("error", [PictureError("It is gone."), EngineLostError("It is gone.")])
def test_a_saved_picture_that_is_gone_stays_and_says_why(bar, asks, chips, troubles, error):
    bar.set_terms((PictureTerm("/a.jpg"), DOG))
    asks.open(GetPicture).fail(error)
    assert bar.terms() == (PictureTerm("/a.jpg"), DOG)
    assert troubles == []
    assert "It is gone." in chips()[0].toolTip()
    assert chips()[0].accessibleDescription() == "It is gone."


def test_thumbnails_are_asked_for_once(bar, asks, chips, qtbot):
    bar.add_picture(PictureTerm("/a.jpg"))
    asks.open(GetPicture).answer(picture())
    qtbot.keyClick(chips()[0], Qt.Key.Key_Space)
    qtbot.keyClick(chips()[0], Qt.Key.Key_Up)
    bar.add_words("dog")
    assert len(asks.of(GetPicture)) == 1


# Dialogs


def test_a_part_is_chosen(bar, asks, chips, changes, qtbot):
    bar.add_picture(PictureTerm("/a.jpg"))
    asks.open(GetPicture).answer(picture())
    chips()[0].part_wanted.emit()
    picker = bar.findChild(RegionPicker)
    assert picker.isVisible()
    asks.open(GetPicture).answer(picture(80, 60))
    picker.selector.set_region(Region(0.25, 0.25, 0.5, 0.5))
    picker.accept()
    part = PictureTerm("/a.jpg", region=Region(0.25, 0.25, 0.5, 0.5))
    assert bar.terms() == (part,)
    assert changes[-1] == (part,)
    assert asks.open(GetPicture).request == GetPicture(part, 96), "another thumbnail"
    chips()[0].take_whole_picture()
    assert bar.terms() == (PictureTerm("/a.jpg"),)
    qtbot.waitUntil(lambda: bar.findChild(RegionPicker) is None)


def test_a_part_of_a_picture_that_was_removed_meanwhile(bar, chips):
    bar.add_picture(PictureTerm("/a.jpg"))
    chips()[0].part_wanted.emit()
    bar.clear()
    picker = bar.findChild(RegionPicker)
    picker.selector.set_region(Region(0.25, 0.25, 0.5, 0.5))
    picker.accept()
    assert bar.terms() == ()


def test_files_are_chosen(bar, asks, qtbot):
    bar.choose_file()
    dialog = bar.findChild(QFileDialog)
    assert "*.heic" in dialog.nameFilters()[0]
    dialog.filesSelected.emit(["/a.jpg"])
    dialog.close()
    asks.open(GetPicture).answer(picture())
    assert bar.terms() == (PictureTerm("/a.jpg"),)
    qtbot.waitUntil(lambda: bar.findChild(QFileDialog) is None)


def test_without_a_camera_none_is_offered(bar, troubles):
    menu = bar.field.add_picture.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Choose a picture…", "Paste a picture"]
    bar.take_photo()
    assert "No camera" in troubles[0]


def test_pasting_is_offered_when_there_is_a_picture(bar):
    menu = bar.field.add_picture.menu()
    menu.aboutToShow.emit()
    assert not menu.actions()[1].isEnabled()
    clip(files("/a.jpg"))
    menu.aboutToShow.emit()
    assert menu.actions()[1].isEnabled()


def test_a_photo_is_taken(qtbot, asks, theme, state):
    cameras = FakeCameras("Webcam")
    bar = SearchBar(asks, theme, state, cameras=cameras)
    qtbot.addWidget(bar)
    menu = bar.field.add_picture.menu()
    menu.aboutToShow.emit()
    menu.actions()[2].trigger()
    dialog = bar.findChild(PhotoDialog)
    cameras.started[0].show(image(20, 10))
    dialog.take_photo()
    dialog.use_photo()
    qtbot.waitUntil(lambda: bool(asks.of(GetPicture)))
    asks.open(GetPicture).answer(picture())
    (term,) = bar.terms()
    assert term.path == "photo from the camera"
    assert term.data.startswith(b"\x89PNG")
    bar.close_workers()
