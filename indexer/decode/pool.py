"""A pool of decoder processes that outlives whatever its files do to them."""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from indexer.decode.errors import DecoderStartError, PoolClosedError
from indexer.decode.handing import Parcel, pack
from indexer.decode.messages import check_job
from indexer.decode.process import WorkerProcess, default_command
from indexer.decode.types import (
    Cause,
    Confinement,
    Decoded,
    Failed,
    Job,
    Limits,
    Scheduling,
)

Result = Decoded | Failed
Results = queue.SimpleQueue[Result | Exception]
_LOOK_AHEAD = 8  # while the encoder has its turn, decoders work on
_MONITOR_SECONDS = 0.1
_START_ATTEMPTS = 3
_CLOSE_SECONDS = 10.0
# Threads that wait for drives which answer no more, before no further one is risked.
_MOST_STUCK = 100


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
        scheduling: Scheduling = Scheduling.NORMAL,
        files_per_worker: int = 1000,
        watch_memory: bool = sys.platform != "linux",
    ) -> None:
        """Make a pool; no process is started yet.

        Workers run on the cores on which the calling thread may run (Linux).

        Args:
            workers: how many processes.
            limits: what one file may cost.
            command: how to start a worker, if not with this interpreter.
            niceness: by how much workers are nicer than this process (POSIX).
            scheduling: when workers get the processor and the disk (Linux).
            files_per_worker: after so many files a worker is replaced, as libraries leak.
            watch_memory: poll the workers' memory, where they cannot limit it themselves.
        """
        self._limits = limits or Limits()
        self._command = tuple(command or default_command())
        self._niceness = niceness
        self._scheduling = scheduling
        self._files_per_worker = files_per_worker
        self._watch_memory = watch_memory
        self._workers = max(1, workers)
        self._cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
        # Guards all that follows.
        self._changed = threading.Condition()
        self._waiting: deque[_Ticket] = deque()
        self._processes: dict[int, WorkerProcess] = {}
        self._busy = 0
        self._closed = False
        self._confinement: Confinement | None = None
        self._slots = itertools.count()
        self._threads: dict[int, threading.Thread] = {}
        # Slots whose thread is at files just now, until when it may, and what for; and those
        # that were given up because it took longer.
        self._at_files: dict[int, tuple[float, _Ticket]] = {}
        self._stuck: set[int] = set()

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

    @property
    def confinement(self) -> Confinement | None:
        """What confines the workers on this machine; None until the first has started."""
        with self._changed:
            return self._confinement

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
            for slot in list(self._at_files):
                self._abandon(slot, _closed_error())
            for process in self._processes.values():
                process.kill()
            self._changed.notify_all()
            threads, self._threads = self._threads, {}
        for thread in threads.values():
            # Not for ever: one may wait for a drive that answers no more.
            thread.join(_CLOSE_SECONDS)

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
        self._start_thread(self._monitor)
        for _ in range(self._workers):
            self._start_thread(self._serve)

    def _start_thread(self, task: Callable[[int], None]) -> None:
        slot = next(self._slots)
        name = f"decoder-{slot}"
        self._threads[slot] = threading.Thread(target=task, args=(slot,), name=name, daemon=True)
        self._threads[slot].start()

    def _serve(self, slot: int) -> None:
        self._choose_cores()
        try:
            while (ticket := self._next_ticket(slot)) is not None:
                self._answer(slot, ticket)
        finally:
            self._dispose(slot)
            with self._changed:
                self._stuck.discard(slot)

    def _choose_cores(self) -> None:
        # What a thread starts runs where it may run itself.
        if self._cores is not None and sys.platform == "linux":
            with contextlib.suppress(OSError):
                os.sched_setaffinity(0, self._cores)

    def _next_ticket(self, slot: int) -> _Ticket | None:
        with self._changed:
            if slot in self._stuck:
                return None
            self._changed.wait_for(lambda: self._closed or self._waiting)
            if self._closed:
                return None
            self._busy += 1
            self._changed.notify_all()
            return self._waiting.popleft()

    def _answer(self, slot: int, ticket: _Ticket) -> None:
        result: Result | Exception
        try:
            result = self._do(slot, ticket)
            if isinstance(result, Failed) and result.cause is Cause.CRASHED:
                # Somebody else may have killed the decoder, so a fresh one decides.
                result = self._do(slot, ticket)
        except (DecoderStartError, PoolClosedError) as error:
            result = error
        except BaseException:
            self._settle(slot, ticket, _closed_error())
            raise
        self._settle(slot, ticket, result)

    def _settle(self, slot: int, ticket: _Ticket, result: Result | Exception) -> None:
        """Hand over a result, unless the ticket was given up meanwhile."""
        with self._changed:
            if slot not in self._stuck:
                self._busy -= 1
                ticket.results.put(result)

    def _do(self, slot: int, ticket: _Ticket) -> Result:
        process = self._process_of(slot)
        parcel = self._pack(slot, ticket)
        if isinstance(parcel, Failed):
            return parcel
        try:
            if self._is_given_up(slot):
                raise _closed_error()
            result = process.decode(parcel)
            with self._touching_files(slot, ticket):
                result = parcel.checked(result)
        finally:
            parcel.close()
        with self._changed:
            if self._closed:
                raise _closed_error()
        if not process.alive or process.jobs_done >= self._files_per_worker:
            self._dispose(slot)
        return result

    def _is_given_up(self, slot: int) -> bool:
        with self._changed:
            return slot in self._stuck

    def _pack(self, slot: int, ticket: _Ticket) -> Parcel | Failed:
        with self._changed:
            hopeless = len(self._stuck) >= _MOST_STUCK
        if hopeless and ticket.job.data is None:
            return _no_answer(ticket.job, self._limits)
        with self._touching_files(slot, ticket):
            return pack(ticket.job, self._limits)

    @contextlib.contextmanager
    def _touching_files(self, slot: int, ticket: _Ticket) -> Iterator[None]:
        """Have the monitor give the slot up if its drive does not answer."""
        with self._changed:
            self._at_files[slot] = time.monotonic() + self._limits.seconds, ticket
        try:
            yield
        finally:
            with self._changed:
                self._at_files.pop(slot, None)

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
            process = WorkerProcess(self._command, self._limits, self._niceness, self._scheduling)
            self._processes[slot] = process
        process.start()
        with self._changed:
            self._confinement = process.confinement
        return process

    def _dispose(self, slot: int) -> None:
        process = self._processes.get(slot)
        if process is None:
            return
        process.dispose()
        with self._changed:
            self._processes.pop(slot, None)

    def _monitor(self, _: int) -> None:
        """Kill processes whose file takes too long or too much, ten times a second."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._busy)
                if self._closed:
                    return
                given_up = self._give_up_late(time.monotonic())
                processes = tuple(self._processes.values())
            for process in given_up:
                process.kill()
                process.dispose()
            for process in processes:
                process.check(time.monotonic(), watch_memory=self._watch_memory)
            with self._changed:
                self._changed.wait_for(lambda: self._closed, _MONITOR_SECONDS)

    def _give_up_late(self, now: float) -> list[WorkerProcess]:
        """Go on without threads that wait for a drive; nothing can wake them but the drive."""
        given_up = []
        for slot, (until, ticket) in list(self._at_files.items()):
            if now > until:
                self._abandon(slot, _no_answer(ticket.job, self._limits))
                given_up.append(self._processes.pop(slot))
                del self._threads[slot]
                self._start_thread(self._serve)
        return given_up

    def _abandon(self, slot: int, result: Result | Exception) -> None:
        _, ticket = self._at_files.pop(slot)
        self._stuck.add(slot)
        self._busy -= 1
        ticket.results.put(result)


def _no_answer(job: Job, limits: Limits) -> Failed:
    reason = f"The file cannot be opened: no answer within {limits.seconds:g} seconds."
    return Failed(job.key, reason, Cause.UNREADABLE)


def _closed_error() -> PoolClosedError:
    return PoolClosedError("the decoders were closed")


def _take(results: Results) -> Result:
    result = results.get()
    if isinstance(result, Exception):
        raise result
    return result
