"""Due files through the pipeline, with decoders that do as they are told."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from indexer.decode.types import Cause, Decoded, Failed, Job, Limits
from indexer.metadata import PhotoMetadata
from indexer.pipeline import BATCH, Pipeline
from indexer.store import Store
from indexer.store.rows import ENDED_THE_ENGINE, IN_THE_CLOUD
from indexer.thumbnails import Thumbnails


class EngineDied(BaseException):
    """What SIGKILL does, as far as the database can see it."""


@dataclass
class Decoders:
    """Decodes at once; `deadly` names end the process, `before` runs before each file."""

    deadly: set[str] = field(default_factory=set)
    failing: dict[str, Cause] = field(default_factory=dict)
    before: Callable[[str], None] = lambda _path: None
    look_ahead: int = 3
    order: list[str] = field(default_factory=list)

    def run(self, jobs: Iterator[Job]) -> Iterator[Decoded | Failed]:
        coming: list[Job] = []
        while True:
            coming += itertools.islice(jobs, self.look_ahead - len(coming))
            if not coming:
                return
            yield self._decode(coming.pop(0))

    def _decode(self, job: Job) -> Decoded | Failed:
        name = Path(job.path).name
        self.order.append(name)
        self.before(job.path)
        if name in self.deadly:
            raise EngineDied
        if name in self.failing:
            return Failed(job.key, "It does not work.", self.failing[name])
        data = Path(job.path).read_bytes()
        return Decoded(
            job.key,
            hashlib.sha256(data).digest(),
            len(data),
            Path(job.path).stat().st_mtime_ns,
            10,
            10,
            "jpeg",
            PhotoMetadata(),
            np.full((8, 8, 3), data[0], np.uint8),
            None,
        )


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    return made


@pytest.fixture
def put(store: Store, folder: Path):
    from indexer.store.rows import FileStamp

    def putting(name: str, content: str = "") -> Path:
        path = folder / name
        path.write_text(content or name)
        status = path.stat()
        store.write.add_pending([FileStamp(str(path), status.st_size, status.st_mtime_ns)])
        return path

    return putting


@pytest.fixture
def drain(store: Store, tmp_path: Path, encoder):
    def draining(decoders: Decoders | None = None, **options) -> Pipeline:
        pipeline = Pipeline(
            store,
            decoders or Decoders(),
            options.pop("encoder", encoder),
            Thumbnails(tmp_path / "thumbnails"),
            Limits(),
            lambda _tally: None,
            options.pop("stop", lambda: False),
            **options,
        )
        pipeline.drain()
        return pipeline

    return draining


def states(store: Store) -> dict[str, str]:
    return {Path(f.path).name: f.state for f in store.read.known_files().values()}


def test_everything_due_is_read_and_nothing_is_left_in_flight(store, put, drain):
    for number in range(BATCH + 3):
        put(f"{number}.jpg", "x" * (number + 1))
    assert drain().tally.embedded == BATCH + 3
    assert set(states(store).values()) == {"indexed"}
    assert store.read.in_flight() == {}
    assert store.read.due() == []


def test_files_of_equal_size_are_read_once_if_their_content_is_the_same(store, put, drain, encoder):
    for number in range(4):
        put(f"{number}.jpg", "same")
    put("other.jpg", "else")
    tally = drain().tally
    assert (tally.embedded, tally.copied) == (2, 3)
    assert encoder.encoded == 2


def test_what_was_in_flight_when_the_engine_died_is_tried_alone(store, put, drain):
    for name in "abcd":
        put(f"{name}.jpg", name * (ord(name) - 90))
    with pytest.raises(EngineDied):
        drain(Decoders(deadly={"b.jpg"}))
    suspects = {Path(path).name for path in store.read.in_flight()}
    assert "b.jpg" in suspects
    for _ in range(3):
        with pytest.raises(EngineDied):
            drain(Decoders(deadly={"b.jpg"}))
        assert "b.jpg" in {Path(path).name for path in store.read.in_flight()}
    drain(Decoders(deadly={"b.jpg"}))
    assert states(store) == {
        "a.jpg": "indexed",
        "b.jpg": "failed",
        "c.jpg": "indexed",
        "d.jpg": "indexed",
    }
    (failure,) = store.read.failures()
    assert (Path(failure.path).name, failure.cause) == ("b.jpg", ENDED_THE_ENGINE)
    assert store.read.in_flight() == {}


def test_an_innocent_suspect_is_cleared(store, put, drain):
    put("a.jpg")
    with pytest.raises(EngineDied):
        drain(Decoders(deadly={"a.jpg"}))
    drain()
    assert states(store) == {"a.jpg": "indexed"}
    assert store.read.in_flight() == {}


def test_urgent_files_come_first(store, put, drain):
    for number in range(20):
        put(f"{number:02}.jpg", "x" * (number + 1))
    late = put("late.jpg", "y" * 100)
    asked = iter([[], [str(late), "/not/known.jpg"]])
    decoders = Decoders(look_ahead=1)
    drain(decoders, urgent=lambda: next(asked, []))
    assert decoders.order[:3] == ["00.jpg", "late.jpg", "01.jpg"]
    assert len(decoders.order) == 21


def test_only_wanted_files_are_read(store, put, drain):
    put("a.jpg", "a")
    put("b.jpg", "bb")
    drain(wanted=lambda file: file.path.endswith("b.jpg"))
    assert states(store) == {"a.jpg": "pending", "b.jpg": "indexed"}


def test_a_file_that_is_still_being_written_stays_due(store, put, drain):
    put("a.jpg")
    pipeline = drain(Decoders(failing={"a.jpg": Cause.CHANGED}))
    assert pipeline.left_over
    assert states(store) == {"a.jpg": "pending"}
    assert store.read.in_flight() == {}


def test_a_file_that_changes_between_decoding_and_commit_is_due_again(store, put, drain):
    path = put("a.jpg")
    put("b.jpg", "longer than a")

    def change(decoding: str) -> None:
        if decoding.endswith("b.jpg"):
            path.write_text("changed meanwhile")

    drain(Decoders(before=change))
    assert [Path(file.path).name for file in store.read.due()] == ["a.jpg"]
    drain()
    assert store.read.due() == []


def test_a_file_that_is_gone_before_it_is_read(store, put, drain):
    put("a.jpg").unlink()
    assert drain().tally.gone == 1
    assert store.write.sweep([file.id for file in store.read.vanished()]) == 1
    assert states(store) == {}


def test_a_drive_that_is_pulled_out_while_it_is_read_fails_nothing(store, put, drain):
    path = put("a.jpg")
    other = put("b.jpg", "longer than a")
    drain(is_gone=lambda _path: False)
    store.write.mark_stale([file.id for file in store.read.known_files().values()])
    path.unlink()
    decoders = Decoders(
        failing={"b.jpg": Cause.UNREADABLE}, before=lambda _path: other.unlink(missing_ok=True)
    )
    other.write_text("changed, and longer than a")
    drain(decoders, is_gone=lambda _path: False)
    assert decoders.order == ["b.jpg"]
    assert states(store) == {"a.jpg": "missing", "b.jpg": "missing"}
    assert store.read.due() == []
    assert store.read.vanished() == []
    store.write.mark_present([file.id for file in store.read.known_files().values()])
    assert store.read.due_count() == 2


def test_a_file_that_may_not_be_read_fails(store, put, drain):
    put("a.jpg")
    drain(Decoders(failing={"a.jpg": Cause.UNREADABLE}))
    assert states(store) == {"a.jpg": "failed"}


def test_files_in_the_cloud_are_read_only_on_request(store, put, drain, monkeypatch):
    path = put("a.jpg")
    monkeypatch.setattr("indexer.pipeline.is_placeholder", lambda _status: True)
    decoders = Decoders()
    drain(decoders)
    (failure,) = store.read.failures()
    assert failure.cause == IN_THE_CLOUD
    assert decoders.order == []
    store.write.retry(str(path))
    drain(decoders, fetch={str(path)})
    assert states(store) == {"a.jpg": "indexed"}


def test_an_embedding_that_is_no_number_fails_its_photo_only(store, put, drain, encoder):
    class Sick(type(encoder)):
        def encode_images(self, pixels):
            embeddings = super().encode_images(pixels)
            embeddings[pixels[:, 0, 0, 0] == ord("n")] = np.nan
            return embeddings

    put("good.jpg")
    put("nan.jpg", "nan")
    drain(encoder=Sick())
    assert states(store) == {"good.jpg": "indexed", "nan.jpg": "failed"}


def test_a_sidecar_that_changed_makes_known_content_be_read_again(store, put, drain):
    put("a.jpg")
    drain()
    (known,) = store.read.known_files().values()
    store.write.mark_stale([known.id], in_any_case=True)
    assert drain().tally.embedded == 1
    store.write.mark_stale([known.id])
    assert drain().tally.moved == 1


def test_stopping_leaves_the_rest_due(store, put, drain):
    for number in range(50):
        put(f"{number}.jpg", "x" * (number + 1))
    decoders = Decoders()
    drain(decoders, stop=lambda: len(decoders.order) >= 10)
    indexed = sum(state == "indexed" for state in states(store).values())
    assert 10 <= indexed < 20
    assert store.read.due_count() == 50 - indexed
    assert store.read.in_flight() == {}
