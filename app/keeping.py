"""`pictrove backup`, `restore`, `kept`, `relocate`: a library is kept, and goes elsewhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from app import output
from app.library import as_json_option
from app.services import Services
from indexer.client import Status
from indexer.keeping_reports import KeptLibrary, RestoreReport
from indexer.places import Places
from indexer.restoring import has_library

_CHANGED_NOTHING = 1

_BACKUP_HELP = """Copy the library into one file, also while Pictrove works.

The file holds what is known of the photos: their embeddings, favourites, ratings and
what you hid, saved searches, folders and settings. It does not hold the photos
themselves, thumbnails (they are made anew), models, or what the window remembers of this
computer. A backup of that name is replaced; any other file only with --force.

\b
Examples:
  pictrove backup /media/usb/pictrove.db
  pictrove restore /media/usb/pictrove.db        put it back, here or elsewhere
"""

_RESTORE_HELP = """Put a backup in the place of the library.

The file is checked before anything is changed, and the library that is there is kept
beside the new one. The engine is stopped meanwhile. If the photos lie elsewhere on this
computer, `pictrove relocate` says so afterwards.

\b
Examples:
  pictrove restore /media/usb/pictrove.db
  pictrove restore /media/usb/pictrove.db --yes
"""

_KEPT_HELP = """List the earlier libraries that were kept, or remove them.

When a backup takes the place of a library, when a damaged one is repaired, and when a new
version of Pictrove brings it up to date, the library as it was is kept beside it, and
takes as much room as before.

\b
Examples:
  pictrove kept                                  what is kept, why, and how large it is
  pictrove restore FILE                          go back to one that is not damaged
  pictrove kept --remove                         remove them all, after a question
"""

_WHY = {
    "replaced": "replaced by a backup",
    "damaged": "damaged, before a repair",
    "old": "before an update of Pictrove",
}
_WIDEST = max(map(len, _WHY.values()))

_RELOCATE_HELP = """Say that the photos of folder OLD lie in folder NEW now.

For a drive with another letter, a folder that was moved while it was out of reach, or a
library that came from another computer. Nothing is read anew, and no file is touched.
OLD is a folder of the library, one inside, or one above several; NEW need not be within
reach now.

\b
Examples:
  pictrove folders                               where the library believes the photos
  pictrove relocate /media/old /media/new
  pictrove relocate 'C:\\Users\\Anna\\Pictures' ~/Pictures
"""


@click.command("backup", help=_BACKUP_HELP, short_help="Copy the library into one file.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--force", is_flag=True, help="Replace a file that is something else.")
@as_json_option
@click.pass_context
def backup(ctx: click.Context, file: Path, force: bool, as_json: bool) -> None:
    """Back up, and say what is in the file."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        made = client.back_up(file.absolute(), force=force)
    if as_json:
        output.say_json(dataclasses.asdict(made))
        return
    what = f"{output.photos(made.photos)}, {output.size(made.size)}"
    output.say(f"The library is in {output.safe(made.file)} now ({what}).")
    output.note("Keep it on another disk, beside a copy of your photos: it does not hold these.")


@click.command("restore", help=_RESTORE_HELP, short_help="Put a backup in place of the library.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--yes", is_flag=True, help="Do not ask before replacing a library.")
@as_json_option
@click.pass_context
def restore(ctx: click.Context, file: Path, yes: bool, as_json: bool) -> None:
    """Restore, and say what is to be done next."""
    services = ctx.find_object(Services) or Services()
    places = services.places()
    if not yes and has_library(places) and not _agrees(places):
        ctx.exit(_CHANGED_NOTHING)
    found = services.restore(file.absolute(), places)
    if as_json:
        output.say_json(dataclasses.asdict(found))
    else:
        _say_restored(services, found)


@click.command("kept", help=_KEPT_HELP, short_help="List or remove earlier libraries.")
@click.option("--remove", is_flag=True, help="Remove all of them.")
@click.option("--yes", is_flag=True, help="Do not ask before removing.")
@as_json_option
@click.pass_context
def kept(ctx: click.Context, remove: bool, yes: bool, as_json: bool) -> None:
    """List, and remove if that is wanted."""
    services = ctx.find_object(Services) or Services()
    places = services.places()
    found = services.kept(places)
    if remove and found and not yes and not _agrees_to_remove(found):
        ctx.exit(_CHANGED_NOTHING)
    number = services.remove_kept(places, found) if remove else 0
    if as_json:
        libraries = [dataclasses.asdict(one) for one in found]
        output.say_json({"libraries": libraries, "removed": number})
    elif not found:
        output.say("No earlier library is kept.")
    elif remove:
        output.say(f"Removed {_libraries(found)}.")
    else:
        _list(found)


@click.command("relocate", help=_RELOCATE_HELP, short_help="Say where moved photos lie now.")
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW")
@click.option("--force", is_flag=True, help="Do it though the photos are not seen in NEW.")
@as_json_option
@click.pass_context
def relocate(ctx: click.Context, old: Path, new: Path, force: bool, as_json: bool) -> None:
    """Relocate, and say how many files that were."""
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        number = client.relocate(old, new, force=force)
    if as_json:
        output.say_json({"files": number})
        return
    files = output.amount(number, "file", "files")
    output.say(f"{files} of {output.safe(str(old))} are known in {output.safe(str(new))} now.")


def _agrees(places: Places) -> bool:
    """Ask whether the library that is there may be replaced."""
    try:
        agreed = click.confirm(
            f"Replace the library in {output.safe(str(places.data))}? It is kept beside the other.",
            err=True,
        )
    except click.Abort:
        agreed = False  # nobody is there to be asked
    if not agreed:
        output.note("Nothing was changed; `pictrove restore --yes` does not ask.")
    return agreed


def _agrees_to_remove(found: Sequence[KeptLibrary]) -> bool:
    """Ask whether libraries that were kept may be removed."""
    _list(found, err=True)
    try:
        agreed = click.confirm(f"Remove {_libraries(found)} for good?", err=True)
    except click.Abort:
        agreed = False
    if not agreed:
        output.note("Nothing was removed; `pictrove kept --remove --yes` does not ask.")
    return agreed


def _list(found: Sequence[KeptLibrary], *, err: bool = False) -> None:
    say = output.note if err else output.say
    for one in found:
        what = f"{_moment(one.kept_at)}  {output.size(one.size):>9}  {_WHY[one.why]:<{_WIDEST}}"
        say(f"{what}  {output.safe(one.file)}")


def _libraries(found: Sequence[KeptLibrary]) -> str:
    number = output.amount(len(found), "library", "libraries")
    return f"{number} ({output.size(sum(one.size for one in found))})"


def _say_restored(services: Services, found: RestoreReport) -> None:
    made = f", as it was on {_moment(found.made_at)}" if found.made_at else ""
    output.say(f"The library holds {output.photos(found.photos)} again{made}.")
    if found.kept:
        output.say(
            f"The library that was here is kept as {output.safe(found.kept)}; "
            "`pictrove kept --remove` removes it."
        )
    with services.open_client(read_only=True) as client:
        _say_what_is_left(client.status())


def _moment(written: str) -> str:
    """A moment by this computer's clock; as it is written where that is no moment."""
    try:
        return f"{datetime.fromisoformat(written).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return output.safe(written)


def _say_what_is_left(status: Status) -> None:
    if status.model_note:
        output.note(status.model_note)
    for folder in status.folders:
        if folder.offline:
            output.note(
                f"{folder.path} cannot be reached. If its photos lie elsewhere on this computer: "
                f'pictrove relocate "{folder.path}" NEW'
            )
