"""Whether a folder can be read, told so that it helps. Called in threads: disks may be slow."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_TROUBLES = {
    "missing": QT_TRANSLATE_NOOP(
        "Welcome", "There is no such folder. If it is on a drive, connect the drive and add it."
    ),
    "file": QT_TRANSLATE_NOOP("Welcome", "This is a file. Choose the folder it lies in."),
    "denied": QT_TRANSLATE_NOOP(
        "Welcome",
        "You may not read this folder. Its owner, or an administrator, can allow it.",
    ),
    "unreadable": QT_TRANSLATE_NOOP(
        "Welcome", "This folder cannot be read now. Check whether its drive works."
    ),
}


@dataclass(frozen=True)
class CheckedFolder:
    """A folder and what is wrong with it.

    Attributes:
        trouble: "missing", "file", "denied" or "unreadable"; empty if nothing is.
    """

    path: str
    trouble: str = ""

    def sentence(self) -> str:
        """What is wrong and what to do, for people; empty if nothing is."""
        text = _TROUBLES.get(self.trouble)
        return QCoreApplication.translate("Welcome", str(text)) if text else ""


def check_folder(path: str) -> CheckedFolder:
    """Look at a folder, without looking into those below it."""
    folder = Path(path)
    try:
        if not folder.exists():
            return CheckedFolder(path, "missing")
        if not folder.is_dir():
            return CheckedFolder(path, "file")
        if not os.access(path, os.R_OK | os.X_OK):
            return CheckedFolder(path, "denied")
        with os.scandir(path) as entries:
            next(entries, None)
    except PermissionError:
        return CheckedFolder(path, "denied")
    except OSError:
        return CheckedFolder(path, "unreadable")
    return CheckedFolder(path)


def is_below(path: str, folder: str) -> bool:
    """Whether `path` is `folder` or lies somewhere in it."""
    return Path(path).is_relative_to(folder)
