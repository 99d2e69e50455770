"""The version stands in `pyproject.toml`, and everything that says one takes it from there."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib import import_module, metadata
from pathlib import Path

import pytest

from app import bug, diagnosis
from indexer import version as versions
from indexer.engine import engine, launch
from indexer.version import version

ROOT = Path(__file__).parents[2]
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
SAID = [
    "import app.bug; print(app.bug.version())",
    "from app import diagnosis; print(diagnosis.program().title)",
    "import sys; sys.argv[1:] = ['--version']; from app.__main__ import main; main()",
    "from indexer.engine import engine; print(engine.version())",
    "from indexer.engine import launch; print(launch.version())",
]


@pytest.fixture
def next_version(tmp_path):
    """A checkout that declares another version."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    (tmp_path / "pyproject.toml").write_text(text.replace(f'"{DECLARED}"', '"9.8.7"', 1), "utf-8")
    for room in ("app", "indexer", "models", "resources"):
        (tmp_path / room).symlink_to(ROOT / room)
    # A module says where it is by the way it was found, so links are as good as copies.
    return tmp_path


def test_the_program_says_what_is_declared():
    assert version() == DECLARED
    assert bug.version is engine.version is launch.version is version
    assert DECLARED in diagnosis.program().title


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("code", SAID)
def test_window_command_and_engine_follow(next_version, code):
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(next_version)},
        cwd=next_version,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "9.8.7" in done.stdout


def test_packages_follow(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "linux"))
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    assert import_module("facts").version() == version()
    told = {
        Path(source).parent.name for source, _ in import_module("bundle_metadata").files(full=False)
    }
    assert f"pictrove-{version()}.dist-info" in told


def test_an_installed_package_is_told_by_the_folder_beside_it(tmp_path, monkeypatch):
    (tmp_path / "indexer").mkdir()
    monkeypatch.setattr(versions, "__file__", str(tmp_path / "indexer" / "version.py"))
    (tmp_path / "pictrove-1.2.3rc1.dist-info").mkdir()
    (tmp_path / "pictrove_plugin-9.dist-info").mkdir()
    assert version() == "1.2.3rc1"
    (tmp_path / "pictrove-1.2.2.dist-info").mkdir()  # left over from an upgrade that broke off
    assert version() == metadata.version("pictrove")  # of the environment
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\nversion = "7.7"\n')
    assert version() == "7.7"
