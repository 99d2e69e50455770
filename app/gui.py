"""`pictrove` and `pictrove gui`: the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.desktop import open_window
from app.services import Services
from app.values import SizeValue

_STATES = ("library", "welcome", "viewer", "settings", "models", "keys")


@click.command("gui", short_help="Open the window.")
@click.argument("pictures", nargs=-1, type=click.Path(path_type=Path), metavar="[PICTURE]...")
@click.option(
    "--demo-shot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Show nothing: paint the window into a PNG file, and end. Needs no display.",
)
@click.option(
    "--photos",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="For a demo shot: a library of this folder, made for it and removed again.",
)
@click.option("--query", default="", metavar="WORDS", help="Search for that at once.")
@click.option(
    "--state",
    type=click.Choice(_STATES),
    default="library",
    show_default=True,
    help="For a demo shot: what is to be seen.",
)
@click.option(
    "--size",
    type=SizeValue(),
    default="1280x800",
    show_default=True,
    metavar="WIDTHxHEIGHT",
    help="For a demo shot: the size of the window.",
)
@click.option(
    "--scale",
    type=click.FloatRange(1, 4),
    default=1.0,
    show_default=True,
    help="For a demo shot: pixels for each unit of the size.",
)
@click.option("--dark", is_flag=True, help="For a demo shot: light on dark.")
@click.option("--language", default="en", metavar="CODE", help="For a demo shot: en, de, ...")
@click.pass_context
def command(
    ctx: click.Context, /, pictures: tuple[Path, ...], demo_shot: Path | None, **options: Any
) -> int:
    """Open the window; with a PICTURE, search for photos like it.

    If it is open already it comes to the front.
    """
    services = ctx.find_object(Services) or Services()
    if demo_shot is None:
        return open_window(services, pictures, options["query"])
    from app.window.demo_shot import Shot, take

    return take(Shot(file=demo_shot, pictures=pictures, **options), services)
