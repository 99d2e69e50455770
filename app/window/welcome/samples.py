"""The sample photos of the extra `demo`, as a folder to try Pictrove with."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from app.demo_photos import LIBRARY, copy_photos
from app.window.background import Job
from indexer.errors import LibraryError


def available() -> bool:
    """Whether the packages that carry them are installed; quick, imports none of them."""
    return all(find_spec(package) is not None for package in {package for package, *_ in LIBRARY})


def copy_samples(folder: Path, _job: Job[str]) -> str:
    """Write them below `folder`.

    Returns:
        Why that did not work; empty if it did.
    """
    try:
        copy_photos(folder)
    except LibraryError as error:
        return str(error)
    return ""
