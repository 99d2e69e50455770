"""How long a window waits for what it shows: long answers, photos, facets; beside a search.

    python -m tests.benchmarks.finding --photos 100000

Makes a library of synthetic photos with clustered embeddings, dates, cameras, places and
keywords, and asks a real engine, as its clients do. All requests take turns, so that whatever
else the machine does slows all of them.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer.client import Client, open_client
from indexer.metadata import PhotoMetadata
from indexer.places import Places
from indexer.query import Filters, Order, Query, TextTerm
from indexer.reports import MarkChange
from indexer.store import PhotoRecord, Store
from indexer.vectors import VectorIndex
from models.registry import STARTER
from tests.benchmarks import searching
from tests.benchmarks.rounds import figure, table
from tests.benchmarks.vectors import clustered

_BATCH = 1000
CAMERAS = [("Canon", "Canon EOS R5"), ("SONY", "ILCE-7M3"), ("Apple", "iPhone 13"), (None, None)]


def metadata(chance: random.Random) -> PhotoMetadata:
    make, model = chance.choice(CAMERAS)
    dated, placed = chance.random() < 0.9, chance.random() < 0.5
    moment = f"{chance.randrange(2005, 2025)}-{chance.randrange(1, 13):02}"
    moment += f"-{chance.randrange(1, 29):02}T{chance.randrange(24):02}:30:00"
    return PhotoMetadata(
        taken_at=moment if dated else None,
        camera_make=make,
        camera_model=model,
        lens=chance.choice([None, *(f"Lens {number} mm" for number in range(20, 60))]),
        # somewhere in Europe
        latitude=chance.uniform(37, 60) if placed else None,
        longitude=chance.uniform(-9, 25) if placed else None,
        rating=chance.choice([None, None, None, 3, 5]),
        keywords=tuple(f"word {chance.randrange(3000)}" for _ in range(chance.randrange(4))),
    )


def record(number: int, vector, chance: random.Random) -> PhotoRecord:
    plain = searching.record(number, vector, "/photos")
    height = chance.choice([3000, 4000, 6000])
    size = chance.randrange(500_000, 9_000_000)
    return replace(plain, height=height, size=size, metadata=metadata(chance))


def fill(home: Path, count: int) -> None:
    chance, vectors = random.Random(0), clustered(count).vectors
    with Store.open(Places.below(home).data) as store:
        store.write.add_folder("/photos")
        for start in range(0, count, _BATCH):
            numbers = range(start, min(start + _BATCH, count))
            ids = store.write.commit_photos([record(at, vectors[at], chance) for at in numbers])
            store.write.mark(ids[::10], MarkChange(favourite=True))
        index = VectorIndex.open(store, STARTER)
        index.tend()
        index.save()


def requests(client: Client, photos: int) -> dict[str, Callable[[int], object]]:
    """What to ask, by its name; each gets the number of the round."""
    everything = np.frombuffer(client.find(Query(limit=photos)).ids, "<u8").tolist()
    days = Filters(cameras=("Canon EOS R5",))

    def words(number: int) -> tuple[TextTerm]:
        return (TextTerm(f"two dogs in the snow {number}"),)  # so that none is remembered

    return {
        "search, words, 50": lambda n: client.search(Query(words(n), limit=50)),
        "find, words, 500": lambda n: client.find(Query(words(n), limit=500)),
        "find, words, all": lambda n: client.find(Query(words(n), limit=photos)),
        "find, words, all, newest": lambda n: client.find(
            Query(words(n), limit=photos, order=Order.NEWEST)
        ),
        "find, words, all of a camera": lambda n: client.find(Query(words(n), days, photos)),
        "find, newest, 500": lambda _: client.find(Query(limit=500)),
        "find, newest, all": lambda _: client.find(Query(limit=photos)),
        "find, by name, all": lambda _: client.find(Query(limit=photos, order=Order.NAME)),
        "find, largest, all": lambda _: client.find(Query(limit=photos, order=Order.LARGEST)),
        "photos, 50": lambda n: client.photos(everything[n * 50 : n * 50 + 50]),
        "details": lambda n: client.details(everything[n]),
        "facets of all": lambda _: client.facets(Filters()),
        "facets of a camera": lambda _: client.facets(days),
        "mark 1": lambda n: client.mark(everything[n : n + 1], MarkChange(rating=n % 6)),
        "mark all": lambda n: client.mark(everything, MarkChange(rating=n % 6)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name), arguments.photos)
        with open_client(places=Places.below(Path(name))) as client:
            taken = measured(requests(client, arguments.photos), arguments.rounds)
            client.stop_engine()
    print(f"{arguments.photos:,} photos, {os.cpu_count()} cores, {arguments.rounds} rounds")
    rows = [
        (what, *(figure(value) for value in np.percentile(some, [50, 95])))
        for what, some in taken.items()
    ]
    table(["request", "ms, median", "95th percentile"], rows)


def measured(asked: dict[str, Callable[[int], object]], rounds: int) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(rounds + 1):
        for name, ask in asked.items():
            began = time.perf_counter()
            ask(number)
            if number:  # the first loads models and files
                taken[name].append(1e3 * (time.perf_counter() - began))
    return taken


if __name__ == "__main__":
    main()
