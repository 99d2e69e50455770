"""The README leads to what is there, and says in words what its pictures show."""

from __future__ import annotations

import re
import tomllib

from tests.docs.blocks import ROOT, run_pages

README = (ROOT / "README.md").read_text("utf-8")
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def test_its_links_lead_to_files_of_the_checkout() -> None:
    inside = [target for _, _, target in _LINK.findall(README) if "://" not in target]
    assert len(inside) > 10
    assert [target for target in inside if not (ROOT / target.partition("#")[0]).exists()] == []


def test_its_pictures_have_words() -> None:
    pictures = [(text, target) for image, text, target in _LINK.findall(README) if image]
    assert pictures
    assert [target for text, target in pictures if len(text) < 10] == []


def test_links_to_others_are_encrypted_where_they_can_be() -> None:
    """Two of the sources of the comparison are not served otherwise."""
    plain = re.findall(r"\(http://([^/)]+)", README)
    assert set(plain) <= {"srirupa19.github.io", "excire.com"}


def test_names_of_packages_have_the_version_of_today() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    pages = "".join(page.read_text("utf-8") for page in run_pages())
    named = re.findall(r"[Pp]ictrove[_-](\d+\.\d+[\w.]*?)[_-](?:amd64|x86_64)", pages)
    assert set(named) == {version}


def test_no_page_names_this_machine() -> None:
    for page in run_pages():
        assert not re.search(r"/(work|root)/", page.read_text("utf-8")), page
