"""How long an engine stays that no client needs and that follows no folder."""

from __future__ import annotations

from contextlib import ExitStack
from types import SimpleNamespace

import pytest

from indexer.engine import engine as module
from indexer.engine.engine import LINGER_SECONDS, Engine
from indexer.engine.transport import listen
from indexer.places import Places
from indexer.settings import Settings
from indexer.store.store import Store

OTHER = "other/colours"
HOUR = 3600.0


class Clock:
    """A time that passes only when it is told to."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=made.monotonic))
    return made


@pytest.fixture
def engine(tmp_path, clock):
    """An engine that is wired and not started: nothing but its clock moves."""
    places = Places.below(tmp_path / "home")
    with ExitStack() as undo:
        store = Store.open(places.data)
        undo.callback(store.close)
        listener = listen(places)
        undo.callback(listener.close)
        store.write.add_folder(str(tmp_path))
        yield Engine(places, store, listener, "1.0")


def leaves(engine, clock, seconds):
    clock.now += seconds
    return engine._unneeded()


def test_it_leaves_after_a_while(engine, clock):
    assert not leaves(engine, clock, LINGER_SECONDS - 1)
    assert leaves(engine, clock, 1)


def test_it_stays_until_a_model_has_taken_over(engine, clock):
    engine._library.shelf.follow_with(OTHER)
    for _ in range(3):
        assert not leaves(engine, clock, HOUR)
    engine._library.shelf.switch_to(OTHER)
    assert not leaves(engine, clock, LINGER_SECONDS - 1)
    assert leaves(engine, clock, 1)


@pytest.mark.parametrize(
    ("hindrance", "trouble"), [("Its files are not here.", ""), ("", "The disk is full.")]
)
def test_it_does_not_stay_for_what_cannot_go_on(engine, clock, hindrance, trouble):
    engine._library.shelf.follow_with(OTHER)
    engine._worker._completion.hindrance = hindrance
    engine._worker._trouble = trouble
    assert leaves(engine, clock, HOUR)


def test_it_does_not_stay_where_the_background_is_not_wanted(engine, clock):
    engine._library.shelf.follow_with(OTHER)
    engine._apply(Settings(background=False))
    assert leaves(engine, clock, HOUR)
