"""A damaged database is noticed, and what can be read of it is saved."""

import random
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from indexer.errors import LibraryError
from indexer.store import DATABASE_NAME, Store
from indexer.store.salvage import Salvaged, salvage
from tests.indexer.store.damaged import (
    COUNT,
    DAMAGES,
    NOW,
    PAGE,
    assert_of_its_photo,
    assert_whole,
    damage,
    flip_header,
    flip_many,
    flip_one,
    record,
    root_of,
    use,
    vectors,
)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("change", DAMAGES)
def test_damage_is_one_sentence_and_what_can_be_read_is_saved(library, change, seed):
    damage(library, change, seed)
    content = (library / DATABASE_NAME).read_bytes()
    for read_only in (True, False):
        with suppress(LibraryError):  # not every damage is met
            use(library, read_only=read_only)
    for path in library.iterdir():
        path.unlink()
    (library / DATABASE_NAME).write_bytes(content)

    saved = salvage(library, clock=lambda: NOW)

    assert_whole(library)
    with Store.open(library, read_only=True) as store:
        # so many flipped bits may hit a hash as well as the index that would tell
        assert_of_its_photo(store, same_content=change is not flip_many)
    assert 0 <= saved.kept <= COUNT + 1
    assert (saved.copy is None) == (saved.trouble == "")
    if saved.copy is not None:
        assert saved.copy.name == "library-damaged-20260801T123005Z.db"
        assert saved.copy.read_bytes() == content
    if change in (flip_one, flip_header):
        assert saved.kept >= COUNT // 2
    assert salvage(library).copy is None


def test_a_whole_library_is_left_alone(library, whole):
    assert salvage(library) == Salvaged(COUNT + 1, 1, None)
    assert (library / DATABASE_NAME).read_bytes() == whole
    assert not list(library.glob("*damaged*"))


def test_everything_is_brought_over(library):
    with Store.open(library) as store:
        before = everything(store)
        assert before["photos"]
        old_name = store.read.library_id()
    damage(library, lambda content, _: content.__setitem__(slice(0, 16), b"x" * 16))

    saved = salvage(library)

    assert (saved.kept, saved.again) == (COUNT + 1, 1)
    with Store.open(library) as store:
        assert everything(store) == before
        assert store.read.library_id() != old_name
        (ids,) = {tuple(store.read.embeddings("m")[0].tolist())}
        assert len(ids) == COUNT - 1
        # an id is never used again
        assert store.write.commit_photos([record(999, vectors()[0])])[0] > COUNT + 2


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    connection = store._connection()
    tables = ["folders", "photos", "keywords", "embeddings", "models", "photo_words"]
    rows = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}
    rows["models"] = [row[:2] for row in rows["models"]]
    rows["settings"] = connection.execute(
        "SELECT * FROM settings WHERE key <> 'library_id' ORDER BY key"
    ).fetchall()
    return rows


@pytest.mark.parametrize("table", ["embeddings", "photos", "keywords", "settings", "folders"])
def test_a_table_that_is_lost_costs_its_rows_only(library, whole, table):
    root = root_of(whole, library, table)

    def zero(content: bytearray, _: random.Random) -> None:
        content[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)

    damage(library, zero)
    saved = salvage(library)
    assert_whole(library)
    with Store.open(library) as store:
        photos = {"embeddings": (0, COUNT), "photos": (0, 0)}.get(table, (COUNT - 1, 1))
        counts = store.read.counts()
        assert (counts.indexed, min(counts.pending, COUNT)) == photos
        if table != "photos":
            assert store.read.setting("model") == "m"
        assert len(store.read.folders()) == (table != "folders")
    assert saved.again >= {"embeddings": COUNT, "photos": COUNT}.get(table, 1)


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("UPDATE embeddings SET vector = zeroblob(128) WHERE photo_id = 9", "pending"),
        ("UPDATE embeddings SET vector = x'0000' WHERE photo_id = 9", "pending"),
        ("DELETE FROM embeddings WHERE photo_id = 9", "pending"),
        ("DELETE FROM keywords WHERE photo_id = 9 AND position = 0", "pending"),
        ("DELETE FROM keywords WHERE photo_id = 9", "pending"),
        ("UPDATE photos SET path = x'61' WHERE id = 9", None),
        ("UPDATE photos SET path = x'2f610062' WHERE id = 9", None),
        ("UPDATE photos SET size = -1 WHERE id = 9", None),
        ("UPDATE photos SET taken_at = 'soon' WHERE id = 9", None),
        ("UPDATE photos SET title = CAST(x'ff' AS TEXT) WHERE id = 9", None),
        ("UPDATE photos SET width = NULL WHERE id = 9", None),
        ("UPDATE photos SET content_hash = NULL WHERE id = 9", None),
        ("UPDATE settings SET value = '{' WHERE key = 'model'", "indexed"),
        ("UPDATE settings SET value = CAST(x'ff' AS TEXT) WHERE key = 'model'", "indexed"),
        ("UPDATE folders SET path = x'70'", "indexed"),
    ],
)
def test_what_makes_no_sense_is_left_out(library, change, state):
    with Store.open(library) as store, store.transaction():
        store.write.connection.execute(change)
    damage(library, lambda content, _: content.__setitem__(slice(0, 16), b"x" * 16))
    salvage(library)
    assert_whole(library)
    with Store.open(library) as store:
        states = {file.id: file.state for file in store.read.known_files().values()}
        assert states.get(9) == state
        expected = COUNT + 2 - (state is None)
        assert len(states) == expected
        assert store.read.setting("model") == "m"


def flip_in_row(content: bytearray, before: bytes, after: bytes) -> None:
    """Change some bytes where a table has them, but not where an index has them once more."""
    at = [start for start in range(len(content)) if content.startswith(before, start)]
    assert at, before
    for start in at:
        page = start - start % PAGE
        if content[page + 100 * (page == 0)] == _LEAF_OF_TABLE:
            content[start : start + len(before)] = after


_LEAF_OF_TABLE = 13


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # a content hash; that of another photo; a path; a title
        ((200).to_bytes(32, "big"), (1 << 200 | 200).to_bytes(32, "big")),
        ((200).to_bytes(32, "big"), (201).to_bytes(32, "big")),
        (b"/p/walk 10/200.jpg", b"/p/walk 10/x00.jpg"),
        (b"T03:04:05title 200", b"T03:04:05tITLE 200"),
    ],
    ids=["hash", "another's hash", "path", "title"],
)
def test_a_photo_that_its_index_contradicts_is_read_again(library, before, after):
    damage(library, lambda content, _: flip_in_row(content, before, after))
    damage(library, lambda content, _: content.__setitem__(slice(0, 16), b"x" * 16))
    assert salvage(library).kept == COUNT
    assert_whole(library)
    with Store.open(library) as store:
        photos = store.read.known_files().values()
        assert {file.id for file in photos if file.state == "pending"} == {201, COUNT + 2}


def test_an_embedding_whose_photo_is_in_doubt_is_made_again(library):
    """Its row says another photo than its index does."""
    path = library / DATABASE_NAME
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT vector FROM embeddings WHERE photo_id = 9").fetchone()
    damage(library, lambda content, _: change_number_before(content, row[0], 9, 11))
    saved = salvage(library)
    assert saved.trouble
    assert_whole(library)
    with Store.open(library) as store:
        photos = store.read.known_files().values()
        pending = {file.id for file in photos if file.state == "pending"}
        assert pending >= {9, COUNT + 2}
        assert len(pending) <= 3


def change_number_before(content: bytearray, blob: bytes, before: int, after: int) -> None:
    """In a row of model, photo and embedding: the photo, a number of one byte."""
    at = content.index(blob)
    assert content[at - 1] == before
    content[at - 1] = after


def test_a_library_of_an_older_version_is_saved_into_one_of_this(folder):
    folder.mkdir()
    path = folder / DATABASE_NAME
    golden = Path(__file__).parent / "golden" / "version-1.sql"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(golden.read_text("utf-8"))
    damage(folder, lambda content, _: content.__setitem__(slice(24, 28), b"xxxx"))
    damage(folder, lambda content, _: content.__setitem__(slice(68, 72), b"xxxx"))
    saved = salvage(folder)
    assert saved.copy is not None
    with Store.open(folder) as store:
        assert [added.path for added in store.read.folders()] == ["/p"]
        assert sum(vars(store.read.counts()).values()) == 5


def test_words_that_search_cannot_read_are_made_again(library, whole):
    root = root_of(whole, library, "photo_words_data")
    with closing(sqlite3.connect(library / DATABASE_NAME)) as connection:
        connection.execute("DELETE FROM photo_words_data WHERE id > 10")
        connection.commit()
    assert root
    saved = salvage(library)
    assert "words" in saved.trouble
    assert saved.kept == COUNT + 1
    assert_whole(library)
