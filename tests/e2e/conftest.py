"""The real command with a home of its own, and real photos from the folder of shared data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
_PATIENCE = 240.0


class Pictrove:
    """Runs the command with a home of its own; the network is out of reach."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.complaints = ""
        unreachable = "http://127.0.0.1:9"
        self.environment = os.environ | {
            "PICTROVE_HOME": str(home),
            "HTTP_PROXY": unreachable,
            "HTTPS_PROXY": unreachable,
        }

    def start(self, *arguments: object, **options) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "app", *map(str, arguments)]
        environment = self.environment | {"PYTHONPATH": str(REPOSITORY)}
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
        )

    def __call__(self, *arguments: object, code: int = 0, stdin: bytes | None = None) -> str:
        pipe = subprocess.PIPE if stdin is not None else subprocess.DEVNULL
        with self.start(*arguments, stdin=pipe) as process:
            output, complaints = process.communicate(stdin, timeout=240)
        assert process.returncode == code, (output, complaints)
        self.complaints = complaints.decode()
        return output.decode()

    def results(self, *arguments: object) -> list[dict]:
        return json.loads(self("search", *arguments, "--json"))["results"]

    def status(self) -> dict:
        return json.loads(self("status", "--json"))

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for something that the engine does by itself."""
        deadline = time.monotonic() + _PATIENCE
        while not condition():
            assert time.monotonic() < deadline, (what, self.status(), self.log())
            time.sleep(0.1)

    def log(self) -> str:
        """What the engine has to say of its bugs."""
        log = self.home / "cache" / "engine.log"
        return log.read_text() if log.exists() else ""

    @property
    def engine(self) -> int:
        """The process id of the engine."""
        return self.status()["engine"]["process_id"]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def new_pictrove():
    """Make a Pictrove for a home; at the end its engine is stopped, and must have met no bug."""
    made: list[Pictrove] = []

    def making(home: Path) -> Pictrove:
        made.append(Pictrove(home))
        return made[-1]

    yield making
    for pictrove in made:
        if pictrove.home.exists():
            pictrove("engine", "stop")
            assert "Traceback" not in pictrove.log(), pictrove.log()
