"""The site can be made without a warning, and its pages fetch nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, blocks_of, included_in, name_of, run_pages

pytest.importorskip("sphinx", reason="the extra `docs` is not installed")

sys.path.insert(0, str(ROOT / "packaging"))
import documentation

sys.path.remove(str(ROOT / "packaging"))


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("site") / "site"
    done = subprocess.run(
        [sys.executable, ROOT / "packaging" / "documentation.py", "--output", target],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return target


def test_every_page_is_there(site) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        made = site / page.relative_to(ROOT / "docs").with_suffix(".html")
        assert made.is_file(), made


def test_nothing_is_loaded_from_elsewhere_and_pictures_have_words(site) -> None:
    assert documentation.troubles_in(site) == []


@pytest.mark.parametrize(
    "wrong",
    [
        '<script src="https://example.org/count.js"></script>',
        '<link rel="stylesheet" href="//example.org/font.css">',
        '<img src="a.png" alt="">',
    ],
)
def test_what_must_not_be_on_a_page_is_found(tmp_path, wrong) -> None:
    (tmp_path / "page.html").write_text(f"<html><body>{wrong}</body></html>")
    assert documentation.troubles_in(tmp_path)


def test_every_command_has_its_help_on_the_site(site) -> None:
    from app.cli import cli

    page = (site / "guide" / "command-line.html").read_text()
    for name in cli.commands:
        assert f'id="pictrove-{name}"' in page, name


def test_the_site_has_no_command_that_the_tests_have_not_seen(site) -> None:
    """What is included from elsewhere or made by extensions has no block of commands."""
    for page in run_pages()[1:]:
        made = site / page.relative_to(ROOT / "docs").with_suffix(".html")
        blocks = re.findall(r'<div class="highlight-(?:sh|bash|console)', made.read_text())
        seen = [block for part in (page, *included_in(page)) for block in blocks_of(part)]
        assert len(blocks) == len(seen), name_of(page)
