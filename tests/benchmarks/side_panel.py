"""How quickly the window takes in a library with very many folders.

    python -m tests.benchmarks.side_panel

Measured is the tree of 50,000 folders, made until its first level is shown, and a key typed with
10,000 folders to suggest from; beside both, the sorting of the same names.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from tests.benchmarks.rounds import figure, table

FOLDERS, SUGGESTED = 50_000, 10_000
SHAPES = {"deep": "/home/ann/Pictures/{}/{:02}/day {}", "flat": "/home/ann/Pictures/{}-{}-{}"}


def names(shape: str) -> list[str]:
    return [
        SHAPES[shape].format(year, month, day)
        for year in range(1850, 2050)
        for month in range(1, 13)
        for day in range(1, 29)
    ][:FOLDERS]


def tree(shape: str) -> Callable[[], object]:
    from app.window.filters.folder_tree import FolderTree
    from indexer.reports import Count, FolderStatus

    counts = [Count(name, 3) for name in names(shape)]
    root = FolderStatus("/home/ann/Pictures", 0, offline=False)

    def build() -> None:
        made = FolderTree(counts, [root], separator="/")
        for node in made.children(made.tops[0]):
            made.photos(node)

    return build


def key() -> Callable[[], object]:
    from PySide6.QtCore import QLocale

    from app.window.search.facet_entries import entries_of
    from app.window.search.suggester import suggest
    from app.window.search.suggestions import SuggestionIndex
    from indexer.reports import Count, Facets

    english = QLocale(QLocale.Language.English)
    folders = (f"/photos/{n % 20}/{n:05} summer holiday" for n in range(SUGGESTED))
    facets = Facets(folders=tuple(Count(name, 3) for name in folders))
    index = SuggestionIndex(entries_of(facets, date(2026, 1, 1), english))
    return lambda: suggest("dogs in su", index, (), english)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    shuffled = sorted(names("deep"), key=hash)
    work = {
        "sorting 50,000 names": lambda: sorted(shuffled),
        "tree of 50,000 folders, deep": tree("deep"),
        "tree of 50,000 folders, flat": tree("flat"),
        "a key, 10,000 folders": key(),
    }
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, do in work.items():
            began = time.perf_counter()
            do()
            taken[name].append(1e3 * (time.perf_counter() - began))
    table(
        ["what", "ms, median", "least"],
        [(name, figure(median(times)), figure(min(times))) for name, times in taken.items()],
    )


if __name__ == "__main__":
    main()
