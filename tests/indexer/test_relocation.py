"""What becomes of a path when a folder lies elsewhere, on this system or from another one."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.folders import is_foreign
from indexer.relocation import Relocation, is_windows

NAME = st.binary(min_size=1, max_size=6).filter(
    lambda name: not {0, 0x2F, 0x5C} & set(name) and name not in (b".", b"..")
)
NAMES = st.lists(NAME, min_size=1, max_size=4)
PLAIN = st.lists(st.text("abcxyzÀß ", min_size=1, max_size=4), min_size=1, max_size=3)


def posix(names: list[bytes]) -> bytes:
    return b"".join(b"/" + name for name in names)


@given(NAMES, NAMES, NAMES)
def test_what_lies_below_keeps_its_place(old, new, rest):
    move = Relocation(os.fsdecode(posix(old)), os.fsdecode(posix(new)))
    assert move(posix(old + rest)) == posix(new + rest)
    assert move(posix(old)) == posix(new)
    assert move.old_blob == posix(old)


@given(NAMES, NAMES, NAMES)
def test_what_lies_elsewhere_does_not_move(old, new, other):
    move = Relocation(os.fsdecode(posix(old)), os.fsdecode(posix(new)))
    inside = other[: len(old)] == old
    assert (move(posix(other)) is not None) is inside
    assert move(posix(old) + b"x/" + other[0]) is None


@given(NAMES, NAMES, NAMES)
def test_going_back_gives_the_same_path(old, new, rest):
    there = Relocation(os.fsdecode(posix(old)), os.fsdecode(posix(new)))
    back = Relocation(os.fsdecode(posix(new)), os.fsdecode(posix(old)))
    assert back(there(posix(old + rest))) == posix(old + rest)


@given(NAMES, NAMES, st.lists(NAMES, min_size=2, max_size=5, unique_by=tuple))
def test_no_two_paths_become_one(old, new, files):
    move = Relocation(os.fsdecode(posix(old)), os.fsdecode(posix(new)))
    moved = {move(posix(old + file)) for file in files}
    assert len(moved) == len(files)


@given(PLAIN, NAMES, PLAIN)
def test_a_path_of_windows_becomes_one_of_here(old, new, rest):
    drive = "\\".join(["C:", *old])
    move = Relocation(drive, os.fsdecode(posix(new)))
    path = "\\".join([drive, *rest]).encode()
    assert move(path) == posix(new) + "".join(f"/{name}" for name in rest).encode()


@given(NAMES, PLAIN, PLAIN)
def test_a_path_of_here_becomes_one_of_windows(old, new, rest):
    drive = "\\".join(["E:", *new])
    move = Relocation(os.fsdecode(posix(old)), drive)
    path = posix(old) + "".join(f"/{name}" for name in rest).encode()
    assert move(path) == "\\".join([drive, *rest]).encode()


@pytest.mark.parametrize(
    ("old", "new", "path", "moved"),
    [
        ("/", "/mnt/old", b"/a/b.jpg", b"/mnt/old/a/b.jpg"),
        ("/mnt/old", "/", b"/mnt/old/a.jpg", b"/a.jpg"),
        ("/mnt/old", "/", b"/mnt/old", b"/"),
        ("/a", "/a/b", b"/a/b/c.jpg", b"/a/b/b/c.jpg"),
        ("/a", "/b", b"/ab/c.jpg", None),
        ("/a", "/b", b"/A/c.jpg", None),
        ("/a", "/b", b"/a/c\\d.jpg", b"/b/c\\d.jpg"),
        ("D:\\", "E:\\", b"D:\\a\\b.jpg", b"E:\\a\\b.jpg"),
        ("D:\\", "E:\\", b"D:\\", b"E:\\"),
        ("D:\\", "/mnt/d", b"D:\\a\\b.jpg", b"/mnt/d/a/b.jpg"),
        ("d:/Photos", "E:\\Photos", b"D:\\photos\\b.jpg", b"E:\\Photos\\b.jpg"),
        ("D:\\Photos", "/p", b"D:\\Photos2\\b.jpg", None),
        ("\\\\nas\\photos", "/mnt/nas", b"\\\\NAS\\photos\\a\\b.jpg", b"/mnt/nas/a/b.jpg"),
        ("/home/anna", "C:\\Users\\Anna", b"/home/anna/a/b.jpg", b"C:\\Users\\Anna\\a\\b.jpg"),
    ],
)
def test_paths(old, new, path, moved):
    assert Relocation(old, new)(path) == moved


@pytest.mark.parametrize(
    ("path", "windows"),
    [(b"/a", False), (b"C:\\a", True), (b"c:/a", True), (b"\\\\nas\\a", True), (b"/C:\\a", False)],
)
def test_which_paths_are_of_windows(path, windows):
    assert is_windows(path) is windows


@pytest.mark.skipif(os.name == "nt", reason="there it is the other way round")
def test_paths_of_another_system_are_told():
    assert is_foreign("C:\\Users")
    assert is_foreign("\\\\nas\\photos")
    assert not is_foreign("/home")
    assert not is_foreign("photos")
    assert not is_foreign("a\\b")


def test_text():
    move = Relocation("/a", "/b")
    assert move.text("/a/caf\udce9.jpg") == "/b/caf\udce9.jpg"
    assert move.text("/other") is None
    assert move.text("\ud800") is None
