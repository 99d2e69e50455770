"""The window's line to the engine: asks without waiting, and connects again when it is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.window.asking import Ticket, ignore
from indexer.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryTooNewError,
)

if TYPE_CHECKING:
    from indexer.requests import EngineLostError, Event, Request

ResultT = TypeVar("ResultT")
ProgressT = TypeVar("ProgressT")

_MOST_REPEATS = 2
_FIRST_WAIT_MS = 250
_LONGEST_WAIT_MS = 8000
_MOST_PATIENT_MS = 300_000
_LASTING = (LibraryDamagedError, LibraryTooNewError)
"""What no waiting ends."""


class _Pending(Protocol):
    """An answer that is yet to come; what `_Connection.call` gives."""

    def cancel(self) -> bool: ...

    def stop(self) -> None: ...

    def result(self) -> Any: ...

    def add_done_callback(self, call: Callable[[Any], None], /) -> None: ...


class _Connection(Protocol):
    """What `indexer.client.connect` gives."""

    def call(
        self, request: Request[Any, Any], on_progress: Callable[[Any], None], /
    ) -> _Pending: ...

    def subscribe(
        self, on_event: Callable[[Event], None], on_lost: Callable[[], None], /
    ) -> None: ...

    def close(self) -> None: ...


@dataclass(eq=False)
class _Question:
    """A request until its answer was handed over; its own ticket."""

    request: Request[Any, Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    progress: Callable[[Any], None]
    give_up: Callable[[_Question], None]
    future: _Pending | None = None
    asked: _Connection | None = None
    repeats: int = 0
    open: bool = True
    stopping: bool = field(default=False)

    def cancel(self) -> None:
        """See `Ticket.cancel`."""
        self.open = False
        self.give_up(self)
        if self.future is not None:
            self.future.cancel()

    def stop(self) -> None:
        """See `Ticket.stop`."""
        self.stopping = True
        if self.future is not None:
            self.future.stop()


class EngineLink(QObject):
    """Asks the engine for the window; implements `app.window.asking.Asks`.

    Connecting happens in a thread of its own, for starting an engine takes a while. What is asked
    meanwhile is asked when the connection is there. When the engine is lost it is started again,
    and what does no harm twice is asked once more.

    Signals:
        connected(): there is an engine; also after it was lost.
        lost(): the engine ended unexpectedly; it is being started again.
        refused(Exception): it cannot be started; `connect_engine` tries again. The link does so by
            itself, too, where waiting may help, and then says only what is another trouble.
        activity_changed(Activity): the engine does something else now.
        photos_changed(int): photos came, changed or went; with the store's sequence.
        troubled(Exception): expected trouble that nobody else shows.
        bug_found(Exception): something that should not happen.
    """

    connected = Signal()
    lost = Signal()
    refused = Signal(Exception)
    activity_changed = Signal(object)
    photos_changed = Signal(int)
    troubled = Signal(Exception)
    bug_found = Signal(Exception)

    _handed_over = Signal(object)

    def __init__(self, connect: Callable[[], _Connection], parent: QObject | None = None) -> None:
        """Ask an engine.

        Args:
            connect: connects to one, which may take long; called by another thread.
            parent: owns this object.
        """
        super().__init__(parent)
        self._connect = connect
        self._connection: _Connection | None = None
        self._connecting: threading.Thread | None = None
        self._closed = self._resting = False
        self._wait_ms = _FIRST_WAIT_MS
        self._refusal = ""
        self._patience_ms = _LONGEST_WAIT_MS
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._start_connecting)
        self._questions: list[_Question] = []
        self._handed_over.connect(self._on_handed_over, Qt.ConnectionType.QueuedConnection)

    # For the parts of the window

    def ask(
        self,
        request: Request[ResultT, ProgressT],
        done: Callable[[ResultT], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[ProgressT], None] | None = None,
    ) -> Ticket:
        """See `Asks.ask`."""
        question = _Question(request, done, failed, progress or ignore, self._forget)
        self._questions.append(question)
        if self._connection is not None:
            self._send(question, self._connection)
        return question

    @property
    def is_connected(self) -> bool:
        """Whether there is an engine."""
        return self._connection is not None

    def connect_engine(self) -> None:
        """Connect in the background, if that is not done or being done."""
        self._refusal = ""  # whoever asks for it is told whatever comes of it
        self._patience_ms = _LONGEST_WAIT_MS
        self._start_connecting()

    @Slot()
    def _start_connecting(self) -> None:
        self._again.stop()
        idle = self._connection is None and self._connecting is None
        if idle and not self._closed and not self._resting:
            self._connecting = threading.Thread(
                target=self._connect_in_background, name="engine-link-connect", daemon=True
            )
            self._connecting.start()

    def rest(self) -> None:
        """Leave the engine and start none until `wake`: what is asked meanwhile is asked then."""
        self._resting = True
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def wake(self) -> None:
        """Connect again."""
        self._resting = False
        self.connect_engine()

    def close(self) -> None:
        """Leave the engine; nothing is called back any more."""
        self._closed = True
        self._again.stop()
        for question in self._questions:
            question.open = False
        self._questions.clear()
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    # In other threads: only hand over to the window's

    def _connect_in_background(self) -> None:
        try:
            connection = self._connect()
        except Exception as error:  # noqa: BLE001 - handed over to those who know what to do
            self._hand_over(partial(self._take_refusal, error))
        else:
            self._hand_over(partial(self._take_connection, connection))

    def _hand_over(self, call: Callable[[], None]) -> None:
        try:
            self._handed_over.emit(call)
        except RuntimeError:  # the window is gone, and with it this object's other half
            return

    def _answered(self, question: _Question, future: _Pending) -> None:
        self._hand_over(partial(self._take_answer, question, future))

    # In the window's thread

    @Slot(object)
    def _on_handed_over(self, call: Callable[[], None]) -> None:
        call()

    def _take_connection(self, connection: _Connection) -> None:
        self._connecting = None
        if self._closed or self._resting:
            connection.close()
            return
        self._connection = connection
        self._wait_ms = _FIRST_WAIT_MS
        connection.subscribe(
            lambda event: self._hand_over(partial(self._take_event, event)),
            lambda: self._hand_over(partial(self._take_loss, connection)),
        )
        for question in [one for one in self._questions if one.asked is None]:
            self._send(question, connection)
        self.connected.emit()

    def _take_refusal(self, error: Exception) -> None:
        self._connecting = None
        if self._closed or self._resting:
            return
        if not isinstance(error, LibraryError):
            self.bug_found.emit(error)
            error = LibraryError(self.tr("The background engine cannot be started."))
        elif not isinstance(error, _LASTING):
            self._try_again_later(busy=isinstance(error, LibraryBusyError))
        if str(error) != self._refusal:
            self._refusal = str(error)
            self.refused.emit(error)

    def _try_again_later(self, *, busy: bool) -> None:
        """Soon where somebody works on the library, who ends; else ever later."""
        self._again.start(_LONGEST_WAIT_MS if busy else self._patience_ms)
        if not busy:
            self._patience_ms = min(self._patience_ms * 2, _MOST_PATIENT_MS)

    def _take_loss(self, connection: _Connection) -> None:
        if connection is not self._connection or self._closed:
            return
        self._connection = None
        connection.close()
        self.lost.emit()
        # An engine that dies at once must not be started again and again without a pause.
        QTimer.singleShot(self._wait_ms, self, self.connect_engine)
        self._wait_ms = min(self._wait_ms * 2, _LONGEST_WAIT_MS)

    def _take_event(self, event: Event) -> None:
        from indexer.requests import ActivityChanged, PhotosChanged

        match event:
            case ActivityChanged(activity):
                self.activity_changed.emit(activity)
            case PhotosChanged(sequence):
                self.photos_changed.emit(sequence)

    def _send(self, question: _Question, connection: _Connection) -> None:
        question.asked = connection

        def progress(value: object) -> None:
            self._hand_over(partial(self._take_progress, question, value))

        try:
            future = connection.call(question.request, progress)
        except LibraryError as error:  # too large
            self._hand_over(partial(self._fail, question, error))
            return
        question.future = future
        future.add_done_callback(partial(self._answered, question))
        if question.stopping:
            future.stop()

    def _take_progress(self, question: _Question, value: object) -> None:
        if question.open:
            question.progress(value)

    def _take_answer(self, question: _Question, future: _Pending) -> None:
        if not question.open:
            return
        from indexer.requests import EngineLostError

        try:
            value = future.result()
        except CancelledError:
            self._forget(question)
        except EngineLostError as error:
            self._ask_once_more(question, error)
        except Exception as error:  # noqa: BLE001 - sorted into the two families here
            self._fail(question, error)
        else:
            self._forget(question)
            question.done(value)

    def _ask_once_more(self, question: _Question, error: EngineLostError) -> None:
        if not question.request.repeatable or question.repeats >= _MOST_REPEATS:
            self._fail(question, error)
            return
        question.repeats += 1
        lost, question.asked, question.future = question.asked, None, None
        if self._connection is not None and self._connection is not lost:
            self._send(question, self._connection)  # otherwise when there is another one

    def _fail(self, question: _Question, error: Exception) -> None:
        if not question.open:
            return
        from indexer.client import ModelError

        self._forget(question)
        expected = isinstance(error, (LibraryError, ModelError))
        if not expected:
            self.bug_found.emit(error)
        if question.failed is not None:
            question.failed(error)
        elif expected:
            self.troubled.emit(error)

    def _forget(self, question: _Question) -> None:
        question.open = False
        if question in self._questions:
            self._questions.remove(question)
