"""What is put into the store comes out again, and states follow their rules."""

import os
import threading
from dataclasses import fields, replace

import numpy as np
import pytest

from indexer.errors import FolderError
from indexer.metadata import PhotoMetadata
from indexer.query import Filters
from indexer.store import Counts, FailedFile, FileStamp, Placement, Store
from indexer.store.rows import EmbeddingCount
from indexer.store.statements import METADATA

STRANGE = os.fsdecode(b"/p/caf\xe9 \xff.jpg")  # Latin-1 bytes: no valid UTF-8


def found(store, model="m"):
    return store.read.embeddings(model)[0].tolist()


def test_a_photo_comes_back_as_it_went_in(store, record):
    photo = record("/p/a.jpg", taken_at="2026-08-01T17:03:21", rating=4, keywords=("dog", "Schnee"))
    (photo_id,) = store.write.commit_photos([photo])

    row = store.read.rows([photo_id])[photo_id]

    assert (row.path, row.size, row.mtime_ns, row.state) == ("/p/a.jpg", 1001, 5, "indexed")
    assert (row.width, row.height, row.kind) == (400, 300, "jpeg")
    assert (row.content_hash, row.taken_at, row.rating) == (b"\1" * 32, "2026-08-01T17:03:21", 4)
    assert store.read.keywords(photo_id) == ("dog", "Schnee")
    assert store.read.embedding_of(photo_id, "m").tolist() == [0, 1, 0, 0]


def test_every_field_of_the_metadata_is_a_column(store, record):
    full = PhotoMetadata(
        "2026-08-01T17:03:21", 120, "Canon", "EOS R6", "RF 35", 0.004, 1.8, 400, 35.0, 48.1, 11.5,
        519.0, 6, 5, ("a", "b"), "Title", "Caption",
    )  # fmt: skip
    assert None not in [getattr(full, field.name) for field in fields(full)]
    store.write.commit_photos([replace(record("/p/a.jpg"), metadata=full)])

    stored = store._connection().execute(f"SELECT {', '.join(METADATA)} FROM photos").fetchone()

    assert stored == tuple(getattr(full, name) for name in METADATA)


def test_names_that_are_not_utf8_survive(store, record):
    (photo_id,) = store.write.commit_photos([record(STRANGE)])

    assert store.read.rows([photo_id])[photo_id].path == STRANGE
    assert list(store.read.known_files("/p")) == [STRANGE]
    assert store.read.select_ids(Filters(folders=("/p",))).tolist() == [photo_id]
    assert [match.id for match in store.read.match_text("CAF", 5, every=False)] == [photo_id]
    store.write.mark_failed([FailedFile(STRANGE, 1, 1, "broken", "broken")])
    assert store.read.failures()[0].path == STRANGE


def test_ids_are_kept_by_path_and_never_reused(store, record):
    first, second = store.write.commit_photos([record("/p/a.jpg", 1), record("/p/b.jpg", 2)])
    store.write.remove([second])

    again = store.write.commit_photos([record("/p/a.jpg", 3), record("/p/b.jpg", 2)])

    assert again[0] == first
    assert again[1] > second


def test_the_same_path_twice_in_a_batch_is_one_photo(store, record):
    ids = store.write.commit_photos([record("/p/a.jpg", 1), record("/p/a.jpg", 2)])

    assert ids[0] == ids[1]
    assert store.read.rows(ids)[ids[0]].content_hash == b"\2" * 32


def test_new_content_drops_what_other_models_saw(store, record):
    (photo_id,) = store.write.commit_photos([record("/p/a.jpg", 1)])
    store.write.add_embeddings("other", [photo_id], np.ones((1, 2), np.float16))

    store.write.commit_photos([replace(record("/p/a.jpg", 1), mtime_ns=99)])
    assert found(store, "other") == [photo_id]

    store.write.commit_photos([record("/p/a.jpg", 2)])
    assert found(store, "other") == []
    assert store.read.embedding_of(photo_id, "m").tolist() == [0, 0, 1, 0]


def test_embeddings_of_a_second_model(store, record):
    ids = store.write.commit_photos([record("/p/a.jpg", 1), record("/p/b.jpg", 2, embedding=None)])
    assert store.read.ids_without_embedding("m") == [ids[1]]
    assert store.read.ids_without_embedding("other") == ids

    store.write.add_embeddings("other", [*ids, 999], np.ones((3, 2), np.float16))

    assert store.read.ids_without_embedding("other") == []
    assert found(store, "other") == ids
    assert store.read.embeddings_of_models()["other"] == EmbeddingCount(len(ids), 4)
    assert store.write.remove_embeddings("other", len(ids) - 1) == len(ids) - 1
    assert found(store, "other") == ids[-1:]
    assert store.write.remove_embeddings("other", 9) == 1
    assert store.write.remove_embeddings("other", 9) == 0
    assert found(store, "other") == []
    assert store.read.count_without_embedding("other") == len(ids)
    assert "other" not in store.read.embeddings_of_models()


def test_embeddings_come_by_ascending_id_and_only_of_indexed_photos(store, record):
    ids = store.write.commit_photos([record(f"/p/{n}.jpg", n) for n in range(8)])
    store.write.add_embeddings("m", ids[:1], np.full((1, 4), 0.5, np.float16))
    store.write.mark_missing([ids[3]])
    store.write.add_pending([FileStamp("/p/4.jpg", 1, 1)])

    got, vectors = store.read.embeddings("m")

    assert got.dtype == np.uint64
    assert vectors.dtype == np.float16
    assert got.tolist() == [i for i in ids if i not in (ids[3], ids[4])]
    assert vectors[0].tolist() == [0.5] * 4
    some, part = store.read.embeddings("m", [ids[5], ids[3], ids[1], 77])
    assert some.tolist() == [ids[1], ids[5]]
    assert part.tolist() == np.eye(4)[[1, 1]].tolist()
    assert store.read.embeddings("unknown")[1].shape == (0, 0)


@pytest.mark.parametrize("bad", [np.array([np.nan, 0]), np.array([np.inf, 0]), np.zeros((1, 2))])
def test_an_embedding_that_is_none_is_refused_and_nothing_is_stored(store, record, bad):
    with pytest.raises(ValueError, match="finite"):
        store.write.commit_photos([record("/p/a.jpg"), record("/p/b.jpg", embedding=bad)])
    assert store.read.known_files() == {}


def test_failures_keep_the_id_and_forget_the_content(store, record):
    (photo_id,) = store.write.commit_photos([record("/p/a.jpg", caption="snow")])

    store.write.mark_failed([FailedFile("/p/a.jpg", 7, 8, "It is cut off.", "truncated")])
    store.write.mark_failed([FailedFile("/p/new.jpg", 1, 1, "It is empty.", "empty")])

    known = store.read.known_files()
    assert (known["/p/a.jpg"].id, known["/p/a.jpg"].state) == (photo_id, "failed")
    assert known["/p/a.jpg"].content_hash is None
    assert found(store) == []
    assert store.read.match_text("snow", 5) == []
    assert store.read.rows([photo_id]) == {}
    latest, earlier = store.read.failures()
    assert (latest.path, latest.reason, latest.cause) == ("/p/new.jpg", "It is empty.", "empty")
    assert (earlier.path, earlier.failed_at) == ("/p/a.jpg", "2026-08-01T12:02:00+00:00")

    store.write.commit_photos([record("/p/a.jpg")])
    assert [row.path for row in store.read.failures()] == ["/p/new.jpg"]


def test_attempts_count_until_the_file_changes(store):
    failed = FailedFile("/p/a.jpg", 1, 1, "No.", "no")
    for attempts in (1, 2):
        store.write.mark_failed([failed])
        assert store.read.known_file("/p/a.jpg").attempts == attempts
    store.write.add_pending([FileStamp("/p/a.jpg", 1, 1)])
    assert store.read.known_file("/p/a.jpg").attempts == 2
    store.write.mark_failed([replace(failed, size=2)])
    assert store.read.known_file("/p/a.jpg").attempts == 1
    store.write.add_pending([FileStamp("/p/a.jpg", 3, 1)])
    assert store.read.known_file("/p/a.jpg").attempts == 0


def test_pending_files(store, record):
    (photo_id,) = store.write.commit_photos([record("/p/b.jpg")])
    store.write.add_pending([FileStamp("/p/b.jpg", 2, 2), FileStamp("/q/a.jpg", 1, 1)])

    assert [file.path for file in store.read.pending()] == ["/p/b.jpg", "/q/a.jpg"]
    assert [file.id for file in store.read.pending("/p")] == [photo_id]
    assert store.read.select_ids(Filters(types=("jpeg",))).tolist() == []
    assert store.read.counts() == Counts(pending=2)


def test_missing_photos_are_not_found_and_come_back(store, record):
    ids = store.write.commit_photos([record("/p/a.jpg"), record("/p/b.jpg", 2)])
    store.write.mark_failed([FailedFile("/p/c.jpg", 1, 1, "No.", "no")])
    failed = store.read.known_file("/p/c.jpg").id

    for _ in range(2):
        store.write.mark_missing([ids[0], failed])
    assert found(store) == [ids[1]]
    assert store.read.counts() == Counts(indexed=1, missing=2)
    assert store.read.rows(ids)[ids[0]].state == "missing"
    assert store.read.failures() == []
    assert [file.id for file in store.read.find_same_content(b"\1" * 32)] == [ids[0]]

    store.write.mark_present([ids[0], failed])
    assert found(store) == ids
    assert store.read.counts() == Counts(indexed=2, failed=1)


def test_known_content_is_recognised(store, record):
    (photo_id,) = store.write.commit_photos([record("/p/a.jpg", 7)])
    store.write.add_pending([FileStamp("/p/b.jpg", 55, 1)])

    assert [file.id for file in store.read.find_same_content(b"\7" * 32)] == [photo_id]
    assert store.read.find_same_content(b"\0" * 32) == []
    assert store.read.has_size(1007)
    assert not store.read.has_size(55)  # nothing was read of it


def test_a_move_keeps_the_photo(store, record):
    (photo_id,) = store.write.commit_photos([record("/p/Rome/a.jpg", caption="fountain")])
    store.write.mark_missing([photo_id])
    store.write.add_pending([FileStamp("/p/Oslo/b.jpg", 1001, 9)])

    store.write.move([Placement(photo_id, "/p/Oslo/b.jpg", 1001, 9)])

    row = store.read.rows([photo_id])[photo_id]
    assert (row.path, row.mtime_ns, row.state) == ("/p/Oslo/b.jpg", 9, "indexed")
    assert list(store.read.known_files()) == ["/p/Oslo/b.jpg"]
    assert found(store) == [photo_id]
    assert store.read.match_text("rome", 5) == []
    assert [match.id for match in store.read.match_text("oslo fountain", 5)] == [photo_id]


def test_photos_swap_names(store, record):
    a, b = store.write.commit_photos([record("/p/a.jpg", 1), record("/p/b.jpg", 2)])

    store.write.move([Placement(a, "/p/b.jpg", 1, 1), Placement(b, "/p/a.jpg", 2, 2)])

    assert {path: file.id for path, file in store.read.known_files().items()} == {
        "/p/b.jpg": a,
        "/p/a.jpg": b,
    }


def test_a_copy_is_a_photo_of_its_own(store, record):
    (source,) = store.write.commit_photos([record("/p/a.jpg", title="Trip", keywords=("x", "y"))])
    store.write.add_embeddings("other", [source], np.ones((1, 2), np.float16))
    store.write.mark_failed([FailedFile("/p/known.jpg", 1, 1, "No.", "no")])
    known = store.read.known_file("/p/known.jpg").id

    new, kept = store.write.copy(
        [Placement(source, "/p/new.jpg", 1001, 6), Placement(source, "/p/known.jpg", 1001, 7)]
    )

    assert kept == known
    assert found(store) == found(store, "other") == sorted([source, new, kept])
    assert store.read.keywords(new) == ("x", "y")
    row = store.read.rows([new])[new]
    assert (row.path, row.mtime_ns, row.kind, row.content_hash) == (
        "/p/new.jpg",
        6,
        "jpeg",
        b"\1" * 32,
    )
    assert {match.id for match in store.read.match_text("trip", 9)} == {source, new, kept}
    store.write.remove([source])
    assert found(store) == sorted([new, kept])


def test_copies_of_nothing_are_bugs(store, record):
    (source,) = store.write.commit_photos([record("/p/a.jpg")])
    with pytest.raises(ValueError, match="never indexed"):
        store.write.copy([Placement(99, "/p/b.jpg", 1, 1)])
    with pytest.raises(ValueError, match="its own place"):
        store.write.copy([Placement(source, "/p/a.jpg", 1, 1)])
    store.write.add_pending([FileStamp("/p/a.jpg", 2, 2)])
    with pytest.raises(ValueError, match="never indexed"):
        store.write.copy([Placement(source, "/p/b.jpg", 1, 1)])


def test_removing_leaves_nothing_behind(store, record):
    ids = store.write.commit_photos([record("/p/a.jpg", keywords=("dog",), caption="snow")])

    store.write.remove(ids)

    connection = store._connection()
    for table in ("photos", "keywords", "embeddings", "photo_words"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_forgetting_a_folder_spares_what_another_one_covers(store, record):
    for path in ("/p", "/p/keep/", "/q", "/p"):
        store.write.add_folder(path)
    paths = ["/p/a.jpg", "/p/keep/b.jpg", "/p/keeper/c.jpg", "/pq/d.jpg", "/q/e.jpg"]
    ids = store.write.commit_photos([record(path, n) for n, path in enumerate(paths)])
    assert [folder.path for folder in store.read.folders()] == ["/p", "/p/keep", "/q"]

    removed = store.write.remove_folder("/p/")

    assert removed.tolist() == [ids[0], ids[2]]
    assert sorted(store.read.known_files()) == ["/p/keep/b.jpg", "/pq/d.jpg", "/q/e.jpg"]
    with pytest.raises(FolderError, match="/p "):
        store.write.remove_folder("/p")


def test_a_folder_within_another_one_takes_no_photos_along(store, record):
    store.write.add_folder("/")
    store.write.add_folder("/p")
    store.write.commit_photos([record("/p/a.jpg")])

    assert store.write.remove_folder("/p").tolist() == []
    assert store.write.remove_folder("/").size == 1


def test_folder_questions_use_the_index(store):
    query = "EXPLAIN QUERY PLAN SELECT id FROM photos WHERE path >= ? AND path < ?"
    plan = store._connection().execute(query, (b"/p/", b"/p0")).fetchall()
    assert "USING COVERING INDEX" in plan[0][3]


def test_a_transaction_is_all_or_nothing_and_reads_its_own_writes(store, record):
    with store.transaction():
        store.write.commit_photos([record("/p/a.jpg")])
        assert list(store.read.known_files()) == ["/p/a.jpg"]
        others: list[int] = []
        thread = threading.Thread(target=lambda: others.append(len(store.read.known_files())))
        thread.start()
        thread.join()
        assert others == [0]

    def break_off() -> None:
        with store.transaction():
            store.write.commit_photos([record("/p/b.jpg")])
            store.write.copy([Placement(99, "/p/c.jpg", 1, 1)])

    with pytest.raises(ValueError, match="never indexed"):
        break_off()
    assert list(store.read.known_files()) == ["/p/a.jpg"]


def test_threads_write_in_turn(store, record):
    def write(thread: int) -> None:
        for n in range(20):
            store.write.commit_photos([record(f"/p/{thread}-{n}.jpg")])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.read.counts() == Counts(indexed=80)


def test_settings(store):
    assert store.read.setting("model") is None
    store.write.set_setting("model", {"id": "starter", "since": [1, 2]})
    store.write.set_setting("model", {"id": "other"})
    assert store.read.setting("model") == {"id": "other"}
    assert store.read.setting("nothing", 5) == 5
    assert len(store.read.library_id()) == 32
    assert store.read.database_bytes() > 0


def test_counts_of_one_folder(store, record):
    store.write.commit_photos([record("/p/a.jpg"), record("/pp/b.jpg", 2)])
    assert store.read.counts("/p") == Counts(indexed=1)


class TestSequence:
    """It grows with every change to what can be found with a model, and says what changed."""

    @pytest.fixture
    def ids(self, store: Store, record) -> list[int]:
        return store.write.commit_photos([record("/p/a.jpg", 1), record("/p/b.jpg", 2)])

    @pytest.mark.parametrize(
        "change",
        [
            lambda write, ids: write.mark_missing(ids[:1]),
            lambda write, ids: write.remove(ids[:1]),
            lambda write, ids: write.add_pending([FileStamp("/p/a.jpg", 0, 0)]),
            lambda write, ids: write.mark_failed([FailedFile("/p/a.jpg", 0, 0, "No.", "no")]),
            lambda write, ids: write.add_embeddings("m", ids[:1], np.ones((1, 4), np.float16)),
        ],
    )
    def test_changes_are_noted(self, store, ids, change):
        before = store.read.sequence("m")
        change(store.write, ids)
        assert store.read.sequence("m") > before
        assert store.read.changed_since("m", before).tolist() == ids[:1]

    def test_coming_back_is_a_change(self, store, ids):
        store.write.mark_missing(ids)
        before = store.read.sequence("m")
        store.write.mark_present(ids[1:])
        assert store.read.changed_since("m", before).tolist() == ids[1:]

    def test_other_models_and_moves_change_nothing(self, store, ids, record):
        before = store.read.sequence("m")
        store.write.add_embeddings("other", ids, np.ones((2, 2), np.float16))
        store.write.move([Placement(ids[0], "/p/c.jpg", 1, 1)])
        store.write.mark_failed([FailedFile("/p/x.jpg", 0, 0, "No.", "no")])
        assert store.read.sequence("m") == before
        assert store.read.sequence("other") > 0
        assert store.read.sequence("unknown") == 0


def test_counts_follow_every_change(store, record):
    assert store.read.counts() == Counts()
    store.write.commit_photos([record("/p/a.jpg")])
    assert store.read.counts() == store.read.counts() == Counts(indexed=1)
    with store.transaction():
        store.write.commit_photos([record("/p/b.jpg", 2)])
        assert store.read.counts() == Counts(indexed=2)
        store.write.commit_photos([record("/p/c.jpg", 3)])
        assert store.read.counts() == Counts(indexed=3)
    assert store.read.counts() == Counts(indexed=3)
    store.write.mark_missing([1])
    assert store.read.counts() == Counts(indexed=2, missing=1)
