"""How the parts of the window ask the engine, without knowing how it is reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from indexer.requests import Request

ResultT = TypeVar("ResultT")
ProgressT = TypeVar("ProgressT")


class Ticket(Protocol):
    """A question that was asked."""

    def cancel(self) -> None:
        """Give it up: nothing is called back any more, and the engine may leave it."""

    def stop(self) -> None:
        """Ask the engine to come to an end with it; what it has done by then is the answer."""


class Asks(Protocol):
    """Whom the parts of the window ask.

    Callbacks run in the thread of the window, never before `ask` has returned, and never after
    the ticket was cancelled. Exactly one of `done` and `failed` is called.
    """

    def ask(
        self,
        request: Request[ResultT, ProgressT],
        done: Callable[[ResultT], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[ProgressT], None] | None = None,
    ) -> Ticket:
        """Ask the engine for something.

        Args:
            request: one of `indexer.requests`.
            done: gets the answer.
            failed: gets expected trouble (`LibraryError`, `ModelError`) instead, to be shown
                where it belongs; without it, the window's message bar says the sentence. Bugs
                have got their report already when they come here: only stop waiting then.
            progress: how far it is, now and then.
        """


def ignore(_: Any) -> None:
    """For answers that nobody waits for."""
