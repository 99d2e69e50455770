"""Which photos an XMP file speaks for."""

from __future__ import annotations

import os
from collections.abc import Callable

from indexer.decode.kinds import ENDINGS, looks_like_photo
from indexer.watch.types import Settled

_SPELLINGS = tuple(
    spelled for end in sorted(ENDINGS) for spelled in (end, end.upper(), end.capitalize())
)


def is_sidecar(path: str) -> bool:
    """Whether a file may be a sidecar, by its name."""
    name = os.path.basename(path)
    return name.lower().endswith(".xmp") and not name.startswith(".")


def photos_of(path: str, exists: Callable[[str], bool]) -> tuple[str, ...]:
    """The photos of a sidecar: `a.jpg` for `a.jpg.xmp`, every photo called `a` for `a.xmp`.

    Args:
        path: of the sidecar.
        exists: whether there is a file; asked for what the photo may be called, because listing a
            folder with a million files for each of its sidecars would take longer.
    """
    stem = path[: -len(".xmp")]
    if looks_like_photo(stem):
        return (stem,)
    return tuple(photo for end in _SPELLINGS if exists(photo := f"{stem}.{end}"))


def with_photos(
    settled: Settled, wants: Callable[[str], bool], exists: Callable[[str], bool]
) -> Settled:
    """The same with the photos that sidecars speak for, instead of the sidecars.

    Args:
        settled: with sidecars among its files.
        wants: whether a photo matters.
        exists: whether there is a file.
    """
    found = [path for path in settled.files if is_sidecar(path)]
    if not found:
        return settled
    photos = dict.fromkeys(
        photo for path in found for photo in photos_of(path, exists) if wants(photo)
    )
    files = dict.fromkeys(path for path in settled.files if not is_sidecar(path))
    return Settled(tuple(files | photos), settled.folders, tuple(photos))
