"""Files on their way from the parent, who opens them, to a worker, who reads them."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import psutil
import pytest

from indexer.decode import channel, handing
from indexer.decode import pool as pool_module
from indexer.decode.errors import PoolClosedError
from indexer.decode.pool import DecoderPool
from indexer.decode.process import WorkerProcess
from indexer.decode.types import MIB, Cause, Decoded, Failed, Job, Limits
from models.preprocess import InputSpec
from tests.indexer.decode.conftest import until

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENT = Limits(memory_bytes=1024 * MIB)


class DeadDrive:
    """Files below it are opened when the drive comes back, and not before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.back = threading.Event()
        self.waiting: list[str] = []
        honest = pool_module.pack

        def pack(job: Job, limits: Limits) -> object:
            if "dead" in job.path:
                self.waiting.append(job.path)
                self.back.wait(240)
            return honest(job, limits)

        monkeypatch.setattr(pool_module, "pack", pack)


@pytest.fixture
def dead_drive(monkeypatch) -> Iterator[DeadDrive]:
    drive = DeadDrive(monkeypatch)
    before = set(threading.enumerate())
    yield drive
    drive.back.set()
    until(lambda: not [each for each in threading.enumerate() if each not in before])


def test_a_drive_that_does_not_answer_stops_nobody_else(dead_drive, tmp_path, draw):
    draw().save(tmp_path / "a.png")
    (tmp_path / "dead").write_bytes(b"")
    names = ["dead", "a.png", "dead", "a.png", "dead", "a.png"]
    jobs = [Job(key, str(tmp_path / name)) for key, name in enumerate(names)]
    with DecoderPool(2, Limits(seconds=2.5)) as pool:
        assert isinstance(patiently(pool, jobs[1]), Decoded)
        results = {result.key: result for result in pool.run(jobs)}
        failed = {key for key, result in results.items() if isinstance(result, Failed)}
        assert failed == {0, 2, 4}
        assert {results[key].cause for key in failed} == {Cause.UNREADABLE}
        assert "no answer within 2.5 seconds" in results[0].reason
        assert len(pool.process_ids) <= 2
        dead_drive.back.set()
        assert isinstance(patiently(pool, jobs[1]), Decoded)


def patiently(pool: DecoderPool, job: Job) -> Decoded | Failed:
    """A busy machine may take longer for a whole file than the limits of a test are."""
    for _ in range(50):
        result = pool.decode(job)
        if isinstance(result, Decoded):
            break
    return result


def test_too_many_dead_drives_are_not_asked_any_more(dead_drive, tmp_path, jpeg, monkeypatch):
    monkeypatch.setattr(pool_module, "_MOST_STUCK", 2)
    with DecoderPool(1, Limits(seconds=0.1)) as pool:
        for key in range(4):
            result = pool.decode(Job(key, str(tmp_path / "dead")))
            assert result.cause is Cause.UNREADABLE
        assert len(dead_drive.waiting) == 2


def test_closing_does_not_wait_for_a_dead_drive(dead_drive, tmp_path, monkeypatch):
    monkeypatch.setattr(pool_module, "_CLOSE_SECONDS", 0.1)
    pool = DecoderPool(1, Limits(seconds=600))
    raised = []

    def run() -> None:
        try:
            pool.decode(Job(1, str(tmp_path / "dead")))
        except PoolClosedError as error:
            raised.append(error)

    caller = threading.Thread(target=run)
    caller.start()
    until(lambda: dead_drive.waiting)
    pool.close()
    caller.join(120)
    assert len(raised) == 1
    assert not dead_drive.back.is_set()


@pytest.mark.parametrize("change", [b"longer than it was", b""])
def test_a_file_written_to_while_it_is_decoded(tmp_path, draw, monkeypatch, change):
    path = tmp_path / "a.png"
    draw().save(path)
    honest = WorkerProcess.decode

    def decode(process: WorkerProcess, parcel: object) -> object:
        result = honest(process, parcel)
        path.write_bytes(change)
        return result

    monkeypatch.setattr(WorkerProcess, "decode", decode)
    with DecoderPool(1) as pool:
        assert pool.decode(Job(1, str(path))).cause is Cause.CHANGED


def test_a_file_that_shrinks_before_it_is_read(tmp_path, draw, monkeypatch):
    path = tmp_path / "a.png"
    draw().save(path)
    honest = WorkerProcess.decode

    def decode(process: WorkerProcess, parcel: object) -> object:
        os.truncate(path, 10)
        return honest(process, parcel)

    monkeypatch.setattr(WorkerProcess, "decode", decode)
    with DecoderPool(1) as pool:
        assert pool.decode(Job(1, str(path))).cause is Cause.CHANGED
        assert len(pool.process_ids) == 1


def test_sidecars_are_handed_over_too(tmp_path, draw):
    draw().save(tmp_path / "a.png")
    (tmp_path / "a.png.xmp").write_bytes(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        b' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF>'
    )
    with DecoderPool(1) as pool:
        assert pool.decode(Job(1, str(tmp_path / "a.png"))).metadata.rating == 4
        assert pool.decode(Job(1, str(tmp_path / "a.png"), metadata=False)).metadata.rating is None


def test_no_file_stays_open(tmp_path, draw):
    draw().save(tmp_path / "a.png")
    (tmp_path / "a.xmp").write_bytes(b"")
    (tmp_path / "b.png").write_bytes(b"broken")
    jobs = [Job(key, str(tmp_path / name)) for key, name in enumerate(["a.png", "b.png", "c"] * 5)]
    with DecoderPool(2) as pool:
        assert len(list(pool.run(jobs))) == 15
        below = str(tmp_path)
        assert not [file for file in psutil.Process().open_files() if file.path.startswith(below)]


@pytest.mark.parametrize("name", ["size", "mtime_ns"])
def test_a_worker_cannot_choose_what_its_file_is(misbehaving, tmp_path, draw, name):
    path = tmp_path / f"forge-{name}.png"
    draw().save(path)
    with DecoderPool(1, PATIENT, command=misbehaving) as pool:
        assert pool.decode(Job(1, str(path))).cause is Cause.CRASHED


def test_without_descriptors_the_parent_sends_the_bytes(tmp_path, draw, monkeypatch, misbehaving):
    """As on Windows: pipes, and no file can be handed over."""
    draw().save(tmp_path / "a.png")
    (tmp_path / "a.xmp").write_bytes(b"<none/>")
    (tmp_path / "long.png").write_bytes(bytes(PATIENT.file_bytes // 512))
    for module in (channel, handing):
        monkeypatch.setattr(module, "WITH_DESCRIPTORS", False)
    with DecoderPool(1, PATIENT, command=[*misbehaving, "--pipes"]) as pool:
        decoded = pool.decode(Job(1, str(tmp_path / "a.png"), input_spec=InputSpec(8)))
        assert isinstance(decoded, Decoded)
        assert decoded.mtime_ns == (tmp_path / "a.png").stat().st_mtime_ns
        failed = pool.decode(Job(1, str(tmp_path / "long.png")))
        assert failed.cause is Cause.NOT_A_PICTURE
        assert len(pool.process_ids) == 1
