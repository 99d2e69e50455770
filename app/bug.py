"""The report that a bug leaves: short, complete, ready to be copied."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

from app.complaints import complain
from indexer.version import NAME, version

__all__ = ["NAME", "report", "tell", "version"]

_CALLS = 6
_SENTENCE = (
    "pictrove: this should not have happened and is a bug in Pictrove, not your fault; "
    "please report the lines below (look first whether a name in them is private)."
)


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
    """Say the report where its reader will see it."""
    complain(report(error))
