"""Collects the licences of all that a bundle carries into it, and checks that none is missing.

    python packaging/licences.py FOLDER            writes them into a made program
    python packaging/licences.py --check FOLDER    only looks

What comes into the folder of the program's data: `licences/index.json` for the window,
`licences/index.md` for people, the texts beside them, and `sbom.cdx.json`, a bill of materials.
`packaging/licences.toml` says what the packages themselves do not.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # not there with `python -P`

import bill
import carried
import notices
from parts import Component, Text, may_be_bundled

FORMAT = 1
"""Of `index.json`; it grows when what is there changes its meaning."""

_WEIGHTS = (".safetensors", ".onnx.data", ".pt", ".pth", ".bin", ".tflite")
_TITLES = {
    "program": "Pictrove",
    "resource": "What comes with it",
    "interpreter": "Python",
    "package": "Python packages",
    "library": "Libraries",
    "crate": "Rust crates, compiled into packages",
    "offered model": "Models that can be fetched (not carried)",
}
_UNLISTED = frozenset({"pyinstaller"})
"""Packages that nobody installs by pip for Pictrove: not in THIRD_PARTY_NOTICES.md."""


def collect(folder: Path) -> None:
    """Write the licences and the bill of materials into a made program.

    Args:
        folder: what PyInstaller made: a folder, or `Pictrove.app`.
    """
    components = carried.inventory(folder).components
    target = carried.contents(folder)
    shutil.rmtree(target / carried.FOLDER, ignore_errors=True)
    for place, content in {**_told(components), carried.BILL: _bill(components)}.items():
        path = target / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def check(folder: Path) -> list[str]:
    """What is wrong with the licences of a made program.

    Args:
        folder: what PyInstaller made: a folder, or `Pictrove.app`.

    Returns:
        One sentence for each trouble; nothing if all is well.
    """
    found = carried.inventory(folder)
    return [
        *found.objections,
        *_not_allowed(found.components),
        *_not_told(found.components),
        *_not_noticed(found.components, carried.contents(folder)),
        *_strange_weights(folder),
        *_not_written(found.components, carried.contents(folder)),
    ]


def _not_allowed(components: Iterable[Component]) -> list[str]:
    carry = [one for one in components if one.kind != "offered model"]
    refused = [one for one in carry if not may_be_bundled(one.licence)]
    sentences = [f"{one.key} may not be bundled: its licence is {one.licence}." for one in refused]
    names = {one.name for one in carry if one.kind == "package"}
    return sentences + [
        f"{name} may not be bundled: {why}." for name, why in bill.LEFT_OUT.items() if name in names
    ]


def _not_told(components: Iterable[Component]) -> list[str]:
    silent = [one for one in components if not any(text.content.strip() for text in one.texts)]
    return [f"There is no licence text of {one.key} ({one.licence})." for one in silent]


def _not_noticed(components: Iterable[Component], target: Path) -> list[str]:
    path = target / notices.NOTICES.name
    if not path.is_file():
        return [f"{notices.NOTICES.name} is not in the bundle."]
    listed = notices.listed(path.read_text("utf-8")) | _UNLISTED
    return [
        f"{one.name} is carried but not in {notices.NOTICES.name}: leave it out, or name it there."
        for one in components
        if one.kind == "package" and one.name not in listed
    ]


def _strange_weights(folder: Path) -> list[str]:
    return [
        f"{place} looks like the weights of a model; only the starter's may be carried."
        for place in carried.files(folder)
        if place.endswith(_WEIGHTS) and not place.startswith("resources/starter/")
    ]


def _not_written(components: Sequence[Component], target: Path) -> list[str]:
    return [
        f"{place} is missing or not about what this bundle carries; collect the licences again."
        for place, content in {**_told(components), carried.BILL: None}.items()
        if not _is_as_written(target / place, content)
    ]


def _is_as_written(path: Path, content: bytes | None) -> bool:
    """Whether a file is there, and holds this (None: whatever it holds, it has a time in it)."""
    return path.is_file() and (content is None or path.read_bytes() == content)


# --- what is written


def _told(components: Sequence[Component]) -> dict[str, bytes]:
    """All files but the bill, by their place in the folder of the program's data."""
    texts = {text.place: text for one in components for text in one.texts}
    return {
        **{f"{carried.FOLDER}/{place}": text.content for place, text in sorted(texts.items())},
        f"{carried.FOLDER}/index.json": _index(components).encode(),
        f"{carried.FOLDER}/index.md": _page(components).encode(),
    }


def _bill(components: Sequence[Component]) -> bytes:
    return bill.as_json(bill.of_bundle(components)).encode()


def _index(components: Iterable[Component]) -> str:
    told = [
        {
            "name": one.name,
            "version": one.version,
            "kind": one.kind,
            "licence": one.licence,
            "homepage": one.homepage,
            "part_of": one.part_of,
            "note": one.note,
            "texts": [text.place for text in one.texts],
        }
        for one in components
    ]
    content = {"format": FORMAT, "components": told}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _page(components: Iterable[Component]) -> str:
    kinds = list(_TITLES)
    ordered = sorted(components, key=lambda one: (kinds.index(one.kind), one.key.lower()))
    lines = ["# What Pictrove carries, and its licences", ""]
    for kind, group in groupby(ordered, key=lambda one: one.kind):
        lines += [f"## {_TITLES[kind]}", "", *map(_line, group), ""]
    return "\n".join(lines)


def _line(one: Component) -> str:
    name = " ".join(filter(None, (one.name, "" if one.kind == "offered model" else one.version)))
    owner = f" (in {one.part_of})" if one.part_of else ""
    texts = ", ".join(_link(text) for text in one.texts)
    source = f" <{one.homepage}>" if one.homepage else ""
    note = f" {one.note}" if one.note else ""
    return f"- {name}{owner}: {one.licence}. {texts}{source}{note}"


def _link(text: Text) -> str:
    return f"[{text.place}]({text.place})"


def main(arguments: Sequence[str]) -> int:
    """Collect and check; 1 if something is wrong."""
    parser = argparse.ArgumentParser(description="Collect the licences of a bundle, and check.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="only check")
    told = parser.parse_args(arguments)
    if not told.check:
        collect(told.folder)
    wrong = check(told.folder)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    if wrong:
        print(f"Stopped: {len(wrong)} troubles with licences of {told.folder}.", file=sys.stderr)
        return 1
    print(f"The licences of {told.folder} are complete.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
