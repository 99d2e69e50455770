"""What holds for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Windows are tested without a screen, unless somebody wants to watch.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt makes the whole process speak the user's language: numbers, and the system's own errors.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
# What whoever tests has set for their own Pictrove is theirs.
for _variable in ("HOME", "HUB", "REDUCED_MOTION", "HIGH_CONTRAST"):
    os.environ.pop(f"PICTROVE_{_variable}", None)

# No example has a deadline: a busy machine is slow, and that is no failure.
settings.register_profile("pictrove", deadline=None, print_blob=True)
settings.load_profile("pictrove")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data: `PICTROVE_SHARED`, else `../shared`."""
    beside = Path(__file__).parents[1].parent / "shared"
    folder = Path(os.environ.get("PICTROVE_SHARED") or beside)
    if not folder.is_dir():
        reason = f"no shared data in {folder}: set PICTROVE_SHARED to its folder"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
