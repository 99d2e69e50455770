"""Makes the documentation's site: `make docs`.

Sphinx reads `docs/` and writes `dist/site`; a warning (a link that leads nowhere, a page that no
other one names) is an error. Then the outcome is looked at: no page may load anything from another
server, and every picture says in words what it shows.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "docs"
TARGET = ROOT / "dist" / "site"
# What a browser fetches by itself when it shows a page, by element.
_FETCHED = {"audio": "src", "embed": "src", "iframe": "src", "img": "src", "link": "href"}
_FETCHED |= {"object": "data", "script": "src", "source": "src", "video": "src"}


def main(arguments: list[str] | None = None) -> int:
    """Make the site; 0 if all is well."""
    parser = argparse.ArgumentParser(description="Make the documentation's site.")
    parser.add_argument("--output", type=Path, default=TARGET, help="default: dist/site")
    target = parser.parse_args(arguments).output.absolute()
    code = build(target)
    troubles = troubles_in(target) if code == 0 else []
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    if code == 0 and not troubles:
        print(f"The site is in {target}; open {target / 'index.html'}.")
    return 1 if code or troubles else 0


def build(target: Path) -> int:
    """Let Sphinx make the site anew; returns its exit code."""
    from sphinx.cmd.build import main as sphinx

    shutil.rmtree(target, ignore_errors=True)
    doctrees = target.with_name(target.name + ".doctrees")
    strictly = ("-b", "html", "-W", "--keep-going", "-q", "-E", "-a")
    try:
        return sphinx([*strictly, "-d", str(doctrees), str(SOURCES), str(target)])
    finally:
        shutil.rmtree(doctrees, ignore_errors=True)
        (target / ".buildinfo").unlink(missing_ok=True)


def troubles_in(site: Path) -> list[str]:
    """What is wrong with the pages below `site`, one sentence each."""
    found: list[str] = []
    for page in sorted(site.rglob("*.html")):
        reader = _Reader()
        reader.feed(page.read_text("utf-8"))
        found += [f"{page.relative_to(site)}: {trouble}" for trouble in reader.troubles]
    for style in sorted(site.rglob("*.css")):
        text = style.read_text("utf-8").lower()
        if "url(http" in text or "url(//" in text or '@import "http' in text:
            found.append(f"{style.relative_to(site)}: it loads something from another server.")
    return found


class _Reader(HTMLParser):
    """Notes what a page would fetch from elsewhere, and pictures without words."""

    def __init__(self) -> None:
        super().__init__()
        self.troubles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        address = values.get(_FETCHED.get(tag, "")) or ""
        if address.startswith(("http:", "https:", "//")):
            self.troubles.append(f"<{tag}> loads {address} from another server.")
        if tag == "img" and not (values.get("alt") or "").strip():
            self.troubles.append(f"the picture {values.get('src')} has no text for who cannot see.")


if __name__ == "__main__":
    sys.exit(main())
