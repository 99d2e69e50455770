"""What the tests of the packages for Linux share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "packaging" / "linux"


def pytest_configure(config):
    """Tell of the mark of these tests."""
    config.addinivalue_line("markers", "tools(*names): needs these programs of the system")


def pytest_runtest_setup(item):
    """Skip where something is missing."""
    if sys.platform != "linux":
        pytest.skip("these packages are made on Linux only")
    names = [name for mark in item.iter_markers("tools") for name in mark.args]
    missing = sorted({name for name in names if shutil.which(name) is None})
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")


@pytest.fixture(scope="module", autouse=True)
def modules_found():
    """The makers import each other by name; and all files get the same time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        patch.syspath_prepend(str(FOLDER.parent))
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        yield


@pytest.fixture(scope="session")
def run():
    """Runs a program, whose exit code must be 0; returns what it says."""

    def run(*command, **options):
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
            **options,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout + done.stderr

    return run


@pytest.fixture
def facts():
    """The module."""
    return import_module("facts")


@pytest.fixture
def bundle(tmp_path):
    """A bundle with a program, a library of its own and one of this machine's packages."""
    inside = tmp_path / "bundle" / "_internal"
    inside.mkdir(parents=True)
    shutil.copyfile("/usr/bin/true", tmp_path / "bundle" / "pictrove")
    library = Path(f"/lib/{os.uname().machine}-linux-gnu/libz.so.1")
    if not library.is_file():
        pytest.skip("packages are made on Debian and its kin, which have libz there")
    shutil.copyfile(library, inside / "libz.so.1")
    content = library.read_bytes()
    (inside / "libown.so").write_bytes(content + b"another version")
    (inside / "resources").mkdir()
    (inside / "resources" / "models.toml").write_text("models = []\n", "utf-8")
    return tmp_path / "bundle"
