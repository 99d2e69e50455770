"""A second model embeds in the background, while the first one answers and photos come and go."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from indexer.engine.governor import Permission
from indexer.errors import LibraryError
from indexer.pipeline import BATCH
from indexer.query import Query, TextTerm
from models.errors import ModelError, ModelNotReadyError
from tests.indexer.engine.test_worker import ALLOWED, SECONDS, Bench, until

OTHER = "other/colours"


@dataclass
class TwoModels(Bench):
    """A bench whose encoders are opened by their names."""

    encoders: dict[str, object] = field(default_factory=dict)

    def _open(self, model: str, threads: int) -> object:
        self.opened.append((model, threads))
        found = self.encoders[model]
        if isinstance(found, Exception):
            raise found
        return found

    def use(self, model: str, *, at_once: bool = False) -> None:
        self.library.use_model(model, at_once=at_once)
        self.worker.wake()

    def settled(self) -> bool:
        return self.worker.idle and not self.scanner.busy

    def found(self, words: str) -> set[str]:
        hits = self.library.search(Query((TextTerm(words),), limit=999)).hits
        return {hit.path.rpartition("/")[2] for hit in hits}


class Gate:
    """An encoder that waits at every batch until it may go on."""

    def __init__(self, inner, free=0) -> None:
        self.inner = inner
        self.free = free  # so many pictures need not wait
        self.arrived = threading.Event()
        self.open = threading.Event()
        self.model_id, self.dim, self.input_spec = inner.model_id, inner.dim, inner.input_spec

    def encode_images(self, pixels):
        self.arrived.set()
        self.free -= len(pixels)
        assert self.free >= 0 or self.open.wait(SECONDS)
        return self.inner.encode_images(pixels)

    def encode_texts(self, texts):
        return self.inner.encode_texts(texts)


@pytest.fixture
def other(encoder):
    return Gate(type(encoder)(model_id=OTHER))


@pytest.fixture
def make_bench(open_library, photos, encoder, other):
    made = []

    def make(**changes) -> TwoModels:
        encoders = {"starter": encoder, OTHER: other, **changes}
        library = open_library(encoders={OTHER: other.inner})
        library.store.write.add_folder(str(photos))
        library.watch(photos)
        made.append(TwoModels(library, encoder, encoders=encoders))
        return made[-1]

    yield make
    other.open.set()
    for bench in made:
        bench.close()
        assert bench.bugs == []


@pytest.fixture
def many(photos, draw):
    for number in range(40):
        draw(photos / f"{number}.jpg", "red", seed=number, size=(40 + number, 40))
    return photos


@pytest.fixture
def bench(make_bench, many):
    made = make_bench()
    made.index()
    until(made.settled)
    return made


class OneTask:
    """An encoder that embeds pictures or texts, as its first use decides."""

    def __init__(self, inner) -> None:
        self.inner, self.task = inner, None
        self.model_id, self.dim, self.input_spec = inner.model_id, inner.dim, inner.input_spec

    def _only(self, task) -> None:
        assert self.task in {None, task}
        self.task = task

    def encode_images(self, pixels):
        self._only("pictures")
        return self.inner.encode_images(pixels)

    def encode_texts(self, texts):
        self._only("texts")
        return self.inner.encode_texts(texts)


def test_what_reads_photos_does_not_load_the_text_tower_for_good(make_bench, many, other):
    bench = make_bench()
    bench.index()
    until(bench.settled)
    made, open_as_usual = [], bench._open

    def opened(model, threads):
        made.append(OneTask(open_as_usual(model, threads)))
        return made[-1]

    other.open.set()
    bench.worker._tools._open_encoder = opened
    bench.use(OTHER)
    until(lambda: bench.library.model == OTHER)
    assert [one.task for one in made] == ["pictures", "texts"]


def test_the_old_model_answers_until_the_new_one_has_everything(bench, other):
    bench.use(OTHER)
    assert other.arrived.wait(SECONDS)
    assert bench.library.model == "starter"
    assert len(bench.found("red")) == 40
    assert bench.worker.activity.state == "indexing"
    other.open.set()
    until(lambda: bench.library.model == OTHER)
    assert len(bench.found("red")) == 40
    until(bench.settled)
    assert bench.worker.activity.state == "idle"


def test_progress_counts_what_is_still_to_be_embedded(bench, other):
    shown = []
    bench.worker._meter.clock = iter(range(0, 100000, 5)).__next__  # every batch is shown
    show = bench.worker._meter.show
    bench.worker._meter.show = lambda progress: (shown.append(progress), show(progress))
    totals = []
    bench.worker._parts.__dict__["on_change"] = lambda: totals.append(bench.worker.activity)
    other.open.set()
    bench.use(OTHER)
    until(lambda: bench.library.model == OTHER)
    told = [activity.progress for activity in totals if activity.progress]
    assert told
    assert {progress.total for progress in told if progress.done} == {40}
    assert max(progress.done for progress in told) == 40


def test_photos_that_come_meanwhile_are_found_and_embedded_by_both(bench, other, photos, draw):
    bench.use(OTHER)
    assert other.arrived.wait(SECONDS)
    new = draw(photos / "new.jpg", "yellow", size=(99, 40))
    bench.worker.hurry([str(new)])
    bench.scanner.look_at([str(new)])
    until(lambda: bench.library.store.read.due_count() == 1)
    other.arrived.clear()
    other.open.set()
    until(lambda: "new.jpg" in bench.found("yellow"))
    until(lambda: bench.library.model == OTHER)
    assert "new.jpg" in bench.found("yellow")
    models = [model for model, _ in bench.opened]
    # The new photo came first, though the new model was at work.
    assert models[:4] == ["starter", OTHER, "starter", OTHER]


def test_an_engine_that_ended_in_the_middle_goes_on(bench, make_bench, other):
    bench.use(OTHER)
    assert other.arrived.wait(SECONDS)
    closing = threading.Thread(target=bench.close)
    closing.start()
    until(lambda: bench.worker._closing)
    other.open.set()
    closing.join(SECONDS)
    bench.library.__exit__(None, None, None)
    done = other.inner.encoded
    assert 0 < done < 40
    again = make_bench()
    until(lambda: again.library.model == OTHER)
    assert other.inner.encoded == 40


def test_rules_and_pauses_hold(bench, other):
    bench.permission = Permission(allowed=False, reason="The computer runs on its battery.")
    bench.use(OTHER)
    until(lambda: bench.worker.activity.state == "waiting")
    assert bench.worker.activity.reason == "The computer runs on its battery."
    assert not other.arrived.is_set()
    bench.permission = ALLOWED
    bench.worker.wake()
    assert other.arrived.wait(SECONDS)
    bench.permission = Permission(allowed=False, reason="Paused.", paused=True)
    other.open.set()
    until(lambda: bench.worker.activity.state == "paused")
    assert bench.library.model == "starter"
    assert other.inner.encoded < 40
    bench.permission = ALLOWED
    bench.worker.wake()
    until(lambda: bench.library.model == OTHER)


def test_a_take_over_is_called_off(bench, other):
    bench.use(OTHER)
    assert other.arrived.wait(SECONDS)
    bench.use("starter")
    other.open.set()
    until(bench.settled)
    assert bench.library.model == "starter"
    assert 0 < other.inner.encoded < 40
    assert not bench.worker.holds_model


def test_at_once_the_rest_is_embedded_in_the_background(bench, other):
    bench.use(OTHER, at_once=True)
    assert bench.library.model == OTHER
    assert bench.found("red") == set()
    other.open.set()
    until(lambda: len(bench.found("red")) == 40)


def test_a_switch_in_the_middle_of_reading_loses_nothing(make_bench, many, other, encoder):
    starter = Gate(encoder)
    bench = make_bench(starter=starter)
    bench.scanner.scan(str(many))
    assert starter.arrived.wait(SECONDS)
    bench.use(OTHER, at_once=True)
    starter.open.set()
    other.open.set()
    until(lambda: len(bench.found("red")) == 40)
    assert bench.library.model == OTHER
    until(bench.settled)
    assert bench.library.store.read.count_without_embedding(OTHER) == 0


def put_files(library) -> None:
    """As much of a prepared model as tells that it is here."""
    folder = library.places.models / "other--colours"
    folder.mkdir(parents=True)
    (folder / "model.json").touch()


NOT_HERE = f"{OTHER} takes over when its files are here: `pictrove models get {OTHER}` gets"


def test_a_model_that_is_not_here_is_no_trouble(make_bench, many, photos, draw, other):
    """A backup of another computer, or the models' disk is away."""
    bench = make_bench(**{OTHER: ModelNotReadyError("It is not prepared on this machine.")})
    bench.library.shelf.follow_with(OTHER)
    assert bench.index().embedded == 40
    assert bench.worker.trouble == ""
    assert bench.worker.hindrance.startswith(NOT_HERE)
    assert bench.library.status().model_note == bench.worker.hindrance
    until(lambda: bench.worker.activity.state == "idle")
    assert list((bench.library.store.folder / "vectors").glob("starter*"))
    assert (bench.library.model, bench.worker.lacking) == ("starter", 0)
    draw(photos / "new.jpg", "yellow", size=(99, 40))
    bench.scanner.look_at([str(photos / "new.jpg")])
    until(lambda: "new.jpg" in bench.found("yellow"))
    bench.encoders[OTHER] = Gate(other.inner, free=BATCH)
    bench.worker.wake()
    until(lambda: bench.worker.hindrance == "")  # not only when it has taken over
    assert bench.library.model == "starter"
    bench.encoders[OTHER].open.set()
    until(lambda: bench.library.model == OTHER)


def test_each_model_is_measured_by_itself(bench, other):
    bench.use(OTHER)
    assert other.arrived.wait(SECONDS)
    meter = bench.worker._meter
    assert (len(meter._window), bench.worker._began.done) == (0, 40)
    other.open.set()
    until(lambda: bench.library.model == OTHER)


def test_a_model_that_cannot_be_opened_leaves_the_old_one_at_work(make_bench, many, photos, draw):
    bench = make_bench(**{OTHER: ModelError("It is damaged; prepare it again.")})
    put_files(bench.library)
    bench.index()
    bench.use(OTHER)
    until(lambda: bench.worker.hindrance == "It is damaged; prepare it again.")
    draw(photos / "new.jpg", "yellow", size=(99, 40))
    bench.scanner.look_at([str(photos / "new.jpg")])
    until(lambda: "new.jpg" in bench.found("yellow"))
    assert (bench.library.model, bench.worker.trouble) == ("starter", "")
    bench.use("starter")
    assert bench.worker.hindrance == ""


def test_the_model_that_answers_must_be_here(make_bench, many):
    bench = make_bench(starter=ModelNotReadyError("It is not prepared on this machine."))
    with pytest.raises(LibraryError, match="not prepared on this machine"):
        bench.index()
