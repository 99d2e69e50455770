"""`pictrove search`: find photos by words, by pictures, by both."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from app import output
from app.filters import filter_options, filters_from, sort_option
from app.saved import find_saved, query_as_json
from app.services import Services
from app.terms import STANDARD_INPUT, Term, TermsCommand, term_options
from indexer.errors import QueryError
from indexer.query import Answer, Filters, Hit, Order, PictureTerm, Query, SavedSearch

_NOTHING_FOUND = 1
_MOST_OPENED = 10
_LARGEST_INPUT = 256 * 1000 * 1000

_HELP = """Find photos by words, by a picture, or by both.

\b
Words that follow each other are one phrase; quotes and --and keep phrases apart.
--weight applies to the words or the picture before it, --region to the picture
before it. Without words and pictures the newest photos come first.

\b
Examples:
  pictrove search two dogs in the snow
  pictrove search beach --not people --weight 0.5
  pictrove search "red car" --weight 2 --and street --like holiday.jpg
  pictrove search --like cat.jpg --region 0.5,0,1,0.5
  curl -s https://example.org/cat.jpg | pictrove search --like -
  pictrove search sunset --after 2024-06 --before 2025 --in ~/Pictures/Italy
  pictrove search receipt --type png --type heic --limit 5 --open
  pictrove search beach --place Lisbon --rating 4 --sort newest --save "best beaches"
  pictrove search --saved "best beaches"
  pictrove search dog --print0 | xargs -0 ls -l

\b
Output that is not a terminal is one line per photo, SCORE<TAB>PATH, best first;
control characters in names are escaped there. --print0 writes exact names. In
--json a byte of a name that is no UTF-8 stands as \\udc80 to \\udcff.

\b
Exit code: 0 if photos were found, 1 if none (or trouble), 2 for wrong usage.
"""


def _options() -> list[click.Parameter]:
    return [
        *term_options(),
        *filter_options(),
        sort_option(),
        click.Option(
            ["--limit"],
            type=click.IntRange(min=1),
            default=20,
            show_default=True,
            metavar="N",
            help="At most so many photos.",
        ),
        click.Option(["--save"], metavar="NAME", help="Keep this search under a name."),
        click.Option(["--saved"], metavar="NAME", help="Search as it was saved under this name."),
        click.Option(
            ["--json", "as_json"],
            is_flag=True,
            help='Write one object: {"query": ..., "results": [{"path", "score", ...}]}.',
        ),
        click.Option(["--print0"], is_flag=True, help="Write only paths, each followed by a NUL."),
        click.Option(
            ["--open", "open_best"],
            is_flag=True,
            help="Open the best photo in the platform's viewer; with --limit N, the N "
            f"best (at most {_MOST_OPENED}).",
        ),
    ]


@click.pass_context
def _search(
    ctx: click.Context,
    /,
    terms: tuple[Term, ...],
    sort: str,
    limit: int,
    save: str | None,
    saved: str | None,
    as_json: bool,
    print0: bool,
    open_best: bool,
    **filters: Any,
) -> None:
    if as_json and print0:
        raise click.UsageError("--json and --print0 exclude each other.")
    query = Query(terms, filters_from(filters), limit, Order(sort))
    _check(ctx, query, save=save, saved=saved)
    query = replace(query, terms=_with_standard_input(terms))
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=save is None) as client:
        if saved is not None:
            query = _of_saved(ctx, find_saved(client, saved).query, query)
        answer = client.search(query)
        if save is not None:
            client.save_search(SavedSearch(save, query))
    _write(query, answer, as_json=as_json, print0=print0)
    if open_best and answer.hits:
        _open(services, answer.hits[: min(limit, _MOST_OPENED) if _said(ctx, "limit") else 1])
    if not answer.hits:
        ctx.exit(_NOTHING_FOUND)


command = TermsCommand(
    "search",
    callback=_search,
    params=_options(),
    help=_HELP,
    short_help="Find photos by words, by a picture, or by both.",
)


def _check(ctx: click.Context, query: Query, *, save: str | None, saved: str | None) -> None:
    """Refuse what makes no sense before anything is read."""
    said = bool(query.terms) or query.filters != Filters()
    if saved is not None and said:
        raise click.UsageError(
            "--saved searches as it was saved; only --sort and --limit can be added."
        )
    if saved is None and not said and not _said(ctx, "sort"):
        raise click.UsageError("Say what to look for: words, --like PICTURE, or a filter.")
    if save is not None and not save.strip():
        raise click.UsageError("--save needs a name.")
    if save is not None and _through_standard_input(query.terms):
        raise click.UsageError("--save keeps no picture from standard input; name a file.")


def _said(ctx: click.Context, name: str) -> bool:
    """Whether an option stands on the command line."""
    return ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE


def _of_saved(ctx: click.Context, kept: Query, given: Query) -> Query:
    """A saved query with this command's limit, and its order if one is given."""
    order = given.order if _said(ctx, "sort") else kept.order
    return replace(kept, limit=given.limit, order=order)


def _through_standard_input(terms: tuple[Term, ...]) -> bool:
    return any(isinstance(term, PictureTerm) and term.path == STANDARD_INPUT for term in terms)


def _with_standard_input(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Read the picture that comes through standard input, once for all its terms."""
    if not _through_standard_input(terms):
        return terms
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError("--like - reads a picture from standard input; pipe one into it.")
    data = sys.stdin.buffer.read(_LARGEST_INPUT + 1)
    if not data:
        raise QueryError("Standard input is empty; --like - needs the bytes of a picture there.")
    if len(data) > _LARGEST_INPUT:
        raise QueryError(
            f"The picture in standard input is larger than {output.size(_LARGEST_INPUT)}; "
            "make it smaller."
        )
    return tuple(
        replace(term, path="standard input", data=data)
        if isinstance(term, PictureTerm) and term.path == STANDARD_INPUT
        else term
        for term in terms
    )


def _write(query: Query, answer: Answer, *, as_json: bool, print0: bool) -> None:
    if as_json:
        output.say_json(_as_json(query, answer))
        return
    if print0:
        output.say_names(hit.path for hit in answer.hits)
        return
    for notice in answer.notices:
        output.note(notice)
    if not answer.hits:
        output.note(_why_nothing(query, answer))
    for hit in answer.hits:
        write_hit(hit)


def write_hit(hit: Hit, below: Path | None = None) -> None:
    """One line for a photo: score and path, relative to the folder `below` if that is given."""
    path = os.path.relpath(hit.path, below) if below else hit.path
    output.say_score(hit.score, path)


def _why_nothing(query: Query, answer: Answer) -> str:
    if answer.searched:
        return f"No photo found among {output.photos(answer.searched)}."
    if query.filters != Filters():
        return "No photo in the library passes these filters."
    return "No photos are indexed yet; `pictrove index DIR` adds a folder."


def _open(services: Services, hits: tuple[Hit, ...]) -> None:
    for hit in hits:
        if services.open_file(hit.path) != 0:
            raise QueryError(
                f"{output.safe(hit.path)} could not be opened; no viewer for photos is set up here."
            )


def _as_json(query: Query, answer: Answer) -> dict[str, Any]:
    return {
        "query": query_as_json(query),
        "searched": answer.searched,
        "notices": list(answer.notices),
        "results": [
            {
                "path": hit.path,
                "score": round(hit.score, 6),
                "taken_at": hit.taken_at,
                "width": hit.width,
                "height": hit.height,
            }
            for hit in answer.hits
        ],
    }
