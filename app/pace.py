"""`pictrove pause`, `resume` and `throttle`: when the engine may work, and how hard."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import click

from app import output
from app.library import as_json_option
from app.services import Services
from app.values import CoresValue, DurationValue, QuietHoursValue
from indexer.client import Settings
from indexer.settings import QuietHours

_THROTTLE_HELP = """Say when the engine may index, and how hard. Searching is always possible.

The rules bind what the engine does by itself; what `pictrove index` asks for is done
at once, though on no more cores. Without options, the rules that hold are shown.
Options that are not given leave their rule as it is; --always drops the rules about
power, presence and hours, before the other options set them anew.

\b
Examples:
  pictrove throttle --plugged-in --cores 2
  pictrove throttle --away --quiet-hours 22:00-07:00
  pictrove throttle --always --cores all
"""


@click.command("pause")
@click.option(
    "--for",
    "seconds",
    type=DurationValue(),
    metavar="TIME",
    help="Go on by itself after this time, such as 45min, 2h or 1d.",
)
@click.pass_context
def pause(ctx: click.Context, seconds: float | None) -> None:
    """Index nothing until `pictrove resume`. Searching goes on."""
    services = ctx.find_object(Services) or Services()
    until = None if seconds is None else services.now() + seconds
    with services.open_client() as client:
        client.change_settings(replace(client.settings(), paused=True, paused_until=until))
    if until is None:
        output.say("Indexing is paused; `pictrove resume` goes on.")
    else:
        output.say(f"Indexing is paused until {_moment(until)}.")


def _moment(seconds: float) -> str:
    from datetime import datetime

    return f"{datetime.fromtimestamp(seconds).astimezone():%Y-%m-%d %H:%M}"


@click.command("resume")
@click.pass_context
def resume(ctx: click.Context) -> None:
    """End a pause."""
    services = ctx.find_object(Services) or Services()
    with services.open_client() as client:
        client.change_settings(replace(client.settings(), paused=False, paused_until=None))
        engine = client.status().engine
    output.say("Indexing is no longer paused.")
    if engine and engine.activity.state == "waiting" and engine.activity.reason:
        output.note(engine.activity.reason)


@click.command("throttle", help=_THROTTLE_HELP, short_help="Say when and how hard it may work.")
@click.option("--always", is_flag=True, help="Drop the rules about power, presence and hours.")
@click.option(
    "--plugged-in/--no-plugged-in",
    "only_plugged_in",
    default=None,
    help="Index only while the computer does not run on its battery.",
)
@click.option(
    "--away/--no-away",
    "only_away",
    default=None,
    help="Index only after two minutes without key or mouse.",
)
@click.option("--cores", type=CoresValue(), metavar="N|all", help="Use at most so many cores.")
@click.option(
    "--quiet-hours",
    type=QuietHoursValue(),
    metavar="HH:MM-HH:MM|none",
    help="Do not index during these hours of the day, local time.",
)
@click.option(
    "--background/--no-background",
    default=None,
    help="Let the engine go on for watched folders when no window and no command is there.",
)
@click.option(
    "--keep-model",
    "model_minutes",
    type=click.IntRange(1, 100_000),
    metavar="MINUTES",
    help="Give the model's memory back after so many minutes without need.",
)
@click.option("--show", is_flag=True, help="Only show the rules that hold, as without options.")
@as_json_option
@click.pass_context
def throttle(ctx: click.Context, /, show: bool, as_json: bool, **wanted: Any) -> None:
    """Change what was asked for, and show what holds now."""
    services = ctx.find_object(Services) or Services()
    given = _given(ctx, wanted)
    if show and given:
        raise click.UsageError("--show changes nothing; leave it out to set rules.")
    with services.open_client(read_only=not given) as client:
        settings = client.settings()
        if given:
            settings = _changed(settings, given)
            client.change_settings(settings)
    if as_json:
        output.say_json(asdict(settings))
    else:
        output.say_table(("", ""), _rows(settings))


def _given(ctx: click.Context, wanted: dict[str, Any]) -> dict[str, Any]:
    """The options on the command line; None is a value of some of them."""
    default = click.core.ParameterSource.DEFAULT
    return {
        name: value
        for name, value in wanted.items()
        if ctx.get_parameter_source(name) is not default
    }


def _changed(settings: Settings, given: dict[str, Any]) -> Settings:
    if given.pop("always", False):
        settings = replace(settings, only_plugged_in=False, only_away=False, quiet_hours=None)
    return replace(settings, **given)


def _rows(settings: Settings) -> list[tuple[str, str]]:
    cores = "all" if settings.cores is None else f"{settings.cores}"
    return [
        ("paused", _pause(settings)),
        ("only when plugged in", _yes(settings.only_plugged_in)),
        ("only when you are away", _yes(settings.only_away)),
        ("quiet hours", _hours(settings.quiet_hours)),
        ("cores", cores),
        ("goes on in the background", _yes(settings.background)),
        ("model's memory given back after", f"{settings.model_minutes} min"),
    ]


def _pause(settings: Settings) -> str:
    if not settings.paused or settings.paused_until is None:
        return _yes(settings.paused)
    return f"until {_moment(settings.paused_until)}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _hours(hours: QuietHours | None) -> str:
    if hours is None:
        return "none"
    return "-".join(f"{edge // 60:02d}:{edge % 60:02d}" for edge in (hours.begin, hours.end))
