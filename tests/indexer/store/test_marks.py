"""What the user says of photos, and how long that is remembered."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from indexer.reports import MarkChange
from indexer.store import DATABASE_NAME, FailedFile, Placement, Store
from indexer.store.salvage import salvage
from tests.indexer.store.damaged import damage

LIKED = MarkChange(favourite=True, rating=4)


def marks(store, path):
    (photo_id,) = store.read.ids_of([path])
    row = store.read.rows([photo_id])[photo_id]
    return bool(row.favourite), row.own_rating, bool(row.hidden)


@pytest.fixture
def liked(store, record):
    (photo_id,) = store.write.commit_photos([record("/p/a.jpg", 1, rating=2)])
    assert store.write.mark([photo_id, 999], LIKED) == 1
    return photo_id


def test_a_change_leaves_the_rest_as_it_is(store, liked):
    assert marks(store, "/p/a.jpg") == (True, 4, False)
    store.write.mark([liked], MarkChange(hidden=True))
    assert marks(store, "/p/a.jpg") == (True, 4, True)
    store.write.mark([liked], MarkChange(favourite=False, rating=0))
    assert marks(store, "/p/a.jpg") == (False, None, True)
    assert store.write.mark([liked], MarkChange()) == 1
    assert store.write.mark([], LIKED) == 0


def test_very_many_at_once(store, record):
    ids = store.write.commit_photos([record(f"/p/{n}.jpg", n % 200) for n in range(300)])
    assert store.write.mark([*ids, *range(10_000, 110_000)], LIKED) == 300


def test_edits_and_moves_change_nothing(store, record, liked):
    store.write.commit_photos([record("/p/a.jpg", 2)])
    store.write.move([Placement(liked, "/q/b.jpg", 1, 1)])
    store.write.mark_missing([liked])
    assert marks(store, "/q/b.jpg") == (True, 4, False)


def test_a_photo_that_comes_back_has_its_marks_again(store, record, liked):
    store.write.remove([liked])
    store.write.commit_photos([record("/elsewhere/a.jpg", 1), record("/p/other.jpg", 2)])
    assert marks(store, "/elsewhere/a.jpg") == (True, 4, False)
    assert marks(store, "/p/other.jpg") == (False, None, False)


def test_all_copies_in_a_folder_that_is_added_again_have_their_marks(store, record):
    store.write.add_folder("/p")
    copies = [record("/p/a.jpg", 1), record("/p/b.jpg", 1)]
    store.write.mark(store.write.commit_photos(copies), MarkChange(hidden=True))
    store.write.remove_folder("/p")
    store.write.commit_photos(copies)
    assert {marks(store, path) for path in ("/p/a.jpg", "/p/b.jpg")} == {(False, None, True)}


def test_marks_that_were_taken_away_do_not_come_back(store, record, liked):
    store.write.remove([liked])
    ids = store.write.commit_photos([record("/p/a.jpg", 1)])
    store.write.mark(ids, MarkChange(favourite=False, rating=0))
    store.write.remove(ids)
    store.write.commit_photos([record("/p/a.jpg", 1)])
    assert marks(store, "/p/a.jpg") == (False, None, False)


def test_own_marks_count_more_than_remembered_ones(store, record, liked):
    store.write.remove([liked])
    ids = store.write.commit_photos([record("/p/b.jpg", 2)])
    store.write.mark(ids, MarkChange(rating=1))
    store.write.commit_photos([record("/p/b.jpg", 1)])  # now the content that was liked
    assert marks(store, "/p/b.jpg") == (False, 1, False)


def test_a_photo_that_cannot_be_read_and_is_removed_then(store, record, liked):
    store.write.mark_failed([FailedFile("/p/a.jpg", 1, 1, "It is broken.", "broken")])
    store.write.remove([liked])
    store.write.commit_photos([record("/p/a.jpg", 1)])
    assert marks(store, "/p/a.jpg") == (True, 4, False)


def test_a_photo_that_could_not_be_read_for_a_while(store, record, liked):
    store.write.mark_failed([FailedFile("/p/a.jpg", 1, 1, "It is broken.", "broken")])
    store.write.commit_photos([record("/p/a.jpg", 1)])
    assert marks(store, "/p/a.jpg") == (True, 4, False)


def test_a_copy_of_a_photo_is_not_marked(store, liked):
    store.write.copy([Placement(liked, "/p/copy.jpg", 1, 1)])
    assert marks(store, "/p/copy.jpg") == (False, None, False)


def test_a_rating_that_is_none_is_refused(store, liked):
    with pytest.raises(sqlite3.IntegrityError):
        store.write.mark([liked], MarkChange(rating=6))
    assert marks(store, "/p/a.jpg") == (True, 4, False)


def test_saved_searches(store):
    store.write.save_search("dogs", "{}")
    store.write.save_search("dogs", '{"a": 1}')
    store.write.save_search("cats", "{}")
    assert sorted(store.read.saved_searches()) == [("cats", "{}"), ("dogs", '{"a": 1}')]
    store.write.remove_search("dogs")
    store.write.remove_search("dogs")
    assert store.read.saved_searches() == [("cats", "{}")]


def spoil(content, _):
    content[:16] = b"x" * 16


def test_what_the_user_noted_survives_a_repair(library):
    with Store.open(library) as store:
        store.write.mark([5, 6], LIKED)
        store.write.mark([7], MarkChange(hidden=True))
        store.write.remove([6])
        store.write.save_search("dogs", "{}")
        store.write.save_search("nonsense", "{}")
    with closing(sqlite3.connect(library / DATABASE_NAME)) as connection, connection:
        connection.execute("UPDATE saved_searches SET query = '{' WHERE name = 'nonsense'")
        connection.execute("UPDATE photos SET place = 'Lisbon, Portugal' WHERE id = 8")
        connection.execute(
            "UPDATE photo_words SET keywords = keywords || ', Lisbon, Portugal' WHERE rowid = 8"
        )
        content_hash = connection.execute("SELECT content_hash FROM remembered_marks").fetchall()
    damage(library, spoil)
    saved = salvage(library)
    assert (saved.again, saved.trouble != "") == (1, True)
    with Store.open(library) as store:
        rows = store.read.rows([5, 7, 8])
        assert (rows[5].favourite, rows[5].own_rating, rows[7].hidden) == (1, 4, 1)
        assert rows[8].place == "Lisbon, Portugal"
        assert [match.id for match in store.read.match_text("lisbon", 5)] == [8]
        assert store.read.saved_searches() == [("dogs", "{}")]
        connection = store._connection()
        query = "SELECT content_hash, favourite, own_rating FROM remembered_marks"
        assert connection.execute(query).fetchall() == [(*content_hash[0], 1, 4)]
