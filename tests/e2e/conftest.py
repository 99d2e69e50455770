"""Real photos and odd files, from the folder of shared data beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data: `PICTROVE_SHARED`, else `../shared`."""
    beside = Path(__file__).parents[2].parent / "shared"
    folder = Path(os.environ.get("PICTROVE_SHARED") or beside)
    if not folder.is_dir():
        reason = f"no shared data in {folder}: set PICTROVE_SHARED to its folder"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
