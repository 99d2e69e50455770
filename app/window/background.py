"""Work that would make the window wait, in a thread: the one way in which the window does it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.window.asking import ignore

ResultT = TypeVar("ResultT")


class Job(Generic[ResultT]):
    """One piece of work. The function gets it, to ask whether it should stop, and to report."""

    def __init__(self, report: Callable[[object], None]) -> None:
        self._report = report
        self._aborted = threading.Event()

    def abort(self) -> None:
        """Ask the work to end early; what it returns then is still handed over."""
        self._aborted.set()

    @property
    def aborted(self) -> bool:
        """Whether it should end."""
        return self._aborted.is_set()

    def report(self, progress: object) -> None:
        """Tell how far it is; from the working thread."""
        self._report(progress)


class Background(QObject):
    """A few threads for work of the window; answers come in the thread of the window.

    Signals:
        bug_found(Exception): work raised what its starter did not expect.
    """

    bug_found = Signal(Exception)
    _handed_over = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, "window-background")
        self._jobs: set[Job[Any]] = set()
        self._closed = False
        self._handed_over.connect(self._on_handed_over, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Job[ResultT]], ResultT],
        done: Callable[[ResultT], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Any], None] = ignore,
    ) -> Job[ResultT]:
        """Work in a thread.

        Args:
            work: must not touch any widget.
            done: gets what it returns.
            failed: gets an `OSError` that it raised; anything else is a bug.
            progress: gets what it reports.
        """
        job: Job[ResultT] = Job(lambda value: self._hand_over(partial(progress, value)))
        self._jobs.add(job)

        def working() -> None:
            try:
                result = work(job)
            except Exception as error:  # noqa: BLE001 - handed over and sorted there
                self._hand_over(partial(self._end, job, partial(self._fail, failed, error)))
            else:
                self._hand_over(partial(self._end, job, partial(done, result)))

        self._pool.submit(working)
        return job

    def close(self) -> None:
        """Abort what is at work and wait for it; nothing is handed over any more."""
        self._closed = True
        for job in self._jobs:
            job.abort()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _hand_over(self, call: Callable[[], None]) -> None:
        if not self._closed:
            self._handed_over.emit(call)

    @Slot(object)
    def _on_handed_over(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()

    def _end(self, job: Job[Any], call: Callable[[], None]) -> None:
        self._jobs.discard(job)
        call()

    def _fail(self, failed: Callable[[Exception], None] | None, error: Exception) -> None:
        if failed is not None and isinstance(error, OSError):
            failed(error)
        else:
            self.bug_found.emit(error)
