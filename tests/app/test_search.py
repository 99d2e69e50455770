"""`pictrove search`: filters, standard input, and the kinds of output."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click
import pytest

from app import output
from app.values import SizeValue
from indexer.errors import QueryError
from indexer.query import Answer, Filters, Order, PictureTerm, Query, Region, SavedSearch, TextTerm


def test_filters_arrive(invoke, client) -> None:
    result = invoke(
        "search",
        "--in",
        "a",
        "--in",
        "/b/../c",
        "--after",
        "2024-06",
        "--before",
        "2025",
        "--camera",
        "Nikon",
        "--type",
        ".JPEG",
        "--type",
        "raw",
        "--limit",
        "7",
    )
    assert result.exit_code == 0
    assert client.query.terms == ()
    assert client.query.limit == 7
    assert client.query.filters == Filters(
        folders=(str(Path.cwd() / "a"), str(Path("/c").absolute())),
        after=datetime(2024, 6, 1),  # noqa: DTZ001  (local time, as the filter says)
        before=datetime(2025, 1, 1),  # noqa: DTZ001
        cameras=("Nikon",),
        types=("jpeg", "raw"),
    )


def test_all_filters_and_the_order_arrive(invoke, client) -> None:
    options = (
        "--lens 50mm --lens Nikkor --orientation Portrait --orientation square --favourites "
        "--rating 4 --place Lisbon --place Rome --keyword sea --hidden --sort name-backwards"
    )
    assert invoke("search", *options.split()).exit_code == 0
    assert client.query.order is Order.NAME_BACKWARDS
    assert client.query.filters == Filters(
        lenses=("50mm", "Nikkor"),
        orientations=("portrait", "square"),
        places=("Lisbon", "Rome"),
        keywords=("sea",),
        favourites=True,
        least_rating=4,
        hidden=True,
    )


@pytest.mark.parametrize("order", list(Order))
def test_an_order_alone_lists_photos(invoke, client, order) -> None:
    assert invoke("search", "--sort", order.value).exit_code == 0
    assert client.query == Query(order=order)


@pytest.mark.parametrize("option", ["--rating=0", "--rating=6", "--orientation=up", "--sort=best"])
def test_wrong_values_are_told(invoke, client, option) -> None:
    assert invoke("search", "dog", option).exit_code == 2
    assert not client.asked("search")


def test_a_search_is_saved_and_repeated(invoke, client) -> None:
    result = invoke(
        "search", "dog", "--in", "/a", "--sort", "newest", "--limit", "3", "--save", "x"
    )
    assert result.exit_code == 0
    assert client.opened == [(False, None)]
    kept = Query((TextTerm("dog"),), Filters(folders=("/a",)), 3, Order.NEWEST)
    assert client.kept == [SavedSearch("x", kept)]
    client.calls.clear()
    assert invoke("search", "--saved", "x", "--limit", "9").exit_code == 0
    assert client.query == Query(kept.terms, kept.filters, 9, Order.NEWEST)
    assert client.opened[1:] == [(True, None)]
    client.calls.clear()
    invoke("search", "--saved", "x", "--sort", "oldest")
    assert client.query == Query(kept.terms, kept.filters, 20, Order.OLDEST)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["dog", "--saved", "x"], "as it was saved"),
        (["--saved", "x", "--favourites"], "as it was saved"),
        (["dog", "--save", " "], "needs a name"),
        (["--like", "-", "--save", "x"], "name a file"),
        (["--save", "x"], "Say what to look for"),
    ],
)
def test_wrong_usage_of_saved_searches(invoke, client, options, said) -> None:
    result = invoke("search", *options, stdin=b"\xff\xd8x")
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not client.calls


def test_an_unknown_saved_search_is_told(invoke, client) -> None:
    result = invoke("search", "--saved", "x")
    assert (result.exit_code, client.asked("search")) == (1, [])
    assert "pictrove saved list" in result.stderr


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20", "2026-11-20T00:00:00"),
        ("2026-11-20T07:08", "2026-11-20T07:08:00"),
        ("2026-11-20 07:08:09", "2026-11-20T07:08:09"),
    ],
)
def test_dates_may_be_finer(invoke, client, text, moment) -> None:
    invoke("search", "--after", text)
    assert client.query.filters.after == datetime.fromisoformat(moment)


def test_the_library_is_opened_read_only_and_closed(invoke, client) -> None:
    invoke("search", "dog")
    assert client.opened == [(True, None)]
    assert client.calls[-1] == ("closed", None)


def test_lines_have_score_tab_path_and_no_control_characters(invoke) -> None:
    result = invoke("search", "dog")
    assert result.stdout_bytes == (
        b"0.3123\t/photos/snow dog.jpg\n0.2000\t/photos/bad\xff\\x1b[31m\\n.jpg\n"
    )
    assert result.stderr == "It is rough.\n"


def test_print0_writes_exact_names(invoke) -> None:
    result = invoke("search", "dog", "--print0")
    assert result.stdout_bytes == b"/photos/snow dog.jpg\0/photos/bad\xff\x1b[31m\n.jpg\0"
    assert result.stderr == ""


def test_json_is_one_ascii_object(invoke) -> None:
    result = invoke("search", "dog", "--like", "/a.jpg", "--region", "0,0,.5,1", "--json")
    assert result.stdout_bytes.isascii()
    found = json.loads(result.stdout)
    assert found["query"]["terms"] == [
        {"words": "dog", "weight": 1.0},
        {"picture": str(Path("/a.jpg").absolute()), "weight": 1.0, "region": [0.0, 0.0, 0.5, 1.0]},
    ]
    assert [hit["path"] for hit in found["results"]] == [
        "/photos/snow dog.jpg",
        "/photos/bad\udcff\x1b[31m\n.jpg",
    ]
    assert found["results"][0]["score"] == pytest.approx(0.31234)


def test_nothing_found_is_exit_code_1(invoke, client) -> None:
    client.answer = Answer((), 15)
    result = invoke("search", "unicorn")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "No photo found among 15 photos.\n"
    client.calls.clear()
    as_json = invoke("search", "unicorn", "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["results"] == []


def test_an_empty_library_says_what_to_do(invoke, client) -> None:
    client.answer = Answer((), 0)
    assert "pictrove index DIR" in invoke("search", "dog").stderr
    client.calls.clear()
    assert "passes these filters" in invoke("search", "dog", "--type", "raw").stderr


def test_a_picture_comes_through_standard_input_once_for_all_its_terms(invoke, client) -> None:
    invoke("search", "--like", "-", "--not-like", "-", "--region", "0,0,1,.5", stdin=b"\xff\xd8x")
    assert client.query.terms == (
        PictureTerm("standard input", data=b"\xff\xd8x"),
        PictureTerm("standard input", b"\xff\xd8x", Region(0, 0, 1, 0.5), -1.0),
    )


def test_empty_standard_input_is_told(invoke, client) -> None:
    result = invoke("search", "--like", "-", stdin=b"")
    assert result.exit_code == 1
    assert result.stderr.startswith("pictrove: Standard input is empty")
    assert not client.asked("search")


@pytest.mark.parametrize(
    ("options", "number"), [([], 1), (["--limit", "2"], 2), (["--limit", "1"], 1)]
)
def test_open_shows_the_best(invoke, client, options, number) -> None:
    invoke("search", "dog", "--open", *options)
    assert client.open_files == [hit.path for hit in client.answer.hits[:number]]


def test_expected_trouble_is_one_line(invoke, client) -> None:
    client.error = QueryError("No \x1b[31mway\n there.")
    result = invoke("search", "dog")
    assert result.exit_code == 1
    assert result.stderr == "pictrove: No \\x1b[31mway\\n there.\n"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain ä 犬 👨\u200d👩.jpg", "plain ä 犬 👨\u200d👩.jpg"),
        ("a\x1b]0;b\x07", r"a\x1b]0;b\x07"),
        ("a\u202egpj.exe", r"a\u202egpj.exe"),
        ("line\u2028two\r\n\t", r"line\u2028two\r\n\t"),
        ("byte\udc9b csi\x9b", r"byte\x9b csi\x9b"),
        ("lone\ud800", r"lone\ud800"),
    ],
)
def test_names_cannot_steer_a_terminal(name, shown) -> None:
    assert output.safe(name) == shown


@pytest.mark.parametrize("text", ["1280x800", "1280X800", " 1280 x 800 "])
def test_sizes_of_windows(text) -> None:
    assert SizeValue().convert(text, None, None) == (1280, 800)


@pytest.mark.parametrize("text", ["1280", "0x5", "x", "-1x5", "1e3x5", "1234567x5"])
def test_what_is_no_size(text) -> None:
    with pytest.raises(click.BadParameter, match="1280x800"):
        SizeValue().convert(text, None, None)
