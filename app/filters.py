"""The options of a search that say which photos may be found, and in which order."""

from __future__ import annotations

import os
from typing import Any

import click

from app.values import DateValue
from indexer.query import Filters, Order

_ORIENTATIONS = ("landscape", "portrait", "square")
_BEST_RATING = 5


def filter_options() -> list[click.Parameter]:
    """The options; `filters_from` takes their values."""
    return [
        _several("--in", "folders", click.Path(), "DIR", "Only photos below this folder"),
        click.Option(
            ["--after"],
            type=DateValue(),
            metavar="DATE",
            help="Taken at or after the start of DATE (YYYY, YYYY-MM, YYYY-MM-DD, "
            "YYYY-MM-DDTHH:MM), local time.",
        ),
        click.Option(
            ["--before"], type=DateValue(), metavar="DATE", help="Taken before the start of DATE."
        ),
        _several("--camera", "cameras", click.STRING, "NAME", "Part of the camera's make or model"),
        _several("--lens", "lenses", click.STRING, "NAME", "Part of the lens's name"),
        _several(
            "--type", "types", click.STRING, "TYPE", "Kind of file, such as jpeg, heic or raw"
        ),
        click.Option(
            ["--orientation", "orientations"],
            multiple=True,
            type=click.Choice(_ORIENTATIONS, case_sensitive=False),
            help="As the photo is seen upright; several may be given.",
        ),
        _several(
            "--place",
            "places",
            click.STRING,
            "NAME",
            "Taken at or near a place whose name has this in it",
        ),
        _several("--keyword", "keywords", click.STRING, "WORD", "With this keyword, as a whole"),
        click.Option(["--favourites", "--favorites"], is_flag=True, help="Only favourites."),
        click.Option(
            ["--rating", "least_rating"],
            type=click.IntRange(1, _BEST_RATING),
            metavar="N",
            help="Rated N or better, from 1 to 5.",
        ),
        click.Option(
            ["--hidden"],
            is_flag=True,
            help="Only photos that are hidden; no other search has them.",
        ),
    ]


def sort_option() -> click.Option:
    """The option that says how the answer is sorted."""
    return click.Option(
        ["--sort"],
        type=click.Choice([order.value for order in Order], case_sensitive=False),
        default=Order.RELEVANCE.value,
        show_default=True,
        help="The order of what is found; --limit takes the most relevant ones in any case.",
    )


def _several(
    flag: str, name: str, kind: click.ParamType[Any], metavar: str, text: str
) -> click.Option:
    return click.Option(
        [flag, name],
        multiple=True,
        type=kind,
        metavar=metavar,
        help=f"{text}; several may be given.",
    )


def filters_from(values: dict[str, Any]) -> Filters:
    """The filters of the options' values, which are taken out of `values`.

    Raises:
        click.UsageError: nothing could pass them.
    """
    taken: dict[str, Any] = {str(option.name): None for option in filter_options()}
    taken = {name: values.pop(name) for name in taken}
    after, before = taken["after"], taken["before"]
    if after and before and after >= before:
        raise click.UsageError("--after must be earlier than --before.")
    folders = tuple(os.path.abspath(folder) for folder in taken["folders"])  # noqa: PTH100  (tidies "..")
    types = tuple(name.lower().lstrip(".") for name in taken["types"])
    return Filters(**(taken | {"folders": folders, "types": types}))
