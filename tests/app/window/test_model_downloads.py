"""Long work on models."""

from __future__ import annotations

import pytest

from app.window.model_downloads import FETCH, GET, IMPORT, VERIFY, ModelDownloads, ModelWork
from indexer.client import ModelError
from indexer.requests import FetchModel, GetModel, ImportModel, UseModel, VerifyModel


@pytest.fixture
def downloads(asks, qapp) -> ModelDownloads:
    return ModelDownloads(asks)


@pytest.fixture
def finished(downloads) -> list[ModelWork]:
    found = []
    downloads.finished.connect(found.append)
    return found


def test_one_thing_at_a_time(downloads, asks):
    downloads.get("a")
    downloads.get("b")
    downloads.verify("c")
    downloads.import_from("/d")
    downloads.fetch("e", "/f")
    assert [ticket.request.model_id for ticket in asks.asked] == ["a"]


@pytest.mark.parametrize(
    ("begin", "request_type", "answer", "work"),
    [
        (lambda d: d.get("a"), GetModel, None, ModelWork(GET, "a")),
        (lambda d: d.fetch("a", "/f"), FetchModel, None, ModelWork(FETCH, "a", "/f")),
        (lambda d: d.import_from("/f"), ImportModel, "a", ModelWork(IMPORT, "a", "/f")),
        (lambda d: d.import_from("/f", "a"), ImportModel, "a", ModelWork(IMPORT, "a", "/f")),
        (lambda d: d.verify("a"), VerifyModel, None, ModelWork(VERIFY, "a")),
    ],
)
def test_what_is_done_ends(downloads, asks, finished, begin, request_type, answer, work):
    begin(downloads)
    assert downloads.can_cancel
    asks.open(request_type).progress(("some step", 1, 2))
    assert downloads.current is not None
    assert downloads.current.share == 0.5
    asks.open(request_type).answer(answer)
    assert finished == [work]
    assert downloads.current is None


def test_a_download_that_is_to_be_used(downloads, asks, finished):
    downloads.get("a", use=True)
    asks.open(GetModel).answer(None)
    assert not downloads.can_cancel
    downloads.cancel()  # too late
    assert not finished
    asks.open(UseModel).answer(None)
    assert finished == [ModelWork(GET, "a")]
    assert downloads.current is None


def test_what_fails_is_told(downloads, asks, finished, qtbot):
    downloads.get("a", use=True)
    asks.open(GetModel).answer(None)
    error = ModelError("No.")
    with qtbot.waitSignal(downloads.failed) as failed:
        asks.open(UseModel).fail(error)
    assert failed.args == [ModelWork(GET, "a"), error]
    assert not finished
    downloads.get("a")
    assert downloads.can_cancel


@pytest.mark.parametrize(
    ("work", "text"),
    [
        (ModelWork(GET, "a"), "Starting…"),
        (ModelWork(GET, "a", step="fetching the vocabulary", done=2000), "Downloading: 2.0 kB"),
        (ModelWork(GET, "a", step="asking the reference"), "Preparing: asking the reference"),
        (ModelWork(IMPORT, "", step="looking at the files"), "Looking at the files…"),
        (ModelWork(IMPORT, "", step="of a newer engine"), "Preparing: of a newer engine"),
        (ModelWork(VERIFY, "a", step="checking the prepared model"), "Verifying…"),
    ],
)
def test_what_is_done_in_words(work, text, qapp):
    assert work.text() == text


def test_what_nobody_can_tell_has_no_share():
    assert ModelWork(GET, "a", done=3).share is None
    assert ModelWork(GET, "a", done=3, total=2).share == 1.0
