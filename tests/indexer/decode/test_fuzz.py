"""Two thousand files broken anew: each costs itself at most, and nothing else."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from indexer.decode.pool import DecoderPool
from indexer.decode.types import MIB, Cause, Decoded, Failed, Job, Limits, View
from models.preprocess import InputSpec
from tests.fuzz.mutate import MUTATIONS, Fuzzer, Mutant, load

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT, SEED = 2000, 20261
LIMITS = Limits(seconds=10, memory_bytes=768 * MIB, pixels=40_000_000)
EVERY = 20


@pytest.fixture(scope="module")
def fuzzer(shared: Path) -> Fuzzer:
    files = [path for path in (shared / "corpus").rglob("*") if path.is_file()]
    return Fuzzer(load([path for path in files if path.suffix not in (".xmp", ".csv")]), SEED)


def jobs_of(mutants: Iterator[Mutant], folder: Path, control: Path) -> Iterator[Job]:
    """Mutants as files of their own, and now and then a whole photo, with negative keys."""
    for mutant in mutants:
        path = folder / f"{mutant.number}{Path(mutant.name).suffix}"
        path.write_bytes(mutant.data)
        if mutant.number % 3:
            yield Job(mutant.number, str(path), input_spec=InputSpec(32), thumbnail_side=64)
        else:
            side = None if mutant.number % 2 else 200
            yield Job(mutant.number, str(path), metadata=False, view=View(side))
        if mutant.number % EVERY == 0:
            yield Job(-1 - mutant.number, str(control), input_spec=InputSpec(32))


@contextmanager
def watched(pool: DecoderPool) -> Iterator[list[int]]:
    """The address space that workers were seen to have, in bytes."""
    seen: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            for pid in pool.process_ids:
                try:
                    seen.append(psutil.Process(pid).memory_info().vms)
                except psutil.NoSuchProcess:
                    continue

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def test_whatever_a_file_says_it_harms_only_itself(fuzzer, shared, tmp_path):
    control = shared / "corpus" / "names" / "UPPER.JPEG"
    results: dict[int, Decoded | Failed] = {}
    with DecoderPool(2, LIMITS) as pool, watched(pool) as seen:
        for result in pool.run(jobs_of(fuzzer.mutants(0, COUNT), tmp_path, control)):
            assert result.key not in results
            results[result.key] = result
            if result.key >= 0:
                next(tmp_path.glob(f"{result.key}.*")).unlink()
        assert len(pool.process_ids) <= 2
        assert isinstance(pool.decode(Job(0, str(control))), Decoded)
    assert set(range(COUNT)) <= set(results)
    assert max(seen) <= LIMITS.memory_bytes

    controls = [result for key, result in results.items() if key < 0]
    content = hashlib.sha256(control.read_bytes()).digest()
    assert len(controls) == COUNT // EVERY
    assert all(isinstance(result, Decoded) for result in controls), controls
    assert {result.content_hash for result in controls} == {content}
    assert len({result.pixels.tobytes() for result in controls}) == 1
    check_answers([result for key, result in results.items() if key >= 0])


def check_answers(results: list[Decoded | Failed]) -> None:
    """Answers are of use to people, and mutants are neither all whole nor all hopeless."""
    causes = Counter(result.cause for result in results if isinstance(result, Failed))
    assert causes[Cause.DAMAGED] > COUNT // 10
    assert sum(causes.values()) < COUNT * 9 // 10
    assert not causes[Cause.UNREADABLE]
    assert not causes[Cause.CHANGED]
    # More would be a fault of ours, or of a library that has to be looked at.
    assert causes[Cause.CRASHED] + causes[Cause.TIMEOUT] < COUNT // 20, causes
    for result in results:
        if isinstance(result, Failed):
            assert result.reason.endswith(".")
            assert result.reason[0].isupper()


def test_mutants_are_the_same_every_time(fuzzer, shared):
    files = [path for path in (shared / "corpus" / "valid").rglob("*") if path.is_file()]
    one, other = Fuzzer(load(files), 1), Fuzzer(load(files[::-1]), 1)
    assert list(one.mutants(5, 20)) == list(other.mutants(5, 20))
    assert one.mutant(7) != Fuzzer(load(files), 2).mutant(7)
    assert one.mutant(7) == list(one.mutants(0, 8))[7]


def test_every_mutation_happens_and_changes_something(fuzzer):
    recipes = Counter()
    for mutant in fuzzer.mutants(0, 400):
        recipes.update(mutant.recipe.split(" > ")[1:])
    assert set(recipes) == {mutation.__name__ for mutation in MUTATIONS}


@pytest.mark.parametrize("data", [b"", b"x", b"\xff\xd8\xff" * 2000])
def test_mutations_take_any_file(data):
    import random

    for seed in range(60):
        for mutate in MUTATIONS:
            mutate(random.Random(seed), data, b"other" * (seed % 3))
