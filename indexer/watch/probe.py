"""Whether a folder can be reached, and whether it is still the same, without waiting for ever."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from threading import Event, Thread
from typing import NamedTuple


class Place(NamedTuple):
    """A folder as it is on disk: where links lead, the disk's number and its number on it."""

    real: str
    device: int
    inode: int


def find(folder: str) -> Place | None:
    """The folder, or None if it cannot be reached or listed."""
    try:
        found = os.stat(folder)
        if not stat.S_ISDIR(found.st_mode) or not os.access(folder, os.R_OK | os.X_OK):
            return None
        return Place(os.path.realpath(folder), found.st_dev, found.st_ino)
    except (OSError, ValueError):
        return None


class Probe:
    """Looks for one folder in a thread of its own, because a dead server lets one wait for ever.

    Args:
        folder: absolute.
        patience: seconds after which no answer counts as "cannot be reached".
        find: what looks.
    """

    def __init__(
        self,
        folder: str,
        patience: float = 5.0,
        find: Callable[[str], Place | None] = find,
    ) -> None:
        self._folder = folder
        self._patience = patience
        self._find = find
        self._at_work: Event | None = None

    def look(self) -> Place | None:
        """The folder, or None if it cannot be reached."""
        if self._at_work is not None and not self._at_work.is_set():
            return None
        found: list[Place | None] = []
        done = self._at_work = Event()
        thread = Thread(target=self._run, args=(found, done), name="watch-probe", daemon=True)
        thread.start()
        if not done.wait(self._patience):
            return None
        thread.join()
        return found[0] if found else None

    def _run(self, found: list[Place | None], done: Event) -> None:
        try:
            found.append(self._find(self._folder))
        finally:
            done.set()
