"""A folder that appears complete or not at all: how prepared models are written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import PreparationError


@contextmanager
def appearing(folder: Path) -> Iterator[Path]:
    """A folder to fill; it becomes `folder`, or replaces it, when the block ends well.

    Until then nothing of it can be seen, and after an exception nothing is left of it.

    Yields:
        The folder to fill.

    Raises:
        PreparationError: it cannot be written; so ends every OSError of the block.
    """
    # One name for all attempts: what a killed one left behind is cleared away by the next.
    making = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(making, ignore_errors=True)
    made = making / "made"
    try:
        made.mkdir(parents=True)
        yield made
        _replace(made, folder, making / "old")
    except OSError as error:
        raise PreparationError(
            f"The prepared model cannot be written to {folder} ({error.strerror or error}); "
            "make room there, or close what uses it."
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _replace(made: Path, folder: Path, aside: Path) -> None:
    if not folder.exists():
        made.rename(folder)
        return
    folder.rename(aside)
    try:
        made.rename(folder)
    except OSError:
        # What was there before is better than nothing.
        aside.rename(folder)
        raise
