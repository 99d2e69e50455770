"""What belongs to a folder of the library, by name."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.selection import Selection

NAMES = st.sampled_from(["a", "b c", ".h", "ä", "raw", "Raw", "\udcff", "x" * 255])
PATHS = st.lists(NAMES, max_size=4).map(lambda names: "/p" + "".join(f"/{n}" for n in names))


def test_plain_photos_are_wanted():
    selection = Selection("/p")
    assert selection.wants_file("/p/a.jpg")
    assert selection.wants_file("/p/below/A.JPG")
    assert not selection.wants_file("/p/a.txt")
    assert selection.wants_folder("/p/below")


def test_hidden_names_are_left_out_unless_wanted():
    assert not Selection("/p").wants_folder("/p/.h")
    assert not Selection("/p").wants_file("/p/.a.jpg")
    assert Selection("/p", hidden=True).wants_folder("/p/.h")


def test_a_glob_without_a_separator_is_compared_with_names():
    selection = Selection("/p", ("*_edit.jpg", "raw"))
    assert not selection.wants_file("/p/x/a_edit.jpg")
    assert not selection.wants_folder("/p/x/raw")
    assert selection.wants_folder("/p/x/Raw")
    assert selection.wants_file("/p/x/raw.jpg")


def test_a_glob_with_a_separator_is_compared_with_the_path_below():
    selection = Selection("/p", ("2024/raw", "*/tmp"))
    assert not selection.wants_folder("/p/2024/raw")
    assert selection.wants_folder("/p/2025/raw")
    assert selection.wants_folder("/p/x/2024/raw")
    assert not selection.wants_folder("/p/x/y/tmp")


@pytest.mark.parametrize("glob", ["/2024/raw", "2024/raw/", "/2024/raw/"])
def test_separators_around_a_glob_do_not_matter(glob):
    assert not Selection("/p", (glob,)).wants_folder("/p/2024/raw")


def test_brackets_mean_one_of_these():
    selection = Selection("/p", ("img_[0-4]*.jpg",))
    assert not selection.wants_file("/p/img_3.jpg")
    assert selection.wants_file("/p/img_7.jpg")


def test_reaches_asks_every_folder_on_the_way():
    selection = Selection("/p", ("raw",), skipped=frozenset({"/p/own"}))
    assert selection.reaches("/p")
    assert selection.reaches("/p/a/b")
    assert not selection.reaches("/p/raw/b")
    assert not selection.reaches("/p/a/.h/b")
    assert not selection.reaches("/p/own/x")
    assert not selection.reaches("/q")
    assert not selection.reaches("/pp")


def test_the_root_of_the_file_system_can_be_followed():
    selection = Selection("/", ("home/raw",))
    assert selection.reaches("/home")
    assert not selection.wants_folder("/home/raw")


def test_a_hidden_folder_that_was_chosen_itself_is_looked_into():
    assert Selection("/home/.photos").reaches("/home/.photos")
    assert Selection("/home/.photos").reaches("/home/.photos/a")


def test_names_that_are_no_text_can_be_left_out():
    name = os.fsdecode(b"\xff*")
    assert not Selection("/p", (name,)).wants_folder("/p/" + os.fsdecode(b"\xffx"))
    assert not Selection("/p", ("*",)).wants_folder("/p/line\nbreak")


@given(path=PATHS, excludes=st.lists(NAMES.filter(lambda name: name != ".h")), hidden=st.booleans())
def test_what_is_reached_has_a_reached_parent(path, excludes, hidden):
    selection = Selection("/p", tuple(excludes), hidden)
    if path != "/p" and selection.reaches(path):
        assert selection.reaches(path.rpartition("/")[0])
        assert selection.wants_folder(path)
    if selection.reaches(path) and not selection.reaches(path + "/new"):
        assert not selection.wants_folder(path + "/new")


def test_selections_of_the_same_are_equal():
    one, other = Selection("/p", ("a",)), Selection("/p", ("a",))
    assert one.wants_file("/p/b.jpg")
    assert one == other
