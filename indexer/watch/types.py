"""The words of this package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple


@dataclass(frozen=True)
class Settled:
    """Paths whose present state on disk is to be compared with what the library knows.

    What happened to them does not matter and is not said: look at the disk after receiving this.

    Attributes:
        files: absolute paths that exist, have changed or are gone.
        folders: absolute paths to be scanned with all that is below them; they may be gone.
        sidecars: those of `files` whose sidecar changed: they are to be read again even if their
            own size and time are as they were.
    """

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    sidecars: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.folders)


@dataclass(frozen=True)
class Following:
    """How the changes in a folder are noticed.

    Attributes:
        how: "starting" (its watches are being set up), "events" (at once), "polling" (by a scan
            from time to time) or "offline" (it cannot be reached).
        note: a sentence for the user; empty if there is nothing to say.
    """

    how: Literal["starting", "events", "polling", "offline"]
    note: str = ""


class Stamp(NamedTuple):
    """What shows that a file was written: bytes, nanoseconds since 1970, number on its disk."""

    size: int
    mtime_ns: int
    inode: int = 0


Look = Callable[[str], Stamp | None]
"""The stamp of the regular file at a path, or None if there is none."""
