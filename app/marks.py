"""`pictrove mark`: favourites, ratings and hidden photos, noted in the library alone."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import click

from app import output
from app.services import Services
from indexer.client import Client, MarkChange
from indexer.query import Filters, Query

_NOT_ALL = 1
_BEST_RATING = 5
_ALL = (1 << 31) - 1

_HELP = """Mark photos as favourites, rate them, or hide them from searches.

A PATH is a photo of the library, or a folder whose photos are all meant, also those in its
folders. Marks are noted in the library; no file is touched.

\b
Examples:
  pictrove mark dog.jpg --favourite
  pictrove mark ~/Pictures/Receipts --hide
  pictrove search sunset --print0 | xargs -0 pictrove mark --rating 4

\b
Exit code: 0 if all could be marked, 1 if a PATH is no photo of the library.
"""


@click.command("mark", help=_HELP, short_help="Mark photos as favourites, rate or hide them.")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option(
    "--favourite/--no-favourite",
    "--favorite/--no-favorite",
    default=None,
    help="Whether it is a favourite.",
)
@click.option(
    "--rating",
    type=click.IntRange(0, _BEST_RATING),
    metavar="N",
    help="1 to 5; 0 takes your rating away.",
)
@click.option("--hide/--show", "hidden", default=None, help="Whether searches leave it out.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    favourite: bool | None,
    rating: int | None,
    hidden: bool | None,
) -> None:
    """Mark the photos at these paths."""
    change = MarkChange(favourite, rating, hidden)
    if change == MarkChange():
        raise click.UsageError("Say what to change: --favourite, --rating N, --hide or --show.")
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        ids, unknown = _photos_at(client, [_absolute(path) for path in paths])
        number = client.mark(ids, change) if ids else 0
    for path in unknown:
        output.note(f"{output.safe(str(path))} is no photo of the library.")
    if number or not unknown:
        output.say(f"{output.photos(number)} marked.")
    if unknown:
        ctx.exit(_NOT_ALL)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (tidies "..", as Path does not)


def _photos_at(client: Client, paths: list[Path]) -> tuple[list[int], list[Path]]:
    """The ids of the photos at and below these paths, each once, and the paths without any."""
    ids: list[int] = []
    unknown: list[Path] = []
    for path, known in zip(paths, client.ids_of(paths), strict=True):
        found = [known] if known is not None else _photos_below(client, path)
        ids += found
        if not found:
            unknown.append(path)
    return list(dict.fromkeys(ids)), unknown


def _photos_below(client: Client, folder: Path) -> list[int]:
    """All photos of a folder; hidden ones are never found together with the others."""
    ids: list[int] = []
    for hidden in (False, True):
        filters = Filters(folders=(str(folder),), hidden=hidden)
        found = client.find(Query(filters=filters, limit=_ALL))
        ids += struct.unpack(f"<{len(found.ids) // 8}Q", found.ids)
    return ids
