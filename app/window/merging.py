"""Queries put together from what the parts of the window ask for."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from indexer.query import Filters, Query


def merged(filters: Filters, more: Filters) -> Filters:
    """Both: what may be several is; where only one value can be, that of `more` counts."""
    values: dict[str, Any] = {}
    for field in fields(Filters):
        old, new = getattr(filters, field.name), getattr(more, field.name)
        both = isinstance(old, tuple)
        values[field.name] = tuple(dict.fromkeys(old + new)) if both else new or old
    return Filters(**values)


def can_save(query: Query) -> bool:
    """Whether anything is searched for at all."""
    return bool(query.terms) or query.filters != Filters()
