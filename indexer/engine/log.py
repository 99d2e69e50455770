"""The engine's log: `engine.log` in the cache, where everybody is told to look.

An engine that a client starts has it for its standard error. One that a login or a terminal
starts has something else there, or nothing (Windows), and writes to the log besides.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from indexer.engine.addresses import log_file
from indexer.places import Places

_LONGEST_LOG = 1 << 20


def open_log(places: Places) -> IO[bytes]:
    """The log, to add to it; nowhere if there is no place for it."""
    path = log_file(places)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put_aside(path)
        return open(path, "ab", opener=_private)
    except OSError:
        return open(os.devnull, "ab")


def have_standard_error(places: Places) -> None:
    """Let what is written to standard error end in the log where there is no standard error."""
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(
            open_log(places), "utf-8", errors="backslashreplace", line_buffering=True
        )


def write_log(places: Places, text: str) -> None:
    """Write what happened, and when, into the log, and for whoever reads standard error."""
    line = f"{datetime.now(UTC).isoformat(timespec='seconds')} {text}\n"
    if not _is_standard_error(log_file(places)):
        with suppress(OSError), open_log(places) as log:
            log.write(line.encode("utf-8", "backslashreplace"))
    if sys.stderr is not None:
        with suppress(OSError, ValueError):  # whoever read it may be gone
            sys.stderr.write(line)
            sys.stderr.flush()


def _is_standard_error(path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(sys.stderr.fileno()), path.stat())
    except (OSError, ValueError, AttributeError):
        return False


def _put_aside(log: Path) -> None:
    """Begin a new log if this one is long, unless another process did, or still writes to it."""
    with suppress(OSError):
        if log.stat().st_size > _LONGEST_LOG:
            log.replace(log.with_suffix(".old.log"))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
