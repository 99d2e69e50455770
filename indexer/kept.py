"""Libraries that were kept beside the one in use: how many there are, and an end to them.

Such are those whose place a backup has taken, damaged ones from before a repair, and those of an
earlier version of Pictrove. They are told by their names, in the library's own folder, and never by
what is in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from indexer.errors import LibraryError
from indexer.keeping_reports import KeptLibrary, Why
from indexer.places import Places

_KEPT = re.compile(r"library-(replaced|damaged)-(\d{8}T\d{6})Z(-\d+)?\.db", re.ASCII)
_OLD = re.compile(r"library-version-\d{1,9}\.db", re.ASCII)


def kept_libraries(places: Places) -> tuple[KeptLibrary, ...]:
    """Libraries that were kept beside the one at `places`, latest first.

    Raises:
        LibraryError: the folder cannot be read.
    """
    try:
        names = [path for path in places.data.iterdir() if _why(path.name)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise LibraryError(
            f"The library's folder {places.data} cannot be read ({error.strerror}); allow reading "
            "it and try again."
        ) from error
    found = [one for one in map(_measured, names) if one is not None]
    return tuple(sorted(found, key=lambda one: (one.kept_at, one.file), reverse=True))


def remove_kept(places: Places, kept: Iterable[KeptLibrary]) -> int:
    """Remove libraries that were kept; what is gone already is fine.

    Args:
        places: of the library that stays.
        kept: of `kept_libraries`; the user has seen and agreed to these, and no others.

    Returns:
        How many there were.

    Raises:
        LibraryError: one of them cannot be removed.
        ValueError: one of them is something else.
    """
    from indexer.store.exchange import remove

    number = 0
    for one in kept:
        path = Path(one.file)
        if path.parent != places.data or not _why(path.name):
            raise ValueError(f"{path} is no library that was kept")
        try:
            number += path.is_symlink() or path.exists()
            remove(path)
        except OSError as error:
            raise LibraryError(
                f"The library that was kept as {path} cannot be removed ({error.strerror}); "
                "allow writing to its folder and try again."
            ) from error
    return number


def _measured(path: Path) -> KeptLibrary | None:
    """None for what is no file of its own, such as a second name of the library in use."""
    from indexer.store import DATABASE_NAME
    from indexer.store.exchange import beside, is_second_name

    if path.is_dir() or is_second_name(path.with_name(DATABASE_NAME), path):
        return None
    try:
        size = sum(one.lstat().st_size for one in beside(path))
        written = path.lstat().st_mtime
    except OSError:
        return None  # it was removed just now
    why = _why(path.name)
    return KeptLibrary(str(path), size, _moment(path.name) or _iso(written), why) if why else None


def _why(name: str) -> Why | None:
    """Why the library of this name was kept; None for any other name."""
    if _OLD.fullmatch(name):
        return "old"
    if not _moment(name):
        return None
    return "damaged" if name.startswith("library-damaged-") else "replaced"


def _moment(name: str) -> str:
    """When the library of this name was kept; empty if that is not said."""
    found = _KEPT.fullmatch(name)
    try:
        return datetime.strptime(found[2] + "+0000", "%Y%m%dT%H%M%S%z").isoformat() if found else ""
    except ValueError:
        return ""


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
