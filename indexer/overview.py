"""The library at a glance, as its clients are told."""

from __future__ import annotations

import os
from pathlib import Path

from indexer.reports import FolderStatus, Status
from indexer.store.reader import Reader
from indexer.store.rows import AddedFolder


def status(read: Reader, data_folder: Path, model: str, note: str) -> Status:
    """What a library holds.

    Args:
        read: its database.
        data_folder: where it lies.
        model: the model that answers.
        note: a sentence about that model.
    """
    counts = read.counts()
    return Status(
        folders=folders(read),
        indexed=counts.indexed,
        pending=counts.pending,
        failed=counts.failed,
        missing=counts.missing,
        model=model,
        model_note=note,
        database_bytes=read.database_bytes() + _size_of(data_folder / "vectors"),
        data_folder=str(data_folder),
    )


def folders(read: Reader) -> tuple[FolderStatus, ...]:
    """The folders of a library."""
    return tuple(_folder(read, folder) for folder in read.folders())


def _folder(read: Reader, folder: AddedFolder) -> FolderStatus:
    return FolderStatus(
        path=folder.path,
        photos=read.counts(folder.path).indexed,
        offline=not os.path.isdir(folder.path),
        watched=folder.watched,
        excludes=folder.excludes,
        hidden=folder.hidden,
    )


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*") if path.is_file())
