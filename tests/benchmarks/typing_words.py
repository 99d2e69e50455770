"""From a key to the photos: typing into the window of a large library, beside the bare query.

    python -m tests.benchmarks.typing_words --photos 100000

Makes a library of synthetic photos and embeddings, starts a real engine and the real window
(offscreen), and types words into the search bar. Measured is, for each word, the time

- *first photos*: from the key that ends the word to the grid holding the answer and the first
  page of photos, with all waiting for a pause in typing in it;
- *bare query*: the same words asked of the same engine by its client alone, in turn, once for all
  results as the window asks, and once for the first fifty as the command line does.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import numpy as np

from indexer.client import Client, open_client
from indexer.places import Places
from indexer.query import Query, TextTerm
from tests.benchmarks.latency import WORDS, make_empty
from tests.benchmarks.rounds import figure, table
from tests.benchmarks.searching import fill

_PATIENCE_S = 30.0


class Typist:
    """Types into the real window, and waits for the answer."""

    def __init__(self, places: Places) -> None:
        from app.services import Services
        from app.window.application import Shown, make_application

        self._app = make_application()
        self.shown = Shown(self._app, places, Services())
        self._window = self.shown.window
        self._window.resize(1280, 800)
        self._window.show()
        self._window.start()
        self._until(lambda: self._window.model.rowCount() > 0)

    def first_photos(self, words: str) -> float:
        """Milliseconds from the last key to the first page of photos."""
        from PySide6.QtTest import QTest

        window, found = self._window, []
        window.search_bar.clear()
        self._until(lambda: not window.session.is_busy)
        window.search_bar.focus_words()
        edit = self._app.focusWidget()
        connection = window.session.found.connect(found.append)
        for key in words[:-1]:
            QTest.keyClicks(edit, key)
            self._app.processEvents()
        found.clear()
        began = time.perf_counter()
        QTest.keyClicks(edit, words[-1])
        wanted = (TextTerm(words),)
        self._until(
            lambda: (
                bool(found)
                and window.session.query.terms == wanted
                and not window.session.is_busy
                and window.model.photo(0) is not None
            )
        )
        taken = 1e3 * (time.perf_counter() - began)
        window.session.found.disconnect(connection)
        return taken

    def _until(self, condition) -> None:
        from PySide6.QtCore import QEventLoop

        deadline = time.perf_counter() + _PATIENCE_S
        while not condition():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
            if time.perf_counter() > deadline:
                raise SystemExit("The window does not answer.")


def bare(client: Client, words: str, limit: int | None) -> float:
    """Milliseconds of one query, asked by the client alone."""
    from app.window.session import MOST_RESULTS

    began = time.perf_counter()
    client.find(Query((TextTerm(words),), limit=limit or MOST_RESULTS))
    return 1e3 * (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        home, known = Path(name) / "home", Path(name) / "known"
        fill(home, arguments.photos, str(known))
        make_empty(arguments.photos, str(known))
        places = Places.below(home)
        with open_client(places=places) as client:
            taken = measured(client, places, arguments.rounds)
            client.stop_engine()
    report(taken, arguments.photos)


def measured(client: Client, places: Places, rounds: int) -> dict[str, list[float]]:
    typist = Typist(places)
    taken: dict[str, list[float]] = {"first photos": [], "bare, all": [], "bare, 50": []}
    for number in range(rounds):
        words = f"{WORDS[number % len(WORDS)]} {number}"  # so that no answer is remembered
        taken["first photos"].append(typist.first_photos(words))
        taken["bare, all"].append(bare(client, f"{words} all", None))
        taken["bare, 50"].append(bare(client, f"{words} few", 50))
    typist.shown.close()
    return taken


def report(taken: dict[str, list[float]], photos: int) -> None:
    print(f"{photos:,} photos, {os.cpu_count()} cores")
    rows = []
    for name, milliseconds in taken.items():
        middle, most = np.percentile(milliseconds, [50, 95])
        ratio = middle / np.median(taken["bare, all"])
        rows.append((name, figure(middle), figure(most), figure(ratio)))
    table(["what", "ms, median", "95th percentile", "median to bare, all"], rows)


if __name__ == "__main__":
    main()
