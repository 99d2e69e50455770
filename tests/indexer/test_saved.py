"""Searches survive being kept, and what is none is told from them."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from indexer.query import Filters, Order, PictureTerm, Query, Region, TextTerm
from indexer.saved import query_from_text, query_to_text

EVERYTHING = Query(
    (
        TextTerm("a dog", 0.5),
        PictureTerm("/caf\udce9.jpg", region=Region(0, 0.25, 0.5, 1), weight=-1),
        PictureTerm("clipboard", data=b"\0\xff"),
    ),
    Filters(
        folders=("/p", "/caf\udce9"),
        after=datetime.fromisoformat("2024-05-06T07:08"),
        before=datetime.fromisoformat("2025-01-01"),
        cameras=("Canon",),
        types=("raw",),
        lenses=("50mm",),
        orientations=("square",),
        places=("Lisbon, Portugal",),
        keywords=("été",),
        favourites=True,
        least_rating=3,
        hidden=True,
    ),
    limit=5000,
    order=Order.LARGEST,
)


@pytest.mark.parametrize("query", [EVERYTHING, Query()])
def test_a_query_survives(query):
    text = query_to_text(query)
    assert text.isascii()
    assert query_from_text(text) == query


def test_what_later_versions_added_is_left_out():
    said = json.loads(query_to_text(EVERYTHING))
    said["filters"]["moods"] = ["merry"]
    said["more"] = 1
    assert query_from_text(json.dumps(said)) == EVERYTHING


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "null", '{"terms": [{}], "filters": {}, "limit": 1, "order": "newest"}',
     '{"terms": [], "filters": {}, "limit": 1, "order": "random"}',
     '{"terms": [], "filters": {"after": "soon"}, "limit": 1, "order": "newest"}'],
)  # fmt: skip
def test_what_is_no_query_is_none(text):
    assert query_from_text(text) is None
