"""Is there room on the disk for what is about to be made?"""

from __future__ import annotations

import shutil
from pathlib import Path

from models.errors import PreparationError

SPARE_BYTES = 64 << 20
"""What is left free on a disk in any case."""


def refuse_full_disk(deed: str, folder: Path, size: int) -> None:
    """See that a folder can be made that takes so many bytes.

    Args:
        deed: what needs them: the beginning of the sentence if they are not there.
        folder: it may not be there yet.
        size: bytes that it will take.

    Raises:
        PreparationError: there is too little room, or no drive.
    """
    place = next((path for path in (folder, *folder.absolute().parents) if path.is_dir()), None)
    try:
        free = shutil.disk_usage(place or folder).free
    except OSError as error:
        raise PreparationError(
            f"The prepared model cannot be written to {folder} ({error.strerror or error}); "
            "make room there, or close what uses it."
        ) from error
    needed = size + SPARE_BYTES
    if free < needed:
        raise PreparationError(
            f"{deed} needs {needed / 1e9:.1f} GB in {place}, and only {free / 1e9:.1f} GB are "
            "free; make room there."
        )
