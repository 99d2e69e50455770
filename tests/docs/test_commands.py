"""Every command of the documentation is run, or looked up where it says why it cannot be run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import click
import pytest

from app.cli import cli
from tests.docs import lookup
from tests.docs.blocks import (
    Block,
    blocks_of,
    indented_commands,
    inline_commands,
    looked_up_pages,
    name_of,
    run_pages,
    stray_marks,
    unmarked_code,
)
from tests.docs.world import World, prints, tool

RUN = {name_of(page): blocks_of(page) for page in run_pages()}
LOOKED_UP = [block for blocks in RUN.values() for block in blocks if block.way == "parsed"]
LOOKED_UP += [
    block for page in looked_up_pages() for block in (*blocks_of(page), *indented_commands(page))
]
_AT_A_TIME = 4
ALL = [*run_pages(), *looked_up_pages()]


@pytest.mark.e2e
@pytest.mark.timeout(900)  # the first page waits for those that are tried beside it, too
@pytest.mark.skipif(os.name == "nt", reason="the commands are written for a Unix shell")
@pytest.mark.parametrize(
    "page", [page for page, blocks in RUN.items() if any(b.way != "parsed" for b in blocks)]
)
def test_the_commands_of_a_page_do_what_it_says(page, trials) -> None:
    """All blocks of a page in order, in a home of its own."""
    trials[page].result()


@pytest.fixture(scope="module")
def trials(request, variables, tmp_path_factory) -> Iterator[dict[str, Future[None]]]:
    """The pages that are asked for, tried a few at a time: most of it is waiting."""
    if not tool("bash"):
        pytest.skip("bash is not installed")
    asked = [item.callspec.params["page"] for item in request.session.items if _tries(item)]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        yield {
            page: pool.submit(
                _try, page, World(tmp_path_factory.mktemp("home").resolve(), variables)
            )
            for page in asked
        }


def _tries(item: pytest.Item) -> bool:
    return getattr(item, "function", None) is test_the_commands_of_a_page_do_what_it_says


def _try(page: str, world: World) -> None:
    world.furnish()
    try:
        for block in RUN[page]:
            if block.way == "window":
                world.open_window(block)
            elif block.way == "checkout":
                _compare(block, world.run_in_checkout(block))
            elif block.way == "run":
                _compare(block, world.run(block))
    finally:
        world.close()


def _compare(block: Block, told: str) -> None:
    missing = prints(told, block.output or "")
    assert not missing, f"{block} shows {missing!r}, and printed:\n{told}"


@pytest.mark.parametrize("block", LOOKED_UP, ids=lambda block: f"{block} {block.reason}".strip())
def test_commands_that_are_not_run_exist(block) -> None:
    assert lookup.troubles_with(block.text) == []


@pytest.mark.parametrize("page", ALL, ids=name_of)
def test_commands_within_sentences_exist(page) -> None:
    troubles = [
        f"{name_of(page)}:{line}: {command}: {trouble}"
        for line, command in inline_commands(page)
        if (trouble := lookup.trouble_of_inline(command))
    ]
    assert troubles == []


@pytest.mark.parametrize("page", run_pages(), ids=name_of)
def test_no_command_escapes_the_tests(page) -> None:
    """All commands are fenced as `sh`, and every mark belongs to such a block."""
    assert unmarked_code(page) == []
    assert stray_marks(page) == 0


@pytest.mark.parametrize("name", ["README.md", "docs/develop/setup.md"])
def test_the_two_commands_are_named(name) -> None:
    lines = [line for block in RUN[name] for line in block.text.splitlines()]
    assert {"make run", "make test"} <= {line.split("#")[0].strip() for line in lines}


def _examples(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    for line in (command.help or "").splitlines():
        if match := re.match(r"\s{2,}((?:curl .*\| )?pictrove\b.*?)(\s{3,}.*)?$", line):
            yield name, match[1]
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from _examples(child, f"{name} {child.name}")


@pytest.mark.parametrize(("command", "example"), list(_examples(cli, "pictrove")))
def test_examples_in_help_texts_exist(command, example) -> None:
    assert lookup.troubles_with(example) == []


def test_what_is_shown_is_compared_loosely_but_compared() -> None:
    told = "0.213  /home/ada/Pictures/a.jpg\nPhotos: 1,234 new. Took 3.1 s\n"
    assert prints(told, "0.198 /home/ada/Pictures/a.jpg\nPhotos: 17 new. ...\n") == ""
    assert prints(told, "0.198 /home/ada/Pictures/b.jpg\n") == "0.198 /home/ada/Pictures/b.jpg"
    assert prints(told, "Photos: 1 new. Took 1 s\n0.1 /home/ada/Pictures/a.jpg\n") != ""


@pytest.mark.parametrize(
    "wrong",
    [
        "pictrove serach dog",
        "pictrove search --colour red",
        "pictrove pause --for soon",
        "make coffee",
        "python3 packaging/nothing.py",
        "python3 -m tests.benchmarks.nothing",
        "wget https://example.org",
    ],
)
def test_what_does_not_exist_is_found(wrong) -> None:
    assert lookup.troubles_with(wrong) != []
