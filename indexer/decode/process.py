"""One worker process as its parent sees it. Used by one thread; `kill` by any."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

from indexer.decode.errors import DecoderStartError
from indexer.decode.frames import FrameError, read_frame, write_frame
from indexer.decode.messages import hello, job_to_frame, max_reply, result_from_frame
from indexer.decode.troubles import OUT_OF_MEMORY
from indexer.decode.types import Cause, Decoded, Failed, Job, Limits

START_SECONDS = 60.0
_STOP_SECONDS = 2.0


def default_command() -> tuple[str, ...]:
    """How to start a worker: this interpreter, not looking into the current folder."""
    return sys.executable, "-P", "-B", "-m", "indexer.decode.worker"


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

    def __init__(self, command: Sequence[str], limits: Limits, niceness: int) -> None:
        """Start the process.

        Raises:
            DecoderStartError: the command cannot be run.
        """
        self._limits = limits
        self._lock = threading.Lock()
        self._deadline: float | None = None
        self._fate: Cause | None = None
        self.jobs_done = 0
        self._ready = False
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=worker_environment(),
            )
        except OSError as error:
            raise DecoderStartError(
                f"The photo decoder {command[0]} cannot be started: {error.strerror};"
                " install Pictrove again."
            ) from error
        self._requests = cast("BinaryIO", self._process.stdin)
        self._replies = cast("BinaryIO", self._process.stdout)
        self._hello = hello(limits, niceness, os.getpid())

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
            write_frame(self._requests, self._hello)
            answer = read_frame(self._replies, 0)
        except (OSError, FrameError):
            answer = None
        self._set_deadline(None)
        if answer is None or "ready" not in answer[0]:
            self.kill()
            raise DecoderStartError("The photo decoder does not start; install Pictrove again.")

    def decode(self, job: Job) -> Decoded | Failed:
        """Have a job done. After a failure check `alive` before the next one."""
        self._set_deadline(self._limits.seconds)
        try:
            write_frame(self._requests, *job_to_frame(job))
            frame = read_frame(self._replies, max_reply(job))
            result = None if frame is None else result_from_frame(*frame, job)
        except (OSError, FrameError, ValueError):
            result = None
        finally:
            self._set_deadline(None)
        self.jobs_done += 1
        if result is None:
            self.kill()
            return self._lost(job)
        if isinstance(result, Failed) and result.cause is Cause.OUT_OF_MEMORY:
            self.kill()
        return result

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
        with contextlib.suppress(OSError):
            self._requests.close()
        try:
            self._process.wait(_STOP_SECONDS if self._fate is None else START_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._replies.close()

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
