"""The other commands, on a fake client."""

from __future__ import annotations

import dataclasses
import json
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from app.cli import cli, run
from app.demo import SEARCHES
from app.demo_photos import LIBRARY
from app.progress import describe, duration
from indexer.client import Progress
from indexer.errors import FolderError
from indexer.query import PictureTerm


def test_without_arguments_the_window_opens(client, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr("app.desktop.open_window", lambda services: opened.append(services) or 3)
    services = client.services
    assert run([], services) == 3
    assert opened == [services]


def test_help_has_examples(invoke) -> None:
    result = invoke("--help")
    assert result.exit_code == 0
    assert "pictrove search two dogs in the snow" in result.stdout


def test_every_command_has_help(invoke) -> None:
    for command in cli.commands:
        result = invoke(command, "--help")
        assert result.exit_code == 0
        assert f"Usage: pictrove {command}" in result.stdout


def test_an_unknown_command_is_wrong_usage(invoke) -> None:
    assert invoke("serach", "dog").exit_code == 2


def test_index_hands_over_absolute_folders_and_sums_up(invoke, client) -> None:
    result = invoke("index", "a", "/b", "--retry-failed")
    assert result.exit_code == 0
    assert client.asked("index") == [((Path.cwd() / "a", Path("/b").absolute()), True)]
    assert client.opened == [(False, None)]
    assert "2 new, 1 recognised" in result.stdout
    assert "1 file could not be read" in result.stdout
    assert result.stderr == ""


def test_index_without_a_folder_needs_a_library(invoke, client) -> None:
    assert invoke("index").exit_code == 0
    client.library = dataclasses.replace(client.library, folders=())
    assert invoke("index").exit_code == 2


def test_one_interrupt_ends_the_run_gently(invoke, client) -> None:
    client.interrupts = 1
    before = signal.getsignal(signal.SIGINT)
    result = invoke("index", "a")
    assert result.exit_code == 130
    assert "same command goes on from there" in result.stdout
    assert "2 new" in result.stdout
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_interrupt_ends_it_at_once(invoke, client) -> None:
    client.interrupts = 2
    result = invoke("index", "a")
    assert result.exit_code == 130
    assert result.stdout == ""
    assert "Left without waiting" in result.stderr
    assert client.calls[-1] == ("closed", None)


def test_a_missing_folder_is_told(invoke, client) -> None:
    client.error = FolderError("/nowhere is no folder; look at its name.")
    result = invoke("index", "/nowhere")
    assert (result.exit_code, result.stderr) == (
        1,
        "pictrove: /nowhere is no folder; look at its name.\n",
    )


def test_progress_is_told_in_words() -> None:
    assert describe(Progress("scanning", 0, 1200, 0, 0, 0, 0.0, None)).endswith("1,200")
    running = Progress("indexing", 10, 100, 9, 0, 1, 12.34, 7290.0)
    assert describe(running) == "12.3 photos/s, 2 h 1 min left, 1 failure"
    assert [duration(seconds) for seconds in (0.2, 59, 61)] == ["0 s", "59 s", "1 min 1 s"]


def test_status(invoke) -> None:
    result = invoke("status")
    assert "photos\t15\n" in result.stdout
    assert "folder (offline)\t/usb: 3 photos\n" in result.stdout
    found = json.loads(invoke("status", "--json").stdout)
    assert found["indexed"] == 15
    assert found["folders"][1]["path"] == "/usb"
    assert found["folders"][1]["offline"] is True
    assert found["engine"] is None


def test_failures(invoke, client) -> None:
    assert invoke("failures").stdout_bytes == b"/photos/x\xff.jpg\tIt is cut off.\t2026-11-20\n"
    assert json.loads(invoke("failures", "--json").stdout) == [
        {"path": "/photos/x\udcff.jpg", "reason": "It is cut off.", "when": "2026-11-20"}
    ]
    client.bad = ()
    assert invoke("failures").stdout == ""
    assert json.loads(invoke("failures", "--json").stdout) == []


def test_forget(invoke, client) -> None:
    assert invoke("forget", "a").stdout.startswith("1 photo left the library")
    assert client.asked("forget") == [Path.cwd() / "a"]


def test_forgetting_a_folder_whose_photos_another_one_holds(invoke, client, monkeypatch) -> None:
    monkeypatch.setattr(client, "forget", lambda _: 0)
    assert invoke("forget", "a").stdout.startswith("The folder, and no photo with it, left the")


def test_tags_and_related(invoke, client) -> None:
    assert invoke("tags", "a.jpg", "--limit", "2").stdout == "0.3000\tdog\n0.2500\tsnow\n"
    assert client.asked("tags") == [(Path.cwd() / "a.jpg", 2)]
    assert json.loads(invoke("related", "dog", "--json").stdout) == [
        {"word": "puppy", "score": 0.8}
    ]


def test_evaluate(invoke, client) -> None:
    result = invoke("evaluate", "set.jsonl", "--model", "starter")
    assert "text to image, recall@10\t0.400\n" in result.stdout
    assert "image to image, precision@10\tno labels\n" in result.stdout
    assert "gone.jpg" in result.stderr
    assert client.asked("evaluate") == [(Path.cwd() / "set.jsonl", "starter")]
    found = json.loads(invoke("evaluate", "set.jsonl", "--json").stdout)
    assert (found["recall_at_10"], found["precision_at_10"]) == (0.4, None)


def test_demo_uses_a_library_of_its_own(invoke, client) -> None:
    pytest.importorskip("skimage")
    pytest.importorskip("sklearn")
    result = invoke("demo")
    assert result.exit_code == 0, result.output
    ((read_only, places),) = client.opened
    assert not read_only
    assert client.alone == [True]
    assert places is not None
    assert not places.data.exists()
    queries = client.asked("search")
    assert len(queries) == 6
    assert isinstance(queries[-1].terms[0], PictureTerm)
    assert result.stdout.rstrip().endswith("pictrove --help")


def test_demo_does_not_find_photos_by_their_names() -> None:
    for words in SEARCHES:
        for _, _, name in LIBRARY:
            assert not set(words.split()) <= set(re.findall(r"\w+", name.lower())), (words, name)


def test_demo_without_its_photos_says_how_to_get_them(invoke, client, monkeypatch) -> None:
    monkeypatch.setattr("app.demo_photos.find_spec", lambda _name: None)
    result = invoke("demo")
    assert result.exit_code == 1
    assert "pip install scikit-image scikit-learn" in result.stderr
    assert not client.opened


def _commands(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from _commands(command)


@pytest.mark.parametrize("command", list(_commands(cli)), ids=lambda one: one.name)
def test_lists_of_commands_say_all_of_what_they_do(command) -> None:
    """Beside the longest name there is room for so much in a terminal of 80 columns."""
    assert not command.get_short_help_str(80 - len("  autostart  ")).endswith("...")
