"""How dtype and parameters of the vector index trade recall for time and space.

    python -m tests.benchmarks.vectors graphs --sizes 10000 100000
    python -m tests.benchmarks.vectors cold --sizes 10000 100000

`graphs` compares USearch settings with exact search; `cold` is what a new process pays before
its first answer, by each way of finding it. The embeddings are synthetic and clustered as those
of photo libraries are: one common direction, topics of very different sizes, and bursts of
nearly equal photos. Unclustered ones would flatter every setting.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.metadata import PhotoMetadata
from indexer.store import PhotoRecord, Store
from indexer.vectors import VectorIndex
from indexer.vectors.cosines import unit
from indexer.vectors.graph import Graph
from indexer.vectors.matrix import Matrix

DIM = 256
QUERIES = 200
TOP = 10
MODEL = "benchmark"
SETTINGS = ["f32/16/128", "f16/16/128", "bf16/16/128", "i8/16/64", "i8/16/128", "i8/32/128"]
"""dtype / connectivity / expansion when adding."""


@dataclass(frozen=True)
class Data:
    """(n, 256) float16 embeddings, (200, 256) float32 queries."""

    vectors: np.ndarray
    queries: np.ndarray


def clustered(count: int, seed: int = 1) -> Data:
    rng = np.random.default_rng(seed)
    spectrum = (1 / np.sqrt(1 + np.arange(DIM) / 16)).astype(np.float32)
    common = normal(rng.standard_normal(DIM).astype(np.float32))
    topics = max(100, int(count**0.5 * 3))
    centres = normal(rng.standard_normal((topics, DIM), np.float32) * spectrum)
    shares = 1 / np.arange(1, topics + 1) ** 0.8
    burst_of = np.sort(rng.integers(0, max(1, count // 3), count))  # about three photos each
    topic_of = rng.choice(topics, count, p=shares / shares.sum())[burst_of]
    scenes = normal(rng.standard_normal((count, DIM), np.float32) * spectrum)
    vectors = np.empty((count, DIM), np.float16)
    for start in range(0, count, 10_000):
        part = slice(start, start + 10_000)
        own = normal(rng.standard_normal((len(burst_of[part]), DIM), np.float32))
        mixed = common + 0.9 * centres[topic_of[part]] + 0.6 * scenes[burst_of[part]] + 0.3 * own
        vectors[part] = normal(mixed)
    likes = vectors[rng.integers(0, count, QUERIES // 2)].astype(np.float32)
    likes += 0.3 * normal(rng.standard_normal(likes.shape, np.float32))
    words = 0.4 * common + centres[rng.integers(0, topics, QUERIES // 2)]
    words += 0.5 * normal(rng.standard_normal(words.shape, np.float32) * spectrum)
    return Data(vectors, normal(np.concatenate([likes, words]).astype(np.float32)))


def normal(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def truth(matrix: Matrix, queries: np.ndarray) -> np.ndarray:
    """(queries, 10) ids of the exactly nearest, by blocks."""
    best_ids = np.empty((len(queries), 0), np.uint64)
    best = np.empty((len(queries), 0), np.float32)
    for start in range(0, len(matrix), 20_000):
        part = slice(start, start + 20_000)
        scores = queries @ matrix.vectors[part].astype(np.float32).T * matrix.inverse_norms[part]
        best = np.concatenate([best, scores], axis=1)
        ids = np.broadcast_to(matrix.ids[part], scores.shape)
        best_ids = np.concatenate([best_ids, ids], axis=1)
        order = np.argpartition(-best, TOP, axis=1)[:, :TOP]
        best, best_ids = (np.take_along_axis(rows, order, axis=1) for rows in (best, best_ids))
    return best_ids


def recall(found: list[np.ndarray], exact: np.ndarray) -> float:
    hits = [np.isin(one, row).sum() for one, row in zip(found, exact, strict=True)]
    return float(np.sum(hits) / exact.size)


def timed(seconds: list[float]) -> str:
    return f"{np.percentile(seconds, 50) * 1e3:.2f} / {np.percentile(seconds, 95) * 1e3:.2f}"


def graphs(sizes: list[int], settings: list[str]) -> Iterator[str]:
    yield (
        "| vectors | dtype | M | expansion add / search | recall@10 alone | with rescoring "
        "| p50 / p95 ms | add/s | MB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    for size in sizes:
        data = clustered(size)
        matrix = Matrix(np.arange(1, size + 1, dtype=np.uint64), data.vectors)
        exact = truth(matrix, data.queries)
        seconds = []
        for query in data.queries[:50]:
            began = time.perf_counter()
            matrix.nearest(unit(query), TOP)
            seconds.append(time.perf_counter() - began)
        megabytes = size * (DIM * 2 + 12) / 1e6
        yield f"| {size:,} | f16, exact | | | 1 | 1 | {timed(seconds)} | | {megabytes:.0f} |"
        for setting in settings:
            dtype, connectivity, expansion = setting.split("/")
            yield from graph_rows(matrix, data, exact, dtype, int(connectivity), int(expansion))


def graph_rows(
    matrix: Matrix, data: Data, exact: np.ndarray, dtype: str, connectivity: int, expansion: int
) -> Iterator[str]:
    graph = Graph(DIM, dtype=dtype, connectivity=connectivity, expansion_add=expansion)
    began = time.perf_counter()
    for start in range(0, len(matrix), 1024):
        graph.put(matrix.ids[start : start + 1024], matrix.vectors[start : start + 1024])
    rate = len(matrix) / (time.perf_counter() - began)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        graph.save(path)
        size = path.stat().st_size
    for search in (64, 128, 256):
        graph._index.expansion_search = search
        alone, rescored, seconds = [], [], []
        for query in data.queries:
            alone.append(graph._index.search(query, TOP).keys)
            began = time.perf_counter()
            near = np.sort(graph.candidates(unit(query), TOP))
            rescored.append(matrix.nearest_among(near, unit(query), TOP).ids)
            seconds.append(time.perf_counter() - began)
        yield (
            f"| {len(matrix):,} | {dtype} | {connectivity} | {expansion} / {search} "
            f"| {recall(alone, exact):.3f} | {recall(rescored, exact):.3f} | {timed(seconds)} "
            f"| {rate:,.0f} | {size / 1e6:.0f} |"
        )


def cold(sizes: list[int]) -> Iterator[str]:
    yield (
        "| photos | SQLite, exact: ms | matrix file, exact | graph file |\n"
        "| --- | --- | --- | --- |"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            fill(folder, clustered(size).vectors)
            found = [first_answer(folder, size + 1)]
            for exact_below in (size + 1, 1):
                with Store.open(folder) as store:
                    index = VectorIndex.open(store, MODEL, exact_below=exact_below)
                    index.tend()
                    index.save()
                found.append(first_answer(folder, exact_below))
        yield f"| {size:,} | " + " | ".join(f"{ms:.0f}" for ms in found) + " |"


def fill(folder: Path, vectors: np.ndarray) -> None:
    with Store.open(folder) as store:
        for start in range(0, len(vectors), 1000):
            store.write.commit_photos(
                [
                    PhotoRecord(
                        f"/photos/{i}.jpg", i, i, i.to_bytes(32, "big"), 4000, 3000, "jpeg",
                        PhotoMetadata(), MODEL, vectors[i],
                    )
                    for i in range(start, min(start + 1000, len(vectors)))
                ]
            )  # fmt: skip


COLD = """
import sys, time
from pathlib import Path
import numpy as np
from indexer.store import Store
query = np.ones(256)
began = time.perf_counter()
from indexer.vectors import VectorIndex
with Store.open(Path(sys.argv[1]), read_only=True) as store:
    VectorIndex.open(store, "benchmark", exact_below=int(sys.argv[2])).search(query, 20)
print((time.perf_counter() - began) * 1e3)
"""


def first_answer(folder: Path, exact_below: int) -> float:
    """Milliseconds a new process needs from opening the library to its answer; best of 7."""
    command = [sys.executable, "-c", COLD, str(folder), str(exact_below)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(7)]
    return min(float(run.stdout) for run in runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", choices=("graphs", "cold"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--settings", nargs="+", default=SETTINGS)
    arguments = parser.parse_args()
    table = (
        graphs(arguments.sizes, arguments.settings)
        if arguments.table == "graphs"
        else cold(arguments.sizes)
    )
    for line in table:
        print(line, flush=True)


if __name__ == "__main__":
    main()
