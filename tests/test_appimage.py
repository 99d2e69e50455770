"""What a program from an AppImage knows of itself."""

from __future__ import annotations

import os
import sys

import pytest

from app.autostart import this_program
from indexer.decode import process
from indexer.engine import launch
from resources.appimage import appimage


@pytest.fixture
def mounted(tmp_path, monkeypatch):
    """As if started from an AppImage; returns its file."""
    file, mount = tmp_path / "Pictrove.AppImage", tmp_path / ".mount_Pictro"
    file.touch()
    mount.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(mount / "usr" / "lib" / "pictrove" / "pictrove"))
    monkeypatch.setattr(os.path, "ismount", lambda path: path == str(mount))
    monkeypatch.setenv("APPIMAGE", str(file))
    monkeypatch.setenv("APPDIR", str(mount))
    return str(file)


def test_the_engine_gets_a_mount_of_its_own_because_it_outlives_the_window(mounted):
    assert launch.default_command() == (mounted, "--run-module", "indexer.engine")


@pytest.mark.usefixtures("mounted")
def test_decoders_do_without_because_they_end_with_the_engine():
    assert process.default_command()[0] == sys.executable


def test_a_login_starts_the_file_because_the_mount_is_gone_by_then(mounted):
    assert this_program() == [mounted]


@pytest.mark.usefixtures("mounted")
def test_another_programs_appimage_is_not_ours(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/usr/lib/pictrove/pictrove")
    assert appimage() is None
    assert launch.default_command()[0] == "/usr/lib/pictrove/pictrove"
    assert this_program() == ["/usr/lib/pictrove/pictrove"]


@pytest.mark.usefixtures("mounted")
def test_unpacked_because_it_cannot_be_mounted(monkeypatch):
    monkeypatch.setattr(os.path, "ismount", lambda _path: False)
    assert appimage() is None


@pytest.mark.usefixtures("mounted")
@pytest.mark.parametrize("name", ["APPIMAGE", "APPDIR"])
def test_without_what_the_runtime_tells(monkeypatch, name):
    monkeypatch.delenv(name)
    assert appimage() is None


@pytest.mark.usefixtures("mounted")
def test_an_interpreter_is_in_no_appimage(monkeypatch):
    monkeypatch.delattr(sys, "frozen")
    assert appimage() is None
