"""What may wait for the network, done in a thread of its own, so that whoever asked can leave."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")

_LOOK_SECONDS = 0.5


class Attendant:
    """Does one thing after another in its thread. A context: leaving it waits for nothing.

    A read from a connection that stalls cannot be interrupted. It is left to end by itself, with
    all that is to be done afterwards.
    """

    def __init__(self, look: Callable[[], None]) -> None:
        """Start nothing yet.

        Args:
            look: called again and again while something takes long; what it raises ends the wait.
        """
        self._look = look
        self._tasks: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        # A daemon, as a program that ends does not wait for the network either.
        self._thread = threading.Thread(target=self._work, name="fetching", daemon=True)

    def __enter__(self) -> Self:
        """Start the thread."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let the thread end when it has done everything."""
        self._tasks.put(None)

    def do(self, task: Callable[[], T]) -> T:
        """Have something done, and wait for it.

        Returns:
            What it returns; what it raises is raised.
        """
        answer: Future[T] = Future()
        self._tasks.put(lambda: _settle(answer, task))
        while not wait((answer,), _LOOK_SECONDS).done:
            self._look()
        return answer.result()

    def later(self, task: Callable[[], object]) -> None:
        """Have something done that nobody waits for, such as closing."""
        self._tasks.put(task)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            with suppress(Exception):
                task()


def _settle(answer: Future[T], task: Callable[[], T]) -> None:
    try:
        answer.set_result(task())
    except BaseException as error:  # noqa: BLE001 - whoever waits is to get it, whatever it is
        answer.set_exception(error)
