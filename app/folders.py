"""`pictrove watch`, `unwatch` and `folders`: which folders are followed, and how."""

from __future__ import annotations

from pathlib import Path

import click

from app import output
from app.autostart import entry_of
from app.library import as_json_option
from app.services import Services
from indexer.client import FolderStatus
from indexer.folders import absolute_anywhere

_WATCH_HELP = """Add a folder to the library and follow its changes from now on.

New, changed, moved and deleted photos are noticed within seconds, without asking for
anything. The engine does it in the background; it is started if none runs.

A glob of --exclude without a slash leaves out every file and folder of that name; one
with a slash is compared with the path below DIR. `*` stands for any characters. For a
folder that is watched already, the command sets --exclude and --hidden anew.

\b
Examples:
  pictrove watch ~/Pictures
  pictrove watch ~/Pictures --exclude '*.tif' --exclude 'Work/*'
"""


@click.command("watch", help=_WATCH_HELP, short_help="Follow the changes of a folder.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--exclude", "excludes", multiple=True, metavar="GLOB", help="Leave out; repeat for several."
)
@click.option("--hidden", is_flag=True, help="Look at hidden files and folders, too.")
@click.pass_context
def watch(ctx: click.Context, folder: Path, excludes: tuple[str, ...], hidden: bool) -> None:
    """Watch a folder and say how it is done."""
    if any(not glob.strip() for glob in excludes):
        raise click.UsageError("An empty --exclude leaves out nothing; name files or folders.")
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        found = client.watch(folder.absolute(), excludes=excludes, hidden=hidden)
    output.say(f"{output.safe(found.path)} is watched; `pictrove status` shows how far it is.")
    if found.note:
        output.note(found.note)
    if not entry_of(services).enabled():
        output.note("`pictrove autostart on` goes on watching after the next login.")


@click.command("unwatch")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_context
def unwatch(ctx: click.Context, folder: Path) -> None:
    """Stop following a folder's changes. Its photos stay in the library."""
    services = ctx.find_object(Services) or Services()
    where = absolute_anywhere(folder)
    with services.open_client() as client:
        client.unwatch(Path(where))
    output.say(
        f"{output.safe(where)} is no longer watched; its photos stay in the "
        "library (`pictrove forget` takes them out)."
    )


@click.command("folders")
@as_json_option
@click.pass_context
def folders(ctx: click.Context, as_json: bool) -> None:
    """List the folders of the library, and how they are followed."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        found = client.status().folders
    if as_json:
        import dataclasses

        output.say_json([dataclasses.asdict(folder) for folder in found])
    elif found:
        output.say_table(("folder", "photos", "state", "left out"), map(_row, found))
        for folder in found:
            if folder.note:
                output.note(f"{folder.path}: {folder.note}")
    else:
        output.note("The library has no folder yet; `pictrove watch DIR` adds one.")


def _row(folder: FolderStatus) -> tuple[str, str, str, str]:
    return folder.path, f"{folder.photos:,}", state(folder), _left_out(folder)


def state(folder: FolderStatus) -> str:
    """In a word or three: is it followed, can it be reached."""
    followed = "watched" if folder.watched else "not watched"
    return f"{followed}, offline" if folder.offline else followed


def _left_out(folder: FolderStatus) -> str:
    hidden = () if folder.hidden else ("hidden files",)
    return ", ".join((*folder.excludes, *hidden)) or "nothing"
