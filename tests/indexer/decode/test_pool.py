from __future__ import annotations

import itertools
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import psutil
import pytest

from indexer.decode import pool as pool_module
from indexer.decode.errors import DecoderStartError, PoolClosedError
from indexer.decode.pool import DecoderPool
from indexer.decode.process import WorkerProcess
from indexer.decode.types import MIB, Cause, Decoded, Failed, Job, Limits
from models.preprocess import InputSpec
from tests.indexer.decode.conftest import until

QUICK = Limits(seconds=8.0, memory_bytes=1024 * MIB)
PATIENT = Limits(memory_bytes=1024 * MIB)


def test_files_are_decoded_by_other_processes(tmp_path, draw):
    draw().save(tmp_path / "a.png")
    (tmp_path / "b.txt").write_text("no picture")
    jobs = [
        Job(1, str(tmp_path / "a.png"), input_spec=InputSpec(32), thumbnail_side=100),
        Job(2, str(tmp_path / "b.txt")),
        Job(3, str(tmp_path / "missing")),
    ]
    with DecoderPool(2) as pool:
        assert pool.process_ids == ()
        results = {result.key: result for result in pool.run(jobs)}
        assert os.getpid() not in pool.process_ids
    decoded = results[1]
    assert (decoded.width, decoded.height, decoded.kind) == (320, 240, "png")
    assert decoded.size == (tmp_path / "a.png").stat().st_size
    assert decoded.mtime_ns == (tmp_path / "a.png").stat().st_mtime_ns
    assert decoded.pixels.shape == (32, 32, 3)
    assert results[2].cause is Cause.NOT_A_PICTURE
    assert results[3].cause is Cause.UNREADABLE


def test_names_that_are_no_unicode(tmp_path, draw):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 \xff.png")
    draw().save(path)
    with DecoderPool(1) as pool:
        assert isinstance(pool.decode(Job(1, path)), Decoded)


def test_a_thousand_jobs_are_never_drawn_far_ahead(jpeg):
    drawn: list[int] = []
    jobs = (
        drawn.append(key) or Job(key, "a", data=jpeg, input_spec=InputSpec(16))
        for key in range(1000)
    )
    keys = set()
    with DecoderPool(2) as pool:
        for result in pool.run(jobs):
            keys.add(result.key)
            assert len(drawn) - len(keys) <= 2 * pool_module._LOOK_AHEAD
    assert keys == set(range(1000))


def test_nothing_is_run_for_no_jobs():
    with DecoderPool(1) as pool:
        assert list(pool.run([])) == []
        assert pool.process_ids == ()


@pytest.mark.parametrize(
    ("name", "cause"),
    [("crash", Cause.CRASHED), ("hang", Cause.TIMEOUT), ("eat", Cause.OUT_OF_MEMORY)],
)
def test_trouble_costs_exactly_the_file_in_work(misbehaving, jpeg, name, cause):
    jobs = [Job(key, f"{name if key in (3, 4) else 'good'}.jpg", data=jpeg) for key in range(12)]
    with DecoderPool(2, QUICK if name == "hang" else PATIENT, command=misbehaving) as pool:
        results = {result.key: result for result in pool.run(jobs)}
        assert len(pool.process_ids) <= 2
        assert isinstance(pool.decode(Job(1, "good.jpg", data=jpeg)), Decoded)
    failed = {key: result for key, result in results.items() if isinstance(result, Failed)}
    assert set(failed) == {3, 4}
    assert {result.cause for result in failed.values()} == {cause}
    assert len(results) == 12


def test_memory_is_watched_where_it_cannot_be_limited(misbehaving, jpeg):
    limits = Limits(seconds=60, memory_bytes=400 * MIB)
    command = [*misbehaving, "--unconfined"]
    with DecoderPool(1, limits, command=command, watch_memory=True) as pool:
        assert pool.decode(Job(1, "gorge", data=jpeg)).cause is Cause.OUT_OF_MEMORY
        assert isinstance(pool.decode(Job(2, "good", data=jpeg)), Decoded)


def test_a_worker_ends_by_itself_where_the_parent_does_not_look(misbehaving, jpeg, monkeypatch):
    monkeypatch.setattr(WorkerProcess, "check", lambda *_, **__: None)
    with DecoderPool(1, Limits(seconds=0.5), command=misbehaving) as pool:
        assert pool.decode(Job(1, "hang", data=jpeg)).cause is Cause.CRASHED


@pytest.mark.parametrize("lie", ["nonsense", "long", "key", "list", "cause", "reason", "silent"])
def test_a_worker_that_lies_is_replaced(misbehaving, jpeg, lie):
    with DecoderPool(1, PATIENT, command=misbehaving) as pool:
        assert pool.decode(Job(1, f"lie-{lie}", data=jpeg)).cause is Cause.CRASHED
        assert isinstance(pool.decode(Job(2, "good", data=jpeg)), Decoded)


def test_workers_are_replaced_after_some_files(jpeg):
    seen = set()
    with DecoderPool(1, files_per_worker=2) as pool:
        for key in range(6):
            assert isinstance(pool.decode(Job(key, "a", data=jpeg)), Decoded)
            until(lambda key=key: len(pool.process_ids) == (key + 1) % 2)
            seen.update(pool.process_ids)
    assert len(seen) == 3


@pytest.mark.parametrize("command", [["/no/such/program"], [sys.executable, "-c", ""]])
def test_workers_that_do_not_start_are_said_to_the_caller(command):
    with DecoderPool(2, command=command) as pool, pytest.raises(DecoderStartError, match="start"):
        list(pool.run([Job(1, "a", data=b"")]))


def test_an_impossible_job_is_the_callers_mistake():
    with DecoderPool(1) as pool, pytest.raises(ValueError, match="pixels"):
        list(pool.run([Job(1, "a", thumbnail_side=0)]))


def test_an_abandoned_run_leaves_the_pool_usable(misbehaving, jpeg):
    with DecoderPool(2, PATIENT, command=misbehaving) as pool:
        results = pool.run(Job(key, "good", data=jpeg) for key in itertools.count())
        next(results)
        results.close()
        assert isinstance(pool.decode(Job(1, "good", data=jpeg)), Decoded)


def test_closing_while_jobs_are_in_work_ends_everything(misbehaving, jpeg, wait_for_end):
    pool = DecoderPool(2, Limits(seconds=600), command=misbehaving)
    raised = []

    def run() -> None:
        try:
            list(pool.run(Job(key, "hang", data=jpeg) for key in range(9)))
        except PoolClosedError as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    until(lambda: len(pool.process_ids) == 2)
    processes = pool.process_ids
    pool.close()
    pool.close()
    thread.join(120)
    assert len(raised) == 1
    assert all(wait_for_end(process) for process in processes)
    with pytest.raises(PoolClosedError):
        pool.decode(Job(1, "a"))


def test_several_callers_at_a_time(jpeg):
    found: dict[int, set[int]] = {}

    def run(start: int) -> None:
        jobs = (Job(key, "a", data=jpeg) for key in range(start, start + 40))
        found[start] = {result.key for result in pool.run(jobs)}

    with DecoderPool(2) as pool:
        threads = [threading.Thread(target=run, args=(start,)) for start in (0, 100, 200)]
        for thread in threads:
            thread.start()
        assert pool.decode(Job(7, "a", data=jpeg)).key == 7
        for thread in threads:
            thread.join(120)
    assert found == {start: set(range(start, start + 40)) for start in (0, 100, 200)}


PARENT = """
import sys, threading
from indexer.decode.pool import DecoderPool
from indexer.decode.types import Job, Limits
pool = DecoderPool(2, Limits(seconds=600), command=sys.argv[2:])
name = sys.argv[1]
threading.Thread(target=lambda: list(pool.run([Job(1, name), Job(2, name)])), daemon=True).start()
while len(pool.process_ids) < 2: threading.Event().wait(0.01)
print(*pool.process_ids, flush=True)
threading.Event().wait()
"""


@pytest.mark.parametrize("name", ["hang", "good"])
def test_workers_end_with_a_parent_that_is_killed(misbehaving, wait_for_end, name):
    root = str(Path(__file__).parents[3])
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, name, *misbehaving],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": root},
        text=True,
    ) as parent:
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(workers) == 2
        parent.kill()
        assert all(wait_for_end(worker) for worker in workers)


def test_a_worker_is_light_and_confined(jpeg):
    with DecoderPool(1, PATIENT, niceness=5) as pool:
        pool.decode(Job(1, "a", data=jpeg, input_spec=InputSpec(16), thumbnail_side=16))
        worker = psutil.Process(pool.process_ids[0])
        assert worker.nice() == psutil.Process().nice() + 5
        assert worker.cwd() == str(Path.cwd())
        if sys.platform == "linux":
            assert worker.rlimit(psutil.RLIMIT_AS) == (1024 * MIB, 1024 * MIB)
            assert worker.rlimit(psutil.RLIMIT_CORE) == (0, 0)
            assert worker.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
            mapped = {Path(entry.path).name for entry in worker.memory_maps()}
            heavy = ("torch", "sqlite", "onnx", "usearch", "tokenizers", "libssl", "libQt")
            assert not [name for name in mapped for word in heavy if word.lower() in name.lower()]


def test_pixels_are_those_of_the_decoder(tmp_path, draw, decode):
    draw(900, 600).save(tmp_path / "a.jpg")
    job = Job(1, str(tmp_path / "a.jpg"), input_spec=InputSpec(64), thumbnail_side=128)
    with DecoderPool(1) as pool:
        there, here = pool.decode(job), decode(job)
    assert np.array_equal(there.pixels, here.pixels)
    assert there.thumbnail == here.thumbnail
    assert there.content_hash == here.content_hash
