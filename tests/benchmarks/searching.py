"""How long `pictrove search` takes as a whole process, and what it spends that time on.

    python -m tests.benchmarks.searching

Makes a library of 10,000 photos with clustered embeddings of the starter's length, and starts
the command again and again, in turns with Pythons that do less.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median

from indexer.metadata import PhotoMetadata
from indexer.places import HOME_VARIABLE, Places
from indexer.store import PhotoRecord, Store
from indexer.vectors import VectorIndex
from models.catalogue import open_encoder
from models.registry import STARTER
from tests.benchmarks.rounds import ROOT, environment, figure, table
from tests.benchmarks.vectors import DIM, clustered

WORDS = "two dogs in the snow"
SEARCH = ["-m", "app", "search", WORDS]
CONTENDERS = {
    "python -c pass": ["-c", "pass"],
    "import numpy, onnxruntime": [
        "-c",
        "import numpy; from models.runtime import onnx_runtime; onnx_runtime()",
    ],
    "pictrove --version": ["-m", "app", "--version"],
    f'pictrove search "{WORDS}"': SEARCH,
}
STEPS = """
import time
at = [time.perf_counter()]
spent = {}

def step(name):
    at.append(time.perf_counter())
    spent[name] = 1e3 * (at[-1] - at[-2])

import json, sys
from pathlib import Path
from indexer.client import open_client
from indexer.places import Places
from indexer.query import Query, TextTerm
step("import the client")
library = open_client(read_only=True, alone=True, places=Places.below(Path(sys.argv[1])))
step("import the library, and NumPy with it")
library.store.read.folders()
step("open the database")
encoder = library.shelf.encoder("starter")
step("read the model's manifest")
from models.runtime import onnx_runtime
onnx_runtime()
step("import ONNX Runtime")
encoder._text_tower()
step("load tokenizer and text tower")
encoder.encode_texts([sys.argv[2]])
step("embed the words")
library._vectors("starter")
step("load the vectors")
library.search(Query((TextTerm(sys.argv[2]),)))
step("search as a whole, all being loaded")
print(json.dumps(spent))
"""
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)")
_BATCH = 1000


def fill(home: Path, count: int, folder: str = "/photos") -> None:
    """A library as indexing would leave it."""
    if open_encoder(STARTER, Path()).dim != DIM:
        raise SystemExit(f"the starter's embeddings are not {DIM} long any more")
    vectors = clustered(count).vectors
    with Store.open(Places.below(home).data) as store:
        store.write.add_folder(folder)
        for start in range(0, count, _BATCH):
            numbers = range(start, min(start + _BATCH, count))
            store.write.commit_photos([record(at, vectors[at], folder) for at in numbers])
        index = VectorIndex.open(store, STARTER)
        index.tend()
        index.save()


def record(number: int, vector, folder: str) -> PhotoRecord:
    return PhotoRecord(
        path=f"{folder}/{2010 + number // 1000}/walk {number // 50}/IMG_{number:05}.jpg",
        size=2_900_000 + number,
        mtime_ns=1_700_000_000_000_000_000 + number,
        content_hash=number.to_bytes(32, "big"),
        width=4000,
        height=3000,
        kind="jpeg",
        metadata=PhotoMetadata(keywords=("walk", f"place {number % 97}")),
        model_id=STARTER,
        embedding=vector,
    )


def seconds_of(arguments: list[str], home: Path) -> float:
    """Wall-clock time of a whole process."""
    began = time.perf_counter()
    started(arguments, home)
    return time.perf_counter() - began


def started(arguments: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(**{HOME_VARIABLE: str(home)}),
        capture_output=True,
        text=True,
        check=True,
    )


def processes(home: Path, runs: int) -> None:
    seconds: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for number in range(runs + 1):
        for name, arguments in CONTENDERS.items():
            taken = seconds_of(arguments, home)
            if number:  # the first fills the file cache
                seconds[name].append(1e3 * taken)
    rows = [
        (name, figure(median(taken)), figure(min(taken)), figure(max(taken)))
        for name, taken in seconds.items()
    ]
    print(f"{runs} runs each, in turns, whole processes")
    table(["process", "ms, median", "least", "most"], rows)


def imports(home: Path, runs: int) -> None:
    """Time within modules of each package, by `-X importtime`."""
    own: dict[str, list[int]] = {}
    cumulative: dict[str, list[int]] = {}
    for _ in range(runs):
        sums: Counter[str] = Counter()
        for line in _IMPORT.finditer(started(["-X", "importtime", *SEARCH], home).stderr):
            sums[package_of(line[4])] += int(line[1])
            cumulative.setdefault(line[4], []).append(int(line[2]))
        for package, microseconds in (sums | {"all": sums.total()}).items():
            own.setdefault(package, []).append(microseconds)
    by_package = sorted(own.items(), key=lambda item: -median(item[1]))[:14]
    table(
        ["package", "ms within its modules"],
        [(name, figure(median(taken) / 1e3)) for name, taken in by_package],
    )
    dearest = sorted(cumulative.items(), key=lambda item: -median(item[1]))[:14]
    table(
        ["dearest modules", "ms with what they import"],
        [(name, figure(median(taken) / 1e3)) for name, taken in dearest],
    )


def package_of(module: str) -> str:
    top = module.partition(".")[0]
    return "standard library" if top.lstrip("_") in _STANDARD or top in _STANDARD else top


_STANDARD = sys.stdlib_module_names | {"_distutils_hack", "site", "sitecustomize"}


def steps(home: Path, runs: int) -> None:
    """What one search does, in a process that has just started."""
    arguments = ["-c", STEPS, str(home), WORDS]
    found = [json.loads(started(arguments, home).stdout) for _ in range(runs)]
    rows = [(name, figure(median([run[name] for run in found]))) for name in found[0]]
    table(["step of a search", "ms"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        fill(home, arguments.photos)
        print(f"a library of {arguments.photos:,} photos")
        processes(home, arguments.runs)
        steps(home, min(5, arguments.runs))
        imports(home, min(5, arguments.runs))


if __name__ == "__main__":
    main()
