"""How long a query takes while photos are indexed, beside an idle engine.

    python -m tests.benchmarks.latency --photos 100000

Makes a library of synthetic photos and embeddings, and asks a real engine, as its clients do:

- *idle*: nothing else is going on;
- *indexing*: real photos are indexed at full speed, for as long as is measured;
- *throttled*: the same with one core for indexing (`pictrove throttle --cores 1`).

The three take turns, so that whatever else the machine does slows all of them.
"""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from indexer.client import Client, open_client
from indexer.places import Places
from indexer.query import Query, TextTerm
from tests.benchmarks.camera import write_photos
from tests.benchmarks.rounds import figure, table
from tests.benchmarks.searching import fill, record

WORDS = ["two dogs", "a beach at night", "snow", "a red car", "people at a table", "an old church"]
CORES = {"indexing": None, "throttled": 1}
GOALS = {"indexing": 4.0, "throttled": 2.0}


def make_empty(count: int, folder: str) -> None:
    """Files of the size and time of those that are in the library, which nobody has to read."""
    for number in range(count):
        wanted = record(number, None, folder)
        path = Path(wanted.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.truncate(path, wanted.size)  # takes no room
        os.utime(path, ns=(wanted.mtime_ns, wanted.mtime_ns))


def measure(client: Client, seconds: float, pause: float) -> list[float]:
    """Milliseconds of queries by words, one after another with short pauses, as a user types."""
    taken = []
    end = time.perf_counter() + seconds
    number = 0
    while time.perf_counter() < end:
        word = f"{WORDS[number % len(WORDS)]} {number}"  # so that no answer is remembered
        number += 1
        began = time.perf_counter()
        client.search(Query((TextTerm(word),), limit=50))
        taken.append(1e3 * (time.perf_counter() - began))
        time.sleep(pause)
    return taken


@contextmanager
def indexing(places: Places, originals: list[Path], folder: Path, count: int) -> Iterator[None]:
    """Index `count` new photos, more than can be done meanwhile."""
    stop = threading.Event()
    below = folder / f"{time.time_ns()}"
    below.mkdir()
    for number, original in zip(range(count), itertools.cycle(originals), strict=False):
        content = original.read_bytes() + b"%d %d" % (number, time.time_ns())
        (below / f"{number}.jpg").write_bytes(content)

    def work() -> None:
        with open_client(places=places) as client:
            client.index([folder], stop=stop.is_set)

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(3)  # until it is at full speed
    try:
        yield
        if not thread.is_alive():
            raise SystemExit("All photos were indexed before the end: ask for more by --new.")
    finally:
        stop.set()
        thread.join()


@dataclass
class Taken:
    """What was measured: milliseconds of queries, and photos indexed per second."""

    queries: dict[str, list[float]] = field(default_factory=dict)
    rates: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def counting(self, client: Client, name: str) -> Iterator[None]:
        """Count the photos that are indexed within."""
        before, began = client.status().indexed, time.perf_counter()
        yield
        rate = (client.status().indexed - before) / (time.perf_counter() - began)
        self.rates.setdefault(name, []).append(rate)


def rounds_of(places: Places, originals: list[Path], folder: Path, arguments) -> Taken:
    taken = Taken()
    with open_client(places=places) as client:
        client.index([folder])
        if client.status().indexed < arguments.photos:
            raise SystemExit("The library is not what this has made.")
        usual = client.settings()
        measure(client, 2, 0)  # loads the text tower
        for _ in range(arguments.rounds):
            some = measure(client, arguments.seconds, arguments.pause)
            taken.queries.setdefault("idle", []).extend(some)
            for name, cores in CORES.items():
                client.change_settings(replace(usual, cores=cores))
                with indexing(places, originals, folder, arguments.new):
                    with taken.counting(client, f"{name}, queries"):
                        some = measure(client, arguments.seconds, arguments.pause)
                    taken.queries.setdefault(name, []).extend(some)
                    with taken.counting(client, f"{name}, no queries"):
                        time.sleep(arguments.seconds / 2)
        client.stop_engine()
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--pause", type=float, default=0.05)
    parser.add_argument("--new", type=int, default=7000, help="photos to index in each turn")
    parser.add_argument("--from", dest="source", type=Path, help="a folder of real photos")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home, folder, drawn = (Path(name) / part for part in ("home", "new", "drawn"))
        folder.mkdir()
        if arguments.source:
            originals = sorted(arguments.source.rglob("*.jpg"))[:200]
        else:
            write_photos(drawn, 60, 20, (640, 480))
            originals = sorted(drawn.rglob("*.jpg"))
        known = Path(name) / "known"
        fill(home, arguments.photos, str(known))
        make_empty(arguments.photos, str(known))
        places = Places.below(home)
        taken = rounds_of(places, originals, folder, arguments)
        report(taken, arguments.photos)


def report(taken: Taken, photos: int) -> None:
    queries = taken.queries
    print(f"{photos:,} photos, {os.cpu_count()} cores, {len(queries['idle'])} queries idle")
    rows = []
    for name, milliseconds in queries.items():
        middle, most = np.percentile(milliseconds, [50, 95])
        ratio = most / np.percentile(queries["idle"], 95)
        goal = GOALS.get(name)
        rows.append(
            (name, figure(middle), figure(most), figure(ratio), f"<= {goal}" if goal else "")
        )
    for name, rates in taken.rates.items():
        print(f"photos indexed per second, {name}: {figure(float(np.mean(rates)))}")
    table(["engine", "ms, median", "95th percentile", "to idle's", "goal"], rows)


if __name__ == "__main__":
    main()
