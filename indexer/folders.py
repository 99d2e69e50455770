"""Folders as users name them."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath

from indexer.errors import FolderError


def absolute(path: Path) -> str:
    """The absolute path, as the library keeps it."""
    return os.path.abspath(path.expanduser())


def absolute_anywhere(path: Path) -> str:
    """The same for a folder that may be one of another system: such a path is left as it is."""
    text = str(path)
    if os.name == "nt":
        # There `Path` has turned the separators, and a path of ours begins with its drive.
        foreign = text.startswith("\\") and not text.startswith("\\\\")
        return text.replace("\\", "/") if foreign else absolute(path)
    return str(PureWindowsPath(text)) if is_foreign(text) else absolute(path)


def is_foreign(path: str) -> bool:
    """Whether an absolute path is one of another system."""
    if os.name == "nt":
        return path.startswith("/")
    return not path.startswith("/") and PureWindowsPath(path).is_absolute()


def checked_folder(folder: Path) -> str:
    """The absolute path of a folder that can be read.

    Raises:
        FolderError: there is none, or it may not be read.
    """
    path = absolute(folder)
    if not os.path.exists(path):
        raise FolderError(f"There is no folder {path}; check the name, or connect the drive.")
    if not os.path.isdir(path):
        raise FolderError(f"{path} is a file; name the folder it lies in.")
    if not os.access(path, os.R_OK | os.X_OK):
        raise FolderError(f"The folder {path} may not be read; allow this user to read it.")
    return path
