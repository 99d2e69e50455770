"""What can be done with a model, in each of its states."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.window.settings.model_deeds import Deed, main_deed, more_deeds, note_of
from app.window.settings.model_hub import checked_address
from tests.app.window.settings.samples import READY, STANDARD, STARTER

PART = replace(STANDARD, fetched_bytes=9)
TORCH = replace(STANDARD, needs_torch=True)
BEFORE = replace(READY, embedded=312, missing=0)
NEARLY = replace(READY, embedded=1000, missing=10)
HALF = replace(READY, embedded=990, missing=11)
COMING = replace(HALF, takes_over=True)
IN_USE = replace(BEFORE, in_use=True)
AWAITED = replace(STANDARD, takes_over=True)
BROKEN = replace(STANDARD, damaged=True)
BROKEN_IN_USE = replace(BROKEN, in_use=True)
EMPTY = replace(READY, embedded=0, missing=0)


@pytest.mark.parametrize(
    ("model", "deed"),
    [
        (STARTER, None),
        (STANDARD, Deed.DOWNLOAD),
        (PART, Deed.DOWNLOAD),
        (TORCH, None),
        (READY, Deed.USE),
        (EMPTY, Deed.USE),
        (HALF, Deed.USE),
        (BEFORE, Deed.GO_BACK),
        (NEARLY, Deed.GO_BACK),
        (COMING, Deed.CALL_OFF),
        (IN_USE, None),
        (AWAITED, Deed.DOWNLOAD),
        (BROKEN, Deed.DOWNLOAD),
        (BROKEN_IN_USE, Deed.DOWNLOAD),
    ],
)
def test_the_main_deed(model, deed, qapp):
    assert main_deed(model) is deed


@pytest.mark.parametrize(
    ("model", "deeds"),
    [
        (STARTER, {Deed.VERIFY}),
        (STANDARD, {Deed.IMPORT_FILE, Deed.IMPORT_FOLDER, Deed.FETCH}),
        (PART, {Deed.IMPORT_FILE, Deed.IMPORT_FOLDER, Deed.FETCH, Deed.REMOVE}),
        (TORCH, {Deed.IMPORT_FOLDER, Deed.FETCH}),
        (READY, {Deed.USE_AT_ONCE, Deed.VERIFY, Deed.FETCH, Deed.REMOVE}),
        (BEFORE, {Deed.VERIFY, Deed.FETCH, Deed.REMOVE}),
        (COMING, {Deed.USE_AT_ONCE, Deed.VERIFY, Deed.FETCH}),
        (IN_USE, {Deed.VERIFY, Deed.FETCH}),
        (AWAITED, {Deed.CALL_OFF, Deed.IMPORT_FILE, Deed.IMPORT_FOLDER, Deed.FETCH}),
        (BROKEN, {Deed.IMPORT_FILE, Deed.IMPORT_FOLDER, Deed.FETCH, Deed.REMOVE}),
        (BROKEN_IN_USE, {Deed.IMPORT_FILE, Deed.IMPORT_FOLDER, Deed.FETCH}),
        (replace(STARTER, in_use=False), {Deed.VERIFY, Deed.REMOVE}),
        (replace(STARTER, in_use=False, embedded=0), {Deed.VERIFY}),
    ],
)
def test_more_deeds(model, deeds, qapp):
    assert set(more_deeds(model)) == deeds


@pytest.mark.parametrize(
    ("model", "part"),
    [
        (STARTER, ""),
        (EMPTY, ""),
        (TORCH, "PyTorch"),
        (READY, "312 photo(s) first"),
        (HALF, "990 of 1,001"),
        (NEARLY, "the newest follow"),
        (BEFORE, "all 312 photo(s) before"),
        (COMING, "990 are"),
        (replace(BEFORE, takes_over=True), "when its index is made"),
    ],
)
def test_a_sentence_where_there_is_something_to_say(model, part, qapp):
    note = note_of(model)
    assert part in note
    assert bool(note) == bool(part)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" https://a.org/ ", "https://a.org"),
        ("a.org/b", "https://a.org/b"),
        ("http://10.0.0.1:8080", "http://10.0.0.1:8080"),
        ("ftp://a.org", None),
        ("https://", None),
        ("https://a b", None),
        ("https://user:secret@a.org", None),
        ("https://a.org?b=c", None),
        ("file:///home/models", None),
    ],
)
def test_addresses(typed, kept):
    assert checked_address(typed) == kept


@pytest.mark.parametrize(
    ("model", "note"),
    [
        (AWAITED, "It takes over when its files are here."),
        (BROKEN, "Files of it are missing or damaged; get it again."),
        (BROKEN_IN_USE, "Files of it are missing or damaged; get it again."),
        (IN_USE, ""),
    ],
)
def test_what_is_said_of_files_that_are_not_here(model, note, qapp):
    assert note_of(model) == note
