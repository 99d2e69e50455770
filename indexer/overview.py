"""The library at a glance, as its clients are told."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from indexer.metadata import PhotoMetadata
from indexer.reports import FolderStatus, Photo, PhotoDetails, Status
from indexer.store.reader import Reader
from indexer.store.rows import AddedFolder, PhotoRow
from indexer.thumbnails import Thumbnails

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


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


def photo(row: PhotoRow, thumbnails: Thumbnails) -> Photo:
    """A photo as lists show it."""
    thumbnail = thumbnails.find(row.content_hash)
    of_file = row.rating if row.rating and row.rating > 0 else None  # -1 is "rejected"
    return Photo(
        photo_id=row.id,
        path=row.path,
        width=row.width,
        height=row.height,
        kind=row.kind,
        size=row.size,
        taken_at=row.taken_at,
        thumbnail=str(thumbnail) if thumbnail else None,
        favourite=bool(row.favourite),
        rating=row.own_rating or of_file,
        hidden=bool(row.hidden),
        place=row.place,
        missing=row.state == "missing",
    )


def details(row: PhotoRow, metadata: PhotoMetadata, thumbnails: Thumbnails) -> PhotoDetails:
    """All that is known of a photo."""
    # Not by `fromtimestamp`, which some systems refuse for odd times.
    modified_at = _BEGINNING + timedelta(microseconds=row.mtime_ns // 1000)
    shown = photo(row, thumbnails)
    return PhotoDetails(shown, metadata, modified_at.isoformat(timespec="seconds"))


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
