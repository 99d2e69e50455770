"""`pictrove status`, `failures` and `forget`: what the library holds."""

from __future__ import annotations

from pathlib import Path

import click

from app import output
from app.services import Services
from indexer.client import Status

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
    for folder in found.folders:
        offline = " (offline)" if folder.offline else ""
        rows.append((f"folder{offline}", f"{folder.path}: {output.photos(folder.photos)}"))
    output.say_table(("", ""), rows)
    if found.model_note:
        output.note(found.model_note)
    if not found.folders:
        output.note("No folder is indexed yet; `pictrove index DIR` adds one.")


@click.command("failures")
@as_json_option
@click.pass_context
def failures(ctx: click.Context, as_json: bool) -> None:
    """List the files that could not be read, with the reasons.

    A file is tried again when it changes, or with `pictrove index --retry-failed`.
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


@click.command("forget")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_context
def forget(ctx: click.Context, folder: Path) -> None:
    """Take a folder out of the library. No file in it is touched."""
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        number = client.forget(folder.absolute())
    output.say(f"{output.photos(number)} left the library; the files are untouched.")
