"""Waiting on behalf of a widget that may be gone before the answer comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.window.asking import Asks, Ticket
from indexer.requests import Request

ResultT = TypeVar("ResultT")
ProgressT = TypeVar("ProgressT")
ArgumentT = TypeVar("ArgumentT")


def while_alive(owner: QObject, call: Callable[[ArgumentT], object]) -> Callable[[ArgumentT], None]:
    """The same function, which does nothing once its owner is gone."""

    def guarded(argument: ArgumentT) -> None:
        if isValid(owner):
            call(argument)

    return guarded


class OwnedAsks:
    """`Asks` that calls nothing back any more once its owner is gone."""

    def __init__(self, asks: Asks, owner: QObject) -> None:
        """Ask `asks` as long as `owner` lives."""
        self._asks = asks
        self._tickets: list[Ticket] = []
        tickets = self._tickets

        def give_up(_: object = None) -> None:
            for ticket in tickets:
                ticket.cancel()
            tickets.clear()

        owner.destroyed.connect(give_up)

    def ask(
        self,
        request: Request[ResultT, ProgressT],
        done: Callable[[ResultT], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[ProgressT], None] | None = None,
    ) -> Ticket:
        """See `Asks.ask`; when the owner is gone, the question is given up."""
        mine: list[Ticket] = []

        def closing(callback: Callable[[Any], None]) -> Callable[[Any], None]:
            def call(value: object) -> None:
                for ticket in mine:
                    if ticket in self._tickets:
                        self._tickets.remove(ticket)
                callback(value)

            return call

        ticket = self._asks.ask(
            request, closing(done), closing(failed) if failed else None, progress
        )
        mine.append(ticket)
        self._tickets.append(ticket)
        return ticket
