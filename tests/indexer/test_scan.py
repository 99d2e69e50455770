"""Listing folders, and bringing together what is there with what is known."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.scan import Walk, paired
from indexer.selection import Selection
from indexer.store.rows import FileStamp, KnownStamp

NAMES = st.sets(st.text("ab./-\udc80é", min_size=1, max_size=6).map(lambda name: f"/p/{name}"))


def ordered(paths):
    return sorted(paths, key=os.fsencode)


def walk(folder: Path, **options) -> Walk:
    return Walk(Selection(str(folder), **options))


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"123")


def names_of(found, folder):
    return [os.path.relpath(file.path, folder) for file in found]


def test_what_a_walk_finds(tmp_path):
    make(tmp_path, "a.jpg", "sub/B.PNG", "sub/deep/c.heic", ".hidden.jpg", ".git/x.jpg")
    make(tmp_path, "text.txt", "own/thumb.jpg", "._a.jpg")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "linked.jpg").symlink_to(tmp_path / "a.jpg")
    (tmp_path / "broken.jpg").symlink_to(tmp_path / "nowhere")
    found = list(walking := walk(tmp_path, skipped={str(tmp_path / "own")}))
    assert set(names_of(found, tmp_path)) == {"a.jpg", "sub/B.PNG", "sub/deep/c.heic", "linked.jpg"}
    assert found[0].size == 3
    assert found[0].mtime_ns == (tmp_path / "a.jpg").stat().st_mtime_ns
    assert walking.unreadable == walking.mounts == []


def test_hidden_files_where_they_are_wanted(tmp_path):
    make(tmp_path, ".hidden.jpg", ".git/x.jpg")
    assert len(list(walk(tmp_path, hidden=True))) == 2


def test_excluded_folders_are_not_entered(tmp_path):
    make(tmp_path, "keep/a.jpg", "cache/b.jpg", "keep/cache/c.jpg", "keep/d.tmp.jpg")
    assert names_of(walk(tmp_path, excludes=("cache", "*.tmp.jpg")), tmp_path) == ["keep/a.jpg"]


def test_a_walk_may_start_further_down(tmp_path):
    make(tmp_path, "a.jpg", "sub/b.jpg")
    found = Walk(Selection(str(tmp_path)), str(tmp_path / "sub"))
    assert names_of(found, tmp_path) == ["sub/b.jpg"]


def test_names_that_are_not_utf8(tmp_path):
    name = os.fsdecode(b"caf\xe9.jpg")
    (tmp_path / name).write_bytes(b"1")
    assert [Path(file.path).name for file in walk(tmp_path)] == [name]


def test_a_folder_that_is_gone_is_reported(tmp_path):
    walking = walk(tmp_path / "gone")
    assert list(walking) == []
    assert walking.unreadable == [str(tmp_path / "gone")]


@given(
    st.sets(
        st.lists(
            st.sampled_from(["a", "a-", "a.jpg", "b.jpg", "é.jpg"]), min_size=1, max_size=3
        ).map(tuple)
    )
)
def test_a_walk_is_in_the_order_of_the_paths_bytes(tmp_path_factory, trees):
    folder = tmp_path_factory.mktemp("walk")
    for parts in trees:
        path = folder.joinpath(*parts[:-1], parts[-1].removesuffix(".jpg") + ".jpg")
        if not any(parent.is_file() for parent in path.parents) and not path.is_dir():
            make(folder, str(path.relative_to(folder)))
    paths = [file.path for file in walk(folder)]
    assert paths == ordered(paths)
    assert len(paths) == sum(path.is_file() for path in folder.rglob("*"))


@given(NAMES, NAMES)
def test_every_path_of_either_side_comes_once_and_in_order(on_disk, remembered):
    found = [FileStamp(path, 1, 1) for path in ordered(on_disk)]
    known = [
        KnownStamp(number, path, 1, 1, "indexed", None, 0, 0)
        for number, path in enumerate(ordered(remembered))
    ]
    pairs = list(paired(found, known))
    paths = [(file or stamp).path for file, stamp in pairs]
    assert paths == ordered(on_disk | remembered)
    for file, stamp in pairs:
        path = (file or stamp).path
        assert (file is not None, stamp is not None) == (path in on_disk, path in remembered)


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may list all folders")
def test_a_folder_that_cannot_be_listed(tmp_path):
    make(tmp_path, "a.jpg", "closed/b.jpg", "z.jpg")
    (tmp_path / "closed").chmod(0)
    walking = walk(tmp_path)
    assert names_of(walking, tmp_path) == ["a.jpg", "z.jpg"]
    assert walking.unreadable == [str(tmp_path / "closed")]
