"""Runs the calls of all clients, each kind in threads of its own."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from indexer.engine.codec import encode
from indexer.engine.errors import BUG, CancelledCallError, name_of
from indexer.engine.messages import (
    AnyRequest,
    Progressed,
    Raised,
    Returned,
    progress_type,
    result_type,
)
from indexer.engine.request import Lane

Serve = Callable[[AnyRequest, "Context"], object]

_THREADS = {Lane.QUERY: 4, Lane.PICTURE: 2, Lane.CHANGE: 2}


class Context:
    """What the engine knows of one call beside its request. Any thread may use it."""

    def __init__(self, report: Callable[[object], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def progress(self, progress: object) -> None:
        """Tell the client how far the call is, without waiting. Only the latest may arrive.

        Raises:
            TypeError: it is not what the request's class declares.
        """
        self._report(progress)

    def cancelled(self) -> bool:
        """Whether the client does not need the result any more."""
        return self._cancelled.is_set()

    def wait_cancelled(self, seconds: float) -> bool:
        """Wait for that; false if it did not happen in time."""
        return self._cancelled.wait(seconds)

    def check(self) -> None:
        """Leave the call if it is cancelled.

        Raises:
            CancelledCallError: it is; the server knows what to do with it.
        """
        if self.cancelled():
            raise CancelledCallError("nobody needs this any more")

    def cancel(self) -> None:
        """The client does not need the result any more."""
        self._cancelled.set()


class Calls:
    """The threads that answer."""

    def __init__(self, serve: Serve, on_bug: Callable[[str], None]) -> None:
        """Make them; none is started before it is needed.

        Args:
            serve: does what a request asks for.
            on_bug: gets the traceback of an error that nobody expected.
        """
        self._serve = serve
        self._on_bug = on_bug
        self._pools = {
            lane: ThreadPoolExecutor(threads, f"engine-{lane.value}")
            for lane, threads in _THREADS.items()
        }
        self._lock = threading.Lock()
        self._long: set[threading.Thread] = set()
        self._closed = False

    def begin(
        self,
        number: int,
        request: AnyRequest,
        context: Context,
        answer: Callable[[Returned | Raised], None],
    ) -> bool:
        """Answer a request, later and in another thread; false after `refuse`."""

        def run() -> None:
            answer(self._answer(number, request, context))

        with self._lock:
            if self._closed:
                return False
            pool = self._pools.get(request.lane)
            if pool is None:
                self._start_long(run)
            else:
                pool.submit(run)
        return True

    def refuse(self) -> None:
        """Take no more calls."""
        with self._lock:
            self._closed = True

    def wait(self) -> None:
        """Wait for those there are; they should be cancelled, and no more be taken."""
        with self._lock:
            long = tuple(self._long)
        for pool in self._pools.values():
            pool.shutdown()
        for thread in long:
            thread.join()

    def _start_long(self, run: Callable[[], None]) -> None:
        def run_and_leave() -> None:
            try:
                run()
            finally:
                with self._lock:
                    self._long.discard(threading.current_thread())

        thread = threading.Thread(target=run_and_leave, name="engine-long", daemon=True)
        self._long.add(thread)
        thread.start()

    def _answer(self, number: int, request: AnyRequest, context: Context) -> Returned | Raised:
        try:
            if request.lane is not Lane.LONG:
                context.check()  # it may have waited for long; a long call tells how far it came
            result = self._serve(request, context)
            return Returned(number, encode(result, result_type(type(request))))
        except BaseException as error:  # noqa: BLE001 - whatever it is, the client must know
            name = name_of(error)
            if name != BUG:
                return Raised(number, name, str(error))
            report = "".join(traceback.format_exception(error))
            self._on_bug(report)
            return Raised(number, BUG, report)


def progress_message(number: int, request: AnyRequest, progress: object) -> Progressed:
    """How far a call is, as it is sent."""
    return Progressed(number, encode(progress, progress_type(type(request))))
