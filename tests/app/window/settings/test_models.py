"""The page of the models."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.window.model_downloads import ModelDownloads
from app.window.settings.models import ModelsPage
from indexer.client import ModelError
from indexer.requests import GetModel, GetStatus, ListModels, UseModel
from tests.app.window.settings.samples import MODELS, READY, STANDARD, STARTER, STATUS


@pytest.fixture
def downloads(asks, qapp) -> ModelDownloads:
    return ModelDownloads(asks)


@pytest.fixture
def page(asks, theme, downloads, qtbot) -> ModelsPage:
    page = ModelsPage(asks, theme, downloads, lambda _: "/weights.safetensors")
    qtbot.addWidget(page)
    page.show()
    page.appear()
    asks.open(ListModels).answer(MODELS)
    asks.open(GetStatus).answer(STATUS)
    return page


def card(page, model):
    return page._cards[model.model_id]


def test_each_tells_its_state_in_words(page):
    states = [card(page, model)._state.text() for model in MODELS]
    assert states == ["In use", "Not on this computer", "Ready"]
    assert "605.2 MB" in card(page, STANDARD)._download.text()
    assert "MIT" in card(page, STANDARD)._facts.text()
    assert not card(page, STARTER)._use.isVisible()
    assert "A good balance" in card(page, STANDARD)._download.accessibleName()


def test_what_is_meant_for_a_terminal_is_not_shown(page, asks):
    assert page._note.text == ""
    page.refresh()
    asks.open(GetStatus).answer(replace(STATUS, model_note="x takes over soon."))
    assert page._note.text == "x takes over soon."


def test_nothing_is_fetched_without_agreement(page, asks, question):
    card(page, STANDARD)._download.click()
    text = question(page, yes=False)
    assert "605.2 MB" in text
    assert "MIT" in text
    assert "huggingface.co" in text
    assert not asks.of(GetModel)


def test_a_download_with_its_progress(page, asks, question):
    card(page, STANDARD)._download.click()
    question(page, yes=True)
    ticket = asks.open(GetModel)
    assert ticket.request == GetModel(STANDARD.model_id)
    shown = card(page, STANDARD)
    assert shown._step.text() == "Starting…"
    assert shown._bar.maximum() == 0
    ticket.progress(("fetching the weights", 302_594_682, 605_189_364))
    assert shown._step.text() == "Downloading: 302.6 MB of 605.2 MB"
    assert shown._bar.value() == 500
    ticket.progress(("loading the model", 0, None))
    assert shown._step.text() == "Preparing: loading the model"
    ticket.answer(None)
    asks.open(ListModels).answer((STARTER, replace(STANDARD, ready=True), READY))
    assert shown._state.text() == "Ready"
    assert not shown._progress.isVisible()
    assert STANDARD.model_id in page._news.text


def test_a_cancelled_download_can_be_begun_again(page, asks, question):
    card(page, STANDARD)._download.click()
    question(page, yes=True)
    ticket = asks.open(GetModel)
    card(page, STANDARD)._cancel.click()
    assert ticket.cancelled
    assert card(page, STANDARD)._download.isVisible()
    assert card(page, STANDARD)._download.isEnabled()
    assert page._trouble.text == ""


def test_a_download_that_fails_says_why(page, asks, question):
    card(page, STANDARD)._download.click()
    question(page, yes=True)
    asks.open(GetModel).fail(ModelError("Packages are missing; add them with pip."))
    assert page._trouble.text == "Packages are missing; add them with pip."
    assert card(page, STANDARD)._download.isEnabled()


def test_from_a_file(page, asks):
    card(page, STANDARD)._file.click()
    assert asks.open(GetModel).request == GetModel(STANDARD.model_id, "/weights.safetensors")


def test_using_one_that_has_to_read_everything_first(page, asks):
    card(page, READY)._use.click()
    assert not card(page, READY)._use.isEnabled()
    asks.open(UseModel).answer(None)
    asks.open(ListModels).answer(MODELS)
    asks.open(GetStatus).answer(replace(STATUS, model_note="It takes over soon."))
    assert "takes" in page._news.text
    assert page._note.text == "It takes over soon."


def test_using_one_at_once(page, asks):
    card(page, READY)._use.click()
    asks.open(UseModel).answer(None)
    asks.open(GetStatus).answer(replace(STATUS, model=READY.model_id))
    assert page._news.text == "This model answers from now on."


def test_using_one_may_fail(page, asks):
    card(page, READY)._use.click()
    asks.open(UseModel).fail(ModelError("It is damaged; fetch it again."))
    assert page._trouble.text == "It is damaged; fetch it again."
    assert card(page, READY)._use.isEnabled()


def test_a_model_that_is_gone_leaves_the_list(page, asks):
    page.refresh()
    asks.open(ListModels).answer((STARTER,))
    assert list(page._cards) == ["starter"]


def test_one_download_at_a_time(downloads, asks):
    downloads.get("a")
    downloads.get("b")
    assert [ticket.request.model_id for ticket in asks.of(GetModel)] == ["a"]


def test_a_download_that_is_to_be_used(downloads, asks, qtbot):
    downloads.get("a", use=True)
    asks.open(GetModel).answer(None)
    assert not downloads.can_cancel
    downloads.cancel()  # too late
    with qtbot.waitSignal(downloads.finished, check_params_cb=lambda name: name == "a"):
        asks.open(UseModel).answer(None)
    assert downloads.current is None
