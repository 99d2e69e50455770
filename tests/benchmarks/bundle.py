"""The bundle beside a checkout: its window until it takes input, and searches in the terminal.

    python -m tests.benchmarks.bundle --bundle dist/pictrove --rounds 9

The two take turns, each with a library and an engine of its own over the same photos:

- *window*: from the start of the process until it is visible, and until it has answered a key
  (the list of keys, asked for as soon as the window is visible), no engine running. *Cold*: before
  each start the page cache forgets the program's files, as far as nobody else uses them;
- *search*: one query as a whole process, with an engine that runs, and without one.

The window needs Linux, xdotool, and a display or Xvfb.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.rounds import ROOT, figure, middle, table

sys.path.insert(0, str(ROOT / "packaging"))

import smoke
import smoke_window

WINDOW_GOAL, SEARCH_GOAL = 2.0, 1.5
_ROUNDS, _SEARCHES = 9, 3
_PATIENCE, _POLL = 60.0, 0.003
_KEYS_OF_PICTROVE = "Keyboard shortcuts"


@dataclass(frozen=True)
class Contender:
    """One way to run the program.

    Attributes:
        command: how to start it.
        folders: where its files are.
        environment: with a home of its own.
    """

    command: tuple[str, ...]
    folders: tuple[Path, ...]
    environment: dict[str, str]

    def run(self, *arguments: str) -> float:
        """Seconds that a command takes."""
        began = time.perf_counter()
        subprocess.run(
            [*self.command, *arguments],
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - began

    def forget(self) -> None:
        """Have the page cache forget its files. Pages that a process has mapped stay."""
        for folder in self.folders:
            for path in folder.rglob("*"):
                if path.is_file() and not path.is_symlink():
                    descriptor = os.open(path, os.O_RDONLY)
                    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                    os.close(descriptor)


def contenders(bundle: Path, home: Path) -> dict[str, Contender]:
    """The bundle, and this checkout with the Python that runs."""
    usual = {name: text for name, text in os.environ.items() if name != "QT_QPA_PLATFORM"}
    packages = Path(os.__file__).parent
    site = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    rooms = [ROOT / room for room in ("app", "indexer", "models", "resources")]
    homes = {name: {"PICTROVE_HOME": str(home / name)} for name in ("bundle", "checkout")}
    return {
        "bundle": Contender((str(bundle / "pictrove"),), (bundle,), usual | homes["bundle"]),
        "checkout": Contender(
            (sys.executable, "-P", "-m", "app"),
            (*rooms, packages, *(site / name for name in ("PySide6", "shiboken6", "click"))),
            usual | homes["checkout"] | {"PYTHONPATH": str(ROOT)},
        ),
    }


def window(contender: Contender, name: str) -> tuple[float, float]:
    """Seconds until the window is visible, and until it has answered a key."""
    environment = {**contender.environment, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}

    def xdotool(*arguments: str) -> list[str]:
        done = subprocess.run(
            ["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout.split()

    began = time.perf_counter()
    process = subprocess.Popen([*contender.command, "gui"], env=environment)
    try:
        own = ("search", "--onlyvisible", "--pid", str(process.pid), "--name")
        (first, *_) = _awaited(lambda: xdotool(*own, "Pictrove"))
        visible = time.perf_counter() - began
        xdotool("windowfocus", first, "key", "F1")
        _awaited(lambda: xdotool(*own, _KEYS_OF_PICTROVE))
        return visible, time.perf_counter() - began
    finally:
        process.kill()
        process.wait()
        contender.run("engine", "stop")


def _awaited(look: Callable[[], list[str]]) -> list[str]:
    give_up = time.perf_counter() + _PATIENCE
    while not (found := look()):
        assert time.perf_counter() < give_up, "the window does not do what was waited for"
        time.sleep(_POLL)
    return found


def windows(all_of_them: dict[str, Contender], rounds: int, *, cold: bool) -> list[Sequence[str]]:
    """Rows of the table about windows."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in all_of_them}
    with smoke_window.display() as display:
        for _ in range(rounds):
            for name, contender in all_of_them.items():
                if cold:
                    contender.forget()
                taken[name].append(window(contender, display))
    state = "cold" if cold else "warm"
    return [
        _row(f"window, {state}, {what}", {k: [v[at] for v in t] for k, t in taken.items()}, goal)
        for at, (what, goal) in enumerate([("visible", None), ("a key answered", WINDOW_GOAL)])
    ]


def searches(
    all_of_them: dict[str, Contender], rounds: int, what: str, goal: float | None
) -> Sequence[str]:
    """A row of the table about searches."""
    taken: dict[str, list[float]] = {name: [] for name in all_of_them}
    for turn in range(rounds * _SEARCHES + 1):
        for name, contender in all_of_them.items():
            seconds = contender.run("search", "two", "dogs")
            if turn:  # the first loads the model
                taken[name].append(seconds)
    return _row(what, taken, goal)


def _row(what: str, taken: dict[str, list[float]], goal: float | None) -> Sequence[str]:
    ours, theirs = ([1e3 * second for second in taken[name]] for name in ("bundle", "checkout"))
    ratio = figure(median(ours) / median(theirs))
    return what, middle(ours), middle(theirs), ratio, f"<= {goal}" if goal else ""


@contextmanager
def libraries(all_of_them: dict[str, Contender], photos: Path) -> Iterator[None]:
    """Each with its own library of the photos, past the welcome; engines are ended afterwards."""
    for contender in all_of_them.values():
        contender.run("index", str(photos))
        smoke_window.welcomed(Path(contender.environment["PICTROVE_HOME"]))
    try:
        yield
    finally:
        for contender in all_of_them.values():
            contender.run("engine", "stop")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=ROOT / "dist" / "pictrove")
    parser.add_argument("--photos", type=Path, help="real photos; the default is the demo's")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home, photos = Path(folder), Path(folder) / "Pictures"
        smoke.copied(arguments.photos, photos)
        both = contenders(arguments.bundle.absolute(), home)
        rows = []
        with libraries(both, photos):
            rows.append(searches(both, arguments.rounds, "search, engine running", SEARCH_GOAL))
            for contender in both.values():
                contender.run("engine", "stop")
            rows.append(searches(both, arguments.rounds, "search, no engine", SEARCH_GOAL))
            if smoke_window.can_be_used():
                rows += windows(both, arguments.rounds, cold=False)
                rows += windows(both, arguments.rounds, cold=True)
    head = ["what", "bundle, ms (least to most)", "checkout, ms (least to most)", "times", "goal"]
    table(head, rows)


if __name__ == "__main__":
    main()
