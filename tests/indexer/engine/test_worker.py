"""The background work of an engine: what is read, when, and what becomes of trouble."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from indexer.decode.pool import DecoderPool
from indexer.engine.asked import index_as_asked
from indexer.engine.calls import Context
from indexer.engine.courtesy import Courtesy
from indexer.engine.governor import Permission
from indexer.engine.scanner import ScanEvents, Scanner
from indexer.engine.worker import Worker
from indexer.engine.worker_parts import WorkerParts
from indexer.errors import LibraryError
from indexer.settings import Settings

ALLOWED = Permission(allowed=True)
SECONDS = 120.0


@dataclass
class Bench:
    """A worker and a scanner on a library of a test."""

    library: object
    encoder: object
    settings: Settings = field(default_factory=Settings)
    permission: Permission = ALLOWED
    opened: list[tuple[str, int]] = field(default_factory=list)
    bugs: list[BaseException] = field(default_factory=list)
    courtesy: Courtesy = field(default_factory=Courtesy)

    def __post_init__(self) -> None:
        events = ScanEvents(
            on_found=lambda: self.worker.wake(),  # noqa: PLW0108 - it is made below
            on_scanned=lambda _folder, _seconds: None,
            on_bug=self.bugs.append,
            trouble_seconds=0.05,
        )
        self.scanner = Scanner(self.library.store, self.library.reconciler, events)
        self.worker = Worker(
            WorkerParts(
                library=self.library,
                open_encoder=self._open,
                open_decoders=lambda workers, _nice: DecoderPool(1),
                settings=lambda: self.settings,
                permission=lambda: self.permission,
                scanning=lambda: self.scanner.busy,
                courtesy=self.courtesy,
                on_change=lambda: None,
                on_bug=self.bugs.append,
                trouble_seconds=0.05,
            )
        )
        self.scanner.start()
        self.worker.start()

    def _open(self, model: str, threads: int) -> object:
        self.opened.append((model, threads))
        return self.encoder

    def close(self) -> None:
        self.worker.close()
        self.scanner.close()

    def index(self, context: Context | None = None):
        return index_as_asked(
            self.library,
            self.scanner,
            self.worker,
            lambda: self.permission,
            context or Context(lambda _progress: None),
            retry_failed=False,
        )

    def indexed(self) -> int:
        return self.library.store.read.counts().indexed


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def bench(open_library, photos, encoder):
    library = open_library()
    library.store.write.add_folder(str(photos))
    made = Bench(library, encoder)
    yield made
    made.close()


@pytest.fixture
def watched(bench, photos):
    bench.library.watch(photos)
    return bench


@pytest.fixture
def three(photos, draw) -> Path:
    for name in ("red", "green", "blue"):
        draw(photos / f"{name}.jpg", name, size=(40 + len(name), 40))
    return photos


def test_what_is_watched_is_read_by_itself(watched, three):
    watched.scanner.scan(str(three))
    until(lambda: watched.indexed() == 3)
    until(lambda: watched.worker.idle)
    assert watched.worker.activity.state == "idle"
    assert watched.worker.tally.embedded == 3


def test_what_is_not_watched_waits_until_somebody_asks(bench, three):
    ticket = bench.scanner.scan(str(three))
    until(lambda: ticket.done and not bench.scanner.busy and bench.worker.idle)
    assert bench.indexed() == 0
    report = bench.index()
    assert (report.embedded, report.interrupted) == (3, False)
    (three / "red.jpg").unlink()
    assert bench.index().removed == 1


def test_files_are_taken_up_one_by_one(watched, three, draw):
    watched.index()
    new = draw(three / "new.jpg", "yellow", size=(99, 40))
    watched.worker.hurry([str(new)])
    watched.scanner.look_at([str(new)])
    until(lambda: watched.indexed() == 4)
    new.rename(three / "renamed.jpg")
    watched.scanner.look_at([str(new), str(three / "renamed.jpg")])
    until(lambda: watched.worker.tally.moved == 1)
    until(lambda: watched.worker.idle)
    assert watched.library.store.read.counts().missing == 0


def test_rules_hold_back_what_is_watched_and_not_what_is_asked_for(watched, three):
    watched.permission = Permission(allowed=False, reason="The computer runs on its battery.")
    ticket = watched.scanner.scan(str(three))
    until(lambda: ticket.done and watched.worker.activity.state == "waiting")
    assert watched.worker.activity.reason == "The computer runs on its battery."
    assert watched.indexed() == 0
    assert watched.index().embedded == 3


def test_a_pause_holds_back_everything(watched, three):
    watched.permission = Permission(allowed=False, reason="Paused.", paused=True)
    ticket = watched.scanner.scan(str(three))
    until(lambda: ticket.done and watched.worker.activity.state == "paused")
    with pytest.raises(LibraryError, match="resume"):
        watched.index()
    watched.permission = ALLOWED
    watched.worker.wake()
    until(lambda: watched.indexed() == 3)


def test_a_rule_is_looked_at_again_when_it_says_so(watched, three):
    watched.permission = Permission(allowed=False, reason="Not yet.", look_again_in=0.02)
    ticket = watched.scanner.scan(str(three))
    until(lambda: ticket.done and watched.worker.activity.state == "waiting")
    watched.permission = replace(ALLOWED, look_again_in=math.inf)
    until(lambda: watched.indexed() == 3)


def test_a_cancelled_request_stops_after_the_batch_at_work(
    bench, photos, draw, encoder, monkeypatch
):
    for number in range(60):
        draw(photos / f"{number}.jpg", "red", seed=number, size=(40 + number, 40))
    at_work, go_on = threading.Event(), threading.Event()
    encode = type(encoder).encode_images

    def slow(self: object, pixels):
        at_work.set()
        assert go_on.wait(SECONDS)
        return encode(self, pixels)

    monkeypatch.setattr(type(encoder), "encode_images", slow)
    context = Context(lambda _progress: None)
    asking = threading.Thread(target=lambda: reports.append(bench.index(context)))
    reports: list = []
    asking.start()
    assert at_work.wait(SECONDS)
    context._cancelled.set()
    go_on.set()
    asking.join(SECONDS)
    (report,) = reports
    assert report.interrupted
    assert 0 < report.embedded == bench.indexed() < 60
    assert bench.library.store.read.in_flight() == {}
    assert bench.index().embedded == 60 - report.embedded


def test_trouble_is_told_and_overcome(watched, three, encoder, monkeypatch):
    def full(*_: object) -> None:
        raise LibraryError("The disk is full; make room.")

    monkeypatch.setattr(type(watched.library.store.write), "commit_photos", full)
    with pytest.raises(LibraryError, match="disk is full"):
        watched.index()
    until(lambda: watched.worker.activity.state == "waiting")
    until(lambda: watched.worker.trouble == "The disk is full; make room.")
    monkeypatch.undo()
    until(lambda: watched.indexed() == 3)
    until(lambda: watched.worker.trouble == "")


def test_a_bug_over_one_photo_costs_that_photo_only(watched, three, encoder, monkeypatch):
    right = type(encoder).encode_images

    def wrong(self: object, pixels):
        if (pixels[..., 0] > 150).all(axis=(1, 2)).any() and len(pixels):  # the red one
            raise ZeroDivisionError
        return right(self, pixels)

    monkeypatch.setattr(type(encoder), "encode_images", wrong)
    watched.scanner.scan(str(three))
    until(lambda: watched.library.store.read.counts().failed == 1)
    until(lambda: watched.indexed() == 2)
    assert all(isinstance(bug, ZeroDivisionError) for bug in watched.bugs)
    (failure,) = watched.library.failures()
    assert failure.path == str(three / "red.jpg")


def test_fewer_cores_make_other_tools(watched, three, draw):
    watched.index()
    watched.settings = Settings(cores=1)
    draw(three / "new.jpg", "yellow", size=(99, 40))
    watched.index()
    assert len(watched.opened) == 2
    assert watched.opened[1] == ("starter", 1)


def test_memory_is_given_back_when_idle(watched, three):
    watched.index()
    until(lambda: watched.worker.idle)
    assert watched.worker.holds_model
    assert watched.worker.release()
    assert not watched.worker.holds_model
    assert not watched.worker.release()


def test_indexing_gives_way_to_a_query(watched, three):
    with watched.courtesy.query():
        began = time.monotonic()
        watched.courtesy.give_way()
        assert time.monotonic() - began > 0.1  # it waited, though not for ever
    watched.courtesy.give_way()
    assert watched.index().embedded == 3


def test_what_a_client_has_changed_is_read_though_nobody_watches(bench, three, draw):
    bench.index()
    (three / "red.jpg").rename(three / "renamed.jpg")
    draw(three / "other.jpg", "yellow", size=(77, 40))
    draw(three / "named.jpg", "yellow", size=(88, 40))
    bench.permission = Permission(allowed=False, reason="The computer runs on its battery.")
    bench.scanner.scan(str(three))
    paths = [str(three / name) for name in ("red.jpg", "renamed.jpg", "named.jpg")]
    bench.scanner.look_at(paths)
    bench.worker.look_for(paths)
    until(lambda: bench.worker.tally.moved == 1 and bench.indexed() == 4)
    until(lambda: bench.worker.idle and not bench.scanner.busy)
    until(lambda: bench.worker.activity.state == "waiting")  # for what nobody has named
    assert bench.library.store.read.due_count() == 1
    assert bench.worker.tally.embedded == 4
    assert bench.bugs == []


def test_a_pause_holds_back_what_a_client_has_changed(bench, three):
    bench.permission = Permission(allowed=False, reason="Paused.", paused=True)
    bench.scanner.look_at([str(three / "red.jpg")])
    bench.worker.look_for([str(three / "red.jpg")])
    until(lambda: bench.worker.activity.state == "paused" and not bench.scanner.busy)
    assert bench.indexed() == 0
    bench.permission = ALLOWED
    bench.worker.wake()
    until(lambda: bench.indexed() == 1)


def test_only_the_last_of_very_many_urgent_files_are_remembered(bench):
    bench.worker.hurry(map(str, range(5000)))
    assert bench.worker._hurried() == [str(number) for number in range(4000, 5000)]
    assert bench.worker._hurried() == []


def test_places_are_found_when_nothing_else_is_to_do(watched, three):
    watched.index()
    with watched.library.store.transaction():
        watched.library.store.write.connection.execute(
            "UPDATE photos SET latitude = 41.9, longitude = 12.5"
        )
    watched.worker.wake()
    until(lambda: not watched.library.store.read.has_unplaced())
