"""Writes the manual page pictrove(1) from the commands themselves.

python packaging/linux/manual.py > pictrove.1
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

import click
import facts

sys.path.insert(0, str(facts.ROOT))

_FILES = (
    ("~/.local/share/pictrove", "The library: what is known of the photos."),
    ("~/.cache/pictrove", "Thumbnails, and the log of the engine."),
    ("~/.config/pictrove", "Settings."),
    ("~/.config/autostart/pictrove-engine.desktop", "Made by \\fBpictrove autostart on\\fR."),
)
_EXIT = (
    ("0", "All went well."),
    ("1", "Trouble that the message explains, or nothing was found."),
    ("2", "Wrong usage."),
    ("70", "A bug of Pictrove; what it wrote is meant to be reported."),
    ("130", "Ended by Ctrl-C."),
)


def manual() -> str:
    """The page, in the language of troff."""
    from app.cli import cli

    context = click.Context(cli, info_name="pictrove", **cli.context_settings)
    lines = [
        f'.TH PICTROVE 1 "{facts.moment():%Y-%m-%d}" "Pictrove {facts.version()}" "User Commands"',
        *(".SH NAME", "pictrove \\- find photos by saying what is in them"),
        *(".SH SYNOPSIS", ".B pictrove", ".br", ".B pictrove", ".I COMMAND", "[\\fIOPTION\\fR]..."),
        *(".SH DESCRIPTION", *_told(cli.help or "")),
        *(".SH OPTIONS", *_options(cli, context)),
        *(".SH COMMANDS", *_commands(cli, context)),
        *(".SH ENVIRONMENT", ".TP", ".B PICTROVE_HOME"),
        "A folder for the library, caches, models and settings, instead of the usual ones.",
        *(".SH FILES", *_terms(_FILES)),
        *(".SH EXIT STATUS", *_terms(_EXIT)),
    ]
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        yield f".SS {_escaped(_usage(command, inner))}"
        yield from _told(command.help or command.short_help or "")
        yield from _options(command, inner)
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _usage(command: click.Command, context: click.Context) -> str:
    return " ".join((context.command_path, *command.collect_usage_pieces(context)))


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        # Every command has --help, which is told once.
        if record is not None and ("--help" not in parameter.opts or context.parent is None):
            yield from _terms([(_escaped(record[0]), _escaped(record[1]))])


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, text in pairs:
        yield from (".TP", f"\\fB{term}\\fR", text)


def _told(text: str) -> Iterator[str]:
    r"""Paragraphs as click means them: those that begin with \b keep their lines."""
    for paragraph in re.split(r"\n\s*\n", text.replace("\f", "").strip("\n")):
        kept = paragraph.lstrip().startswith("\b")
        body = paragraph.replace("\b\n", "", 1).strip("\n")
        yield from ((".PP", ".nf", _escaped(body), ".fi") if kept else (".PP", _flowing(body)))


def _flowing(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """Text in which troff sees nothing but text."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


if __name__ == "__main__":
    sys.stdout.write(manual())
