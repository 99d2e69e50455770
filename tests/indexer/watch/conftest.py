"""A receiver that keeps a picture of a folder, and a fixture that fails on leaked threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from indexer.selection import Selection
from indexer.watch.types import Settled
from indexer.watch.walk import files_below


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    wait_for(lambda: set(threading.enumerate()) <= before)


def wait_for(condition: Callable[[], object], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@dataclass
class Receiver:
    """What a library would know of a folder: its files, by what it was handed.

    Whoever looks at `known` from another thread never sees half a scan.
    """

    selection: Selection
    look: Callable[[str], object]
    known: dict[str, object] = field(default_factory=dict)
    received: list[Settled] = field(default_factory=list)
    taken: int = 0

    def take(self, settled: Settled) -> None:
        self.received.append(settled)
        known = dict(self.known)
        for folder in settled.folders:
            self._scan(folder, known)
        for path in settled.files:
            self._compare(path, known)
        self.known = known
        self.taken += 1

    def _scan(self, folder: str, known: dict[str, object]) -> None:
        for path in [path for path in known if (path + "/").startswith(folder + "/")]:
            del known[path]
        for path in self.files_below(folder):
            self._compare(path, known)

    def files_below(self, folder: str):
        return files_below(folder, self.selection, lambda _: True)

    def _compare(self, path: str, known: dict[str, object]) -> None:
        stamp = self.look(path)
        if stamp is None or not self.selection.wants_file(path):
            known.pop(path, None)
        else:
            known[path] = stamp
