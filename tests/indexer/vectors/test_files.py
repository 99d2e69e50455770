"""Files of the index that are damaged, foreign, old or half-written change no answer."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import LibraryDamagedError
from indexer.store import DATABASE_NAME, Store
from indexer.vectors import VectorIndex
from indexer.vectors import index as index_module
from indexer.vectors.files import CacheFile, Description, _check_of, safe_name
from tests.indexer.vectors.small import (
    ALWAYS,
    DIM,
    MODEL,
    assert_right,
    assert_same,
    commit,
    files,
    filled,
    saved,
    vectors_of,
)

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
        assert_same(index.search(np.ones(DIM), 9), (before.ids.tolist(), before.scores.tolist()))
        store.write.mark_missing(store.read.embeddings(MODEL)[0])
        saved(store, exact_below)
        found = index.search(np.ones(DIM), 9)  # some know already that all are missing
        assert found.ids.tolist() in ([], before.ids.tolist())
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


def test_names_of_files_are_safe_and_distinct():
    names = [safe_name(name) for name in ("starter", "a/b", "a b", "../x", "é" * 300, "a.b")]
    assert names[0] == "starter"
    assert len(set(names)) == len(names)
    assert all(len(name) < 80 and not set("/\\. :") & set(name) for name in names)
