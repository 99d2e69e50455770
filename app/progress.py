"""Progress bars on standard error. Where that is no terminal, nothing is drawn."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.output import amount
from indexer.client import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

_MINUTE = 60
_HOUR = 3600


def _at_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def describe(progress: Progress) -> str:
    """What stands beside the bar: speed, time left, failures."""
    if progress.phase == "scanning":
        return f"looking for photos: {progress.total:,}"
    parts = [f"{progress.rate:.1f} photos/s"]
    if progress.seconds_left is not None and progress.phase != "done":
        parts.append(f"{duration(progress.seconds_left)} left")
    if progress.failed:
        parts.append(amount(progress.failed, "failure", "failures"))
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """A time for people: "8 s", "3 min 20 s", "2 h 5 min"."""
    whole = max(0, round(seconds))
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"


def _bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    return Bars(
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )


@contextmanager
def indexing() -> Iterator[Callable[[Progress], None]]:
    """A bar for `Client.index`; yields what to pass as `on_progress`."""
    if not _at_terminal():
        yield lambda _progress: None
        return
    with _bars() as bars:
        task = bars.add_task("", total=None)

        def show(progress: Progress) -> None:
            scanning = progress.phase == "scanning"
            bars.update(
                task,
                completed=progress.done,
                total=None if scanning else progress.total,
                description=describe(progress),
            )

        yield show


@contextmanager
def steps() -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar for work in named steps; yields a function of (step, units done, units in all)."""
    if not _at_terminal():
        yield lambda _step, _done, _total: None
        return
    with _bars() as bars:
        task = bars.add_task("", total=None)
        yield lambda step, done, total: bars.update(
            task, description=step, completed=done, total=total
        )
