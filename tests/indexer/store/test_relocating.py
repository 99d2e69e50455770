"""A folder lies elsewhere now: every path of it is another one, and nothing else has changed."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from indexer.errors import FolderError
from indexer.relocation import Relocation
from indexer.reports import MarkChange
from indexer.store import DATABASE_NAME, FileStamp, Store
from indexer.store.relocating import relocate, respell
from indexer.store.soundness import trouble_with


def move(store: Store, old: str, new: str) -> int:
    return relocate(store, Relocation(old, new), lambda _sample: None)


def paths_of(store: Store) -> dict[int, str]:
    return {file.id: file.path for file in store.read.known_files().values()}


def folders_of(store: Store) -> list[str]:
    return [folder.path for folder in store.read.folders()]


def set_path(store: Store, photo_id: int, path: bytes) -> None:
    with store.transaction():
        store.write.connection.execute("UPDATE photos SET path = ? WHERE id = ?", (path, photo_id))


NAMES = st.sampled_from(["a", "b", "c", "\udce9"])
FOLDERS = st.lists(NAMES, min_size=1, max_size=3).map(lambda names: "/" + "/".join(names))
FILES = st.builds("{}/{}.jpg".format, FOLDERS, NAMES)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    roots=st.sets(FOLDERS, min_size=1, max_size=3),
    files=st.sets(FILES, min_size=1, max_size=8),
    old=FOLDERS,
    new=FOLDERS,
)
def test_any_folder_can_move_anywhere(roots, files, old, new):
    """What a store says afterwards is what it would say had it seen the files there at once."""
    assume(old != new)
    relocation = Relocation(old, new)
    expected = {path: relocation.text(path) or path for path in files}
    with TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        for root in sorted(roots):
            store.write.add_folder(root)
        store.write.add_pending(FileStamp(path, 1, 2) for path in sorted(files))
        before = paths_of(store)
        moved = {path for path in files if relocation.text(path) is not None}
        moves = moved or any(relocation.text(root) for root in roots)
        collides = len(set(expected.values())) < len(files)
        if collides or not moves:
            with pytest.raises(FolderError):
                move(store, old, new)
            assert paths_of(store) == before
            assert set(folders_of(store)) == roots
            return
        assert move(store, old, new) == len(moved)
        assert paths_of(store) == {key: expected[path] for key, path in before.items()}
        held = [path for path in files if any(path.startswith(f"{root}/") for root in roots)]
        holding = folders_of(store)
        for path in held:  # what belonged to a folder of the library still does
            assert any(expected[path].startswith(f"{root}/") for root in holding)
        assert trouble_with(Path(folder) / DATABASE_NAME) == ""


@pytest.fixture
def filled(store, record):
    """Two photos in a watched folder, one of them marked and not to be reached."""
    store.write.add_folder("/p/Rome")
    store.write.set_folder("/p/Rome", watched=True, hidden=True, excludes=("*.tif", "raw/old/*"))
    store.write.commit_photos(
        [
            record("/p/Rome/raw/fountain.jpg", 1, keywords=("city",)),
            record("/p/Rome/caf\udce9.jpg", 2, caption="coffee"),
        ]
    )
    store.write.mark([1], MarkChange(favourite=True, rating=4))
    store.write.mark_missing([1])
    return store


def test_all_that_is_known_of_photos_stays(filled, folder):
    before = filled.read.rows([1, 2])
    vectors = filled.read.embeddings("m")
    sequence = filled.read.sequence("m")
    assert move(filled, "/p/Rome", "/q/Roma") == 2
    after = filled.read.rows([1, 2])
    assert [row.path for row in after.values()] == [
        "/q/Roma/raw/fountain.jpg",
        "/q/Roma/caf\udce9.jpg",
    ]
    for number, row in before.items():
        assert replace(after[number], path=row.path) == row
    assert (after[1].favourite, after[1].own_rating) == (1, 4)
    assert filled.read.sequence("m") == sequence
    assert filled.read.embeddings("m")[0].tolist() == vectors[0].tolist()
    (root,) = filled.read.folders()
    assert (root.path, root.watched, root.hidden) == ("/q/Roma", True, True)
    assert root.excludes == ("*.tif", "raw/old/*")
    assert trouble_with(folder / DATABASE_NAME, thorough=True) == ""


def test_names_of_folders_are_found_as_they_are_now(filled):
    filled.write.mark_present([1])
    assert filled.read.match_text("Rome", 5)
    move(filled, "/p/Rome", "/q/Roma")
    assert filled.read.match_text("Rome", 5) == []
    assert len(filled.read.match_text("Roma", 5)) == 2
    assert filled.read.match_text("fountain raw roma city", 5)[0].id == 1
    assert [match.id for match in filled.read.match_text("coffee", 5)] == [2]


def test_words_above_the_library_are_not_touched(filled):
    seen = []
    filled.write.connection.set_trace_callback(seen.append)
    move(filled, "/p", "/elsewhere/p2")
    filled.write.connection.set_trace_callback(None)
    assert not any("photo_words" in statement for statement in seen)
    assert folders_of(filled) == ["/elsewhere/p2/Rome"]


def test_a_part_of_a_folder_becomes_a_folder_of_its_own(filled):
    assert move(filled, "/p/Rome/raw", "/big/raw") == 1
    inner, outer = filled.read.folders()
    assert (inner.path, outer.path) == ("/big/raw", "/p/Rome")
    assert (inner.watched, inner.hidden, inner.excludes) == (True, True, ("*.tif", "old/*"))
    assert filled.read.counts("/big/raw").missing == 1
    filled.write.mark_present([1])
    assert filled.read.match_text("fountain raw", 5)[0].id == 1


def test_a_part_that_stays_within_the_library_needs_no_folder(filled):
    assert move(filled, "/p/Rome/raw", "/p/Rome/done/raw") == 1
    assert folders_of(filled) == ["/p/Rome"]


def test_a_folder_can_join_another_one(filled):
    filled.write.add_folder("/q")
    filled.write.set_folder("/q", watched=False, excludes=("*.png",))
    assert move(filled, "/p/Rome", "/q") == 2
    (joined,) = filled.read.folders()
    assert (joined.path, joined.watched, joined.excludes) == ("/q", True, ("*.png",))


def test_a_folder_without_photos_moves(store):
    store.write.add_folder("/empty")
    assert move(store, "/empty", "/full") == 0
    assert folders_of(store) == ["/full"]


def test_two_folders_can_move_in_a_chain(filled):
    filled.write.add_pending([FileStamp("/p/Rome/raw/raw/fountain.jpg", 1, 2)])
    assert move(filled, "/p/Rome/raw", "/p/Rome/raw/raw") == 2
    assert paths_of(filled)[1] == "/p/Rome/raw/raw/fountain.jpg"
    assert paths_of(filled)[3] == "/p/Rome/raw/raw/raw/fountain.jpg"


def test_names_that_are_taken_are_told_and_nothing_has_changed(filled):
    filled.write.add_folder("/q")
    filled.write.add_pending([FileStamp("/q/caf\udce9.jpg", 1, 2)])
    before = paths_of(filled)
    with pytest.raises(FolderError, match=r"already knows files in /q .* for instance /q/caf"):
        move(filled, "/p/Rome", "/q")
    assert paths_of(filled) == before
    assert folders_of(filled) == ["/p/Rome", "/q"]


def test_two_names_of_another_system_that_are_one_here(filled):
    set_path(filled, 1, b"D:\\a\\b.jpg")
    set_path(filled, 2, b"d:\\A\\b.jpg")
    before = paths_of(filled)
    with pytest.raises(FolderError, match="for instance two"):
        move(filled, "D:\\a", "/q")
    assert paths_of(filled) == before


def test_where_nothing_lies(filled):
    with pytest.raises(FolderError, match="Nothing of the library lies in /p/Ro;"):
        move(filled, "/p/Ro", "/q")


def test_what_checks_the_disk_gets_a_sample_and_can_refuse(filled):
    seen = []

    def refuse(sample):
        seen.extend(sample)
        raise FolderError("no")

    with pytest.raises(FolderError, match="no"):
        relocate(filled, Relocation("/p", "/q"), refuse)
    assert ("/p/Rome/caf\udce9.jpg", "/q/Rome/caf\udce9.jpg") in seen
    assert len(seen) == 2
    assert folders_of(filled) == ["/p/Rome"]
    with pytest.raises(sqlite3.OperationalError):  # the function is not left behind
        filled.write.connection.execute("SELECT relocated(x'00')")


def test_saved_searches_drives_and_files_in_hand_follow(filled):
    query = {
        "terms": [
            {"path": "/p/Rome/caf\udce9.jpg", "weight": 1.0},
            {"path": "/p/Rome/pasted", "data": "AA==", "weight": 1.0},
            {"text": "/p/Rome", "weight": 1.0},
        ],
        "filters": {"folders": ["/p/Rome/raw", "/other"]},
        "limit": 5,
        "order": "newest",
    }
    filled.write.save_search("one", json.dumps(query))
    filled.write.save_search("odd", '{"terms": 3}')
    filled.write.set_setting("mounts", ["/p/Rome", "/media/usb"])
    filled.write.take_off("/p/Rome/raw/fountain.jpg")
    move(filled, "/p", "/q")
    said = dict(filled.read.saved_searches())
    terms = json.loads(said["one"])["terms"]
    assert [term.get("path", term.get("text")) for term in terms] == [
        "/q/Rome/caf\udce9.jpg", "/p/Rome/pasted", "/p/Rome",
    ]  # fmt: skip
    assert json.loads(said["one"])["filters"]["folders"] == ["/q/Rome/raw", "/other"]
    assert said["odd"] == '{"terms": 3}'
    assert filled.read.setting("mounts") == ["/media/usb"]
    assert list(filled.read.in_flight()) == ["/q/Rome/raw/fountain.jpg"]


def test_a_library_of_windows_comes_here(filled):
    with filled.transaction():
        connection = filled.write.connection
        connection.execute("UPDATE folders SET path = ?", (b"C:\\Users\\Anna\\Pictures",))
        connection.execute(
            "UPDATE photos SET path = CAST('C:\\Users\\Anna\\Pictures\\Rome\\' || id || '.jpg'"
            " AS BLOB)"
        )
        connection.execute("UPDATE photo_words SET name = rowid, folders = 'Pictures Rome'")
    assert move(filled, "c:\\users\\anna", "/home/anna") == 2
    assert paths_of(filled)[1] == "/home/anna/Pictures/Rome/1.jpg"
    assert folders_of(filled) == ["/home/anna/Pictures"]
    filled.write.mark_present([1])
    assert len(filled.read.match_text("Pictures Rome", 5)) == 2


def test_names_that_windows_cannot_have_are_spelt_anew(store):
    """Otherwise not even a list of the photos could be made there."""
    names = ["/p/caf\udce9.jpg", "/p/caf\udce8.jpg", "/p/été.jpg", "/p/\udced\udca0\udc80.jpg"]
    store.write.add_folder("/p\udce9")
    store.write.add_pending(FileStamp(name, 1, 2) for name in names)
    with store.transaction():
        respell(store.write.connection)
    paths = {file.path for file in store.read.known_files().values()}
    assert paths == {"/p/caf\ufffd.jpg", "/p/été.jpg", "/p/\udced\udca0\udc80.jpg"}
    assert [folder.path for folder in store.read.folders()] == ["/p\ufffd"]
