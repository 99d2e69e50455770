"""A query's filters as a condition of SQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from indexer.decode.kinds import ENDINGS
from indexer.query import Filters
from indexer.store.paths import range_below

Parameter = str | bytes | int


def condition(filters: Filters) -> tuple[str, list[Parameter]]:
    """What *indexed* photos that pass the filters satisfy.

    Returns:
        (condition on the table photos, its parameters in order)
    """
    parts = ["state = 'indexed'"]
    parameters: list[Parameter] = []
    for part, values in (
        _below(filters.folders),
        _taken(">=", filters.after),
        _taken("<", filters.before),
        _camera(filters.cameras),
        _kind(filters.types),
    ):
        if part:
            parts.append(part)
            parameters += values
    return " AND ".join(parts), parameters


def kind_of(name: str) -> str:
    """The kind that a person means by a kind or an ending: "JPG" and ".jpeg" are "jpeg"."""
    name = name.strip().lower().lstrip(".")
    return ENDINGS.get(name, name)


def _below(folders: Iterable[str]) -> tuple[str, list[Parameter]]:
    bounds = [range_below(folder) for folder in folders]
    return _any("path >= ? AND path < ?", len(bounds)), [end for pair in bounds for end in pair]


def _taken(relation: str, moment: datetime | None) -> tuple[str, list[Parameter]]:
    if moment is None:
        return "", []
    return f"taken_at {relation} ?", [moment.replace(tzinfo=None).isoformat()]


def _camera(parts: tuple[str, ...]) -> tuple[str, list[Parameter]]:
    camera = "casefold(coalesce(camera_make, '') || ' ' || coalesce(camera_model, ''))"
    return _any(f"instr({camera}, ?)", len(parts)), [part.casefold() for part in parts]


def _kind(types: tuple[str, ...]) -> tuple[str, list[Parameter]]:
    return _any("kind = ?", len(types)), [kind_of(name) for name in types]


def _any(part: str, count: int) -> str:
    return "(" + " OR ".join([f"({part})"] * count) + ")" if count else ""
