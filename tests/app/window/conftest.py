"""A window without a screen and without an engine."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.window.state import StateStore
from indexer.requests import Request

_PATIENCE = 60.0
_PATIENCE_MS = 60_000


class PatientBot(QtBot):
    """Waits as long as a slow machine may need, and never by mistake for nothing at all."""

    def waitUntil(self, callback: Callable[[], bool], *, timeout: int = _PATIENCE_MS) -> None:
        """Wait for a condition; one that is None would count as fulfilled to pytest-qt."""

        def condition() -> bool:
            value = callback()
            if not isinstance(value, bool):
                raise TypeError(f"neither true nor false: {value!r}")
            return value

        super().waitUntil(condition, timeout=timeout)

    def waitSignal(self, signal, *, timeout: int = _PATIENCE_MS, **options):
        return super().waitSignal(signal, timeout=timeout, **options)

    def waitSignals(self, signals, *, timeout: int = _PATIENCE_MS, **options):
        return super().waitSignals(signals, timeout=timeout, **options)

    def waitExposed(self, widget, *, timeout: int = _PATIENCE_MS):
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget, *, timeout: int = _PATIENCE_MS):
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp, request) -> QtBot:
    """In the place of pytest-qt's own."""
    return PatientBot(request)


@dataclass(eq=False)
class FakeTicket:
    """One question that was asked of a `FakeAsks`; answer it when the test wants to."""

    request: Request[Any, Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    progress: Callable[[Any], None] | None
    cancelled: bool = False
    stopped: bool = False
    answered: bool = False

    def cancel(self) -> None:
        self.cancelled = True

    def stop(self) -> None:
        self.stopped = True

    def answer(self, value: object) -> None:
        """Answer now, in this thread; a cancelled question is not answered."""
        if not self.cancelled:
            self.answered = True
            self.done(value)

    def fail(self, error: Exception) -> None:
        if not self.cancelled:
            self.answered = True
            assert self.failed is not None, f"nobody takes {error!r}"
            self.failed(error)


@dataclass
class FakeAsks:
    """Keeps what it is asked; answers by itself (in the next turn of the event loop) where
    `answers` has a value, or a function of the request, for the class of the request."""

    asked: list[FakeTicket] = field(default_factory=list)
    answers: dict[type, Any] = field(default_factory=dict)
    over: bool = False

    def ask(self, request, done, failed=None, progress=None) -> FakeTicket:
        ticket = FakeTicket(request, done, failed, progress)
        self.asked.append(ticket)
        if type(request) in self.answers:
            QTimer.singleShot(0, lambda: self._answer(ticket))
        return ticket

    def _answer(self, ticket: FakeTicket) -> None:
        if self.over:
            return
        answer = self.answers[type(ticket.request)]
        value = answer(ticket.request) if callable(answer) else answer
        if isinstance(value, Exception):
            ticket.fail(value)
        else:
            ticket.answer(value)

    def of(self, kind: type) -> list[FakeTicket]:
        """The questions of one class, oldest first."""
        return [ticket for ticket in self.asked if isinstance(ticket.request, kind)]

    def open(self, kind: type) -> FakeTicket:
        """The latest question of a class, which must not be answered or cancelled yet."""
        ticket = self.of(kind)[-1]
        assert not ticket.answered
        assert not ticket.cancelled
        return ticket


_ASKS = pytest.StashKey[FakeAsks]()


@pytest.fixture(autouse=True)
def no_thread_is_left(request) -> Iterator[None]:
    """Whatever starts a thread ends it."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + _PATIENCE
    left = set(threading.enumerate()) - before
    while left and time.monotonic() < deadline:
        next(iter(left)).join(0.05)
        left = {thread for thread in left if thread.is_alive()}
    assert not left, left


@pytest.fixture
def asks(request) -> FakeAsks:
    asks = request.node.stash[_ASKS] = FakeAsks()
    return asks


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """No answer comes while the windows of a test are closed: who asked may be gone already."""
    if asks := item.stash.get(_ASKS, None):
        asks.over = True
    return (yield)


@pytest.fixture
def state(tmp_path: Path, qapp) -> StateStore:
    return StateStore(tmp_path / "settings")


assert os.environ.get("QT_QPA_PLATFORM"), "set by tests/conftest.py"
