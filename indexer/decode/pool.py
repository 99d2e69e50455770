"""A pool of decoder processes that outlives whatever its files do to them."""

from __future__ import annotations

import itertools
import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from indexer.decode.errors import DecoderStartError, PoolClosedError
from indexer.decode.messages import check_job
from indexer.decode.process import WorkerProcess, default_command
from indexer.decode.types import Decoded, Failed, Job, Limits

Result = Decoded | Failed
Results = queue.SimpleQueue[Result | Exception]
_LOOK_AHEAD = 3
_MONITOR_SECONDS = 0.1
_START_ATTEMPTS = 3


@dataclass(frozen=True)
class _Ticket:
    """A job on its way, and where its result goes."""

    job: Job
    results: Results


class DecoderPool:
    """Decodes photos in `workers` disposable processes, started when first needed.

    All methods may be called by any thread, several at a time.
    """

    def __init__(
        self,
        workers: int,
        limits: Limits | None = None,
        *,
        command: Sequence[str] | None = None,
        niceness: int = 0,
        files_per_worker: int = 1000,
        watch_memory: bool = sys.platform != "linux",
    ) -> None:
        """Make a pool; no process is started yet.

        Args:
            workers: how many processes.
            limits: what one file may cost.
            command: how to start a worker, if not with this interpreter.
            niceness: by how much workers are nicer than this process (POSIX).
            files_per_worker: after so many files a worker is replaced, as libraries leak.
            watch_memory: poll the workers' memory, where they cannot limit it themselves.
        """
        self._limits = limits or Limits()
        self._command = tuple(command or default_command())
        self._niceness = niceness
        self._files_per_worker = files_per_worker
        self._watch_memory = watch_memory
        self._workers = max(1, workers)
        # Guards all that follows.
        self._changed = threading.Condition()
        self._waiting: deque[_Ticket] = deque()
        self._processes: dict[int, WorkerProcess] = {}
        self._busy = 0
        self._closed = False
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The processes there are now."""
        with self._changed:
            return tuple(process.pid for process in self._processes.values())

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Decode jobs; results come as they are ready, in any order.

        `jobs` is drawn in the calling thread, a few ahead of the results, so it may be
        endless, and nothing piles up when the caller is slow.

        Raises:
            DecoderStartError: workers do not start on this machine.
            PoolClosedError: the pool was closed meanwhile.
            ValueError: a job is impossible.
        """
        results: Results = queue.SimpleQueue()
        coming = iter(jobs)
        outstanding = 0
        try:
            while True:
                room = self._workers * _LOOK_AHEAD - outstanding
                for job in itertools.islice(coming, room):
                    self._submit(_Ticket(job, results))
                    outstanding += 1
                if not outstanding:
                    return
                yield _take(results)
                outstanding -= 1
        finally:
            self._withdraw(results)

    def decode(self, job: Job) -> Result:
        """Decode one picture, before any that wait. Raises as `run` does."""
        results: Results = queue.SimpleQueue()
        self._submit(_Ticket(job, results), first=True)
        return _take(results)

    def close(self) -> None:
        """End all processes, also those at work. A second time does nothing."""
        with self._changed:
            self._closed = True
            for ticket in self._waiting:
                ticket.results.put(_closed_error())
            self._waiting.clear()
            for process in self._processes.values():
                process.kill()
            self._changed.notify_all()
            threads, self._threads = self._threads, []
        for thread in threads:
            thread.join()

    def _submit(self, ticket: _Ticket, *, first: bool = False) -> None:
        check_job(ticket.job)
        with self._changed:
            if self._closed:
                raise _closed_error()
            if not self._threads:
                self._start_threads()
            if first:
                self._waiting.appendleft(ticket)
            else:
                self._waiting.append(ticket)
            self._changed.notify_all()

    def _withdraw(self, results: Results) -> None:
        """Forget the waiting jobs of a caller who is not interested any more."""
        with self._changed:
            kept = [ticket for ticket in self._waiting if ticket.results is not results]
            self._waiting = deque(kept)

    def _start_threads(self) -> None:
        # One thread per process keeps talking to a process plain, blocking code. They are
        # daemons: a pool that nobody closed must not keep the interpreter from ending.
        for slot in range(self._workers):
            self._threads.append(
                threading.Thread(
                    target=self._serve, args=(slot,), name=f"decoder-{slot}", daemon=True
                )
            )
        self._threads.append(
            threading.Thread(target=self._monitor, name="decoder-monitor", daemon=True)
        )
        for thread in self._threads:
            thread.start()

    def _serve(self, slot: int) -> None:
        try:
            while (ticket := self._next_ticket()) is not None:
                try:
                    ticket.results.put(self._do(slot, ticket.job))
                except (DecoderStartError, PoolClosedError) as error:
                    ticket.results.put(error)
                finally:
                    with self._changed:
                        self._busy -= 1
        finally:
            self._dispose(slot)

    def _next_ticket(self) -> _Ticket | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._waiting)
            if self._closed:
                return None
            self._busy += 1
            self._changed.notify_all()
            return self._waiting.popleft()

    def _do(self, slot: int, job: Job) -> Result:
        process = self._process_of(slot)
        result = process.decode(job)
        with self._changed:
            if self._closed:
                raise _closed_error()
        if not process.alive or process.jobs_done >= self._files_per_worker:
            self._dispose(slot)
        return result

    def _process_of(self, slot: int) -> WorkerProcess:
        """The slot's process, started if need be. It only counts once it says it is ready."""
        process = self._processes.get(slot)
        if process is not None and process.alive:
            return process
        for attempt in range(1, _START_ATTEMPTS + 1):
            self._dispose(slot)
            try:
                return self._start(slot)
            except DecoderStartError:
                if attempt == _START_ATTEMPTS:
                    raise
        raise AssertionError

    def _start(self, slot: int) -> WorkerProcess:
        with self._changed:
            # Within the lock, so that `close` misses no process.
            if self._closed:
                raise _closed_error()
            process = WorkerProcess(self._command, self._limits, self._niceness)
            self._processes[slot] = process
        process.start()
        return process

    def _dispose(self, slot: int) -> None:
        process = self._processes.get(slot)
        if process is None:
            return
        process.dispose()
        with self._changed:
            del self._processes[slot]

    def _monitor(self) -> None:
        """Kill processes whose file takes too long or too much, ten times a second."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._busy)
                if self._closed:
                    return
                processes = tuple(self._processes.values())
            for process in processes:
                process.check(time.monotonic(), watch_memory=self._watch_memory)
            with self._changed:
                self._changed.wait_for(lambda: self._closed, _MONITOR_SECONDS)


def _closed_error() -> PoolClosedError:
    return PoolClosedError("the decoders were closed")


def _take(results: Results) -> Result:
    result = results.get()
    if isinstance(result, Exception):
        raise result
    return result
