"""Files per second of a scan in which nothing has changed, beside `find -printf`.

    python -m tests.benchmarks.scanning --files 100000

Makes a tree of empty files with names of photos, notes them all as indexed, and looks through it in
turns with `find`, which reads the same: name, size and time of every file. Both start warm, as the
second look at a folder does; each round is a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.rounds import ROOT, environment, figure, middle, table

IN_A_FOLDER = 500


def make_tree(folder: Path, count: int) -> None:
    """Empty files; what is in them plays no part."""
    for number in range(count):
        below = folder / f"{2000 + number // (20 * IN_A_FOLDER)}" / f"walk {number // IN_A_FOLDER}"
        if number % IN_A_FOLDER == 0:
            below.mkdir(parents=True)
        (below / f"IMG_{number:06}.jpg").touch()


def note_all(home: Path, folder: Path) -> None:
    """Have the library know every file as indexed, as after a first run."""
    from indexer.places import Places
    from indexer.store import FileStamp, Store

    stamps = [
        FileStamp(entry.path, (stat := entry.stat()).st_size, stat.st_mtime_ns)
        for at, _, _ in os.walk(folder)
        for entry in os.scandir(at)
        if entry.is_file()
    ]
    with Store.open(Places.below(home).data) as store:
        store.write.add_folder(str(folder))
        with store.transaction():
            store.write.add_pending(stamps)
            # what no scan compares may be the same for all
            store.write.connection.execute(
                "UPDATE photos SET state = 'indexed', width = 4, height = 3, kind = 'jpeg',"
                " content_hash = zeroblob(32), indexed_at = ''"
            )


def scan(home: Path) -> dict[str, float]:
    """One look through all folders of the library, in this process."""
    from indexer.library import open_library
    from indexer.places import Places

    with open_library(Places.below(home), read_only=False) as library:
        library.store.read.folders()
        began = time.perf_counter()
        reconciler = library.reconciler
        unchanged = 0
        for folder in library.store.read.folders():
            unchanged += look(reconciler, folder)
        return {"seconds": time.perf_counter() - began, "files": unchanged}


def look(reconciler, folder) -> int:
    """One folder; how many files were as they are known."""
    found = reconciler.scan(folder)
    return int(found.unchanged)


def find(folder: Path) -> dict[str, float]:
    """The same tree by `find`."""
    began = time.perf_counter()
    command = ["find", str(folder), "-type", "f", "-printf", "%p\\t%s\\t%T@\\n"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return {"seconds": time.perf_counter() - began, "files": done.stdout.count(b"\n")}


def measured(what: str, home: Path, folder: Path) -> dict[str, float]:
    """One round, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.scanning", what, str(home), str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def compare(files: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        home, folder = Path(name) / "home", Path(name) / "photos"
        make_tree(folder, files)
        note_all(home, folder)
        rates: dict[str, list[float]] = {"find": [], "scan": []}
        for number in range(rounds + 1):
            for what, seconds in rates.items():
                result = measured(what, home, folder)
                if result["files"] != files:
                    raise SystemExit(f"{what} saw {result['files']} of {files} files")
                if number:  # the first fills the caches
                    seconds.append(result["seconds"])
    per_second = {what: [files / taken for taken in seconds] for what, seconds in rates.items()}
    rows = [(what, middle(values)) for what, values in per_second.items()]
    print(f"{files:,} unchanged files, {rounds} rounds in turns")
    table(["", "files per second, median"], rows)
    ratio = median(per_second["find"]) / median(per_second["scan"])
    print(f"\nA scan takes {figure(ratio)} times as long as find.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=("scan", "find"))
    parser.add_argument("home", nargs="?", type=Path)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if arguments.what is None:
        if shutil.which("find") is None:
            raise SystemExit("find is needed to compare with")
        compare(arguments.files, arguments.rounds)
        return
    result = scan(arguments.home) if arguments.what == "scan" else find(arguments.folder)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
