"""`pictrove status`, `failures`, `retry`, `forget`, `repair`: what the library holds."""

from __future__ import annotations

from pathlib import Path

import click

from app import output
from app.activity import describe, say_notices
from app.services import Services
from indexer.client import FolderStatus, Status
from indexer.folders import absolute_anywhere

as_json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.command("status")
@as_json_option
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """Say what the library holds and where it lies."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        found = client.status()
    if as_json:
        import dataclasses

        output.say_json(dataclasses.asdict(found))
        return
    _say_status(found)


def _say_status(found: Status) -> None:
    rows = [
        ("photos", f"{found.indexed:,}"),
        ("still to index", f"{found.pending:,}"),
        ("could not be read", f"{found.failed:,}"),
        ("out of reach now", f"{found.missing:,}"),
        ("model", found.model),
        ("database and index", output.size(found.database_bytes)),
        ("library", found.data_folder),
    ]
    rows += [
        (_kind(folder), f"{folder.path}: {output.photos(folder.photos)}")
        for folder in found.folders
    ]
    if found.engine:
        rows.append(("engine", describe(found.engine.activity)))
    output.say_table(("", ""), rows)
    if found.model_note and not (found.engine and found.model_note in found.engine.notices):
        output.note(found.model_note)
    if found.engine:
        say_notices(found.engine)
    if not found.folders:
        output.note(
            "No folder is indexed yet; `pictrove watch DIR` or `pictrove index DIR` adds one."
        )


def _kind(folder: FolderStatus) -> str:
    """What `folder` is called: "folder", "watched folder", "folder (offline)"."""
    return ("watched " if folder.watched else "") + "folder" + " (offline)" * folder.offline


@click.command("failures")
@as_json_option
@click.pass_context
def failures(ctx: click.Context, as_json: bool) -> None:
    """List the files that could not be read, with the reasons.

    A file is tried again when it changes, or with `pictrove retry`.
    """
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        found = client.failures()
    if as_json:
        output.say_json(
            [{"path": bad.path, "reason": bad.reason, "when": bad.when} for bad in found]
        )
    elif found:
        output.say_table(
            ("file", "reason", "when"), [(bad.path, bad.reason, bad.when) for bad in found]
        )
    else:
        output.note("Every file could be read.")


@click.command("retry", short_help="Try files again that could not be read.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--fetch",
    is_flag=True,
    help="Also read files whose content lies in the cloud, which downloads them.",
)
@click.pass_context
def retry(ctx: click.Context, paths: tuple[Path, ...], fetch: bool) -> None:
    """Try files again that could not be read: those at or below PATH, or all.

    The engine reads them in the background; `pictrove failures` lists what fails again.
    """
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        number = client.retry([path.absolute() for path in paths], fetch=fetch)
    if number:
        output.say(f"{output.amount(number, 'file', 'files')} will be read again.")
    else:
        output.say("Nothing to try again: no file there is one that could not be read.")


@click.command("forget")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_context
def forget(ctx: click.Context, folder: Path) -> None:
    """Take a folder out of the library. No file in it is touched."""
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        number = client.forget(Path(absolute_anywhere(folder)))
    what = output.photos(number) if number else "The folder, and no photo with it,"
    output.say(f"{what} left the library; the files are untouched.")


@click.command("repair")
@click.pass_context
def repair(ctx: click.Context) -> None:
    """Check the library, and save what can be saved of a damaged one.

    The damaged database is kept beside the new one. What was lost is read again from the
    photos, which are only read.
    """
    services = ctx.find_object(Services) or Services()
    # A damaged database may keep the engine from starting, and a running one from being repaired.
    with services.open_client(read_only=True) as client:
        stopped = client.stop_engine()
    with services.open_client(alone=True) as client:
        found = client.repair()
    if stopped:
        services.open_client().__exit__(None, None, None)  # which starts it again
    if not found.copy:
        output.say("The library is whole; nothing had to be repaired.")
        return
    again = output.amount(found.again, "file", "files")
    output.say(f"{output.photos(found.kept)} were saved; {again} will be read again.")
    output.say(
        f"The damaged database is kept as {output.safe(found.copy)}; `pictrove kept --remove` "
        "removes it."
    )
