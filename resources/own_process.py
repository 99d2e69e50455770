"""Starting another process of this program: from its sources, and from the bundle.

The bundle has no interpreter, only its own executable. That is told which of our modules it is to
be, and is so before anything else has been imported (`app/__main__.py`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from resources.appimage import appimage

MODULES = ("indexer.engine", "indexer.decode.worker", "models.prepare")
"""All that can be started so."""

_OPTION = "--run-module"
_OUTLIVING = "indexer.engine"
_LIBRARIES = "LD_LIBRARY_PATH"


def is_bundle() -> bool:
    """Whether this process runs from the bundle."""
    return bool(getattr(sys, "frozen", False))


def background_program() -> str:
    """The program that runs, to be started in the background.

    On Windows the bundle has two, because a program either has a console or shows nothing on one;
    for a process in the background a console would flash up.
    """
    silent = os.path.join(os.path.dirname(sys.executable), "pictrovew.exe")  # noqa: PTH118, PTH120
    return silent if is_bundle() and os.name == "nt" and os.path.isfile(silent) else sys.executable  # noqa: PTH113


def own_process(module: str, *options: str) -> tuple[str, ...]:
    """The command that runs one of our modules, not looking into the current folder.

    Args:
        module: one of `MODULES`.
        options: further ones for the interpreter, where there is one.

    Raises:
        ValueError: it is none of them.
    """
    if module not in MODULES:
        raise ValueError(f"{module} is not among the modules that the bundle runs.")
    if is_bundle():
        # The engine outlives who starts it, and would lose the AppImage that it was started from.
        lasting = appimage() if module == _OUTLIVING else None
        return lasting or background_program(), _OPTION, module
    return sys.executable, "-P", *options, "-m", module


def asked_module(arguments: Sequence[str]) -> str | None:
    """The module that a process of the bundle is to be; None for the program itself.

    Args:
        arguments: what stands behind the program's name.
    """
    if is_bundle() and len(arguments) > 1 and arguments[0] == _OPTION and arguments[1] in MODULES:
        return arguments[1]
    return None


def leave_bundle_behind() -> None:
    """Keep the bundle's libraries from the programs that this one starts.

    The bundle's starter names its folder of libraries in the environment, where a file manager or
    a browser would find them instead of the system's. This process has read it already, and
    another one of ours sets it anew.
    """
    if not is_bundle():
        return
    before = os.environ.pop(f"{_LIBRARIES}_ORIG", None)
    if before is not None:
        os.environ[_LIBRARIES] = before
    else:
        os.environ.pop(_LIBRARIES, None)
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]
