"""What the guide calls by its name in the window is really called so.

Names of buttons, pages and menus are in italics and begin with a capital letter; `›` stands
between a page and what is on it.
"""

from __future__ import annotations

import re
import sys
from functools import cache

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.docs.blocks import ROOT, name_of, run_pages

sys.path.insert(0, str(ROOT / "packaging"))
import window_texts

sys.path.remove(str(ROOT / "packaging"))

# Names that belong to the system, not to Pictrove.
OTHERS = {"Open with"}


@cache
def shown() -> frozenset[str]:
    """All texts of the window, as they are seen."""
    folder = ROOT / "app" / "window"
    texts, slips = window_texts.found_in(sorted(folder.rglob("*.py")), folder)
    assert slips == []
    return frozenset(re.sub("&(.)", r"\1", text.source) for text in texts) | OTHERS


def named_in(text: str) -> list[str]:
    """What a page in Markdown names in italics."""
    found = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        children = token.children or []
        for at, child in enumerate(children):
            if child.type == "em_open":
                found += _emphasised(children[at + 1 :]).split(" › ")
    return [name for name in found if name[:1].isupper()]


def _emphasised(tokens: list[Token]) -> str:
    """The text up to the end of the italics."""
    ended = next(at for at, token in enumerate(tokens) if token.type == "em_close")
    return "".join(token.content or " " for token in tokens[:ended])


@pytest.mark.parametrize("page", run_pages(), ids=name_of)
def test_the_window_has_what_a_page_names(page) -> None:
    names = named_in(page.read_text("utf-8"))
    assert [name for name in names if name not in shown()] == []


def test_names_that_are_not_there_are_found() -> None:
    names = named_in("See *Settings › Folders* and *Make coffee…*, which is *not* there.")
    assert [name for name in names if name not in shown()] == ["Make coffee…"]
