"""Backups and moved folders while an engine reads: nothing is lost, doubled, or read twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engine import keeping_requests as keeping
from indexer.engine.calls import Context
from indexer.engine.errors import CancelledCallError
from indexer.engine.governor import Permission
from indexer.engine.service import Service, ServiceParts
from indexer.errors import FolderError
from indexer.store import backup as backup_module
from indexer.store.backup import note_of
from tests.indexer.engine.test_worker import SECONDS, Bench, until

COUNT = 60


class Watched(Bench):
    """A bench whose service is asked as a client asks."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.told: list[str | None] = []
        self.service = Service(
            ServiceParts(
                library=self.library,
                scanner=self.scanner,
                worker=self.worker,
                courtesy=self.courtesy,
                permission=lambda: self.permission,
                settings=lambda: self.settings,
                apply_settings=lambda _settings: None,
                how=lambda _folder: None,
                clients=lambda: 1,
                notices=tuple,
                on_changed=self.told.append,
                publish=lambda: None,
                on_query=lambda: None,
                stop=lambda: None,
            ),
            "1.2.3",
        )

    def ask(self, request: object, context: Context | None = None):
        return self.service.serve(request, context or Context(lambda _progress: None))

    def relocate(self, old: Path, new: Path, **options: bool) -> int:
        return self.ask(keeping.Relocate(str(old), str(new), **options))

    def ids(self) -> dict[int, str]:
        return {file.id: file.path for file in self.library.store.read.known_files().values()}


@pytest.fixture
def many(photos: Path, draw) -> Path:
    for number in range(COUNT):
        draw(photos / "walk" / f"{number}.jpg", "red", seed=number, size=(40 + number, 40))
    return photos


@pytest.fixture
def bench(open_library, photos, encoder) -> Iterator[Watched]:
    library = open_library()
    library.store.write.add_folder(str(photos))
    library.watch(photos)
    made = Watched(library, encoder)
    yield made
    made.close()
    assert made.bugs == []


def test_a_folder_that_moves_while_it_is_read_is_neither_lost_nor_doubled(bench, many, tmp_path):
    """Photos in hand bear their old names when they come back from the decoder."""
    moved = tmp_path / "moved"
    bench.permission = Permission(allowed=False, reason="Not yet.")
    ticket = bench.scanner.scan(str(many))
    until(lambda: ticket.done)
    expected = {number: path.replace(str(many), str(moved)) for number, path in bench.ids().items()}
    asking = threading.Thread(target=bench.index)
    asking.start()
    until(lambda: bench.worker.tally.embedded > 0)
    many.rename(moved)
    assert bench.relocate(many, moved) == COUNT
    asking.join(SECONDS)
    bench.permission = Permission(allowed=True)
    bench.worker.wake()
    until(lambda: bench.indexed() == COUNT and not bench.scanner.busy and bench.worker.idle)
    assert bench.ids() == expected
    assert bench.encoder.encoded == COUNT
    assert [folder.path for folder in bench.library.folders()] == [str(moved)]
    assert bench.told == [str(many), None]


def test_photos_out_of_reach_are_looked_for_where_they_are(bench, many, tmp_path):
    bench.index()
    many.rename(tmp_path / "moved")
    bench.index()
    assert bench.library.status().missing == COUNT
    assert bench.relocate(many / "walk", tmp_path / "moved" / "walk") == COUNT
    until(lambda: bench.indexed() == COUNT)
    assert bench.encoder.encoded == COUNT


def test_a_part_of_a_folder_that_moves_within_it(bench, many):
    bench.index()
    (many / "walk").rename(many / "stroll")
    assert bench.relocate(many / "walk", many / "stroll") == COUNT
    until(lambda: not bench.scanner.busy)
    assert bench.index().unchanged == COUNT
    assert bench.encoder.encoded == COUNT


def test_after_a_refusal_the_engine_goes_on(bench, many, tmp_path):
    (tmp_path / "wrong").mkdir()
    ticket = bench.scanner.scan(str(many))
    until(lambda: ticket.done)
    with pytest.raises(FolderError, match="None of the photos"):
        bench.relocate(many, tmp_path / "wrong")
    until(lambda: bench.indexed() == COUNT)
    assert bench.told == []


def test_nothing_is_read_while_the_worker_rests(bench, many):
    with bench.worker.at_rest():
        ticket = bench.scanner.scan(str(many))
        until(lambda: ticket.done and not bench.scanner.busy)
        assert bench.worker.tally.embedded == 0
        assert not bench.worker.idle  # who waits for it must not believe that all is done
    until(lambda: bench.indexed() == COUNT)


def test_nothing_is_compared_while_the_scanner_rests(bench, many):
    with bench.scanner.at_rest():
        ticket = bench.scanner.scan(str(many))
        assert bench.scanner.busy
        assert not ticket.done
    until(lambda: ticket.done)
    until(lambda: bench.indexed() == COUNT)


def test_a_scan_that_had_to_rest_begins_again(bench, many, monkeypatch):
    """It is interrupted after the first file that it sees."""
    begun, go_on = threading.Event(), threading.Event()
    settle = type(bench.library.reconciler).settle

    def slow(*arguments: object, **options: object) -> None:
        settle(*arguments, **options)
        begun.set()
        go_on.wait(SECONDS)

    monkeypatch.setattr(type(bench.library.reconciler), "settle", slow)
    bench.scanner.scan(str(many))
    assert begun.wait(SECONDS)
    rests, leave = threading.Event(), threading.Event()

    def rest() -> None:
        with bench.scanner.at_rest():
            rests.set()
            leave.wait(SECONDS)

    resting = threading.Thread(target=rest)
    resting.start()
    until(lambda: bench.scanner._resting)
    go_on.set()
    assert rests.wait(SECONDS)
    assert bench.scanner.busy  # it is to begin again
    seen = len(bench.ids())
    leave.set()
    resting.join(SECONDS)
    assert seen < COUNT
    until(lambda: bench.indexed() == COUNT)


def test_a_backup_while_photos_are_read(bench, many, tmp_path, encoder, monkeypatch):
    encode, begun, go_on = type(encoder).encode_images, threading.Event(), threading.Event()

    def slow(self: object, pixels):
        if bench.worker.tally.embedded:  # the second batch
            begun.set()
            assert go_on.wait(SECONDS)
        return encode(self, pixels)

    monkeypatch.setattr(type(encoder), "encode_images", slow)
    asking = threading.Thread(target=bench.index)
    asking.start()
    assert begun.wait(SECONDS)
    report = bench.ask(keeping.BackUp(str(tmp_path / "backup.db")))
    go_on.set()
    asking.join(SECONDS)
    assert 0 < report.photos < COUNT
    assert note_of(tmp_path / "backup.db").photos == report.photos
    assert bench.indexed() == COUNT


def test_a_backup_that_nobody_waits_for_ends(bench, many, tmp_path, monkeypatch):
    bench.index()
    monkeypatch.setattr(backup_module, "_STEPS", 10)
    context = Context(lambda _progress: None)
    context.cancel()
    with pytest.raises(CancelledCallError):
        bench.ask(keeping.BackUp(str(tmp_path / "backup.db")), context)
    assert list(tmp_path.glob("backup*")) == []
