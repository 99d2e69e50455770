"""`pictrove autostart`: the engine at every login, or not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from app import output
from app.login_start import LoginStart
from app.services import Services
from indexer.client import Client
from indexer.errors import NoLibraryError
from indexer.places import HOME_VARIABLE
from resources.appimage import appimage
from resources.own_process import background_program

_HELP = """Start the engine at every login, so that watched folders are followed without
Pictrove being opened.

\b
  pictrove autostart on        from the next login on
  pictrove autostart off       no longer
  pictrove autostart status    exit code 0 if it is on, 1 if it is off

It uses the platform's own list of what a login starts, without administrator rights:
an entry in ~/.config/autostart, a launch agent on macOS, the Run key on Windows.
"""


@click.group("autostart", help=_HELP, short_help="Start the engine at every login, or not.")
def group() -> None:
    """Hold the commands together."""


@group.command("on")
@click.pass_context
def on(ctx: click.Context) -> None:
    """Start the engine at every login."""
    services = ctx.find_object(Services) or Services()
    entry = entry_of(services)
    entry.enable()
    output.say(f"The engine starts at every login from now on ({output.safe(entry.where)}).")
    try:
        with services.open_client(read_only=True) as client:
            _say_what_is_missing(client)
    except NoLibraryError:
        output.note(_NOTHING_WATCHED)


_NOTHING_WATCHED = (
    "No folder is watched yet, so the engine would leave at once; `pictrove watch DIR` adds one."
)


def _say_what_is_missing(client: Client) -> None:
    if not any(folder.watched for folder in client.status().folders):
        output.note(_NOTHING_WATCHED)
    elif not client.settings().background:
        output.note(
            "The engine is set to leave when nobody uses it, so it would do so at once; "
            "`pictrove throttle --background` lets it stay."
        )


@group.command("off")
@click.pass_context
def off(ctx: click.Context) -> None:
    """No longer start the engine at login."""
    entry = entry_of(ctx.find_object(Services) or Services())
    if entry.disable():
        output.say("The engine no longer starts at login.")
    else:
        output.say("The engine did not start at login; nothing was changed.")


@group.command("status")
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say whether the engine starts at login."""
    entry = entry_of(ctx.find_object(Services) or Services())
    if entry.enabled():
        output.say(f"on: {output.safe(entry.where)}")
        return
    output.say("off")
    ctx.exit(1)


def entry_of(services: Services) -> LoginStart:
    """What starts this library's engine at login."""
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home).expanduser().absolute() if home else None
    command = [*this_program(), "engine", "run"]
    if folder:
        command += ["--home", str(folder)]
    return services.login_start(command, folder)


def this_program() -> list[str]:
    """How this program is started again from anywhere."""
    program = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return [appimage() or background_program()]
    if sys.platform == "win32" and (windowless := program.with_name("pythonw.exe")).exists():
        program = windowless
    # -P: a folder called "app" where it happens to be started is not Pictrove's.
    return [str(program), "-P", "-m", "app"]
