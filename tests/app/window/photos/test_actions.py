"""What can be done with the photos that are chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget

from app.window.photos.actions import PhotoActions
from app.window.theme.theme import Theme
from indexer.client import MarkChange, Photo, Picture
from indexer.requests import ChangeMarks, GetPhotos, GetPicture


def photo(number: int, **more) -> Photo:
    return Photo(number, f"/photos/{number}.jpg", 40, 30, "jpeg", 1000, None, None, **more)


class Chosen:
    """What is chosen, and what was said."""

    def __init__(self) -> None:
        self.photos = {number: photo(number) for number in (1, 2, 3)}
        self.ids: tuple[int, ...] = (2, 1)
        self.said: list[tuple[str, str]] = []

    def say(self, text: str, kind: str) -> None:
        self.said.append((text, kind))


@pytest.fixture
def chosen(asks) -> Chosen:
    some = Chosen()
    asks.answers[GetPhotos] = lambda request: tuple(some.photos[one] for one in request.ids)
    asks.answers[ChangeMarks] = lambda request: len(request.ids)
    return some


@pytest.fixture
def actions(asks, chosen, qtbot, qapp) -> PhotoActions:
    window = QWidget()
    qtbot.addWidget(window)
    return PhotoActions(asks, Theme(qapp, "light"), lambda: chosen.ids, chosen.say, window)


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    paths: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: paths.append(url.toLocalFile()) or True
    )
    return paths


@pytest.fixture
def answer(actions, qtbot):
    """Trigger an action, and press a button of its question: usually what Enter presses."""

    def answered(action: QAction, button: str = "") -> None:
        pressed = []

        def press() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                looking.stop()
                wanted = [one for one in box.buttons() if button in one.text().replace("&", "")]
                (wanted[0] if button else box.defaultButton()).click()
                pressed.append(box)

        looking = QTimer(interval=10)
        looking.timeout.connect(press)
        looking.start()
        action.trigger()
        qtbot.waitUntil(lambda: bool(pressed))  # then all is done that follows the answer

    return answered


def test_open_in_the_order_chosen(actions, opened, qtbot) -> None:
    actions.open.trigger()
    qtbot.waitUntil(lambda: opened == ["/photos/2.jpg", "/photos/1.jpg"])


def test_many_are_not_opened_by_mistake(actions, chosen, opened, answer) -> None:
    chosen.photos = {number: photo(number) for number in range(30)}
    chosen.ids = tuple(range(30))
    answer(actions.open)
    assert opened == []


def test_nothing_opens_it(actions, chosen, monkeypatch, qtbot) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    actions.open.trigger()
    qtbot.waitUntil(lambda: len(chosen.said) == 1)
    assert chosen.said[0][1] == "warning"


def test_open_with_lists_programs_and_another(actions, monkeypatch, qtbot) -> None:
    started = []

    class Program:
        name = "Paint"

        def open(self, paths) -> bool:
            started.append(paths)
            return True

    monkeypatch.setattr("app.window.photos.programs.programs_for", lambda _path: [Program()])
    menu = actions.open_with_menu
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(menu.actions()) == 3)
    menu.actions()[0].trigger()
    assert started == [["/photos/2.jpg", "/photos/1.jpg"]]


def test_show_in_the_file_manager(actions, monkeypatch, qtbot) -> None:
    shown = []
    monkeypatch.setattr(
        "app.window.photos.file_manager.show_in_file_manager",
        lambda paths: shown.append(paths) or True,
    )
    actions.show_in_folder.trigger()
    qtbot.waitUntil(lambda: shown == [["/photos/2.jpg", "/photos/1.jpg"]])


def test_more_like_this(actions, qtbot) -> None:
    with qtbot.waitSignal(actions.like_wanted) as wanted:
        actions.like.trigger()
    assert wanted.args == [("/photos/2.jpg", "/photos/1.jpg")]


def test_copy_one_gives_picture_and_file(actions, asks, chosen, qtbot) -> None:
    chosen.ids = (1,)
    asks.answers[GetPicture] = Picture(2, 1, 2, 1, bytes([255, 0, 0, 0, 0, 255]))
    actions.copy.trigger()
    qtbot.waitUntil(lambda: len(chosen.said) == 1)
    data = QGuiApplication.clipboard().mimeData()
    assert [url.toLocalFile() for url in data.urls()] == ["/photos/1.jpg"]
    image = QGuiApplication.clipboard().image()
    assert [image.pixelColor(x, 0).name() for x in (0, 1)] == ["#ff0000", "#0000ff"]


def test_copy_many_gives_files(actions, asks, chosen, qtbot) -> None:
    actions.copy.trigger()
    qtbot.waitUntil(lambda: len(chosen.said) == 1)
    assert len(QGuiApplication.clipboard().mimeData().urls()) == 2
    assert not asks.of(GetPicture)


def test_copy_path(actions, chosen, qtbot) -> None:
    actions.copy_path.trigger()
    qtbot.waitUntil(lambda: len(chosen.said) == 1)
    assert QGuiApplication.clipboard().text() == "/photos/2.jpg\n/photos/1.jpg"


def test_favourite_makes_all_the_same(actions, asks, chosen, qtbot) -> None:
    chosen.photos[1] = photo(1, favourite=True)
    with qtbot.waitSignal(actions.marked) as marked:
        actions.favourite.trigger()
    assert marked.args == [(2, 1)]
    assert asks.of(ChangeMarks)[0].request.change == MarkChange(favourite=True)
    chosen.photos[2] = photo(2, favourite=True)
    with qtbot.waitSignal(actions.marked):
        actions.favourite.trigger()
    assert asks.of(ChangeMarks)[1].request.change == MarkChange(favourite=False)


@pytest.mark.parametrize("stars", range(6))
def test_rating(actions, asks, qtbot, stars) -> None:
    with qtbot.waitSignal(actions.marked):
        actions.ratings[stars].trigger()
    assert asks.of(ChangeMarks)[0].request.change == MarkChange(rating=stars)


def test_hide_says_where_they_are(actions, asks, chosen, qtbot) -> None:
    with qtbot.waitSignal(actions.marked):
        actions.hide.trigger()
    assert asks.of(ChangeMarks)[0].request.change == MarkChange(hidden=True)
    assert len(chosen.said) == 1


def test_the_wastebasket_asks_first(actions, qtbot, answer) -> None:
    with qtbot.assertNotEmitted(actions.trash_wanted):
        answer(actions.trash, "Cancel")
    with qtbot.waitSignal(actions.trash_wanted) as wanted:
        answer(actions.trash, "Move")
    assert [one.photo_id for one in wanted.args[0]] == [2, 1]


def test_nothing_chosen_is_nothing_done(actions, asks, chosen) -> None:
    chosen.ids = ()
    for action in actions.all():
        action.trigger()
    assert asks.asked == []


def test_photos_that_are_gone_are_left_out(actions, asks, chosen, qtbot) -> None:
    asks.answers[GetPhotos] = ()
    with qtbot.assertNotEmitted(actions.like_wanted):
        actions.like.trigger()
        qtbot.waitUntil(lambda: [one.answered for one in asks.of(GetPhotos)] == [True])


def test_the_menu_has_everything(actions, qtbot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    actions.fill(menu)
    inner = [sub for action in menu.actions() if isinstance(sub := action.menu(), QMenu)]
    there = set(menu.actions()).union(*(sub.actions() for sub in inner))
    assert set(actions.all()) <= there


def test_every_action_has_words_and_a_picture(actions) -> None:
    for action in actions.all():
        assert action.text()
        assert not action.icon().isNull()


def test_a_thousand_at_a_time(actions, asks, chosen, qtbot) -> None:
    chosen.photos = {number: photo(number) for number in range(2500)}
    chosen.ids = tuple(range(2500))
    with qtbot.waitSignal(actions.like_wanted) as wanted:
        actions.like.trigger()
    assert len(wanted.args[0]) == 2500
    assert [len(ticket.request.ids) for ticket in asks.of(GetPhotos)] == [1000, 1000, 500]
    assert Path(wanted.args[0][-1]).name == "2499.jpg"
