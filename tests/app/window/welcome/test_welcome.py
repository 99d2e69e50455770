"""The first start, from choosing folders to the first search."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from shiboken6 import delete, isValid

from app.demo_photos import LIBRARY
from app.window.model_downloads import ModelDownloads
from app.window.welcome import Welcome
from app.window.welcome import samples as sample_photos
from app.window.welcome.first_photos import FirstPhotos
from indexer.client import Activity, ModelError, Progress, Settings
from indexer.errors import FolderError, LibraryError
from indexer.requests import (
    GetModel,
    GetSettings,
    GetStatus,
    ImportModel,
    Index,
    ListModels,
    UseModel,
    VerifyModel,
    Watch,
)
from tests.app.window.settings.samples import (
    ENGINE,
    MODELS,
    PICTURES,
    READY,
    STANDARD,
    STARTER,
    STATUS,
    WORK,
)


@pytest.fixture
def downloads(asks, qapp) -> ModelDownloads:
    return ModelDownloads(asks)


@pytest.fixture
def make(asks, theme, state, background, downloads, tmp_path, qtbot):
    pages = []

    def make(pictures: str = "", chosen: str = "") -> Welcome:
        page = Welcome(
            asks, theme, state, background, downloads, tmp_path / "samples",
            pictures=pictures, choose_folder=lambda _: chosen,
        )  # fmt: skip
        pages.append(page)
        page.show()
        return page

    yield make
    for page in filter(isValid, pages):
        page.close()
        delete(page)


@pytest.fixture
def pictures(tmp_path) -> str:
    folder = tmp_path / "Pictures"
    folder.mkdir()
    return str(folder)


@pytest.fixture
def page(make, pictures, qtbot) -> Welcome:
    page = make(pictures)
    qtbot.waitUntil(page._start.isEnabled)
    return page


@pytest.fixture
def begun(page, asks) -> Welcome:
    page._start.click()
    asks.open(Watch).answer(PICTURES)
    asks.open(ListModels).answer(MODELS)
    return page


def test_enter_starts_with_what_is_suggested(page, asks, pictures, qtbot):
    assert page.focusWidget() is page._start
    qtbot.keyClick(page._start, Qt.Key.Key_Return)
    assert asks.open(Watch).request.folder == pictures


def test_without_a_folder_the_keyboard_is_at_adding_one(make, pictures, qtbot):
    page = make(chosen=pictures)
    assert page.focusWidget() is page._folders.focusProxy()
    qtbot.keyClick(page._folders.focusProxy(), Qt.Key.Key_Return)
    qtbot.waitUntil(page._start.isEnabled)
    assert page.focusWidget() is page._start


def test_the_pictures_folder_is_suggested(page, pictures):
    assert page._folders.chosen == (pictures,)


def test_without_a_pictures_folder_one_can_be_added(make, pictures, qtbot, tmp_path, background):
    page = make(str(tmp_path / "none"), chosen=pictures)
    qtbot.waitUntil(lambda: not background._jobs)  # it was looked at
    assert not page._start.isEnabled()
    assert page._folders._empty.isVisible()
    page._folders._add.click()
    qtbot.waitUntil(page._start.isEnabled)
    assert page._folders.chosen == (pictures,)


def test_a_folder_that_cannot_be_read_says_why(make, qtbot, tmp_path):
    page = make(chosen=str(tmp_path / "none"))
    page._folders._add.click()
    qtbot.waitUntil(lambda: bool(page._folders._rows))
    row = page._folders._rows[0]
    assert "no such folder" in row._trouble.text
    assert page._folders.chosen == ()
    assert not page._start.isEnabled()
    row._remove.click()
    assert page._folders._empty.isVisible()


def test_nothing_is_added_when_nothing_was_chosen(make):
    page = make()
    page._folders._add.click()
    assert not page._folders._rows


def test_a_folder_below_a_chosen_one_comes_with_it(page, pictures, qtbot, tmp_path):
    below = tmp_path / "Pictures" / "2024"
    below.mkdir()
    page._folders._choose_folder = lambda _: str(below)
    page._folders._add.click()
    qtbot.waitUntil(lambda: bool(page._folders._told.text))
    assert page._folders.chosen == (pictures,)


def test_a_folder_above_replaces_what_is_part_of_it(page, qtbot, tmp_path):
    page._folders._choose_folder = lambda _: str(tmp_path)
    page._folders._add.click()
    qtbot.waitUntil(lambda: page._folders.chosen == (str(tmp_path),))


def test_watching_begins(page, asks, pictures):
    page._start.click()
    assert not page._start.isEnabled()
    assert asks.open(Watch).request == Watch(pictures)
    asks.open(Watch).answer(PICTURES)
    assert page.step == "photos"
    assert asks.of(GetStatus)


def test_indexing_once_goes_on_without_the_page(page, asks, pictures):
    page._watch.click()
    page._start.click()
    ticket = asks.open(Index)
    assert ticket.request == Index((pictures,))
    assert page.step == "photos"
    page.hide()
    delete(page)
    assert not ticket.cancelled
    ticket.fail(LibraryError("The disk is full."))  # nobody is there to be told


def test_indexing_may_fail(page, asks):
    page._watch.click()
    page._start.click()
    asks.open(Index).fail(LibraryError("Indexing is paused."))
    assert page._more_trouble.text == "Indexing is paused."


def test_a_folder_that_the_engine_refuses(page, asks, pictures):
    page._start.click()
    asks.open(Watch).fail(FolderError("It may not be read."))
    assert page._trouble.text == f"{pictures}: It may not be read."
    assert page.step == "folders"
    assert page._start.isEnabled()


def test_the_first_photos(begun, asks):
    asks.open(GetStatus).answer(STATUS)
    told = begun._first.sentence
    assert told == "312 of 24,575 photo(s) can be found already; you may search now."
    assert begun._first._left.text() == "about 3 minute(s) left"
    assert "8" in begun._first._failed.text
    begun.show_activity(Activity("waiting", "The computer runs on its battery."))
    assert "battery" in begun._first._left.text()


def test_it_goes_on_asking_while_it_is_seen(begun, asks, qtbot):
    before = len(asks.of(GetStatus))
    qtbot.waitUntil(lambda: len(asks.of(GetStatus)) > before)
    begun.hide()
    assert not begun._timer.isActive()
    begun.show()
    assert begun._timer.isActive()


def test_no_photos_at_all(begun, asks):
    idle = replace(ENGINE, activity=Activity("idle"))
    asks.open(GetStatus).answer(replace(STATUS, indexed=0, pending=0, failed=0, engine=idle))
    assert begun._back.isVisible()
    assert "no photos" in begun._first._headline.text()
    begun._back.click()
    assert begun.step == "folders"
    assert not begun._timer.isActive()


def test_states_of_the_first_photos(theme, qtbot):
    first = FirstPhotos(theme)
    qtbot.addWidget(first)
    scanning = Activity("scanning", progress=Progress("scanning", 0, 1204, 0, 0, 0, 0, None))
    engine = replace(ENGINE, activity=scanning)
    first.show_status(replace(STATUS, indexed=0, pending=0, engine=engine))
    assert first._left.text() == "Looking for photos: 1,204 so far"
    assert not first.found_nothing
    first.show_status(replace(STATUS, pending=0, engine=replace(ENGINE, activity=Activity("idle"))))
    assert first._headline.text() == "312 photo(s) can be found"
    first.show_activity(Activity("indexing", progress=WORK))
    first.show_status(replace(STATUS, engine=None))
    assert "312" in first.sentence


def test_a_lost_engine_is_told(begun, asks):
    asks.open(GetStatus).fail(LibraryError("The engine ended."))
    assert begun._more_trouble.text == "The engine ended."
    begun._look()
    asks.open(GetStatus).answer(STATUS)
    assert begun._more_trouble.text == ""


def test_other_trouble_outlives_an_answer(begun, asks):
    begun._on_index_failed(FolderError("It is gone."))
    asks.open(GetStatus).answer(STATUS)
    assert begun._more_trouble.text == "It is gone."


def test_who_comes_again_chooses_folders(begun, asks):
    begun._go_on.click()
    begun.hide()
    begun.show()
    assert begun.step == "folders"
    assert not begun._timer.isActive()


def test_reading_that_waits_is_not_said_to_be_done(theme, qtbot):
    first = FirstPhotos(theme)
    qtbot.addWidget(first)
    paused = replace(ENGINE, activity=Activity("paused", "Indexing is paused."))
    first.show_status(replace(STATUS, engine=paused))
    assert first._headline.text() == "Reading your photos has to wait"


@pytest.mark.parametrize("button", ["_later", "_go_on"])
def test_going_on(page, state, qtbot, button):
    with qtbot.waitSignal(page.finished):
        getattr(page, button).click()
    assert state.state.welcomed


# The better model


def test_the_offer_says_what_it_takes(begun):
    text = begun._better._about.text() + begun._better._facts.text()
    for part in ("605.2 MB", "MIT", "minute", "only if you agree"):
        assert part in text
    assert begun._better.model == STANDARD


@pytest.mark.parametrize(
    "models",
    [
        (replace(STARTER, in_use=False), replace(STANDARD, ready=True, in_use=True)),
        (STARTER, STANDARD, replace(READY, takes_over=True)),
        (STARTER, replace(STANDARD, needs_torch=True), READY),
    ],
    ids=["has", "gets", "cannot be prepared"],
)
def test_nothing_is_offered_to_who_has_a_better_one(page, asks, models):
    page._start.click()
    asks.open(Watch).answer(PICTURES)
    asks.open(ListModels).answer(models)
    assert not page._better.isVisible()


def test_nothing_is_offered_when_nobody_knows_the_models(page, asks):
    page._start.click()
    asks.open(Watch).answer(PICTURES)
    asks.open(ListModels).fail(LibraryError("x"))
    assert not page._better.isVisible()


def test_the_better_model_is_fetched_after_agreement_only(begun, asks, question, downloads):
    begun._better._get.click()
    question(begun, yes=False)
    assert not asks.of(GetModel)
    begun._better._get.click()
    question(begun, yes=True)
    ticket = asks.open(GetModel)
    ticket.progress(("fetching the weights", 302_594_682, 605_189_364))
    assert begun._better._bar.value() == 500
    ticket.answer(None)
    assert not begun._better._cancel.isVisible()
    asks.open(UseModel).answer(None)
    assert "is ready" in begun._better._news.text
    assert not begun._better._get.isVisible()


def test_a_cancelled_download_is_offered_again(begun, asks, question):
    begun._better._get.click()
    question(begun, yes=True)
    begun._better._cancel.click()
    assert asks.of(GetModel)[0].cancelled
    assert begun._better._get.isVisible()
    asks.open(ListModels).answer((STARTER, replace(STANDARD, fetched_bytes=9), READY))
    assert "Continue" in begun._better._get.text()


def test_the_hub_of_the_settings_is_named(begun, asks, question):
    asks.open(GetSettings).answer(Settings(hub="https://mirror.example.org"))
    begun._better._get.click()
    assert "From: mirror.example.org" in question(begun, yes=False)


def test_work_on_another_model_is_not_shown_here(begun, asks, downloads):
    downloads.verify("another")
    assert not begun._better._step.isVisible()
    assert not begun._better._get.isEnabled()
    asks.open(VerifyModel).fail(ModelError("It is damaged."))
    assert begun._better._trouble.text == ""
    assert begun._better._get.isEnabled()
    downloads.import_from("/stick", STANDARD.model_id)
    asks.open(ImportModel).answer(STANDARD.model_id)
    assert begun._better._news.text == ""


def test_what_is_missing_is_told(begun, asks, question):
    begun._better._get.click()
    question(begun, yes=True)
    asks.open(GetModel).fail(ModelError("Packages are missing; add them with pip."))
    assert begun._better._trouble.text == "Packages are missing; add them with pip."
    assert begun._better._get.isVisible()


def test_a_download_outlives_the_page(begun, asks, question, downloads, qtbot):
    begun._better._get.click()
    question(begun, yes=True)
    begun.hide()
    delete(begun)
    ticket = asks.open(GetModel)
    ticket.progress(("fetching the weights", 1, 2))
    with qtbot.waitSignal(downloads.finished):
        ticket.answer(None)
        asks.open(UseModel).answer(None)


def test_a_model_that_is_there_already_needs_no_download(page, asks):
    page._start.click()
    asks.open(Watch).answer(PICTURES)
    asks.open(ListModels).answer((STARTER, replace(STANDARD, ready=True), READY))
    page._better._get.click()
    assert asks.open(UseModel).request == UseModel(STANDARD.model_id)
    asks.open(UseModel).fail(ModelError("It is damaged."))
    assert page._better._trouble.text == "It is damaged."
    page._better._get.click()
    asks.open(UseModel).answer(None)
    assert "ready" in page._better._news.text


# Sample photos


def test_sample_photos(make, asks, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(sample_photos, "copy_photos", lambda folder: folder.mkdir())
    page = make()
    page._try.setVisible(True)
    page._try.click()
    qtbot.waitUntil(lambda: bool(asks.of(Watch)))
    assert asks.open(Watch).request == Watch(str(tmp_path / "samples"))
    assert (tmp_path / "samples").is_dir()


@pytest.mark.parametrize(
    ("error", "told"),
    [(LibraryError("They are not installed."), "not installed"), (OSError("full"), "full")],
)
def test_sample_photos_that_cannot_be_had(make, qtbot, monkeypatch, error, told):
    def refuse(_folder):
        raise error

    monkeypatch.setattr(sample_photos, "copy_photos", refuse)
    page = make()
    page._try.click()
    qtbot.waitUntil(lambda: told in page._trouble.text)
    assert page._try.isEnabled()


def test_sample_photos_are_offered_where_they_are_installed(monkeypatch):
    asked = []
    monkeypatch.setattr(sample_photos, "find_spec", asked.append)
    assert not sample_photos.available()
    assert set(asked) <= {package for package, *_ in LIBRARY}
