"""The version of this program. It stands in `pyproject.toml`, and nowhere else.

Every command says its version when it greets the engine, so it is found without what
`importlib.metadata` loads: an installed package and a bundle have a folder beside them that is
named after it, and a checkout has `pyproject.toml`.
"""

from __future__ import annotations

import os
import re

NAME = "pictrove"
_FOLDER = re.compile(rf"{NAME}-([^-]+)\.dist-info")
_DECLARED = re.compile(r'^version = "([^"]+)"$', re.MULTILINE)


def version() -> str:
    """The version of what runs, or a sentence where nothing tells it."""
    beside = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return _declared(beside) or _installed(beside) or _recorded()


def _declared(folder: str) -> str | None:
    """The version that a checkout declares."""
    try:
        with open(os.path.join(folder, "pyproject.toml"), encoding="utf-8") as project:
            found = _DECLARED.search(project.read())
    except OSError:
        return None
    return found and found[1]


def _installed(folder: str) -> str | None:
    """The version of what was installed into a folder."""
    try:
        names = os.listdir(folder)
    except OSError:
        return None
    found = [match[1] for name in names if (match := _FOLDER.fullmatch(name))]
    return found[0] if len(found) == 1 else None


def _recorded() -> str:
    from importlib import metadata  # slow enough to be kept out of most commands

    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return "(not installed, run from its sources)"
