"""The page of the models."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import delete

from app.window.model_downloads import ModelDownloads
from app.window.settings.model_deeds import Deed, Wish, menu_text
from app.window.settings.model_removal import RemovalQuestion
from app.window.settings.models import Choosers, ModelsPage
from indexer.client import ModelError, ModelRemoval, Settings
from indexer.requests import (
    ChangeSettings,
    FetchModel,
    GetModel,
    GetSettings,
    ImportModel,
    ListModels,
    RemoveModel,
    UseModel,
    VerifyModel,
)
from tests.app.window.settings.samples import MODELS, READY, STANDARD, STARTER

FETCHING = ("fetching the weights", 302_594_682, 605_189_364)
BEFORE = replace(READY, embedded=312, missing=0, embedding_bytes=600_000)
COMING = replace(READY, takes_over=True, embedded=120, missing=192)


@pytest.fixture
def downloads(asks, qapp) -> ModelDownloads:
    return ModelDownloads(asks)


@pytest.fixture
def make(asks, theme, downloads, qtbot):
    """Makes pages, and deletes them at once: many of them would be dressed again by each theme."""
    pages = []

    def make(choosers: Choosers) -> ModelsPage:
        page = ModelsPage(asks, theme, downloads, choosers)
        pages.append(page)
        page.show()
        page.appear()
        asks.open(ListModels).answer(MODELS)
        asks.open(GetSettings).answer(Settings())
        return page

    yield make
    for page in pages:
        page.close()
        delete(page)


@pytest.fixture
def page(make) -> ModelsPage:
    return make(Choosers(lambda _: "/w.safetensors", lambda _: "/stick", lambda _: "/target"))


def card(page, model):
    return page._cards[model.model_id]


def show(page, asks, *models):
    page.refresh()
    asks.open(ListModels).answer(models)


def begin_download(page, question):
    card(page, STANDARD)._main.click()
    question(page, yes=True)


def choose(page, model, deed):
    """Choose an entry of the card's menu."""
    shown = card(page, model)
    shown._fill_menu()
    action = next(one for one in shown._menu.actions() if one.text() == menu_text(deed))
    action.trigger()


# What is shown


def test_each_tells_its_state_in_words(page):
    states = [card(page, model)._state.text() for model in MODELS]
    assert states == ["In use", "Not on this computer", "Ready"]
    assert "605.2 MB" in card(page, STANDARD)._facts.text()
    assert "MIT" in card(page, STANDARD)._facts.text()
    assert "English" in card(page, STANDARD)._facts.text()
    assert not card(page, STARTER)._main.isVisible()
    assert "A good balance" in card(page, STANDARD)._main.accessibleName()


def test_a_model_that_is_gone_leaves_the_list(page, asks):
    show(page, asks, STARTER)
    assert list(page._cards) == ["starter"]


def test_models_that_cannot_be_listed_say_why(page, asks):
    page.refresh()
    asks.open(ListModels).fail(ModelError("It is damaged."))
    assert page._trouble.text == "It is damaged."
    show(page, asks, *MODELS)
    assert page._trouble.text == ""


def test_the_keyboard_goes_through_the_page_from_top_to_bottom(page):
    first = card(page, STARTER)._more
    first.setFocus()
    seen = []
    for _ in range(7):
        seen.append(page.focusWidget())
        page.focusNextChild()
    ready = card(page, READY)
    assert seen == [
        first, card(page, STARTER)._unfold,
        card(page, STANDARD)._main, card(page, STANDARD)._more, card(page, STANDARD)._unfold,
        ready._main, ready._more,
    ]  # fmt: skip


# Fetching


def test_nothing_is_fetched_without_agreement(page, asks, question):
    card(page, STANDARD)._main.click()
    text = question(page, yes=False)
    for part in ("605.2 MB", "MIT", "huggingface.co"):
        assert part in text
    assert not asks.of(GetModel)


def test_a_download_with_its_progress(page, asks, question):
    begin_download(page, question)
    ticket = asks.open(GetModel)
    assert ticket.request.model_id == STANDARD.model_id
    shown = card(page, STANDARD)
    assert shown._progress._step.text() == "Starting…"
    assert shown._progress._bar.maximum() == 0
    ticket.progress(FETCHING)
    assert shown._progress._step.text() == "Downloading: 302.6 MB of 605.2 MB"
    assert shown._progress._bar.value() == 500
    ticket.progress(("filling in the weights", 1, 4))
    assert shown._progress._step.text() == "Preparing: filling in the weights"
    assert shown._progress._bar.value() == 250
    ticket.answer(None)
    asks.open(ListModels).answer((STARTER, replace(STANDARD, ready=True), READY))
    assert shown._state.text() == "Ready"
    assert not shown._progress.isVisible()
    assert "ready" in shown._news.text


def test_a_cancelled_download_can_be_continued(page, asks, question, qtbot):
    begin_download(page, question)
    ticket = asks.open(GetModel)
    shown = card(page, STANDARD)
    shown._progress._cancel.click()
    assert ticket.cancelled
    asked = len(asks.of(ListModels))
    qtbot.waitUntil(lambda: len(asks.of(ListModels)) > asked)  # it has settled
    asks.open(ListModels).answer((STARTER, replace(STANDARD, fetched_bytes=302_594_682), READY))
    assert shown._main.text() == "Continue the download…"
    assert "302.6 MB of 605.2 MB" in shown._note.text()
    assert shown._trouble.text == ""
    shown._main.click()
    assert "of which 302.6 MB" in question(page, yes=True)
    assert not asks.open(GetModel).cancelled


def test_a_download_that_fails_says_why_on_its_card(page, asks, question):
    begin_download(page, question)
    asks.open(GetModel).fail(ModelError("Packages are missing; add them with pip."))
    shown = card(page, STANDARD)
    assert shown._trouble.text == "Packages are missing; add them with pip."
    assert shown._main.isEnabled()
    shown._main.click()
    assert shown._trouble.text == ""


def test_what_failed_is_said_until_it_was_seen(page, asks, question):
    begin_download(page, question)
    page.disappear()
    asks.open(GetModel).fail(ModelError("Only 0.4 GB are free; make room there."))
    page.appear()
    asks.open(ListModels).answer(MODELS)
    assert card(page, STANDARD)._trouble.text == "Only 0.4 GB are free; make room there."
    page.disappear()
    page.appear()
    asks.open(ListModels).answer(MODELS)
    assert card(page, STANDARD)._trouble.text == ""  # by now there may be room


def test_what_failed_is_forgotten_when_the_model_is_here(page, asks, question):
    begin_download(page, question)
    asks.open(GetModel).fail(ModelError("The hub is gone."))
    show(page, asks, STARTER, replace(STANDARD, fetched_bytes=1000), READY)
    assert card(page, STANDARD)._trouble.text == "The hub is gone."
    show(page, asks, STARTER, replace(STANDARD, ready=True), READY)  # by a command
    assert card(page, STANDARD)._trouble.text == ""


def test_what_is_being_continued_is_not_offered(page, asks, question):
    begun = replace(STANDARD, fetched_bytes=302_594_682)
    show(page, asks, STARTER, begun, READY)
    assert "can be continued" in card(page, STANDARD)._note.text()
    begin_download(page, question)
    assert card(page, STANDARD)._note.text() == ""
    asks.open(GetModel).fail(ModelError("The hub is gone."))
    assert "can be continued" in card(page, STANDARD)._note.text()


def test_the_keyboard_stays_on_the_card(page, asks, question, qtbot):
    shown = card(page, STANDARD)
    shown._main.setFocus()
    qtbot.keyClick(shown._main, Qt.Key.Key_Space)
    question(page, yes=True)
    assert page.focusWidget() is shown._progress.cancel_button
    shown._progress._cancel.click()
    assert page.focusWidget() is shown._main


def test_one_thing_at_a_time(page, asks, question):
    begin_download(page, question)
    choose(page, READY, Deed.VERIFY)
    assert not asks.of(VerifyModel)
    assert not page._files._file.isEnabled()
    asks.open(GetModel).fail(ModelError("No."))
    choose(page, READY, Deed.VERIFY)
    assert asks.of(VerifyModel)


def test_fetching_for_another_computer(page, asks, question):
    choose(page, STANDARD, Deed.FETCH)
    text = question(page, yes=True)
    assert "/target" in text
    ticket = asks.open(FetchModel)
    assert (ticket.request.model_id, ticket.request.folder) == (STANDARD.model_id, "/target")
    assert card(page, STANDARD)._progress._place.path == "/target"
    ticket.answer(None)
    assert "/target" in card(page, STANDARD)._news.text


def test_without_a_folder_nothing_is_fetched(make, downloads):
    page = make(Choosers(target=lambda _: "", file=lambda _: ""))
    choose(page, STANDARD, Deed.FETCH)
    choose(page, STANDARD, Deed.IMPORT_FILE)
    page._files._file.click()
    assert downloads.current is None


def test_a_model_that_needs_torch_offers_no_download(page, asks):
    show(page, asks, STARTER, replace(STANDARD, needs_torch=True), READY)
    shown = card(page, STANDARD)
    assert not shown._main.isVisible()
    assert "PyTorch" in shown._note.text()
    assert shown._state.text() == "Needs PyTorch"


# Importing


@pytest.mark.parametrize(
    ("deed", "source"), [(Deed.IMPORT_FILE, "/w.safetensors"), (Deed.IMPORT_FOLDER, "/stick")]
)
def test_importing_a_certain_model(page, asks, deed, source):
    choose(page, STANDARD, deed)
    assert asks.open(ImportModel).request == ImportModel(source, STANDARD.model_id)
    assert card(page, STANDARD)._progress.isVisible()


def test_importing_what_is_recognised(page, asks):
    page._files._folder.click()
    ticket = asks.open(ImportModel)
    assert ticket.request == ImportModel("/stick", None)
    assert page._files._progress.isVisible()
    assert not page._files._controls.isVisible()
    ticket.answer(STANDARD.model_id)
    assert not page._files._progress.isVisible()
    asks.open(ListModels).answer((STARTER, replace(STANDARD, ready=True), READY))
    assert "ready" in card(page, STANDARD)._news.text
    assert page.focusWidget() is card(page, STANDARD)._main


def test_importing_a_model_that_nobody_knew(page, asks):
    page._files._file.click()
    asks.open(ImportModel).answer("new/one")
    new = replace(READY, model_id="new/one", description="", tier="other")
    for ticket in [one for one in asks.of(ListModels) if not one.answered]:
        ticket.answer((*MODELS, new))
    assert card(page, new)._name.text() == "new/one"
    assert "ready" in card(page, new)._news.text


def test_a_model_is_named_where_files_do_not_tell(page, asks):
    page._files._name.setText(" of/another ")
    page._files._file.click()
    assert asks.open(ImportModel).request == ImportModel("/w.safetensors", "of/another")


def test_any_model_is_downloaded_by_its_name(page, asks, question):
    assert not page._files._download.isEnabled()
    page._files._name.setText("of/another")
    page._files._download.click()
    assert "Licence: unknown" in question(page, yes=True)
    ticket = asks.open(GetModel)
    assert ticket.request.model_id == "of/another"
    ticket.progress(FETCHING)
    assert page._files._progress._bar.value() == 500
    ticket.fail(ModelError("open_clip has none."))
    assert page._files._trouble.text == "open_clip has none."
    assert page._files._name.text() == "of/another"
    page._files._download.click()
    question(page, yes=True)
    asks.open(GetModel).answer(None)
    new = replace(READY, model_id="of/another", description="", tier="other")
    for ticket in [one for one in asks.of(ListModels) if not one.answered]:
        ticket.answer((*MODELS, new))
    assert "ready" in card(page, new)._news.text
    assert page._files._name.text() == ""


def test_the_name_of_a_card_is_that_card(page, asks, question):
    page._files._name.setText(STANDARD.model_id)
    page._files._download.click()
    assert "605.2 MB" in question(page, yes=True)
    asks.open(GetModel).progress(FETCHING)
    assert card(page, STANDARD)._progress.isVisible()
    assert not page._files._progress.isVisible()


def test_an_import_that_fails_says_why_where_it_began(page, asks):
    page._files._file.click()
    asks.open(ImportModel).fail(ModelError("It is a picture."))
    assert page._files._trouble.text == "It is a picture."
    assert page._files._file.isEnabled()


def drag(page, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none.NoModifier)
    QApplication.sendEvent(page.viewport(), enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(9, 9), copy, mime, left, none.NoModifier)
    QApplication.sendEvent(page.viewport(), drop)
    return drop.isAccepted()


def test_files_and_folders_are_dropped_on_the_page(page, asks, tmp_path):
    assert page.viewport().acceptDrops()
    for path in (tmp_path / "open_clip_model.safetensors", tmp_path):
        assert drag(page, path)
        ticket = asks.open(ImportModel)
        assert ticket.request == ImportModel(str(path), None)
        ticket.answer(STANDARD.model_id)
    assert not drag(page, tmp_path / "photo.jpg")
    page._files._file.click()
    assert not drag(page, tmp_path)  # while another is imported


# Using


def test_using_one_that_has_to_read_everything_first(page, asks):
    assert "312" in card(page, READY)._note.text()
    card(page, READY)._main.click()
    assert asks.open(UseModel).request == UseModel(READY.model_id)
    assert not card(page, READY)._main.isEnabled()
    asks.open(UseModel).answer(None)
    asks.open(ListModels).answer((STARTER, STANDARD, COMING))
    shown = card(page, READY)
    assert shown._state.text() == "Taking over"
    assert "312" in shown._note.text()
    assert "120" in shown._note.text()
    assert shown._reading.value() == 385
    assert shown._main.isEnabled()
    assert shown._main.text() == "Do not take over"


def test_a_take_over_is_seen(page, asks):
    show(page, asks, STARTER, STANDARD, COMING)
    show(page, asks, replace(STARTER, in_use=False), STANDARD, replace(BEFORE, in_use=True))
    assert card(page, READY)._state.text() == "In use"
    assert card(page, READY)._news.text == "This model answers from now on."
    assert not card(page, READY)._reading.isVisible()


def test_calling_it_off(page, asks):
    show(page, asks, STARTER, STANDARD, COMING)
    card(page, READY)._main.click()
    assert asks.open(UseModel).request == UseModel("starter")
    asks.open(UseModel).answer(None)
    asks.open(ListModels).answer((STARTER, STANDARD, replace(COMING, takes_over=False)))
    assert "does not take over" in card(page, READY)._news.text
    assert "120 of 312" in card(page, READY)._note.text()


def test_back_to_one_that_has_read_everything(page, asks):
    show(page, asks, STARTER, STANDARD, BEFORE)
    assert card(page, READY)._main.text() == "Back to this model"
    card(page, READY)._main.click()
    assert asks.open(UseModel).request == UseModel(READY.model_id, at_once=True)
    asks.open(UseModel).answer(None)
    asks.open(ListModels).answer(
        (replace(STARTER, in_use=False), STANDARD, replace(BEFORE, in_use=True))
    )
    assert card(page, READY)._news.text == "This model answers from now on."


def test_using_one_at_once_says_what_is_not_found(page, asks, question):
    show(page, asks, STARTER, STANDARD, COMING)
    choose(page, READY, Deed.USE_AT_ONCE)
    assert "120 of 312" in question(page, yes=False)
    assert not asks.of(UseModel)
    choose(page, READY, Deed.USE_AT_ONCE)
    question(page, yes=True)
    assert asks.open(UseModel).request == UseModel(READY.model_id, at_once=True)


def test_using_one_may_fail(page, asks):
    card(page, READY)._main.click()
    asks.open(UseModel).fail(ModelError("It is damaged; fetch it again."))
    assert card(page, READY)._trouble.text == "It is damaged; fetch it again."
    assert card(page, READY)._main.isEnabled()


# Verifying and removing


def test_verifying(page, asks):
    choose(page, READY, Deed.VERIFY)
    ticket = asks.open(VerifyModel)
    ticket.progress(("verifying", 1, 2))
    assert card(page, READY)._progress._step.text() == "Verifying…"
    assert card(page, READY)._progress._bar.value() == 500
    ticket.answer(None)
    assert "undamaged" in card(page, READY)._news.text


def test_what_is_damaged_says_so(page, asks):
    choose(page, READY, Deed.VERIFY)
    asks.open(VerifyModel).fail(ModelError("text.onnx is damaged; fetch it again."))
    assert card(page, READY)._trouble.text == "text.onnx is damaged; fetch it again."


def removal(page, model):
    choose(page, model, Deed.REMOVE)
    return page.findChildren(RemovalQuestion)[-1]


def test_removing_asks_what_and_says_how_much(page, asks):
    show(page, asks, STARTER, STANDARD, BEFORE)
    asked = removal(page, BEFORE)
    assert "600.0 MB" in asked._files.text()
    assert "312" in asked._known.text()
    assert asked._files.isChecked()
    assert not asked._known.isChecked()  # it would take long to make them again
    assert "600.0 MB" in asked._sum.text()
    asked._known.click()
    assert "600.6 MB" in asked._sum.text()
    asked._agree.click()
    ticket = asks.open(RemoveModel)
    assert ticket.request == RemoveModel(READY.model_id, files=True, embeddings=True)
    ticket.answer(ModelRemoval(600_600_000, 312))
    assert "600.6 MB" in card(page, READY)._news.text
    assert not asks.of(ListModels)[-1].answered


def test_no_sentence_of_the_question_is_cut_off(page, asks):
    wordy = replace(BEFORE, tier="other", model_id="a long name " * 400)
    show(page, asks, wordy)
    asked = removal(page, wordy)
    for words in asked.findChildren(QLabel):
        if words.isVisible():
            assert words.height() >= words.heightForWidth(words.width()), words.text()


def test_removing_can_be_left(page, asks):
    show(page, asks, STARTER, STANDARD, BEFORE)
    asked = removal(page, BEFORE)
    asked._files.click()
    assert not asked._agree.isEnabled()  # nothing is left to remove
    asked.reject()
    assert not asks.of(RemoveModel)


def test_only_what_the_built_in_model_knows_is_removed(page, asks):
    before = replace(STARTER, in_use=False)
    show(page, asks, before, STANDARD, replace(BEFORE, in_use=True))
    asked = removal(page, before)
    assert not asked._files.isVisible()
    assert asked._known.isChecked()
    asked._agree.click()
    assert asks.open(RemoveModel).request == RemoveModel("starter", files=False, embeddings=True)


def test_what_was_fetched_is_removed(page, asks):
    part = replace(STANDARD, fetched_bytes=300_000_000)
    show(page, asks, STARTER, part, READY)
    asked = removal(page, part)
    assert "300.0 MB" in asked._files.text()
    assert not asked._known.isVisible()


def test_removing_may_fail(page, asks):
    removal(page, READY)._agree.click()
    asks.open(RemoveModel).fail(ModelError("It answers."))
    assert card(page, READY)._trouble.text == "It answers."


@pytest.mark.parametrize("busy", [replace(BEFORE, in_use=True), COMING])
def test_what_answers_is_not_removed(page, asks, busy):
    show(page, asks, STARTER, STANDARD, busy)
    shown = card(page, busy)
    shown._fill_menu()
    assert menu_text(Deed.REMOVE) not in [one.text() for one in shown._menu.actions()]


# Where models come from


def test_another_hub(page, asks, question):
    hub = page._hub
    assert not hub._usual.isVisible()
    assert not hub._apply.isEnabled()
    hub._address.setText("mirror.example.org/models/")
    hub._address.textEdited.emit("")
    hub._apply.click()
    asks.open(GetSettings).answer(Settings(cores=2))
    ticket = asks.open(ChangeSettings)
    assert ticket.request.settings == Settings(cores=2, hub="https://mirror.example.org/models")
    ticket.answer(None)
    assert "mirror.example.org" in hub._news.text
    card(page, STANDARD)._main.click()
    assert "From: mirror.example.org" in question(page, yes=False)
    hub._usual.click()
    asks.open(GetSettings).answer(Settings(hub="https://mirror.example.org/models"))
    assert asks.open(ChangeSettings).request.settings.hub == ""
    asks.open(ChangeSettings).answer(None)
    assert hub._address.text() == ""
    assert not hub._usual.isVisible()


def test_what_is_no_address_is_not_taken(page, asks):
    page._hub._address.setText("ftp://example.org")
    page._hub._on_apply()
    assert "no web address" in page._hub._trouble.text
    assert not asks.of(ChangeSettings)
    page._hub._address.textEdited.emit("")
    assert page._hub._trouble.text == ""


def test_what_is_being_typed_stays(page, asks):
    page._hub._address.setText("mirror")
    page.refresh()
    asks.open(GetSettings).answer(Settings())
    assert page._hub._address.text() == "mirror"


def test_the_password_of_a_hub_is_not_shown_and_not_lost(page, asks, question):
    hub = page._hub
    page.refresh()
    asks.open(GetSettings).answer(Settings(hub="https://me:secret@mirror.example/hf"))
    assert hub._address.text() == "https://mirror.example/hf"
    hub._address.returnPressed.emit()
    assert not asks.of(ChangeSettings)
    card(page, STANDARD)._main.click()
    assert "From: mirror.example\n" in question(page, yes=False) + "\n"


def test_a_hub_that_cannot_be_read_says_so_until_it_can(page, asks):
    page.refresh()
    asks.open(GetSettings).fail(ModelError("The engine is gone."))
    assert page._hub._unread.text == "The engine is gone."
    page._hub._address.setText("https://mirror.example.org")
    page._hub._on_apply()
    asks.open(GetSettings).fail(ModelError("The engine is gone."))
    assert page._hub._unread.text == "The engine is gone."
    page.refresh()
    asks.open(GetSettings).answer(Settings())
    assert page._hub._unread.text == ""
    assert page._hub._address.text() == "https://mirror.example.org"


def test_a_hub_that_cannot_be_kept(page, asks):
    page._hub._address.setText("https://mirror.example.org")
    page._hub._on_apply()
    asks.open(GetSettings).answer(Settings())
    asks.open(ChangeSettings).fail(ModelError("The disk is full."))
    assert page._hub._trouble.text == "The disk is full."
    assert page._hub._news.text == ""


# Details


def test_details_are_unfolded(page):
    shown = card(page, STANDARD)
    assert not shown._details.isVisible()
    shown._unfold.click()
    told = "\n".join(one.text() for one in shown._details.findChildren(type(shown._note)))
    for part in ("40 %", "COCO recall@1", "open_clip's results", "MIT", STANDARD.model_id):
        assert part in told
    assert "Fewer" in shown._unfold.accessibleName()
    shown._unfold.click()
    assert not shown._details.isVisible()


def test_details_follow_the_model(page, asks):
    shown = card(page, READY)
    shown._unfold.click()
    show(page, asks, STARTER, STANDARD, BEFORE)
    told = "\n".join(one.text() for one in shown._details.findChildren(type(shown._note)))
    assert "312" in told
    assert "600.0 kB" in told


def test_a_card_says_what_is_wanted_of_it(page, qtbot):
    with qtbot.waitSignal(card(page, STANDARD).wanted) as wanted:
        card(page, STANDARD)._main.click()
    assert wanted.args == [Wish(Deed.DOWNLOAD, STANDARD.model_id)]
