"""`pictrove saved`: searches that are kept under a name, and how a query is told."""

from __future__ import annotations

import shlex
from datetime import datetime
from typing import Any

import click

from app import output
from app.library import as_json_option
from app.services import Services
from app.terms import Term
from indexer.client import Client
from indexer.errors import QueryError
from indexer.query import Filters, Order, PictureTerm, Query, SavedSearch


@click.group("saved", short_help="List, show or remove saved searches.")
def group() -> None:
    """List, show or remove saved searches.

    `pictrove search ... --save NAME` keeps one, `pictrove search --saved NAME` repeats it. The
    window has the same ones.
    """


@group.command("list")
@as_json_option
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the saved searches."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        found = client.saved_searches()
    if as_json:
        output.say_json([_as_json(search) for search in found])
    elif found:
        rows = [(search.name, command_line(search.query)) for search in found]
        output.say_table(("name", "search"), rows)
    else:
        output.note("No search is saved; `pictrove search ... --save NAME` saves one.")


@group.command("show")
@click.argument("name")
@as_json_option
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Write the command that searches as the saved search NAME does."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        found = find_saved(client, name)
    if as_json:
        output.say_json(_as_json(found))
    else:
        output.say_fields([command_line(found.query)])


@group.command("remove")
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Forget the saved search NAME; no photo is touched."""
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        find_saved(client, name)
        client.remove_search(name)
    output.say(f"The saved search {output.safe(name)} is removed.")


def find_saved(client: Client, name: str) -> SavedSearch:
    """The saved search of this name.

    Raises:
        QueryError: there is none.
    """
    for search in client.saved_searches():
        if search.name == name:
            return search
    raise QueryError(
        f"No search is saved as {name!r}; `pictrove saved list` shows those there are."
    )


def query_as_json(query: Query) -> dict[str, Any]:
    """A query as `--json` writes it."""
    filters = query.filters
    return {
        "terms": [_term_as_json(term) for term in query.terms],
        "in": list(filters.folders),
        "after": _moment(filters.after),
        "before": _moment(filters.before),
        "cameras": list(filters.cameras),
        "types": list(filters.types),
        "lenses": list(filters.lenses),
        "orientations": list(filters.orientations),
        "places": list(filters.places),
        "keywords": list(filters.keywords),
        "favourites": filters.favourites,
        "least_rating": filters.least_rating,
        "hidden": filters.hidden,
        "sort": query.order.value,
        "limit": query.limit,
    }


def _as_json(search: SavedSearch) -> dict[str, Any]:
    return {"name": search.name, "query": query_as_json(search.query)}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _term_as_json(term: Term) -> dict[str, Any]:
    if isinstance(term, PictureTerm):
        part = term.region
        return {
            "picture": term.path,
            "weight": term.weight,
            "region": [part.left, part.top, part.right, part.bottom] if part else None,
        }
    return {"words": term.text, "weight": term.weight}


def command_line(query: Query) -> str:
    """The command that searches for the same; of a picture that is no file, only its name."""
    arguments = ["pictrove", "search"]
    for term in query.terms:
        arguments += _term_arguments(term)
    arguments += _filter_arguments(query.filters)
    if query.order is not Order.RELEVANCE:
        arguments += ["--sort", query.order.value]
    return shlex.join(arguments)


def _term_arguments(term: Term) -> list[str]:
    if isinstance(term, PictureTerm):
        arguments = ["--like" if term.weight > 0 else "--not-like", term.path]
        if part := term.region:
            edges = (part.left, part.top, part.right, part.bottom)
            arguments += ["--region", ",".join(f"{edge:.6g}" for edge in edges)]
    else:
        arguments = ["--and" if term.weight > 0 else "--not", term.text]
    weight = abs(term.weight)
    return arguments if weight == 1 else [*arguments, "--weight", f"{weight:g}"]


def _filter_arguments(filters: Filters) -> list[str]:
    several = {
        "--in": filters.folders,
        "--after": [_moment(filters.after)] if filters.after else [],
        "--before": [_moment(filters.before)] if filters.before else [],
        "--camera": filters.cameras,
        "--lens": filters.lenses,
        "--type": filters.types,
        "--orientation": filters.orientations,
        "--place": filters.places,
        "--keyword": filters.keywords,
        "--rating": [filters.least_rating] if filters.least_rating else [],
    }
    arguments = [
        str(part) for flag, values in several.items() for v in values for part in (flag, v)
    ]
    flags = {"--favourites": filters.favourites, "--hidden": filters.hidden}
    return arguments + [flag for flag, wanted in flags.items() if wanted]
