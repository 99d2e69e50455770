"""The command line: its commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import IO, Any

import click

from app import (
    autostart,
    bug,
    demo,
    desktop,
    doctor,
    engine,
    evaluate,
    folders,
    gui,
    index,
    keeping,
    library,
    marks,
    models,
    output,
    pace,
    saved,
    search,
    words,
)
from app.complaints import complain
from app.desktop import BUG
from app.services import Services
from indexer.client import ModelError
from indexer.errors import LibraryError

EXPECTED_TROUBLE = 1
BROKEN_PIPE = 141

_HELP = """Find any photo on this computer by saying what is in it, or by showing a
picture like it. Photos are only read, and nothing leaves this computer.

\b
Examples:
  pictrove                                       open the window
  pictrove demo                                  see it work on sample photos
  pictrove index ~/Pictures                      add a folder of photos
  pictrove watch ~/Pictures                      follow its changes from now on
  pictrove search two dogs in the snow           find photos by words
  pictrove search --like cat.jpg                 find photos like a picture
  pictrove search beach --not people --json      combine, for programs

\b
PICTROVE_HOME=DIR keeps the library, caches, models and settings in DIR.
Exit code: 0 done, 1 trouble or nothing found, 2 wrong usage, 70 a bug, 130 Ctrl-C.
"""


class ExpectedError(click.ClickException):
    """Trouble that its reader can do something about: one sentence, no traceback."""

    exit_code = EXPECTED_TROUBLE

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the sentence to `file`, by default standard error."""
        sentence = output.safe(f"pictrove: {self.message}")
        if file is None:
            complain(sentence)
        else:
            click.echo(sentence, file=file)


class PictroveGroup(click.Group):
    """The commands; expected trouble of the library or a model becomes one sentence."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except (LibraryError, ModelError, output.OutputError) as error:
            raise ExpectedError(str(error)) from error
        except FileNotFoundError as error:
            if _is_somewhere():
                raise
            raise ExpectedError(
                "The folder you are in is not there any more; change to another one and try again."
            ) from error


def _is_somewhere() -> bool:
    """Whether the folder that relative paths begin at is there."""
    try:
        os.getcwd()  # noqa: PTH109
    except FileNotFoundError:
        return False
    return True


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        output.say(f"pictrove {bug.version()}")
        ctx.exit()


@click.group(
    cls=PictroveGroup,
    name="pictrove",
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
    no_args_is_help=False,
    invoke_without_command=True,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Without a command, open the window."""
    if ctx.invoked_subcommand is not None:
        return 0
    return desktop.open_window(ctx.find_object(Services) or Services())


for _command in (
    gui.command,
    index.command,
    search.command,
    saved.group,
    marks.command,
    library.status,
    library.failures,
    library.retry,
    library.forget,
    library.repair,
    keeping.backup,
    keeping.restore,
    keeping.kept,
    keeping.relocate,
    doctor.command,
    folders.watch,
    folders.unwatch,
    folders.folders,
    pace.pause,
    pace.resume,
    pace.throttle,
    engine.group,
    autostart.group,
    words.tags,
    words.related,
    evaluate.command,
    models.group,
    demo.command,
):
    cli.add_command(_command)


def run(arguments: Sequence[str], services: Services | None = None) -> int:
    """Run the command line.

    Args:
        arguments: without the program's name.
        services: what commands work with; that of this computer if not given.

    Returns:
        The exit code.
    """
    try:
        code = _invoke(arguments, services or Services())
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        output.silence()
        return BROKEN_PIPE
    except Exception as error:  # noqa: BLE001  (the last resort: a bug gets its report)
        bug.tell(error)
        return BUG
    return code


def _invoke(arguments: Sequence[str], services: Services) -> int:
    try:
        result = cli.main(
            list(arguments), prog_name="pictrove", standalone_mode=False, obj=services
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        output.note("pictrove: stopped.")
        return index.INTERRUPTED
    except SystemExit as leaving:
        # click leaves so when the reader of its output is gone, and after shell completion.
        if leaving.code == 1:
            raise BrokenPipeError from leaving
        return 0
    return result if isinstance(result, int) else 0
