"""The help of every command as Markdown, for the documentation's site.

It is taken from the commands themselves while the site is made, so that it is never out of date.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

_WIDTH = 88


def reference() -> str:
    """A section for each command and each command below it, in the order of their names."""
    from app.cli import cli

    return "\n".join(_sections(cli, None, "pictrove"))


def _sections(command: click.Command, parent: click.Context | None, name: str) -> Iterator[str]:
    settings = {**command.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
    context = click.Context(command, parent=parent, info_name=name, **settings)
    yield f"### {context.command_path}\n"
    yield f"```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None and not found.hidden:
                yield from _sections(found, context, below)
