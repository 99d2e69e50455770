"""`pictrove tags` and `related`: the likeliest words for a picture, and near words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from app import output
from app.library import as_json_option
from app.services import Services
from indexer.client import Word

_limit_option = click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="At most so many words.",
)


@click.command("tags", short_help="List the likeliest words for a picture.")
@click.argument("picture", type=click.Path(path_type=Path), metavar="PICTURE")
@_limit_option
@as_json_option
@click.pass_context
def tags(ctx: click.Context, picture: Path, limit: int, as_json: bool) -> None:
    """List the likeliest words for a picture, with their similarity."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        _say_words(client.tags(picture.absolute(), limit), as_json=as_json)


@click.command("related", short_help="List words that mean something near a word.")
@click.argument("word")
@_limit_option
@as_json_option
@click.pass_context
def related(ctx: click.Context, word: str, limit: int, as_json: bool) -> None:
    """List words that mean something near WORD, with their similarity."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        _say_words(client.related(word, limit), as_json=as_json)


def _say_words(found: Sequence[Word], *, as_json: bool) -> None:
    if as_json:
        output.say_json([{"word": near.word, "score": round(near.score, 6)} for near in found])
        return
    for near in found:
        output.say_score(near.score, near.word)
