"""Puts the bundle into a package."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import binaries
import facts

FOLDER = Path("usr", "lib", "pictrove")
"""Where the program lies in each package."""


def install(bundle: Path, root: Path, leave: Callable[[Path], object]) -> None:
    """Put a copy of the bundle below `root`, with the command `pictrove`.

    Args:
        bundle: it is not changed.
        root: of the package.
        leave: takes out of the copy what is left to the system.
    """
    folder = root / FOLDER
    shutil.copytree(bundle, folder, symlinks=True)
    leave(folder)
    binaries.tidy(folder)
    _list_licences_again(folder)
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / "pictrove").symlink_to("../lib/pictrove/pictrove")


def _list_licences_again(folder: Path) -> None:
    """Have the list of what is carried say what this package carries, which is less."""
    if (folder / "_internal" / "licences").is_dir():
        sys.path.insert(0, str(facts.ROOT / "packaging"))
        import_module("licences").collect(folder)
