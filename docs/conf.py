# ruff: noqa: INP001
"""How the documentation becomes a site: Sphinx, MyST and the PyData theme.

`make docs` builds it into `dist/site`. Nothing on its pages is loaded from another server, and
nothing is counted.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]
# The page of the command line is made from the commands themselves.
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

project = "Pictrove"
author = "The Pictrove contributors"
release = version = _PROJECT["version"]
copyright = "The Pictrove contributors, Apache-2.0"  # noqa: A001  (Sphinx's own name)
language = "en"

extensions = ["myst_parser"]
exclude_patterns = ["screenshots/*.md"]
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "pydata_sphinx_theme"
html_title = "Pictrove"
html_logo = html_favicon = "../resources/icons/pictrove.svg"
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_show_copyright = False
html_copy_source = False
html_domain_indices = False
html_use_index = False
html_sidebars = {"index": []}
html_theme_options = {
    "logo": {"text": "Pictrove", "alt_text": "Pictrove, to the first page"},
    "navbar_align": "left",
    "header_links_before_dropdown": 6,
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": ["sphinx-version"],
    "show_prev_next": True,
    "navigation_with_keys": False,
    "use_edit_page_button": False,
    "show_nav_level": 2,
    "back_to_top_button": True,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}

# Links of the pages that lead out of docs/, and where the same text is on the site.
ELSEWHERE = {"](../models/starter/card.md": "](develop/starter-model.md"}


COMMANDS_HERE = "<!-- the help of every command -->"


def _fill_in(_app: Sphinx, _name: str, source: list[str]) -> None:
    for outside, inside in ELSEWHERE.items():
        source[0] = source[0].replace(outside, inside)
    if COMMANDS_HERE in source[0]:
        from command_reference import reference

        source[0] = source[0].replace(COMMANDS_HERE, reference())


def setup(app: Sphinx) -> None:
    """Register what is ours."""
    app.connect("source-read", _fill_in)
