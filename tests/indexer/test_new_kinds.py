"""What could not be read for want of a decoder is read by an installation that has it."""

from __future__ import annotations

import pytest

from indexer import new_kinds
from indexer.decode import opening
from indexer.decode.types import Cause
from indexer.new_kinds import retry_new_kinds
from indexer.store import Store
from indexer.store.rows import FailedFile


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path) as opened:
        causes = {"/a.heic": Cause.NO_DECODER, "/b.heic": Cause.DAMAGED}
        opened.write.mark_failed(
            [FailedFile(path, 1, 1, "It failed.", cause) for path, cause in causes.items()]
        )
        yield opened


@pytest.fixture
def readable(monkeypatch):
    def only(*kinds):
        monkeypatch.setattr(new_kinds, "optional_kinds", lambda: frozenset(kinds))

    return only


def due(store):
    return [file.path for file in store.read.due()]


def test_with_a_new_decoder_they_are_due_again_and_no_others(store, readable):
    readable("jxl")
    retry_new_kinds(store)
    assert due(store) == ["/a.heic"]  # nobody knows what this library's last reader had


def test_they_are_left_alone_while_nothing_is_new(store, readable):
    store.write.set_setting("optional_kinds", ["jxl"])
    readable("jxl")
    assert retry_new_kinds(store) == 0
    readable()
    assert retry_new_kinds(store) == 0
    assert due(store) == []
    readable("jxl")
    assert retry_new_kinds(store) == 1
    assert due(store) == ["/a.heic"]


def test_one_decoder_more_is_enough_though_another_is_gone(store, readable):
    store.write.set_setting("optional_kinds", ["jxl"])
    readable("heif")
    assert retry_new_kinds(store) == 1


def test_a_package_that_is_missing_is_why_a_photo_fails(monkeypatch):
    formats, _ = opening._PLUGINS["heif"]
    monkeypatch.setitem(opening._PLUGINS, "heif", (formats, "no_such_library"))
    with pytest.raises(opening.PictureError) as failure:
        opening.load_plugin("heif")
    assert failure.value.cause is Cause.NO_DECODER
    assert "heif" not in opening.optional_kinds()


def test_kinds_with_packages_of_their_own():
    assert opening.optional_kinds() <= {"heif", "jxl"}
