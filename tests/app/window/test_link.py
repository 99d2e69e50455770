"""The line to the engine: answers in the window's thread, connecting again, asking again."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QCoreApplication, QThread

from app.window.link import EngineLink
from indexer.client import Activity
from indexer.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryTooNewError,
    QueryError,
)
from indexer.requests import (
    ActivityChanged,
    EngineLostError,
    GetStatus,
    PhotosChanged,
    StopEngine,
)


class FakeCall(Future):
    stopped = False

    def stop(self) -> None:
        self.stopped = True


class FakeConnection:
    def __init__(self) -> None:
        self.calls: list[tuple[object, FakeCall]] = []
        self.progress = []
        self.closed = False

    def call(self, request, on_progress) -> FakeCall:
        call = FakeCall()
        self.calls.append((request, call))
        self.progress.append(on_progress)
        return call

    def subscribe(self, on_event, on_lost) -> None:
        self.on_event, self.on_lost = on_event, on_lost

    def close(self) -> None:
        self.closed = True

    def lose(self) -> None:
        """As the real one: first every call, then the news; from another thread."""

        def losing() -> None:
            for _, call in self.calls:
                if not call.done():
                    call.set_exception(EngineLostError("lost"))
            self.on_lost()

        in_thread(losing)


def in_thread(work) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.fixture
def connections() -> list[FakeConnection]:
    return []


@pytest.fixture
def refusals() -> deque[Exception]:
    return deque()


@pytest.fixture
def link(qapp, connections, refusals):
    def connect() -> FakeConnection:
        if refusals:
            raise refusals.popleft()
        connections.append(FakeConnection())
        return connections[-1]

    made = EngineLink(connect)
    yield made
    made.close()


@pytest.fixture
def connected(link, connections, qtbot):
    with qtbot.waitSignal(link.connected):
        link.connect_engine()
    return connections[0]


def test_what_is_asked_before_is_asked_when_connected(link, connections, qtbot) -> None:
    answers = []
    link.ask(GetStatus(), answers.append)
    with qtbot.waitSignal(link.connected):
        link.connect_engine()
    request, call = connections[0].calls[0]
    assert request == GetStatus()
    in_thread(lambda: call.set_result("fine"))
    qtbot.waitUntil(lambda: answers == ["fine"])


def test_callbacks_run_in_the_windows_thread(link, connected, qtbot, qapp) -> None:
    threads = []
    link.ask(
        GetStatus(),
        lambda _: threads.append(QThread.currentThread()),
        progress=lambda _: threads.append(QThread.currentThread()),
    )
    in_thread(lambda: connected.progress[0]("half"))
    in_thread(lambda: connected.calls[0][1].set_result("all"))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads == [qapp.thread()] * 2


def test_a_cancelled_question_is_not_answered(link, connected, qtbot) -> None:
    answers = []
    ticket = link.ask(GetStatus(), answers.append)
    other = []
    link.ask(GetStatus(), other.append)
    call = connected.calls[0][1]
    call.set_result("late")  # handed over, but not delivered yet
    ticket.cancel()
    connected.calls[1][1].set_result("now")
    qtbot.waitUntil(lambda: other == ["now"])
    assert answers == []


def test_expected_trouble_goes_to_who_asked_or_to_the_window(link, connected, qtbot) -> None:
    troubles, failures, bugs = [], [], []
    link.troubled.connect(troubles.append)
    link.bug_found.connect(bugs.append)
    link.ask(GetStatus(), print, failures.append)
    link.ask(GetStatus(), print)
    link.ask(GetStatus(), print)
    errors = [QueryError("no"), QueryError("also no"), ValueError("a bug")]
    for (_, call), error in zip(connected.calls, errors, strict=True):
        call.set_exception(error)
    qtbot.waitUntil(lambda: bugs == [errors[2]])
    assert failures == [errors[0]]
    assert troubles == [errors[1]]


def test_a_lost_engine_is_started_again_and_asked_again(link, connected, connections, qtbot):
    answers, lost = [], []
    link.lost.connect(lambda: lost.append(True))
    link.ask(GetStatus(), answers.append)
    with qtbot.waitSignal(link.connected):
        connected.lose()
    assert lost == [True]
    assert connected.closed
    connections[1].calls[0][1].set_result("again")
    qtbot.waitUntil(lambda: answers == ["again"])


def test_what_must_not_be_repeated_fails(link, connected, qtbot) -> None:
    failures = []
    link.ask(StopEngine(), print, failures.append)
    connected.lose()
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], EngineLostError)


def test_an_engine_that_dies_over_a_question_is_not_asked_for_ever(
    link, connected, connections, qtbot
) -> None:
    failures = []
    link.ask(GetStatus(), print, failures.append)
    for number in range(3):
        qtbot.waitUntil(lambda number=number: len(connections) > number)
        qtbot.waitUntil(lambda number=number: bool(connections[number].calls))
        connections[number].lose()
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], EngineLostError)


def test_a_refusal_is_told_and_can_be_tried_again(link, refusals, connections, qtbot) -> None:
    refusals.append(LibraryError("The disk is full."))
    with qtbot.waitSignal(link.refused) as told:
        link.connect_engine()
    assert str(told.args[0]) == "The disk is full."
    with qtbot.waitSignal(link.connected):
        link.connect_engine()
    assert len(connections) == 1


def test_a_library_that_is_busy_is_tried_again_by_itself(
    link, refusals, connections, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr("app.window.link._LONGEST_WAIT_MS", 10)
    refusals += [LibraryBusyError("It is being repaired."), LibraryBusyError("Still.")]
    told = []
    link.refused.connect(told.append)
    with qtbot.waitSignal(link.connected):
        link.connect_engine()
    assert len(told) == 2
    assert len(connections) == 1


def test_an_engine_that_cannot_be_reached_is_tried_again_ever_later(
    link, refusals, connections, qtbot, monkeypatch
) -> None:
    """As long as it is the same trouble, it was said, and what says so stays."""
    monkeypatch.setattr("app.window.link._LONGEST_WAIT_MS", 1)
    monkeypatch.setattr("app.window.link._MOST_PATIENT_MS", 4)
    unreachable = "The engine was started but cannot be reached."
    refusals += [LibraryError(unreachable)] * 4 + [LibraryError("The disk is full.")]
    waits, told = [], []
    link._again.timeout.connect(lambda: waits.append(link._again.interval()))
    link.refused.connect(told.append)
    with qtbot.waitSignal(link.connected):
        link.connect_engine()
    assert [str(error) for error in told] == [unreachable, "The disk is full."]
    assert waits == [1, 2, 4, 4, 4]
    assert len(connections) == 1


def test_who_asks_for_another_attempt_is_told_the_same_again(link, refusals, qtbot) -> None:
    refusals += [LibraryError("The disk is full.")] * 2
    for _ in range(2):
        with qtbot.waitSignal(link.refused):
            link.connect_engine()
    link.close()
    assert not link._again.isActive()


@pytest.mark.parametrize("kind", [LibraryDamagedError, LibraryTooNewError, ValueError])
def test_what_no_waiting_ends_is_not_tried_again(link, refusals, qtbot, kind) -> None:
    refusals.append(kind("No."))
    with qtbot.waitSignal(link.refused):
        link.connect_engine()
    assert not link._again.isActive()


def test_a_bug_while_connecting_is_told_and_can_be_tried_again(link, refusals, qtbot) -> None:
    refusals.append(ValueError("a bug"))
    with qtbot.waitSignals([link.bug_found, link.refused]):
        link.connect_engine()
    with qtbot.waitSignal(link.connected):
        link.connect_engine()


def test_events_become_signals(link, connected, qtbot) -> None:
    with qtbot.waitSignal(link.activity_changed) as activity:
        in_thread(lambda: connected.on_event(ActivityChanged(Activity("paused"))))
    assert activity.args == [Activity("paused")]
    with qtbot.waitSignal(link.photos_changed) as photos:
        in_thread(lambda: connected.on_event(PhotosChanged(7)))
    assert photos.args == [7]


def test_stopping_is_passed_on(link, connected) -> None:
    ticket = link.ask(GetStatus(), print)
    ticket.stop()
    assert connected.calls[0][1].stopped


def test_after_closing_nothing_comes(link, connected, qtbot) -> None:
    answers = []
    link.ask(GetStatus(), answers.append)
    connected.calls[0][1].set_result("late")
    link.close()
    QCoreApplication.processEvents()  # what was handed over before
    assert answers == []
    assert connected.closed


def test_while_it_rests_no_engine_is_started(link, connected, connections, qtbot) -> None:
    """A backup takes the library's place; what is asked meanwhile is asked afterwards."""
    answers = []
    link.ask(GetStatus(), answers.append)
    lost = []
    link.lost.connect(lambda: lost.append(1))
    link.rest()
    assert connected.closed
    assert not link.is_connected
    connected.lose()  # as the real one, when it is closed
    link.connect_engine()
    link.ask(GetStatus(), answers.append)
    QCoreApplication.processEvents()
    assert link._connecting is None
    assert len(connections) == 1
    assert not lost
    with qtbot.waitSignal(link.connected):
        link.wake()
    assert [request for request, _ in connections[1].calls] == [GetStatus(), GetStatus()]


def test_a_connection_that_comes_while_it_rests_is_left(link, connections, refusals, qtbot) -> None:
    refused = []
    link.refused.connect(refused.append)
    for refusal in (None, LibraryBusyError("Somebody works on it.")):
        if refusal:
            refusals.append(refusal)
        link.connect_engine()
        link.rest()
        qtbot.waitUntil(lambda: link._connecting is None)
        assert not link.is_connected
        link._resting = False
    assert [one.closed for one in connections] == [True]
    assert not refused
