"""The licences of Pictrove and of all that it is made of, wherever this installation keeps them.

A bundle carries them in a folder, with an index (`packaging/licences.py`). With pip, each package
has brought its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from app.bug import NAME
from resources import resource

_NOTICES = "THIRD_PARTY_NOTICES.md"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)([^;]*)(;.*)?")
_LICENCE_FILE = re.compile(r"(licen[cs]es?/|(un)?licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(frozen=True)
class LicenceText:
    """Of one thing that is used.

    Attributes:
        name: what it is.
        licence: its licence in short; empty if only the text says it.
        text: the texts, to be read as they are.
        about: its version and where it comes from, as far as they are known.
    """

    name: str
    licence: str
    text: str
    about: str = ""


def read_licences(collected: Path | None = None) -> tuple[LicenceText, ...]:
    """Pictrove's own licence first, then the others by name. Takes a moment.

    Args:
        collected: the folder of a bundle's licences, if it is not the one of this bundle.
    """
    folder = collected or resource("icons").parent.parent / "licences"
    index = folder / "index.json"
    others = _collected(index) if index.is_file() else _installed()
    by_name = sorted(others, key=lambda one: one.name.casefold())
    first = [one for one in by_name if _is_own(one)]
    return (*first, *(one for one in by_name if not _is_own(one)))


def _collected(index: Path) -> Iterator[LicenceText]:
    for component in json.loads(index.read_text("utf-8"))["components"]:
        files = [index.parent / name for name in component.get("texts") or ()]
        yield LicenceText(
            component["name"],
            component.get("licence") or "",
            "\n\n".join(filter(None, map(_read, files))),
            _about(component),
        )


def _about(component: dict[str, Any]) -> str:
    told = (component.get(name) or "" for name in ("version", "kind", "homepage", "note"))
    return "\n".join(filter(None, told))


def _installed() -> Iterator[LicenceText]:
    yield LicenceText("Lucide", "ISC", _read(resource("icons/LICENSE")), "Icons")
    todo, seen = [NAME], set()
    while todo:
        name = _normal(todo.pop())
        if name in seen:
            continue
        seen.add(name)
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system, or of an extra that nobody wanted
        yield from _of_package(package)
        todo += [found[1] for text in package.requires or () if (found := _needed(text))]


def _of_package(package: metadata.Distribution) -> Iterator[LicenceText]:
    def told(field: str) -> str:
        return next(iter(package.metadata.get_all(field) or ()), "")

    name = "Pictrove" if _normal(package.name) == NAME else package.name
    files = [file for file in package.files or () if _is_licence(file)]
    texts = {str(file): _read(Path(str(file.locate()))) for file in files if file.name != _NOTICES}
    yield LicenceText(
        name,
        told("License-Expression") or _short(told("License")),
        "\n\n".join(filter(None, texts.values())),
        "\n".join(filter(None, (package.version, told("Home-page"), told("Summary")))),
    )
    for file in files:
        if file.name == _NOTICES:
            yield LicenceText(f"{name}: notices", "", _read(Path(str(file.locate()))))


def _is_licence(file: metadata.PackagePath) -> bool:
    in_its_data = any(part.endswith(".dist-info") for part in file.parts)
    inside = "/".join(file.parts[1:])
    return in_its_data and _LICENCE_FILE.match(inside) is not None


def _needed(requirement: str) -> re.Match[str] | None:
    """The requirement, unless it is one of an extra."""
    found = _REQUIREMENT.match(requirement)
    return None if found is None or "extra ==" in (found[3] or "") else found


def _short(licence: str) -> str:
    """Some packages put the whole text where its name belongs."""
    line = licence.strip().split("\n")[0]
    return line if len(line) <= len("GPL-2.0-or-later WITH Bootloader-exception") else ""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def _is_own(one: LicenceText) -> bool:
    return _normal(one.name).split(":")[0] == _normal(NAME)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8", errors="replace").strip("\n").rstrip()
    except OSError:
        return ""
