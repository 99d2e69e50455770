"""How long an engine stays that no client needs and that follows no folder."""

from __future__ import annotations

import itertools
import shutil
import sys
import threading
from contextlib import ExitStack
from types import SimpleNamespace

import pytest

from indexer.engine import engine as module
from indexer.engine.addresses import KEY_FILE
from indexer.engine.engine import LINGER_SECONDS, Engine
from indexer.engine.errors import ConnectionLostError
from indexer.engine.transport import dial, listen
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
def engine(tmp_path, runtime, clock):
    """An engine that is wired and not started: nothing but its clock moves."""
    places = Places.below(tmp_path / "home")
    with ExitStack() as undo:
        store = Store.open(places.data)
        undo.callback(store.close)
        listener = listen(places)
        undo.callback(listener.close)
        store.write.add_folder(str(tmp_path))
        made = Engine(places, store, listener, "1.0")
        undo.callback(made._server.close)
        yield made


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


def test_it_leaves_a_library_that_was_deleted_and_made_again(engine, clock, tmp_path):
    engine._store.write.set_folder(str(tmp_path), watched=True, hidden=False, excludes=())
    assert not leaves(engine, clock, HOUR)
    shutil.rmtree(engine._places.data)
    with Store.open(engine._places.data):
        assert leaves(engine, clock, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")
def test_it_can_be_found_again_when_the_folder_of_its_socket_is_gone(engine, runtime):
    """As when its user has logged out of another computer, and in again."""
    assert found(engine)
    shutil.rmtree(runtime / "pictrove")
    assert not found(engine)
    engine._tend()
    assert found(engine)
    (engine._places.data / KEY_FILE).unlink()
    engine._tend()
    assert found(engine)


def found(engine):
    """Whether a client finds somebody there; nobody answers, as nothing was started."""
    try:
        assert dial(engine._places, 0.01) is None
    except ConnectionLostError:
        return True
    return False


@pytest.mark.parametrize("step", range(10))
def test_a_signal_may_interrupt_any_step_of_its_waiting(engine, step):
    """A handler runs within the thread that waits: it must not wait for that thread."""
    steps = itertools.count()

    def interrupt(*_: object) -> object:
        if next(steps) == step:
            engine.stop()
        return interrupt

    def wait() -> None:
        sys.settrace(interrupt)
        engine._wait(300)
        sys.settrace(None)

    engine._wake()
    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    waiting.join(60)
    assert not waiting.is_alive()
    assert next(steps) > step  # there was such a step
