"""What is told of copies of the library: backups, what they replaced, repairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class BackupReport:
    """A backup of a library: the file, its size in bytes, and how many photos are in it."""

    file: str
    size: int
    photos: int


@dataclass(frozen=True)
class BackupContents:
    """What is in a backup of a library.

    Attributes:
        size: of the file, in bytes.
        photos: how many photos are in it.
        folders: their paths, perhaps of another computer.
        made_at: when it was made (UTC, ISO 8601); empty if it does not say.
    """

    file: str
    size: int
    photos: int
    folders: tuple[str, ...]
    made_at: str = ""


Why = Literal["replaced", "damaged", "old"]


@dataclass(frozen=True)
class KeptLibrary:
    """A library that was kept when something else took its place.

    Attributes:
        file: its database.
        size: bytes of that and of what belongs to it.
        kept_at: UTC, ISO 8601.
        why: "replaced" by a backup, "damaged" and therefore repaired, or "old": of an earlier
            version of Pictrove, before the library was brought up to date.
    """

    file: str
    size: int
    kept_at: str
    why: Why


@dataclass(frozen=True)
class RestoreReport:
    """What came of putting a backup in the place of a library.

    Attributes:
        file: the backup.
        photos: how many photos are in it.
        made_at: when it was made (UTC, ISO 8601); empty if it does not say.
        kept: where the library that was there lies now; empty if there was none.
    """

    file: str
    photos: int
    made_at: str
    kept: str


@dataclass(frozen=True)
class RepairReport:
    """What came of repairing a library.

    Attributes:
        kept: photos whose entries were saved.
        again: files that will be read again.
        copy: where the damaged database was put; empty if nothing was damaged.
    """

    kept: int
    again: int
    copy: str
