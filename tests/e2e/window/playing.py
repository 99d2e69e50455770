"""Has a scenario played in a window's process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[3]


def play(scenario: str, arguments: Sequence[Path], environment: Mapping[str, str]) -> None:
    """Play a module of this folder to its end, which it must reach without a complaint."""
    with subprocess.Popen(
        [sys.executable, "-m", f"tests.e2e.window.{scenario}", *map(str, arguments)],
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as window:
        told, complaints = window.communicate(timeout=280)
    assert window.returncode == 0, told + complaints
    assert "done" in told
    assert "Traceback" not in complaints, complaints
