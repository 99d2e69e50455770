"""What the tests of bundles and packages share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "packaging"
BUNDLE_MAKER = SCRIPTS / "bundle.py"


@pytest.fixture
def scripts(monkeypatch):
    """Has the scripts of `packaging/` importable by their names."""
    monkeypatch.syspath_prepend(str(SCRIPTS))


@pytest.fixture
def bundle(scripts):
    return import_module("bundle")


@pytest.fixture
def libraries(scripts):
    return import_module("bundle_libraries")


@pytest.fixture(scope="session")
def standard_bundle(tmp_path_factory):
    """The standard bundle: the one that PICTROVE_BUNDLE names, else made anew, in half a minute."""
    if named := os.environ.get("PICTROVE_BUNDLE"):
        return Path(named)
    if sys.platform != "linux":
        pytest.skip("made on Linux only, so far")
    if find_spec("PyInstaller") is None:
        pytest.skip("needs the extra `bundle`")
    for name in ("cc", "strip", "readelf"):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")
    folder = tmp_path_factory.mktemp("bundle")
    command = [sys.executable, str(BUNDLE_MAKER), "--output", str(folder), "--no-smoke"]
    done = subprocess.run(
        command,
        env={**os.environ, "TMPDIR": str(folder)},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    return folder / "pictrove"
