"""Places whose socket lies in a folder of the test, servers in this process, and no leftovers."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from indexer.engine.asynchronous import AsyncClient
from indexer.engine.greeting import (
    MAX_GREETING,
    greeting_from_bytes,
    greeting_to_bytes,
    own_hello,
)
from indexer.engine.launch import connect
from indexer.engine.remote import RemoteClient
from indexer.engine.server import Server
from indexer.engine.transport import dial, listen
from indexer.places import Places
from indexer.version import version

FAKE_ENGINE = Path(__file__).with_name("fake_engine.py")
SECONDS = 120.0


@pytest.fixture(scope="session")
def fake_engine():
    """The module of the fake engine, for its service."""
    spec = importlib.util.spec_from_file_location("fake_engine", FAKE_ENGINE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Wait for a condition."""

    def wait(condition: Callable[[], object]) -> None:
        give_up = time.monotonic() + SECONDS
        while not condition():
            assert time.monotonic() < give_up, "it never came true"
            time.sleep(0.005)

    return wait


def _descriptors() -> int:
    return psutil.Process().num_fds() if sys.platform != "win32" else 0


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name.startswith("engine")}


@pytest.fixture
def nothing_left(until) -> Iterator[None]:
    """Fail a test that leaves threads, descriptors or processes behind."""
    before = _descriptors()
    yield
    until(lambda: not _threads())
    until(lambda: _descriptors() <= before)
    until(lambda: not psutil.Process().children())


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch, nothing_left) -> Iterator[Path]:
    """The folder for sockets; short, as those of a system are."""
    folder = Path(tempfile.mkdtemp(prefix="run-", dir="/tmp" if os.name == "posix" else None))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def places(tmp_path: Path, runtime: Path, until, alive) -> Iterator[Places]:
    places = Places.below(tmp_path / "home")
    yield places
    until(lambda: not any(map(alive, _end_engines(places))))


@pytest.fixture
def alive() -> Callable[[int], bool]:
    """Whether a process runs; one that only waits to be buried does not."""

    def is_alive(number: int) -> bool:
        try:
            return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    return is_alive


def _end_engines(places: Places) -> list[int]:
    """End what a failed test left; the fake engine writes down its processes."""
    record = places.data / "engines"
    numbers = list(map(int, record.read_text().split())) if record.exists() else []
    for number in numbers:
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
            if str(places.data) in psutil.Process(number).cmdline():
                os.kill(number, signal.SIGKILL)
    return numbers


@pytest.fixture
def engine_ids(places: Places) -> Callable[[], list[int]]:
    """The engines that were ever started for the test's library."""

    def numbers() -> list[int]:
        record = places.data / "engines"
        return [int(number) for number in record.read_text().split()] if record.exists() else []

    return numbers


@pytest.fixture
def command() -> Callable[..., tuple[str, ...]]:
    """How to start the fake engine."""

    def build(mode: str = "normal") -> tuple[str, ...]:
        return (sys.executable, "-P", str(FAKE_ENGINE), mode)

    return build


@pytest.fixture
def serve(places: Places) -> Iterator[Callable[..., Server]]:
    """Start a server in this process."""
    servers: list[Server] = []

    def start(service, hello=None, **options) -> Server:
        server = Server(listen(places), service, hello or own_hello(version()), **options)
        server.start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def client_of(places: Places) -> Iterator[Callable[[], AsyncClient]]:
    """Connect to the server in this process."""
    clients: list[AsyncClient] = []

    def connect() -> AsyncClient:
        channel = dial(places, SECONDS)
        hello = greeting_from_bytes(channel.receive(MAX_GREETING))
        channel.send(greeting_to_bytes(own_hello("")))
        clients.append(AsyncClient(channel, hello))
        return clients[-1]

    yield connect
    for client in clients:
        client.close()


@pytest.fixture
def service(fake_engine):
    """What the fake engine answers with."""
    return fake_engine.Service()


@pytest.fixture
def reach(places: Places, command):
    """Connect, starting the fake engine if need be; and see that all engines end."""
    clients = []

    def connected(mode: str = "normal", **options):
        client = connect(places, command=command(mode), **options)
        if client is not None:
            clients.append(client)
        return client

    yield connected
    for client in clients:
        client.close()


@pytest.fixture
def remote(places: Places, reach):
    with RemoteClient(reach(), places, reach) as client:
        yield client
