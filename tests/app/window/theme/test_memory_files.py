"""Files in memory: Qt finds them, and forgets them with their owner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QFile, QIODevice

from app.window.theme import memory_files
from app.window.theme.memory_files import MemoryFiles

names = st.text("abcdefghijklmnopqrstuvwxyz0123456789-.", min_size=1, max_size=40).filter(
    lambda name: name.strip(".")
)


def content_of(path: str) -> bytes:
    file = QFile(path)
    assert file.open(QIODevice.OpenModeFlag.ReadOnly), path
    return bytes(file.readAll().data())


@given(st.dictionaries(names, st.binary(max_size=300), max_size=8))
def test_every_file_has_its_content(contents: dict[str, bytes]) -> None:
    files = MemoryFiles()
    paths = {name: files.add("some/folder", name, data) for name, data in contents.items()}
    assert {name: content_of(path) for name, path in paths.items()} == contents


def test_the_first_content_stays() -> None:
    files = MemoryFiles()
    path = files.add("a", "b.svg", b"first")
    assert files.add("a", "b.svg", b"second") == path
    assert content_of(path) == b"first"


def test_files_go_with_their_owner() -> None:
    files = MemoryFiles()
    path = files.add("gone", "b.svg", b"here")
    assert QFile.exists(path)
    del files
    assert not QFile.exists(path)


def test_what_qt_does_not_take_is_a_bug(monkeypatch) -> None:
    monkeypatch.setattr(memory_files.QResource, "registerResourceData", lambda *_: False)
    with pytest.raises(ValueError, match="does not take"):
        MemoryFiles().add("a", "b.svg", b"")
