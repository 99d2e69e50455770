"""From the start of the process to a window that takes input, beside an empty PySide6 window.

    python -m tests.benchmarks.starting --rounds 9

Each contender is a fresh process that ends as soon as its window has been painted and its event
loop has turned once more:

- *empty*: a `QMainWindow` with nothing in it;
- *pictrove*: the window of a new library, as `pictrove` opens it;
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.benchmarks.rounds import ROOT, figure, table

GOAL = 3.0
_ROUNDS = 9


def be_empty(end: Callable[[], None]) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])

    class Window(QMainWindow):
        def paintEvent(self, _event: object) -> None:  # noqa: N802
            QTimer.singleShot(0, end)

    window = Window()
    window.show()
    application.exec()


def be_pictrove(end: Callable[[], None]) -> None:
    """The way of `pictrove`, but for the end."""
    from app import __main__, desktop

    def open_window(services: object) -> int:
        from app.window.application import Wanted, run

        return run(Wanted(on_ready=end), services)

    desktop.open_window = open_window
    sys.argv = ["pictrove"]
    __main__.main()


def end() -> None:
    """Called within the event loop, when the window has been painted."""
    forbidden = {"torch", "open_clip", "numpy", "onnxruntime", "sqlite3"} & set(sys.modules)
    print(json.dumps({"at": time.time(), "loaded": sorted(forbidden)}), flush=True)
    os._exit(0)


def measure(contender: str, home: str) -> tuple[float, list[str]]:
    """Milliseconds, and heavy modules that were loaded."""
    environment = {**os.environ, "PICTROVE_HOME": home}
    began = time.time()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.starting", "--be", contender],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    told = json.loads(ended.stdout.splitlines()[-1])
    return 1e3 * (told["at"] - began), told["loaded"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--be", choices=["empty", "pictrove"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.be:
        {"empty": be_empty, "pictrove": be_pictrove}[arguments.be](end)
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    taken: dict[str, list[float]] = {"empty": [], "pictrove": []}
    loaded: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        for _ in range(arguments.rounds):
            for contender, times in taken.items():
                milliseconds, found = measure(contender, str(Path(home)))
                times.append(milliseconds)
                loaded += found
    rows = []
    for name, times in taken.items():
        ratio = median(times) / median(taken["empty"])
        goal = f"<= {GOAL}" if name != "empty" else ""
        rows.append((name, figure(median(times)), figure(min(times)), figure(ratio), goal))
    table(["window", "ms, median", "least", "times empty", "goal"], rows)
    print(f"heavy modules loaded: {', '.join(sorted(set(loaded))) or 'none'}")


if __name__ == "__main__":
    main()
