"""Whether a folder can be read."""

from __future__ import annotations

import os

import pytest

from app.window.welcome import checking
from app.window.welcome.checking import CheckedFolder, check_folder, is_below


def test_folders_that_can_be_read(tmp_path):
    assert check_folder(str(tmp_path)) == CheckedFolder(str(tmp_path))
    assert CheckedFolder("/x").sentence() == ""


def test_what_is_none(tmp_path):
    file = tmp_path / "file"
    file.touch()
    assert check_folder(str(tmp_path / "none")).trouble == "missing"
    assert check_folder(str(file)).trouble == "file"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0)
    try:
        assert check_folder(str(tmp_path)).trouble == "denied"
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("error", "trouble"), [(PermissionError, "denied"), (OSError, "unreadable")]
)
def test_drives_that_answer_with_errors(tmp_path, monkeypatch, error, trouble):
    def refuse(_path):
        raise error

    monkeypatch.setattr(checking.os, "scandir", refuse)
    found = check_folder(str(tmp_path))
    assert found.trouble == trouble
    assert found.sentence()


def test_below():
    assert is_below("/a/b/c", "/a/b")
    assert is_below("/a/b", "/a/b")
    assert not is_below("/a/bc", "/a/b")
