"""`pictrove mark`."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.client import MarkChange
from indexer.query import Filters


@pytest.fixture(autouse=True)
def _photos(client) -> None:
    client.ids = {
        str(Path.cwd() / "a.jpg"): 7,
        "/photos/dog.jpg": 8,
        "/photos/x/cat.jpg": 9,
        "/photos/x/hidden.jpg": 1 << 40,
    }


@pytest.mark.parametrize(
    ("options", "change"),
    [
        (["--favourite"], MarkChange(favourite=True)),
        (["--no-favorite"], MarkChange(favourite=False)),
        (["--rating", "0"], MarkChange(rating=0)),
        (["--rating=5", "--hide"], MarkChange(rating=5, hidden=True)),
        (["--show"], MarkChange(hidden=False)),
    ],
)
def test_changes_arrive(invoke, client, options, change) -> None:
    result = invoke("mark", "a.jpg", "/photos/x/../dog.jpg", *options)
    assert (result.exit_code, result.stdout) == (0, "2 photos marked.\n")
    assert client.asked("mark") == [((7, 8), change)]
    assert client.opened == [(False, None)]


def test_a_folder_stands_for_all_its_photos_hidden_ones_too(invoke, client) -> None:
    assert invoke("mark", "/photos", "/photos/x/cat.jpg", "--show").exit_code == 0
    assert client.asked("mark") == [((8, 9, 1 << 40), MarkChange(hidden=False))]
    assert [query.filters for query in client.asked("find")] == [
        Filters(folders=("/photos",)),
        Filters(folders=("/photos",), hidden=True),
    ]


def test_what_is_not_in_the_library_is_told_and_the_rest_is_marked(invoke, client) -> None:
    result = invoke("mark", "/photos/dog.jpg", "/photos/b\x1b.jpg", "--hide")
    assert (result.exit_code, result.stdout) == (1, "1 photo marked.\n")
    assert result.stderr == "/photos/b\\x1b.jpg is no photo of the library.\n"
    client.calls.clear()
    nothing = invoke("mark", "/nowhere", "--hide")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert not client.asked("mark")


@pytest.mark.parametrize(
    "arguments", [["a.jpg"], ["--hide"], ["a.jpg", "--rating", "6"], ["a.jpg", "--rating", "-1"]]
)
def test_wrong_usage(invoke, client, arguments) -> None:
    assert invoke("mark", *arguments).exit_code == 2
    assert not client.calls
