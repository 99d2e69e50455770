"""One worker process as its parent sees it. Used by one thread; `kill` by any."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from indexer.decode.channel import start_worker
from indexer.decode.errors import DecoderStartError, PictureError
from indexer.decode.frames import FrameError, read_frame
from indexer.decode.handing import Parcel, to_frame
from indexer.decode.messages import confinement_from, hello, max_reply, result_from_frame
from indexer.decode.troubles import OUT_OF_MEMORY
from indexer.decode.types import Cause, Confinement, Decoded, Failed, Job, Limits, Scheduling
from resources.own_process import own_process

START_SECONDS = 60.0
_STOP_SECONDS = 2.0


def default_command() -> tuple[str, ...]:
    """How to start a worker."""
    return own_process("indexer.decode.worker", "-B")


def worker_environment() -> dict[str, str]:
    """The environment of a worker: ours, with one thread per library."""
    environment = dict(os.environ)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        environment[name] = "1"
    environment["MALLOC_ARENA_MAX"] = "2"
    root = Path(__file__).resolve().parents[2]
    if "site-packages" not in root.parts:
        # Run from a checkout, whose packages the interpreter may not know.
        known = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = f"{root}{os.pathsep}{known}" if known else str(root)
    return environment


class WorkerProcess:
    """A started worker that answers jobs one at a time."""

    def __init__(
        self, command: Sequence[str], limits: Limits, niceness: int, scheduling: Scheduling
    ) -> None:
        """Start the process.

        Raises:
            DecoderStartError: the command cannot be run.
        """
        self._limits = limits
        self._lock = threading.Lock()
        self._deadline: float | None = None
        self._fate: Cause | None = None
        self.jobs_done = 0
        self.confinement: Confinement | None = None
        try:
            self._process, self._channel = start_worker(command, worker_environment())
        except OSError as error:
            raise DecoderStartError(
                f"The photo decoder {command[0]} cannot be started: {error.strerror};"
                " install Pictrove again."
            ) from error
        self._hello = hello(limits, niceness, scheduling, os.getpid())

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def start(self) -> None:
        """Greet the worker and wait until it is ready.

        Raises:
            DecoderStartError: it ends, or says something else, or takes far too long.
        """
        self._set_deadline(START_SECONDS)
        try:
            self._channel.send(self._hello, b"", ())
            answer = read_frame(self._channel.replies, 0)
        except (OSError, FrameError):
            answer = None
        self._set_deadline(None)
        self.confinement = None if answer is None else confinement_from(answer[0])
        if self.confinement is None:
            self.kill()
            raise DecoderStartError("The photo decoder does not start; install Pictrove again.")

    def decode(self, parcel: Parcel) -> Decoded | Failed:
        """Have a job done. After a failure check `alive` before the next one."""
        self._set_deadline(self._limits.seconds)
        try:
            result = self._exchange(parcel)
        except PictureError as error:
            return Failed(parcel.job.key, error.reason, error.cause)
        except (OSError, FrameError, ValueError):
            result = None
        finally:
            self._set_deadline(None)
        self.jobs_done += 1
        if result is None:
            self.kill()
            return self._lost(parcel.job)
        if isinstance(result, Failed) and result.cause is Cause.OUT_OF_MEMORY:
            self.kill()
        return result

    def _exchange(self, parcel: Parcel) -> Decoded | Failed | None:
        """Send a job and wait for its result; None for one that cannot be."""
        self._channel.send(*to_frame(parcel))
        frame = read_frame(self._channel.replies, max_reply(parcel.job))
        result = None if frame is None else result_from_frame(*frame, parcel.job)
        return result if result is not None and parcel.can_be(result) else None

    @property
    def alive(self) -> bool:
        """Whether it can be given another job."""
        return self._fate is None and self._process.poll() is None

    def check(self, now: float, *, watch_memory: bool) -> None:
        """Kill the process if its time is up or it holds too much memory. Any thread."""
        with self._lock:
            late = self._deadline is not None and now > self._deadline
        if late:
            self.kill(Cause.TIMEOUT)
        elif watch_memory and self._resident() > self._limits.memory_bytes:
            self.kill(Cause.OUT_OF_MEMORY)

    def kill(self, cause: Cause = Cause.CRASHED) -> None:
        """End the process at once. Any thread; a second time does nothing."""
        with self._lock:
            self._fate = self._fate or cause
        with contextlib.suppress(OSError):
            self._process.kill()

    def dispose(self) -> None:
        """End the process, gently if it idles, and free what it held. Only by its thread."""
        self._channel.say_goodbye()
        try:
            self._process.wait(_STOP_SECONDS if self._fate is None else START_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._channel.close()

    def _set_deadline(self, seconds: float | None) -> None:
        with self._lock:
            self._deadline = None if seconds is None else time.monotonic() + seconds

    def _resident(self) -> int:
        import psutil

        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def _lost(self, job: Job) -> Failed:
        if self._fate is Cause.TIMEOUT:
            reason = f"Decoding the picture took longer than {self._limits.seconds:g} seconds."
            return Failed(job.key, reason, Cause.TIMEOUT)
        if self._fate is Cause.OUT_OF_MEMORY:
            return Failed(job.key, OUT_OF_MEMORY, Cause.OUT_OF_MEMORY)
        reason = "The picture is damaged in a way that makes its decoder crash."
        return Failed(job.key, reason, Cause.CRASHED)
