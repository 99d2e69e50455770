"""The index answers as brute force over the store does, whatever its files went through."""

import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from indexer.errors import LibraryDamagedError
from indexer.metadata import PhotoMetadata
from indexer.store import DATABASE_NAME, PhotoRecord, Store
from indexer.vectors import Nearest, VectorIndex
from indexer.vectors import index as index_module
from indexer.vectors.files import CacheFile, Description, _check_of, safe_name

DIM = 8
MODEL = "ViT-B-32/laion 2B"
NEVER, ALWAYS = 10**9, 1  # from how many vectors on a graph is used


ROWS = np.random.default_rng(0).standard_normal((1000, DIM))
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)


def vectors_of(numbers: list[int]) -> np.ndarray:
    """(n, 8) float16: the same number gives the same vector, and numbers repeat."""
    return ROWS[numbers].astype(np.float16)


def commit(store: Store, paths: list[str], numbers: list[int], model: str = MODEL) -> list[int]:
    return store.write.commit_photos(
        [
            PhotoRecord(
                path, n, n, n.to_bytes(32, "big"), 4, 3, "jpeg", PhotoMetadata(), model, row
            )
            for path, n, row in zip(paths, numbers, vectors_of(numbers), strict=True)
        ]
    )


def brute_force(store: Store, query: np.ndarray, count: int) -> tuple[list[int], list[float]]:
    ids, rows = store.read.embeddings(MODEL)
    full = rows.astype(np.float64)
    scores = [
        float(row @ query / np.linalg.norm(row) / np.linalg.norm(query)) if row.any() else 0.0
        for row in full
    ]
    order = sorted(range(ids.size), key=lambda at: (-round(scores[at], 12), ids[at]))[:count]
    return [int(ids[at]) for at in order], [scores[at] for at in order]


def assert_same(found: Nearest, expected: tuple[list[int], list[float]]) -> None:
    assert found.ids.tolist() == expected[0]
    np.testing.assert_allclose(found.scores, expected[1], atol=1e-6)


def assert_right(index: VectorIndex, store: Store) -> None:
    """Answers to some queries, and how many photos there are, are those of the store."""
    everything = store.read.embeddings(MODEL)[0]
    assert len(index) == everything.size
    for seed in range(3):
        query = np.random.default_rng(1000 + seed).standard_normal(DIM)
        for count in (1, 5, 2000):
            found = index.search(query, count)
            assert_same(found, brute_force(store, query, count))
            assert found.searched == everything.size
        some = everything[::2]
        among = index.search_among(some, query, 3)
        expected = brute_force(store, query, 10**6)
        kept = [pair for pair in zip(*expected, strict=True) if pair[0] in some][:3]
        assert_same(among, ([i for i, _ in kept], [score for _, score in kept]))
        assert among.searched == some.size


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        yield opened


@pytest.fixture(params=[NEVER, ALWAYS], ids=["exact", "graph"])
def exact_below(request) -> int:
    return request.param


def filled(store: Store, count: int = 40) -> list[int]:
    """Photos, some of them equal; not so many that a graph could not tell whom to propose."""
    numbers = [n % 30 if count < 100 else n for n in range(count)]
    return commit(store, [f"/p/{n}.jpg" for n in range(count)], numbers)


def saved(store: Store, exact_below: int) -> VectorIndex:
    index = VectorIndex.open(store, MODEL, exact_below=exact_below)
    assert index.tend()
    index.save()
    return index


def files(folder: Path, ending: str) -> list[Path]:
    return sorted((folder / "vectors").glob(f"*.{ending}"))


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


DAMAGES = {
    "truncated": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "empty": lambda path: path.write_bytes(b""),
    "missing": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "rubbish": lambda path: path.write_bytes(b"[1, 2"),
    "json": lambda path: path.write_bytes(b'{"file": 5}'),
    "a list": lambda path: path.write_bytes(b"[]"),
    **{
        f"flipped at {part}": lambda path, part=part: flip(path, part)
        for part in (0.0, 0.01, 0.3, 0.6, 0.999)
    },
}


def flip(path: Path, part: float) -> None:
    content = bytearray(path.read_bytes())
    content[int(part * len(content))] ^= 0x10
    path.write_bytes(content)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("ending", ["matrix", "usearch", "matrix.json", "usearch.json"])
def test_damaged_files_change_no_answer(store, damage, ending):
    filled(store)
    saved(store, ALWAYS)
    (path,) = files(store.folder, ending)
    DAMAGES[damage](path)

    with Store.open(store.folder, read_only=True) as reader:
        assert_right(VectorIndex.open(reader, MODEL, exact_below=ALWAYS), reader)
    index = VectorIndex.open(store, MODEL, exact_below=ALWAYS)
    assert_right(index, store)
    if path.is_dir():
        path.rmdir()
    commit(store, ["/p/more.jpg"], [3])
    assert index.tend()
    index.save()
    assert_right(VectorIndex.open(store, MODEL, exact_below=ALWAYS), store)
    assert len(files(store.folder, "*")) == 4


@pytest.mark.parametrize(
    "change", [{"library_id": "x"}, {"model_id": "x"}, {"format": 0}, {"sequence": 10**6}]
)
@pytest.mark.parametrize("ending", ["matrix", "usearch"])
def test_files_of_another_library_model_or_time_are_not_used(store, ending, change):
    filled(store)
    saved(store, ALWAYS)
    (path,) = files(store.folder, f"{ending}.json")
    note = json.loads(path.read_text()) | change
    del note["check"]
    path.write_text(json.dumps(note | {"check": _check_of(note)}))
    commit(store, ["/p/1.jpg", "/q/new.jpg"], [55, 56])
    assert_right(VectorIndex.open(store, MODEL, exact_below=ALWAYS), store)


def test_a_wrong_digit_in_a_sidecar_is_noticed(store):
    filled(store)
    saved(store, ALWAYS)
    library = store.read.library_id()
    for kind in ("matrix", "usearch"):
        cache = CacheFile(store.folder / "vectors", safe_name(MODEL), kind)
        whole = cache.sidecar.read_text()
        assert cache.find(library, MODEL) is not None
        for at in (at for at, digit in enumerate(whole) if digit.isdigit()):
            other = str((int(whole[at]) + 1) % 10)
            cache.sidecar.write_text(whole[:at] + other + whole[at + 1 :])
            assert cache.find(library, MODEL) is None, (at, whole)


@pytest.mark.parametrize("seed", range(40))
def test_a_bit_that_flips_anywhere_changes_no_answer(store, seed):
    filled(store)
    saved(store, ALWAYS)
    random = np.random.default_rng(seed)
    for path in files(store.folder, "*"):
        content = bytearray(path.read_bytes())
        for at in random.integers(0, len(content), random.integers(1, 4)):
            content[at] ^= 1 << random.integers(0, 8)
        path.write_bytes(content)
    assert_found_again(store)


@pytest.mark.parametrize("ending", ["matrix", "usearch"])
@pytest.mark.parametrize("part", [0.1, 0.25, 0.5, 0.75, 0.9, 0.99])
@pytest.mark.parametrize("filled_up", [False, True], ids=["cut off", "zeros"])
def test_what_a_power_cut_leaves_of_a_file_changes_no_answer(store, ending, part, filled_up):
    filled(store)
    saved(store, ALWAYS)
    (path,) = files(store.folder, ending)
    whole = path.read_bytes()
    kept = int(len(whole) * part)
    path.write_bytes(whole[:kept] + bytes(len(whole) - kept if filled_up else 0))
    assert_found_again(store)


def assert_found_again(store: Store) -> None:
    """Answers are right, and so are the files that are saved next."""
    index = VectorIndex.open(store, MODEL, exact_below=ALWAYS)
    assert_right(index, store)
    assert index.tend()
    index.save()
    library = store.read.library_id()
    for kind in ("matrix", "usearch"):
        cache = CacheFile(store.folder / "vectors", safe_name(MODEL), kind)
        assert cache.find(library, MODEL) is not None
    assert_right(VectorIndex.open(store, MODEL, exact_below=ALWAYS), store)


@pytest.mark.parametrize("which", ["*", "*.json", "*.matrix", "*.usearch"])
def test_files_of_two_models_that_change_places_change_no_answer(store, which):
    ids = filled(store)
    store.write.add_embeddings("other", ids, vectors_of([n + 100 for n in range(len(ids))]))
    saved(store, ALWAYS)
    other = VectorIndex.open(store, "other", exact_below=ALWAYS)
    assert other.tend()
    other.save()
    places = sorted((store.folder / "vectors").glob(which))
    half = len(places) // 2
    content = [path.read_bytes() for path in places]
    for path, wrong in zip(places, content[half:] + content[:half], strict=True):
        path.write_bytes(wrong)
    assert_found_again(store)


def test_files_of_a_time_that_the_store_has_lost_are_taken_away(store, tmp_path):
    """A copy of the database is put back, and grows past the sequence of the files again."""
    filled(store)
    store.write.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(store.folder / DATABASE_NAME, tmp_path / "copy.db")
    commit(store, [f"/p/{n}.jpg" for n in range(20)], [n + 50 for n in range(20)])
    saved(store, ALWAYS)
    store.close()
    shutil.copy(tmp_path / "copy.db", store.folder / DATABASE_NAME)
    with Store.open(store.folder) as back:
        assert_right(VectorIndex.open(back, MODEL, exact_below=ALWAYS), back)
        commit(back, [f"/p/{n}.jpg" for n in range(40)], [n + 200 for n in range(40)])
        assert_right(VectorIndex.open(back, MODEL, exact_below=ALWAYS), back)


def test_what_the_files_hold_is_on_disk_in_the_database_first(store, monkeypatch):
    filled(store)
    synced = []
    monkeypatch.setattr(index_module, "make_durable", lambda path: synced.append(path.name))
    monkeypatch.setattr(CacheFile, "write", lambda self, *_: synced.append(self.kind))
    saved(store, ALWAYS)
    assert synced == [f"{DATABASE_NAME}-wal", "matrix", "usearch"]


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_an_embedding_that_is_no_number_is_damage(store, wrong):
    ids = filled(store)
    row = vectors_of([3])[0]
    row[2] = wrong
    with store.transaction():
        store.write.connection.execute(
            "UPDATE embeddings SET vector = ? WHERE photo_id = ?", (row.tobytes(), ids[5])
        )
    with pytest.raises(LibraryDamagedError, match="repair"):
        VectorIndex.open(store, MODEL).search(np.ones(DIM), 5)


def test_a_graph_that_did_not_change_is_not_written_again(store, monkeypatch):
    filled(store)
    index = saved(store, ALWAYS)
    again = VectorIndex.open(store, MODEL, exact_below=ALWAYS)
    monkeypatch.setattr(CacheFile, "write", lambda *_: pytest.fail("written"))
    for same in (index, again):
        assert same.tend()
        same.save()


def test_a_save_disturbs_no_reader(store, exact_below):
    filled(store)
    saved(store, exact_below)
    with Store.open(store.folder, read_only=True) as reader:
        index = VectorIndex.open(reader, MODEL, exact_below=exact_below)
        before = index.search(np.ones(DIM), 9)
        commit(store, [f"/q/{n}.jpg" for n in range(99)], list(range(99)))
        saved(store, exact_below)
        store.write.mark_missing(store.read.embeddings(MODEL)[0])
        saved(store, exact_below)
        assert index.search(np.ones(DIM), 9) is not before
        index.refresh()
        assert_right(index, reader)


def test_a_save_that_fails_leaves_the_old_files(tmp_path):
    cache = CacheFile(tmp_path, "m", "matrix")
    note = Description("l", "m", 1, "f16", 1, 1)
    cache.write(note, lambda path: path.write_bytes(b"old"))

    def fail(path: Path) -> None:
        path.write_bytes(b"new, but not")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        cache.write(Description("l", "m", 1, "f16", 2, 1), fail)
    found = cache.find("l", "m")
    assert found is not None
    assert (found[0].read_bytes(), found[1]) == (b"old", note)
    assert len(list(tmp_path.iterdir())) == 2


def test_old_versions_and_rests_are_cleared_away(store):
    filled(store)
    saved(store, ALWAYS)
    (current,) = files(store.folder, "matrix")
    rest = current.with_name(safe_name(MODEL) + ".1.matrix.part")
    others = current.with_name("another.1.matrix")
    for path in (rest, others):
        path.touch()
    commit(store, ["/p/1.jpg"], [55])
    saved(store, ALWAYS)
    assert not rest.exists()
    assert not current.exists()
    assert others.exists()
    store.write.remove(store.read.embeddings(MODEL)[0])
    saved(store, ALWAYS)
    assert files(store.folder, "*") == [others]


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
    store.write.forget_model(MODEL)
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


def test_names_of_files_are_safe_and_distinct():
    names = [safe_name(name) for name in ("starter", "a/b", "a b", "../x", "é" * 300, "a.b")]
    assert names[0] == "starter"
    assert len(set(names)) == len(names)
    assert all(len(name) < 80 and not set("/\\. :") & set(name) for name in names)


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
