"""Peak memory of indexing: it must not grow with the number of photos.

    python -m tests.benchmarks.memory --photos 1000 10000

Indexes that many small drawn photos with the starter, each time in a process of its own, and
prints the peak resident memory of the indexing process and of its largest decoder.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import psutil

from indexer.library import Library, open_library
from indexer.places import Places
from tests.benchmarks.camera import SMALL, write_photos
from tests.benchmarks.rounds import figure, table, take_turns, use_cores

MIB = 1024 * 1024


def peak(process: int | str) -> float:
    """MiB a process has held at most so far; where the platform does not know, holds now."""
    status = Path(f"/proc/{process}/status")
    try:
        # Not `ru_maxrss`: that of a child begins with what its parent held when it was made.
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    try:
        memory = psutil.Process(None if process == "self" else int(process)).memory_info()
    except psutil.Error:
        return 0.0  # it has just ended
    return getattr(memory, "peak_wset", memory.rss) / MIB


def index(photos: Path, cores: int) -> dict[str, Any]:
    """Index a folder into a new library and watch the memory."""
    with tempfile.TemporaryDirectory() as home:
        library = open_library(Places.below(Path(home)), read_only=False)
        library.decoder_count = cores
        decoders = [0.0]
        with library:
            library.store.read.folders()
            before = peak("self")
            report = library.index(
                [photos], on_progress=lambda _: decoders.append(largest(library))
            )
        return {
            "photos": report.embedded,
            "before": before,
            "process": peak("self"),
            "decoder": max(decoders),
            "rate": report.embedded / report.seconds,
        }


def largest(library: Library) -> float:
    return max(map(peak, library._pool.process_ids), default=0.0)


def measure(counts: list[int], distinct: int, rounds: int, cores: int, folder: Path) -> None:
    contenders = {}
    for count in counts:
        photos = folder / str(count)
        write_photos(photos, count, distinct, SMALL)
        here = ["-m", "tests.benchmarks.memory", "--cores", str(cores)]
        contenders[f"{count:,}"] = [*here, "--index", str(photos)]
    found = take_turns(contenders, rounds)
    best = {name: min(runs, key=lambda run: run["process"]) for name, runs in found.items()}
    first = next(iter(best.values()))
    rows = [
        (
            name,
            *(figure(run[what]) for what in ("before", "process", "decoder")),
            f"{run['process'] / first['process']:.3f}",
            figure(run["rate"]),
        )
        for name, run in best.items()
    ]
    head = ["photos", "before, MiB", "indexing process, peak MiB", "largest decoder, peak MiB"]
    table([*head, "process, times the first", "photos/s"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--distinct", type=int, default=40, help="how many are really drawn")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    cores = use_cores(arguments.cores)
    if arguments.index:
        sys.stdout.write(json.dumps(index(arguments.index, cores)) + "\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments.photos, arguments.distinct, arguments.rounds, cores, Path(folder))


if __name__ == "__main__":
    main()
