"""The report that a bug leaves: short, complete, ready to be copied."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

NAME = "pictrove"
_CALLS = 6
_SENTENCE = (
    "pictrove: this should not have happened and is a bug in Pictrove, not your fault; "
    "please report the lines below (look first whether a name in them is private)."
)


def version() -> str:
    """The installed version, or a sentence where the package is not installed."""
    from importlib import metadata  # slow enough to be kept out of every other command

    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return "(not installed, run from its sources)"


def report(error: BaseException) -> str:
    """Version, platform and the last calls; the user's home folder is written as ``~``."""
    trace = "".join(traceback.format_exception(error, limit=-_CALLS))
    lines = (
        _SENTENCE,
        "---",
        f"Pictrove {version()}, Python {platform.python_version()}, {platform.platform()}",
        trace.rstrip().replace(str(Path.home()), "~"),
        "---",
    )
    return "\n".join(lines)


def tell(error: BaseException) -> None:
    """Write the report to standard error."""
    if sys.stderr is not None:
        sys.stderr.write(report(error) + "\n")
