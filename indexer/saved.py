"""Saved searches as they are kept: JSON that later versions, which know more, can still read."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import astuple, fields
from datetime import datetime
from typing import Any

from indexer.query import Filters, Order, PictureTerm, Query, Region, TextTerm


def query_to_text(query: Query) -> str:
    """A query as JSON; what it does not ask for is left out."""
    usual = Filters()
    filters = {
        field.name: _plain(getattr(query.filters, field.name))
        for field in fields(Filters)
        if getattr(query.filters, field.name) != getattr(usual, field.name)
    }
    said = {
        "terms": [_term_to_json(term) for term in query.terms],
        "filters": filters,
        "limit": query.limit,
        "order": query.order.value,
    }
    return json.dumps(said)


def query_from_text(text: str) -> Query | None:
    """The query that was kept; None for what is none."""
    try:
        said = json.loads(text)
        return Query(
            terms=tuple(_term_from_json(term) for term in said["terms"]),
            filters=_filters_from_json(said["filters"]),
            limit=int(said["limit"]),
            order=Order(said["order"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _filters_from_json(said: dict[str, Any]) -> Filters:
    known = {field.name for field in fields(Filters)}
    values = {name: value for name, value in said.items() if name in known}
    for name, value in values.items():
        if name in ("after", "before"):
            values[name] = datetime.fromisoformat(value)
        elif isinstance(value, list):
            values[name] = tuple(map(str, value))
    return Filters(**values)


def _term_to_json(term: TextTerm | PictureTerm) -> dict[str, Any]:
    if isinstance(term, TextTerm):
        return {"text": term.text, "weight": term.weight}
    said: dict[str, Any] = {"path": term.path, "weight": term.weight}
    if term.data is not None:
        said["data"] = b64encode(term.data).decode()
    if term.region is not None:
        said["region"] = astuple(term.region)
    return said


def _term_from_json(said: dict[str, Any]) -> TextTerm | PictureTerm:
    weight = float(said["weight"])
    if "text" in said:
        return TextTerm(str(said["text"]), weight)
    data = said.get("data")
    region = said.get("region")
    return PictureTerm(
        path=str(said["path"]),
        data=None if data is None else b64decode(data),
        region=None if region is None else Region(*map(float, region)),
        weight=weight,
    )
