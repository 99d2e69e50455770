"""The version of this program. It stands in `pyproject.toml`, and nowhere else."""

from __future__ import annotations

NAME = "pictrove"


def version() -> str:
    """The installed version, or a sentence where the package is not installed."""
    from importlib import metadata  # slow enough to be kept out of most commands

    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return "(not installed, run from its sources)"
