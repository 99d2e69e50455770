"""Listing folders and comparing them with what is known."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from indexer.decode.kinds import looks_like_photo
from indexer.scan import Walk, compare
from indexer.store.rows import FileStamp, KnownFile

NAMES = st.sampled_from(["/p/a.jpg", "/p/b.jpg", "/p/sub/c.jpg", "/p/sub/d.jpg", "/p/sub2/e.jpg"])
STAMPS = st.tuples(st.integers(0, 2), st.integers(0, 2))


def known_file(path, stamp):
    return KnownFile(hash(path), path, *stamp, "indexed", b"", 0)


def test_what_a_walk_finds(tmp_path):
    for name in (
        "a.jpg",
        "sub/B.PNG",
        "sub/deep/c.heic",
        ".hidden.jpg",
        ".git/x.jpg",
        "text.txt",
        "own/thumb.jpg",
        "._a.jpg",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"123")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "linked.jpg").symlink_to(tmp_path / "a.jpg")
    (tmp_path / "broken.jpg").symlink_to(tmp_path / "nowhere")
    walk = Walk(str(tmp_path), looks_like_photo, {str(tmp_path / "own")})
    found = {os.path.relpath(file.path, tmp_path): file for file in walk}
    assert set(found) == {"a.jpg", "sub/B.PNG", "sub/deep/c.heic", "linked.jpg"}
    assert found["a.jpg"].size == 3
    assert found["a.jpg"].mtime_ns == (tmp_path / "a.jpg").stat().st_mtime_ns
    assert walk.unreadable == []


def test_names_that_are_not_utf8(tmp_path):
    name = os.fsdecode(b"caf\xe9.jpg")
    (tmp_path / name).write_bytes(b"1")
    assert [Path(file.path).name for file in Walk(str(tmp_path), looks_like_photo)] == [name]


def test_a_folder_that_is_gone_is_reported(tmp_path):
    walk = Walk(str(tmp_path / "gone"), looks_like_photo)
    assert list(walk) == []
    assert walk.unreadable == [str(tmp_path / "gone")]


@given(
    st.dictionaries(NAMES, STAMPS),
    st.dictionaries(NAMES, STAMPS),
    st.sets(st.sampled_from(["/p/sub", "/p/sub2"])),
)
def test_every_file_is_in_exactly_one_place(on_disk, remembered, unreadable):
    found = [
        FileStamp(path, *stamp)
        for path, stamp in on_disk.items()
        if not any(path.startswith(folder + "/") for folder in unreadable)
    ]
    known = {path: known_file(path, stamp) for path, stamp in remembered.items()}
    changes = compare(found, known, unreadable)
    new, changed = ({file.path for file in files} for files in (changes.new, changes.changed))
    parts = [new, changed, *map(set, (changes.unchanged, changes.vanished, changes.unreachable))]
    assert sum(map(len, parts)) == len(set.union(*parts))
    assert new == {file.path for file in found} - set(known)
    assert set.union(*parts[1:]) == set(known)
    assert all(on_disk[path] == remembered[path] for path in changes.unchanged)
    assert not any(path.startswith(f"{f}/") for path in changes.vanished for f in unreadable)
    if not found:
        assert changes.vanished == ()


def test_a_name_that_begins_like_an_unreadable_folder_is_not_below_it():
    changes = compare(
        [FileStamp("/p/x.jpg", 1, 1)],
        {"/p/sub2/e.jpg": known_file("/p/sub2/e.jpg", (1, 1))},
        ["/p/sub"],
    )
    assert changes.vanished == ("/p/sub2/e.jpg",)
