"""What the benchmarks share: contenders in turn, each in a process of its own; plain tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def take_turns(contenders: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[Any]]:
    """Run each command once per round and keep the JSON that it prints last.

    They take turns, so that whatever else the machine does slows all of them; and each starts
    fresh, so that no threads or memory of one are left when the next is measured.

    Args:
        contenders: arguments for this Python, by name.
        rounds: how often.
    """
    found: dict[str, list[Any]] = {name: [] for name in contenders}
    for number in range(rounds):
        for name, arguments in contenders.items():
            print(f"round {number + 1} of {rounds}: {name}", file=sys.stderr, flush=True)
            found[name].append(answer_of(arguments))
    return found


def answer_of(arguments: Sequence[str]) -> Any:
    """The JSON in the last line that this Python prints with `arguments`."""
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(ended.stdout.splitlines()[-1])


def environment(**more: str) -> dict[str, str]:
    """Ours. torch's idle threads wait without turning, or a busy machine would stop it."""
    return {**os.environ, "OMP_WAIT_POLICY": "PASSIVE", **more}


def use_cores(count: int) -> int:
    """Keep this process and those it starts to `count` cores, where the platform can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def middle(values: Sequence[float]) -> str:
    """Median, and the range if there were several."""
    text = figure(median(values))
    return text if len(values) == 1 else f"{text} ({figure(min(values))} to {figure(max(values))})"


def figure(value: float) -> str:
    """A number with three figures that mean something."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table that is Markdown, too."""
    print(f"\n| {' | '.join(head)} |\n|{' --- |' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(str(cell) for cell in row)} |")
    sys.stdout.flush()
