"""`pictrove engine`: the background process of a library."""

from __future__ import annotations

from pathlib import Path

import click

from app import output
from app.activity import describe, say_notices
from app.library import as_json_option
from app.services import Services
from indexer.client import EngineStatus
from indexer.places import Places

_HELP = """Look at the engine, stop it, or be it.

The engine is one background process per library. It is started by whatever needs it:
indexing, watching, changing settings. It leaves by itself when nobody needs it.
"""


@click.group("engine", help=_HELP, short_help="Look at the background process, or stop it.")
def group() -> None:
    """Hold the commands together."""


@group.command("status")
@as_json_option
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """Say what the engine is doing. Exit code 1 if none runs."""
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        engine = client.status().engine
    if as_json:
        import dataclasses

        output.say_json(dataclasses.asdict(engine) if engine else None)
    elif engine:
        output.say_table(("", ""), _rows(engine))
        say_notices(engine)
    else:
        output.note("No engine runs; one is started when it is needed.")
    if engine is None:
        ctx.exit(1)


@group.command("stop")
@click.pass_context
def stop(ctx: click.Context) -> None:
    """End the engine after the batch at work. What is done stays.

    It comes back when a command needs it, and at login if `pictrove autostart` is on.
    """
    services = ctx.find_object(Services) or Services()
    with services.open_client(read_only=True) as client:
        stopped = client.stop_engine()
    output.say("The engine ends." if stopped else "No engine runs.")


@group.command("run")
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the library; the usual one (or PICTROVE_HOME) if not said.",
)
@click.pass_context
def run(ctx: click.Context, home: Path | None) -> None:
    """Be the engine, in this process, until nobody needs it. This is what a login starts."""
    services = ctx.find_object(Services) or Services()
    services.run_engine(Places.below(home.expanduser().absolute()) if home else None)


def _rows(engine: EngineStatus) -> list[tuple[str, str]]:
    return [
        ("engine", describe(engine.activity)),
        ("process", str(engine.process_id)),
        ("version", engine.version),
        ("since", engine.started_at),
        ("connected", output.amount(engine.clients, "client", "clients")),
        ("memory", output.size(engine.memory_bytes)),
        ("model in memory", "yes" if engine.models_loaded else "no"),
    ]
