"""What clients ask of the engine about keeping a library: copies of it, and folders that moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from indexer.engine.request import Lane, Request
from indexer.keeping_reports import BackupReport


@dataclass(frozen=True)
class BackUp(Request[BackupReport, None]):
    """See `Client.back_up`."""

    lane: ClassVar[Lane] = Lane.LONG
    repeatable: ClassVar[bool] = False
    file: str
    force: bool = False


@dataclass(frozen=True)
class Relocate(Request[int, None]):
    """See `Client.relocate`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    repeatable: ClassVar[bool] = False
    old: str
    new: str
    force: bool = False
