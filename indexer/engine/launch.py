"""Connects to the engine of a library, and starts it if there is none."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from indexer.engine.addresses import KEY_FILE, log_file
from indexer.engine.asynchronous import AsyncClient
from indexer.engine.channel import Channel
from indexer.engine.errors import ConnectionLostError, ProtocolError
from indexer.engine.greeting import (
    MAX_GREETING,
    Hello,
    Retire,
    Retiring,
    greeting_from_bytes,
    greeting_to_bytes,
    own_hello,
)
from indexer.engine.log import open_log
from indexer.engine.messages import PROTOCOL
from indexer.engine.starting import Report, arguments_for, read_report
from indexer.engine.transport import dial
from indexer.errors import LibraryBusyError, LibraryError
from indexer.places import Places
from indexer.version import version
from resources.own_process import own_process

_MOST_STARTS = 3
_LOOK_AGAIN_SECONDS = 0.05
_LET_GO_SECONDS = 5.0


@dataclass(frozen=True)
class Patience:
    """How long to wait for what, in seconds.

    Attributes:
        answer: an engine that is there, to greet.
        start: an engine to be ready; it may have to bring an old library up to date.
        busy: an engine to answer whose library is in somebody's hands; it may be ending, and end
            only after the batch at work, or have been started by somebody else just now.
        start_again: between two attempts to start it meanwhile.
        retire: an engine of another version, to end after the batch at work.
    """

    answer: float = 30.0
    start: float = 300.0
    busy: float = 30.0
    start_again: float = 1.0
    retire: float = 60.0


def default_command() -> tuple[str, ...]:
    """How to start an engine."""
    return own_process("indexer.engine")


def connect(
    places: Places,
    *,
    start: bool = True,
    command: Sequence[str] | None = None,
    patience: Patience | None = None,
) -> AsyncClient | None:
    """Connect to the engine of a library.

    Args:
        places: where the library lies.
        start: start an engine if none runs.
        command: how to start one, if not as usual.
        patience: how long to wait.

    An engine of another version, left over from before an upgrade, is replaced if no other client
    is there: its program may be gone from the disk, and with it what it has not loaded yet. If it
    is needed and speaks the same protocol, it serves this client, too. Who does not want to start
    an engine does not replace one either.

    Returns:
        The connection, or None if no engine runs (and none should be started).

    Raises:
        LibraryError: the engine does not start, does not answer, or speaks another protocol and
            is still needed; `LibraryBusyError` if another program works on the library.
    """
    return _Launch(places, command or default_command(), patience or Patience()).run(start=start)


class _Launch:
    """One attempt to come to an engine."""

    def __init__(self, places: Places, command: Sequence[str], patience: Patience) -> None:
        self._places = places
        self._command = command
        self._patience = patience

    def run(self, *, start: bool) -> AsyncClient | None:
        """See `connect`."""
        if not start:
            return self._reach(may_replace=False)
        for _ in range(_MOST_STARTS):
            client = self._reach(may_replace=True) or self._start_or_join()
            if client is not None:
                return client
        raise LibraryError(
            "The engine was started but cannot be reached; "
            f"{log_file(self._places)} may say why: look there, and try again."
        )

    def _start_or_join(self) -> AsyncClient | None:
        """Start an engine, or join the one that someone else is just starting."""
        give_up = time.monotonic() + self._patience.busy
        while True:
            try:
                start_engine(self._places, self._command, self._patience.start)
                return self._reach(may_replace=True)
            except LibraryBusyError:
                if time.monotonic() > give_up:
                    raise
            client = self._reach_within(self._patience.start_again)
            if client is not None:
                return client

    def _reach_within(self, seconds: float) -> AsyncClient | None:
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            client = self._reach(may_replace=True)
            if client is not None:
                return client
            time.sleep(_LOOK_AGAIN_SECONDS)
        return None

    def _reach(self, *, may_replace: bool) -> AsyncClient | None:
        """Connect to a running engine; None if there is none (any more)."""
        began = time.monotonic()
        try:
            channel = dial(self._places, self._patience.answer)
            return None if channel is None else self._greet(channel, may_replace=may_replace)
        except (ConnectionLostError, ProtocolError) as error:
            if may_replace and time.monotonic() - began >= self._patience.answer:
                raise LibraryError(
                    "Pictrove's engine is there but does not answer; wait a little, or end its "
                    f"process (its number is in {self._places.data}), and try again."
                ) from error
            return None  # it was just ending, or just beginning

    def _greet(self, channel: Channel, *, may_replace: bool) -> AsyncClient | None:
        hello: object = None
        try:
            with channel.within(self._patience.answer):
                hello = greeting_from_bytes(channel.receive(MAX_GREETING))
            if isinstance(hello, Hello) and _is_ours(hello, any_version=not may_replace):
                channel.send(greeting_to_bytes(own_hello(version())))
                return AsyncClient(channel, hello)
            stays = isinstance(hello, Hello) and may_replace and not self._retire(channel, hello)
        except BaseException:
            channel.close()
            raise
        channel.close()
        return self._reach(may_replace=False) if stays else None

    def _retire(self, channel: Channel, hello: Hello) -> bool:
        """Have an engine of another version make room, and wait until it has.

        Returns:
            Whether it has. Else it is needed, and understands us.
        """
        with channel.within(self._patience.answer):
            channel.send(greeting_to_bytes(Retire()))
            answer = greeting_from_bytes(channel.receive(MAX_GREETING))
        if answer != Retiring(agreed=True):
            if hello.protocol == PROTOCOL:
                return False
            raise LibraryError(
                f"Another version of Pictrove ({hello.version}) is working on this library and is "
                "still in use; close its windows and commands, and try again."
            )
        with suppress(ConnectionLostError), channel.within(self._patience.retire):
            channel.receive(MAX_GREETING)  # until its end
        return True


def _is_ours(hello: Hello, *, any_version: bool) -> bool:
    """Whether an engine is what this client talks to, rather than one to be replaced."""
    return hello.protocol == PROTOCOL and (any_version or hello.version == version())


def start_engine(places: Places, command: Sequence[str], seconds: float) -> None:
    """Start an engine in the background and wait until it is ready.

    Raises:
        LibraryError: it does not start; for instance `LibraryBusyError`.
        Exception: the engine found a bug in itself.
    """
    with open_log(places) as log:
        process = _process((*command, *arguments_for(places)), log)
    assert process.stdout is not None
    reports: queue.SimpleQueue[Report | None] = queue.SimpleQueue()
    threading.Thread(
        target=_listen, args=(process.stdout, reports), name="engine-starter", daemon=True
    ).start()
    try:
        report = reports.get(timeout=seconds)
    except queue.Empty:
        report = None
        process.kill()  # if it is still ours
    finally:
        _let_go(process)
    if report is None:
        raise LibraryError(
            f"Pictrove's engine does not start; {log_file(places)} may say why: look there, "
            "and try again."
        )
    if report.trouble is not None:
        raise report.trouble


def revive(places: Places, command: Sequence[str] | None = None) -> None:
    """Start an engine, without waiting for it, if the last one was killed.

    An engine that ends in order takes its key away. A killed one cannot, and what it watched
    would be watched by nobody until some command happens to need an engine.
    """
    if not (places.data / KEY_FILE).exists():
        return
    with open_log(places) as log:
        process = _process((*(command or default_command()), *arguments_for(places)), log)
    if process.stdout is not None:
        process.stdout.close()
    process.returncode = 0  # nobody waits for it; otherwise Python complains that it still runs


def _process(command: Sequence[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=os.path.abspath(os.sep),
            env=_environment(),
            start_new_session=True,
            creationflags=_windows_flags(),
        )
    except OSError as error:
        raise LibraryError(
            f"Pictrove's engine {command[0]} cannot be started ({error.strerror}); "
            "install Pictrove again."
        ) from error


def _windows_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    else:  # noqa: RET505 - type checkers skip one of the branches
        return 0


def _listen(output: IO[bytes], reports: queue.SimpleQueue[Report | None]) -> None:
    """Pass on the report; None if the engine ends without one. Then nobody holds the pipe."""
    with output:
        found = _first(read_report(line) for line in output)
    reports.put(found)


def _first(reports: Iterable[Report | None]) -> Report | None:
    return next((report for report in reports if report is not None), None)


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """Be done with a process that goes on without us."""
    if sys.platform == "win32":
        process.returncode = 0  # otherwise Python complains that it still runs
    else:
        # The engine itself is a child of this process, which ends at once.
        try:
            process.wait(_LET_GO_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment() -> dict[str, str]:
    """Ours; from a checkout also where its packages are."""
    environment = dict(os.environ)
    root = Path(__file__).resolve().parents[2]
    if "site-packages" not in root.parts:
        known = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = f"{root}{os.pathsep}{known}" if known else str(root)
    return environment
