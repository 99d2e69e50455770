"""What following a folder with many subfolders costs, and how soon a new photo is handed on.

    python -m tests.benchmarks.watching --folders 10000

In turns, each in a process of its own, over the same tree: our watcher, watchdog's own observer
(without the events for opening, with which it never comes to rest), and `os.walk` of the tree.

- *ready*: until the folder is watched; for `os.walk`, one walk;
- *event*: from the end of a write to the first sign of it. Ours waits 0.4 s on purpose, to see
  that a file is complete; what remains is its own;
- *memory*: what the process has more than before (Linux; the kernel's own kilobyte per watch is
  not in it);
- *idle*: processor time in percent over some seconds in which nothing happens.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.rounds import middle, table, take_turns

IDLE_SECONDS = 12.0
WRITES = 20
WAITED_ON_PURPOSE = 0.4


def watch_with_ours(root: str) -> dict[str, float]:
    """Our watcher."""
    from indexer.selection import Selection
    from indexer.watch import Settled, Watcher

    started, seen = threading.Event(), threading.Event()

    def take(settled: Settled) -> None:
        (started if settled.folders else seen).set()

    watcher = Watcher(take)
    measured = _measure(root, lambda: watcher.follow(Selection(root)), started, seen)
    watcher.close()
    measured["event"] -= 1e3 * WAITED_ON_PURPOSE
    return measured


def watch_with_watchdog(root: str) -> dict[str, float]:
    """watchdog's observer, which watches the whole tree before `start` returns."""
    from watchdog.events import (
        DirCreatedEvent,
        FileClosedEvent,
        FileCreatedEvent,
        FileSystemEvent,
        FileSystemEventHandler,
    )
    from watchdog.observers import Observer

    started, seen = threading.Event(), threading.Event()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            seen.set()

    observer = Observer()
    wanted: list[Any] = [FileCreatedEvent, FileClosedEvent, DirCreatedEvent]

    def start() -> None:
        observer.schedule(Handler(), root, recursive=True, event_filter=wanted)
        observer.start()
        started.set()

    measured = _measure(root, start, started, seen)
    observer.stop()
    observer.join()
    return measured


def walk(root: str) -> dict[str, float]:
    """One walk, which is what noticing nothing at all costs."""
    began = time.perf_counter()
    for _ in os.walk(root):
        pass
    return {"ready": time.perf_counter() - began}


def _measure(
    root: str, start: Callable[[], object], started: threading.Event, seen: threading.Event
) -> dict[str, float]:
    before, began = _resident(), time.perf_counter()
    start()
    started.wait(600)
    ready = time.perf_counter() - began
    time.sleep(1)
    folders = sorted(Path(root).glob("*/*"))
    latencies = [
        _latency(folder / "new.jpg", seen) for folder in folders[:: len(folders) // WRITES]
    ]
    busy, idle = time.process_time(), time.perf_counter()
    time.sleep(IDLE_SECONDS)
    percent = 100 * (time.process_time() - busy) / (time.perf_counter() - idle)
    return {
        "ready": ready,
        "event": 1e3 * median(latencies),
        "memory": (_resident() - before) / 1e6,
        "idle": percent,
    }


def _latency(path: Path, seen: threading.Event) -> float:
    """Seconds from the end of a write until it is seen; the file is removed again."""
    seen.clear()
    path.write_bytes(b"x" * 100)
    began = time.perf_counter()
    if not seen.wait(30):
        raise SystemExit(f"{path} was not noticed")
    taken = time.perf_counter() - began
    path.unlink()
    time.sleep(1.3)  # its end is seen, too, and is not the next one's beginning
    return taken


def _resident() -> int:
    """Bytes of this process in memory."""
    import psutil

    return int(psutil.Process().memory_info().rss)


def _make_tree(root: Path, folders: int) -> None:
    for number in range(folders):
        (root / f"{number % 100:02}" / f"{number}").mkdir(parents=True)
        (root / f"{number % 100:02}" / f"{number}" / "old.jpg").touch()


CONTENDERS: dict[str, Callable[[str], dict[str, float]]] = {
    "ours": watch_with_ours,
    "watchdog's observer": watch_with_watchdog,
    "os.walk": walk,
}


def main() -> None:
    """Measure all, or one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folders", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", choices=CONTENDERS, help=argparse.SUPPRESS)
    parser.add_argument("--tree", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(CONTENDERS[chosen.one](chosen.tree)))
        return
    with tempfile.TemporaryDirectory() as folder:
        _make_tree(Path(folder), chosen.folders)
        same = ["-m", "tests.benchmarks.watching", "--tree", folder, "--one"]
        found = take_turns({name: [*same, name] for name in CONTENDERS}, chosen.rounds)
    columns = ("ready", "event", "memory", "idle")
    table(
        ["", "ready, s", "event, ms", "memory, MB", "idle, %"],
        [
            [name, *(_cell([round_.get(column) for round_ in rounds]) for column in columns)]
            for name, rounds in found.items()
        ],
    )


def _cell(values: list[float | None]) -> str:
    measured = [value for value in values if value is not None]
    return middle(measured) if measured else "-"


if __name__ == "__main__":
    main()
