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
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer.client import Client, open_client
from indexer.places import Places
from indexer.query import Query, TextTerm
from tests.benchmarks.camera import write_photos
from tests.benchmarks.rounds import figure, table
from tests.benchmarks.searching import fill

WORDS = ["two dogs", "a beach at night", "snow", "a red car", "people at a table", "an old church"]
GOALS = {"indexing": 4.0, "throttled": 2.0}


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
def indexing(places: Places, originals: list[Path], folder: Path) -> Iterator[list[int]]:
    """Index new photos without end; yields a list that holds how many were done."""
    stop = threading.Event()
    done = [0]

    def work() -> None:
        with open_client(places=places) as client:
            for turn in range(10_000):
                if stop.is_set():
                    return
                below = folder / f"{time.time_ns()}"
                below.mkdir()
                for number, original in enumerate(originals):
                    copy = below / f"{number}.jpg"
                    copy.write_bytes(original.read_bytes() + b"%d %d" % (turn, time.time_ns()))
                done[0] += client.index([folder], stop=stop.is_set).embedded

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(2)  # until it is at full speed
    try:
        yield done
    finally:
        stop.set()
        thread.join()


def rounds_of(places: Places, originals: list[Path], folder: Path, arguments) -> dict[str, list]:
    taken: dict[str, list[float]] = {"idle": [], "indexing": [], "throttled": []}
    rates: dict[str, list[float]] = {"indexing": [], "throttled": []}
    with open_client(places=places) as client:
        usual = client.settings()
        measure(client, 2, 0)  # loads the text tower
        for _ in range(arguments.rounds):
            for name in (*taken,):
                cores = 1 if name == "throttled" else None
                client.change_settings(replace(usual, cores=cores))
                if name == "idle":
                    taken[name] += measure(client, arguments.seconds, arguments.pause)
                    continue
                with indexing(places, originals, folder) as done:
                    before = done[0]
                    taken[name] += measure(client, arguments.seconds, arguments.pause)
                    rates[name].append((done[0] - before) / arguments.seconds)
        client.stop_engine()
    for name, values in rates.items():
        print(f"photos indexed per second while {name}: {figure(float(np.mean(values)))}")
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--pause", type=float, default=0.05)
    parser.add_argument("--from", dest="source", type=Path, help="a folder of real photos")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home, folder, drawn = (Path(name) / part for part in ("home", "new", "drawn"))
        folder.mkdir()
        if arguments.source:
            originals = sorted(arguments.source.rglob("*.jpg"))[:200]
        else:
            write_photos(drawn, 60)
            originals = sorted(drawn.rglob("*.jpg"))
        fill(home, arguments.photos)
        places = Places.below(home)
        taken = rounds_of(places, originals, folder, arguments)
        report(taken, arguments.photos)
        shutil.rmtree(folder)


def report(taken: dict[str, list[float]], photos: int) -> None:
    print(f"{photos:,} photos, {os.cpu_count()} cores, {len(taken['idle'])} queries idle")
    rows = []
    for name, milliseconds in taken.items():
        middle, most = np.percentile(milliseconds, [50, 95])
        ratio = most / np.percentile(taken["idle"], 95)
        goal = GOALS.get(name)
        rows.append(
            (name, figure(middle), figure(most), figure(ratio), f"<= {goal}" if goal else "")
        )
    table(["engine", "ms, median", "95th percentile", "to idle's", "goal"], rows)


if __name__ == "__main__":
    main()
