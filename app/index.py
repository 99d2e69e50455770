"""`pictrove index`: add folders and embed what is new in them."""

from __future__ import annotations

from pathlib import Path

import click

from app import output, progress
from app.interrupts import GentleStop
from app.services import Services
from indexer.client import Client, IndexReport

INTERRUPTED = 130
_GOES_ON = "What is done stays, and the same command goes on from there."

_HELP = """Add folders to the library and embed the photos that are new in them.

Photos are only read, never changed, and nothing leaves this computer. Folders that
are in the library already are brought up to date as well; without DIR only those.

The engine does the work: one process per library, which is started if none runs.
What is asked for here is done at once; of the rules of `pictrove throttle` only that
about cores holds, and a pause must be ended first. Ctrl-C takes the request back: the
engine stops after the batch at work (exit code 130), what is done stays, and the same
command goes on from there. A second Ctrl-C does not wait for that batch.

\b
Examples:
  pictrove index ~/Pictures
  pictrove index ~/Pictures /media/camera
  pictrove index --retry-failed
"""


@click.command("index", help=_HELP, short_help="Add folders of photos to the library.")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR]...")
@click.option(
    "--retry-failed",
    is_flag=True,
    help="Try files again that could not be read, though they have not changed.",
)
@click.pass_context
def command(ctx: click.Context, folders: tuple[Path, ...], retry_failed: bool) -> None:
    """Index with a bar, and say what came of it."""
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        if not folders and not client.status().folders:
            raise click.UsageError("Name a folder of photos: pictrove index DIR")
        report = _index(client, folders, retry_failed=retry_failed)
    if report is None:
        output.note(f"Left without waiting for the batch at work. {_GOES_ON}")
        ctx.exit(INTERRUPTED)
    _say(report)
    if report.interrupted:
        ctx.exit(INTERRUPTED)


def _index(client: Client, folders: tuple[Path, ...], *, retry_failed: bool) -> IndexReport | None:
    """Index with a bar; None if a second Ctrl-C ended it."""
    try:
        with GentleStop() as stop, progress.indexing() as show:
            return client.index(
                [folder.absolute() for folder in folders],
                on_progress=show,
                stop=stop.requested,
                retry_failed=retry_failed,
            )
    except KeyboardInterrupt:
        return None


def _say(report: IndexReport) -> None:
    counted = (
        (report.embedded, "new"),
        (report.reused, "recognised by content, so not read again"),
        (report.moved, "moved"),
        (report.removed, "gone"),
        (report.unchanged, "unchanged"),
    )
    done = [f"{number:,} {what}" for number, what in counted if number]
    speed = ""
    if report.embedded and report.seconds > 0:
        speed = f" ({report.embedded / report.seconds:.1f} new photos/s)"
    output.say(
        f"Photos: {', '.join(done) or 'none found'}. "
        f"Took {progress.duration(report.seconds)}{speed}."
    )
    if report.failed:
        files = output.amount(report.failed, "file", "files")
        output.say(f"{files} could not be read; `pictrove failures` says why.")
    if report.interrupted:
        output.say(f"Stopped before the end. {_GOES_ON}")
