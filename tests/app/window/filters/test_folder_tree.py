from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.window.filters.folder_tree import FolderTree
from app.window.filters.rows import Tick
from indexer.reports import Count, FolderStatus


def tree_of(*paths, roots=(), chosen=(), separator="/"):
    counts = [Count(path, 1) for path in paths]
    return FolderTree(
        counts, [FolderStatus(root, 0, offline=True) for root in roots], chosen, separator
    )


def shown(tree, nodes=None):
    nodes = tree.tops if nodes is None else nodes
    return {node.label: (tree.photos(node), shown(tree, tree.children(node))) for node in nodes}


def test_folders_stand_below_the_folders_of_the_library():
    tree = tree_of("/p/a/x", "/p/b", "/p/b/c", "/q/z", roots=("/p", "/p/b"))
    assert shown(tree) == {
        "p": (3, {"a/x": (1, {}), "b": (2, {"c": (1, {})})}),
        "/q/z": (1, {}),
    }
    assert tree.find("/p/b").offline


def test_names_that_begin_alike_are_kept_apart():
    tree = tree_of("/p/a", "/p/a b", "/p/a-b", "/p/a/c", roots=("/p",))
    assert shown(tree)["p"][1] == {"a": (2, {"c": (1, {})}), "a b": (1, {}), "a-b": (1, {})}


def test_numbers_in_names_are_sorted_as_numbers():
    tree = tree_of("/p/day 10", "/p/Day 2", roots=("/p",))
    assert [node.label for node in tree.children(tree.tops[0])] == ["Day 2", "day 10"]


def test_roots_of_the_same_name_show_their_paths():
    tree = tree_of("/p/Photos/a", "/q/Photos/a", roots=("/p/Photos", "/q/Photos"))
    assert [node.label for node in tree.tops] == ["/p/Photos", "/q/Photos"]


def test_windows_paths():
    paths = ("C:\\a\\b", "D:\\", "\\\\server\\share\\x")
    tree = tree_of(*paths, roots=("C:\\",), separator="\\")
    assert [tree.path_of(node) for node in tree.tops] == ["C:\\", "\\\\server\\share\\x", "D:\\"]
    assert tree.find("C:\\a\\b").label == "a\\b"


def test_what_is_chosen_is_there_even_if_it_is_gone():
    tree = tree_of("/p/a/b", roots=("/p",), chosen=("/gone", "/p/a"))
    assert [node.label for node in tree.tops] == ["gone", "a", "p"]
    assert [node.known for node in tree.tops] == [False, True, True]


def test_ticks_tell_what_is_chosen_above_and_below():
    tree = tree_of("/p", "/p/a", "/p/a/b", roots=("/p",))
    top, middle, low = (tree.find(path) for path in ("/p", "/p/a", "/p/a/b"))
    ticks = [tree.tick(node, ["/p/a/"]) for node in (top, middle, low)]
    assert ticks == [Tick.PARTLY, Tick.YES, Tick.IMPLIED]


def test_pressing_boxes():
    tree = tree_of("/p", "/p/a", "/p/a/b", "/p/c", roots=("/p",))
    top, middle, low = (tree.find(path) for path in ("/p", "/p/a", "/p/a/b"))
    assert tree.toggled(middle, ()) == ("/p/a",)
    assert tree.toggled(middle, ("/p/a",)) == ()
    assert tree.toggled(low, ("/p",)) == ("/p/a/b",)
    assert tree.toggled(top, ("/p/a", "/p/c", "/x")) == ("/x", "/p")
    assert tree.toggled(middle, ("/p/c",)) == ("/p/c", "/p/a")


NAMES = st.lists(st.sampled_from(["a", "b", "a b", "a-", "ä", "10", "9"]), min_size=1, max_size=4)


@given(
    st.lists(NAMES.map("/".join), min_size=1, max_size=3), st.sets(NAMES.map(tuple)), st.booleans()
)
def test_every_folder_is_found_and_counted_once(roots, below, with_roots):
    """All folders with photos are below folders of the library; which may not be known yet."""
    tops = [f"/{root}" for root in roots]
    names = ["", *("/" + "/".join(folders) for folders in below)]
    paths = {top + name for top in tops for name in names}
    tree = tree_of(*paths, roots=tops if with_roots else ())
    assert sum(tree.photos(node) for node in tree.tops) == len(paths)
    for path in paths:
        node = tree.find(path)
        assert tree.path_of(node) == path
        inside = [other for other in paths if other == path or other.startswith(f"{path}/")]
        assert tree.photos(node) == len(inside)
        assert tree.has_children(node) == bool(tree.children(node))


@pytest.mark.parametrize("path", ["/p/{}/{:02}/day {}", "/p/{}-{}-{}"], ids=["deep", "flat"])
def test_many_folders(path):
    counts = [
        Count(path.format(year, month, day), 3)
        for year in range(1900, 1910)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    tree = FolderTree(counts, [FolderStatus("/p", 0, offline=False)], separator="/")
    assert tree.photos(tree.tops[0]) == 3 * len(counts)
    assert sum(map(tree.photos, tree.children(tree.tops[0]))) == 3 * len(counts)
