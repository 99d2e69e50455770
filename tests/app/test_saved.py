"""`pictrove saved`, and queries as commands."""

from __future__ import annotations

import json
import shlex
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.saved import command_line
from indexer.query import Filters, Order, PictureTerm, Query, Region, SavedSearch, TextTerm
from tests.app.conftest import FakeClient, run_on

BEACH = SavedSearch(
    "best beaches",
    Query(
        (TextTerm("beach"), TextTerm("people", -0.5)),
        Filters(folders=("/photos",), favourites=True, least_rating=4),
        order=Order.NEWEST,
    ),
)
TOLD = (
    "pictrove search --and beach --not people --weight 0.5 --in /photos --rating 4 --favourites"
    " --sort newest"
)


@pytest.fixture(autouse=True)
def _kept(client) -> None:
    client.kept.append(BEACH)


def test_list(invoke, client) -> None:
    assert invoke("saved", "list").stdout == f"best beaches\t{TOLD}\n"
    (found,) = json.loads(invoke("saved", "list", "--json").stdout)
    assert found["name"] == "best beaches"
    assert found["query"]["terms"][1] == {"words": "people", "weight": -0.5}
    assert (found["query"]["favourites"], found["query"]["sort"]) == (True, "newest")
    client.kept.clear()
    empty = invoke("saved", "list")
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert "--save NAME" in empty.stderr


def test_show(invoke) -> None:
    assert invoke("saved", "show", "best beaches").stdout == f"{TOLD}\n"
    assert json.loads(invoke("saved", "show", "best beaches", "--json").stdout)["query"]["in"] == [
        "/photos"
    ]
    assert invoke("saved", "show", "beaches").exit_code == 1


def test_remove(invoke, client) -> None:
    assert invoke("saved", "remove", "best beaches").exit_code == 0
    assert client.asked("remove_search") == ["best beaches"]
    result = invoke("saved", "remove", "x\x1b")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert len(client.asked("remove_search")) == 1


WORDS = st.text("abc -'\"$*\näöü", min_size=1).filter(lambda text: text.strip())
PATHS = st.text("abc -'\"$*äöü", min_size=1).map(lambda name: f"/{name}/x")
WEIGHTS = st.sampled_from([1.0, -1.0, 0.5, -2.25])
EDGES = st.lists(st.integers(0, 1000), min_size=2, max_size=2, unique=True).map(sorted)
REGIONS = st.builds(
    lambda x, y: Region(x[0] / 1000, y[0] / 1000, x[1] / 1000, y[1] / 1000), EDGES, EDGES
)
TERMS = st.builds(TextTerm, WORDS, WEIGHTS) | st.builds(
    lambda path, region, weight: PictureTerm(path, None, region, weight),
    PATHS,
    st.none() | REGIONS,
    WEIGHTS,
)
NAMES = st.lists(WORDS, max_size=2).map(tuple)
FILTERS = st.builds(
    Filters,
    folders=st.lists(PATHS, max_size=2).map(tuple),
    after=st.none() | st.just(datetime(2024, 6, 1, 7, 8, 9)),  # noqa: DTZ001  (local time)
    cameras=NAMES,
    lenses=NAMES,
    types=st.sampled_from([(), ("jpeg", "raw")]),
    orientations=st.sampled_from([(), ("square",), ("landscape", "portrait")]),
    places=NAMES,
    keywords=NAMES,
    favourites=st.booleans(),
    least_rating=st.none() | st.integers(1, 5),
    hidden=st.booleans(),
)
QUERIES = st.builds(
    lambda terms, filters, order: Query(tuple(terms), filters, order=order),
    st.lists(TERMS, min_size=1, max_size=3),
    FILTERS,
    st.sampled_from(Order),
)


@given(QUERIES)
def test_a_query_told_as_a_command_is_the_same_query(query) -> None:
    program, *arguments = shlex.split(command_line(query))
    assert program == "pictrove"
    client = FakeClient()
    result = run_on(client, *arguments)
    assert result.exit_code == 0, result.output
    assert client.query == query


def test_paths_with_bytes_that_are_no_text_are_told_exactly(invoke, client) -> None:
    path = str(Path("/photos/caf\udce9.jpg"))
    client.kept.append(SavedSearch("odd", Query((PictureTerm(path),))))
    assert invoke("saved", "show", "odd").stdout_bytes == (
        b"pictrove search --like '/photos/caf\xe9.jpg'\n"
    )
