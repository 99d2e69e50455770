"""The index answers as brute force over the store does, whatever its files went through."""

import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from indexer.store import Store
from indexer.vectors import VectorIndex
from tests.indexer.vectors.small import (
    ALWAYS,
    DIM,
    MODEL,
    NEVER,
    assert_right,
    assert_same,
    brute_force,
    commit,
    files,
    filled,
    saved,
    vectors_of,
)


def test_an_empty_library(store, exact_below):
    index = saved(store, exact_below)
    assert index.search(np.ones(DIM), 5).ids.tolist() == []
    assert index.search_among(np.array([1, 2], np.uint64), np.ones(3), 5).searched == 0
    assert files(store.folder, "*") == []


def test_a_new_photo_is_found_after_a_refresh(store, exact_below):
    index = saved(store, exact_below)
    ids = filled(store)
    index.refresh()
    assert_right(index, store)
    store.write.remove(ids[:10])
    commit(store, ["/p/20.jpg"], [99])
    index.refresh()
    assert_right(index, store)


def test_what_was_saved_is_used(store, exact_below, monkeypatch):
    filled(store)
    saved(store, exact_below)
    reads = []
    real = store.read.embeddings

    def embeddings(model, ids=None):
        reads.append(ids is None)
        return real(model, ids)

    monkeypatch.setattr(store.read, "embeddings", embeddings)
    index = VectorIndex.open(store, MODEL, exact_below=exact_below)
    index.search(np.ones(DIM), 5)
    assert True not in reads  # never everything
    monkeypatch.undo()
    assert_right(index, store)


def test_readers_take_in_what_was_committed_after_the_save(store, exact_below):
    ids = filled(store)
    saved(store, exact_below)
    store.write.mark_missing(ids[3:6])
    commit(store, ["/p/7.jpg", "/q/new.jpg"], [77, 5])
    with Store.open(store.folder, read_only=True) as reader:
        index = VectorIndex.open(reader, MODEL, exact_below=exact_below)
        assert_right(index, reader)
        store.write.mark_present(ids[4:5])
        store.write.remove(ids[:2])
        index.refresh()
        assert_right(index, reader)


def test_a_graph_grows_in_steps_and_answers_are_right_meanwhile(store):
    ids = filled(store, 600)
    index = VectorIndex.open(store, MODEL, exact_below=100)
    assert not index.tend(stop=lambda: True)
    assert_right(index, store)
    answers = iter([False, True])
    assert not index.tend(stop=lambda: next(answers))
    assert_right(index, store)
    index.save()
    assert files(store.folder, "usearch") == []  # unfinished
    store.write.remove(ids[:20])
    commit(store, [f"/p/{n}.jpg" for n in range(300, 310)], list(range(300, 310)))
    assert index.tend()
    assert_right(index, store)
    index.save()
    assert len(files(store.folder, "usearch")) == 1
    store.write.remove(ids[30:])
    assert index.tend()
    index.save()
    assert files(store.folder, "usearch") == []  # few enough to do without
    assert_right(index, store)


def test_what_changes_while_the_graph_takes_it_in_is_taken_in_again(store, monkeypatch):
    filled(store, 300)
    index = VectorIndex.open(store, MODEL, exact_below=100)
    assert not index.tend(stop=lambda: True)
    graph = index._graph
    put = graph.put

    def put_while_others_commit(ids: np.ndarray, vectors: np.ndarray) -> None:
        put(ids, vectors)
        if store.read.known_file("/p/0.jpg").size != 777:
            commit(store, ["/p/0.jpg"], [777])
            index.refresh()

    monkeypatch.setattr(graph, "put", put_while_others_commit)
    assert index.tend()
    stored = graph._index.get(1).astype(np.float64)
    assert stored @ vectors_of([777])[0] > 0.9 * np.linalg.norm(stored)


def test_a_reader_of_a_large_library_does_not_read_the_matrix(store):
    filled(store, 600)
    saved(store, 100)
    with Store.open(store.folder, read_only=True) as reader:
        index = VectorIndex.open(reader, MODEL, exact_below=100)
        assert_same(index.search(np.ones(DIM), 7), brute_force(store, np.ones(DIM), 7))
        assert index.search_among(np.array([1, 5], np.uint64), np.ones(DIM), 7).searched == 2
        assert len(index) == 600
        assert index._matrix is None


def test_queries_that_do_not_fit_are_bugs(store, exact_below):
    filled(store)
    index = saved(store, exact_below)
    some = np.array([1], np.uint64)
    for query in (np.zeros(DIM), np.full(DIM, np.nan), np.ones((1, DIM)), np.ones(DIM + 1)):
        with pytest.raises(ValueError, match="query"):
            index.search(query, 5)
        with pytest.raises(ValueError, match="query"):
            index.search_among(some, query, 5)
    assert index.search(np.ones(DIM), 0).ids.size == 0


def test_equal_photos_are_ordered_by_id(store, exact_below):
    ids = commit(store, [f"/p/{n}.jpg" for n in range(50)], [4] * 50)
    index = saved(store, exact_below)
    found = index.search(vectors_of([4])[0], 9)
    assert set(ids) >= set(found.ids.tolist())
    assert found.ids.tolist() == sorted(found.ids.tolist())
    assert len(set(found.scores.tolist())) == 1
    assert found.scores[0] == 1.0


def test_a_model_that_comes_back_with_another_size(store):
    filled(store)
    index = VectorIndex.open(store, MODEL)
    while store.write.remove_embeddings(MODEL, 100):
        pass
    index.refresh()
    assert len(index) == 0
    everyone = store.read.ids_without_embedding(MODEL)
    store.write.add_embeddings(MODEL, everyone, np.ones((len(everyone), 3), np.float16))
    index.refresh()
    assert index.search(np.ones(3), 2).scores.tolist() == [1.0, 1.0]


def test_searching_goes_on_while_the_index_grows(store):
    filled(store, 400)
    index = VectorIndex.open(store, MODEL, exact_below=200)
    done = threading.Event()
    troubles: list[str] = []

    def search() -> None:
        while not done.is_set():
            found = index.search(np.ones(DIM), 10)
            if found.ids.size != 10 or np.any(np.diff(found.scores) > 0):
                troubles.append(str(found))

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for batch in range(10):
            numbers = list(range(batch * 30, batch * 30 + 30))
            commit(store, [f"/q/{n}.jpg" for n in numbers], numbers)
            store.write.mark_missing([batch + 1])
            assert index.tend()
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert troubles == []
    assert_right(index, store)


class History(RuleBasedStateMachine):
    """Commits, losses, removals, saves and restarts in any order."""

    @initialize(exact_below=st.sampled_from([NEVER, ALWAYS, 12]))
    def open(self, exact_below: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.exact_below = exact_below
        self.store = Store.open(Path(self.folder.name))
        self.index = VectorIndex.open(self.store, MODEL, exact_below=exact_below)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    @rule(batch=st.dictionaries(st.integers(0, 30), st.integers(0, 40), min_size=1, max_size=12))
    def commit(self, batch: dict[int, int]) -> None:
        commit(self.store, [f"/p/{n}.jpg" for n in batch], list(batch.values()))
        self.index.refresh()

    @rule(data=st.data(), how=st.sampled_from(["remove", "mark_missing", "mark_present"]))
    def lose_or_find(self, data: st.DataObject, how: str) -> None:
        known = sorted(file.id for file in self.store.read.known_files().values())
        chosen = data.draw(st.sets(st.sampled_from(known))) if known else set()
        getattr(self.store.write, how)(chosen)
        self.index.refresh()

    @rule(steps=st.integers(0, 2))
    def tend(self, steps: int) -> None:
        left = iter([False] * steps)
        self.index.tend(stop=lambda: next(left, True))

    @rule()
    def save(self) -> None:
        self.index.save()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(Path(self.folder.name))
        self.index = VectorIndex.open(self.store, MODEL, exact_below=self.exact_below)

    @invariant()
    def agrees(self) -> None:
        if hasattr(self, "store"):
            assert_right(self.index, self.store)
            with Store.open(self.store.folder, read_only=True) as reader:
                index = VectorIndex.open(reader, MODEL, exact_below=self.exact_below)
                assert_right(index, reader)


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=15, stateful_step_count=12)
