"""The engine's side of being started: its orders, and the one line that says how it went.

`indexer.engine.launch` is the other side. It reads the line from the engine's standard output.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.engine.errors import BUG, error_named, name_of
from indexer.places import Places

_REPORT = "--report"
_STANDARD_OUTPUT = 1


def arguments_for(places: Places) -> tuple[str, ...]:
    """What to write behind the command of an engine for this library."""
    folders = (places.data, places.cache, places.models, places.settings)
    return _REPORT, *map(os.path.abspath, folders)


@dataclass
class Orders:
    """What an engine was told when it was started.

    Attributes:
        places: where its library lies.
        awaited: someone waits for the report of how the start went.
    """

    places: Places
    awaited: bool

    def report_ready(self) -> None:
        """Tell that clients can connect now."""
        self._report("Ready", "")

    def report_trouble(self, error: BaseException) -> None:
        """Tell why the engine does not start; nothing happens once it was ready."""
        name = name_of(error)
        bug = name == BUG
        self._report(name, "".join(traceback.format_exception(error)) if bug else str(error))

    def _report(self, name: str, sentence: str) -> None:
        if not self.awaited:
            return
        self.awaited = False
        with contextlib.suppress(OSError):  # who waited may have gone
            os.write(_STANDARD_OUTPUT, json.dumps({"pictrove": [name, sentence]}).encode() + b"\n")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STANDARD_OUTPUT)
        os.close(nowhere)


@dataclass(frozen=True)
class Report:
    """How the start of an engine went.

    Attributes:
        trouble: why it failed; None if the engine is ready.
    """

    trouble: Exception | None


def read_report(line: bytes) -> Report | None:
    """The report in a line of the engine's output; None if the line is something else."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    match told:
        case {"pictrove": ["Ready", _]}:
            return Report(None)
        case {"pictrove": [str(name), str(sentence)]}:
            return Report(error_named(name, sentence))
        case _:
            return None


def accept_orders(arguments: Sequence[str]) -> Orders:
    """Read the command line of an engine; to be done first, before there is any thread.

    An engine that was started by a client becomes a child of nobody, so that it is no burden on
    that client, and outlives it.

    Args:
        arguments: those of `arguments_for`, or none for the library of this user.
    """
    if not arguments:
        return Orders(Places.of_this_user(), awaited=False)
    option, *folders = arguments
    if option != _REPORT or len(folders) != 4:  # noqa: PLR2004 - the four places
        raise SystemExit(f"usage: engine [{_REPORT} DATA CACHE MODELS SETTINGS]")
    data, cache, models, settings = map(Path, folders)
    if sys.platform != "win32" and os.fork():
        os._exit(0)
    return Orders(Places(data, cache, models, settings), awaited=True)
