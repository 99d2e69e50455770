"""The process in which torch works, seen from outside; here it is a few lines without torch."""

from __future__ import annotations

import sys

import pytest

import models.torch_process
from models.errors import PreparationError


class GivenUpError(Exception):
    """Nobody needs the model any more."""


@pytest.fixture
def run(monkeypatch):
    """Run a program in the place of the process with torch."""

    def started(program, on_progress=lambda *_: None):
        monkeypatch.setattr(
            models.torch_process, "own_process", lambda _: [sys.executable, "-c", program]
        )
        return models.torch_process.run([], on_progress)

    return started


def test_what_libraries_print_is_passed_over(run):
    told = []
    program = (
        'print("Downloading...")\n'
        "print(5)\n"
        'print(\'{"step": "loading", "done": 0, "total": null}\')\n'
        'print("{")\n'
        'print(\'{"folder": "here"}\')\n'
        'print("Done.")'
    )
    assert run(program, lambda *news: told.append(news)) == {"folder": "here"}
    assert told == [("loading", 0, None)]


def test_who_gives_up_does_not_wait_for_its_next_word(run, monkeypatch):
    """An export says nothing for minutes."""
    monkeypatch.setattr("models.attending._LOOK_SECONDS", 0.05)
    told = []

    def give_up(*news):
        told.append(news)
        if told[-3:] == [("exporting", 0, None)] * 3:
            raise GivenUpError

    program = (
        "import sys\n"
        'print(\'{"step": "exporting", "done": 0, "total": null}\', flush=True)\n'
        "import time; time.sleep(600)"
    )
    with pytest.raises(GivenUpError):
        run(program, give_up)


@pytest.mark.parametrize("word", ["", '{"step": "exporting", "done": 0, "total": null}', '{"fo'])
def test_a_process_that_dies(run, word):
    program = f"import os, sys; sys.stdout.write({word!r}); sys.stdout.flush(); os._exit(9)"
    with pytest.raises(PreparationError, match="failed with exit code 9; please report this"):
        run(program)
