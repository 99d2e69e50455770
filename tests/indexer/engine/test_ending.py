"""Engines that are ended without a client at hand: dead ones, starting ones, those in the way."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import closing

import pytest

from indexer.client import open_client
from indexer.engine import ending
from indexer.engine import launch as launch_module
from indexer.engine.addresses import KEY_FILE
from indexer.engine.ending import end_engine, without_engine
from indexer.engine.launch import Patience
from indexer.errors import LibraryBusyError
from indexer.store import Store
from indexer.store.lock import WriterLock
from indexer.store.store import LOCK_NAME

pytestmark = [
    pytest.mark.usefixtures("nothing_left"),
    pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does"),
]
SECONDS = 120
SHORT = Patience(answer=120, busy=0.0)


@pytest.fixture
def lock(places):
    """Whoever is the writer of the library; not held."""
    places.data.mkdir(parents=True)
    made = WriterLock(places.data / LOCK_NAME)
    yield made
    made.release()


@pytest.fixture
def dead(reach, places, lock):
    """An engine was killed, and its key is still there."""
    client = reach()
    os.kill(client.hello.process_id, signal.SIGKILL)
    assert client.wait_lost(SECONDS)
    lock.acquire()
    lock.release()
    assert (places.data / KEY_FILE).exists()


@pytest.fixture
def revived(monkeypatch):
    """How often an engine was started because the last one was killed."""
    found: list[object] = []
    monkeypatch.setattr(launch_module, "revive", found.append)
    return found


def test_there_is_no_engine_where_there_is_no_library(places):
    assert not end_engine(places)
    assert not places.data.exists()


def test_a_running_engine_is_ended(reach, places, lock, engine_ids, until, alive):
    lock.acquire()  # its own lock has another name
    client = reach()
    assert end_engine(places)
    until(lambda: not alive(client.hello.process_id))
    assert not (places.data / KEY_FILE).exists()


def test_who_ends_a_killed_engine_does_not_start_it_again(dead, places, revived):
    with open_client(read_only=True, places=places) as client:
        assert not client.stop_engine()
    assert revived == []
    assert not (places.data / KEY_FILE).exists()


def test_who_reads_starts_a_killed_engine_again_once(dead, places, revived):
    Store.open(places.data).close()
    (places.data / KEY_FILE).write_bytes(b"x" * 40)
    with open_client(read_only=True, places=places) as client:
        assert client.status().indexed == 0
        assert client.failures() == ()
    assert revived == [places]


def test_an_engine_that_is_just_starting_is_waited_for(reach, places, lock, monkeypatch):
    lock.acquire()
    waited: list[float] = []

    def start(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            reach()

    monkeypatch.setattr(ending.time, "sleep", start)
    assert end_engine(places)


def test_another_program_is_not_taken_for_no_engine(places, lock):
    lock.acquire()
    with pytest.raises(LibraryBusyError, match=str(os.getpid())):
        end_engine(places, SHORT)


def test_an_engine_that_a_window_starts_meanwhile_makes_room(reach, places, lock, monkeypatch):
    client = reach()
    tried: list[bool] = []

    def work() -> str:
        tried.append(True)
        if not client.wait_lost(0):
            raise LibraryBusyError("The engine has the library.")
        return "done"

    monkeypatch.setattr(ending.time, "sleep", lambda _: client.wait_lost(SECONDS))
    assert without_engine(places, work) == "done"
    assert len(tried) == 2


def test_who_goes_on_working_is_told(places):
    def work() -> None:
        raise LibraryBusyError("Somebody works on it.")

    with pytest.raises(LibraryBusyError, match="Somebody"):
        without_engine(places, work, SHORT)


def test_a_repair_has_the_engine_make_room(reach, places, lock):
    Store.open(places.data).close()
    lock.acquire()
    client = reach()
    client.subscribe(lambda _: None, lock.release)
    with closing(client), open_client(alone=True, places=places) as alone:
        assert alone.repair().copy == ""
