"""Catalogues of the window's texts: `python packaging/translations.py update|release|check`.

`update` collects the texts of app/window into resources/translations/*.ts, where they are
translated (by hand, or with pyside6-linguist); `release` makes the *.qm files that are shipped;
`check` fails unless all three agree and nothing is left untranslated. English has a catalogue for
its plurals alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from tempfile import TemporaryDirectory

import PySide6
from window_texts import as_cpp, found_in

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "app" / "window"
CATALOGUES = ROOT / "resources" / "translations"
LANGUAGES = {"de": (), "en": ("-pluralonly",)}


def main(arguments: list[str]) -> int:
    """Do what was asked for; 0 if all is well."""
    actions = {"update": update, "release": release, "check": check}
    if len(arguments) != 1 or arguments[0] not in actions:
        print(__doc__, file=sys.stderr)
        return 2
    troubles = actions[arguments[0]](CATALOGUES)
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return 1 if troubles else 0


def update(folder: Path) -> list[str]:
    """Bring the catalogues in `folder` up to date with the sources; says what is untranslated."""
    texts, slips = found_in(sorted(SOURCES.rglob("*.py")), ROOT)
    with TemporaryDirectory() as name:
        found = Path(name) / "texts.cpp"
        found.write_text(as_cpp(texts), "utf-8")
        for language, options in LANGUAGES.items():
            spoken = ["-source-language", "en", "-target-language", language]
            shape = ["-no-obsolete", "-locations", "none", "-silent", *options]
            _run("lupdate", *shape, *spoken, found, "-ts", _catalogue(folder, language))
    return [str(slip) for slip in slips] + unfinished(folder)


def release(folder: Path) -> list[str]:
    """Make the catalogues that are shipped; says what is untranslated in them."""
    for language in LANGUAGES:
        source = _catalogue(folder, language)
        _run("lrelease", "-silent", source, "-qm", source.with_suffix(".qm"))
    return unfinished(folder)


def check(folder: Path) -> list[str]:
    """What would be different if everything in `folder` were made anew."""
    with TemporaryDirectory() as name:
        fresh = Path(name)
        for language in LANGUAGES:
            shutil.copy(_catalogue(folder, language), fresh)
        troubles = update(fresh)
        release(fresh)
        troubles += [
            f"{path.name} is out of date: python packaging/translations.py update, then release"
            for path in sorted(fresh.iterdir())
            if not (folder / path.name).is_file()
            or (folder / path.name).read_bytes() != path.read_bytes()
        ]
    return troubles


def unfinished(folder: Path) -> list[str]:
    """The texts that have no translation yet."""
    return [
        f"{language}: {context.findtext('name')}: {message.findtext('source')!r} is untranslated"
        for language in LANGUAGES
        for context in ET.parse(_catalogue(folder, language)).iter("context")  # noqa: S314 - ours
        for message in context.iter("message")
        if _is_unfinished(message)
    ]


def _is_unfinished(message: ET.Element) -> bool:
    translation = message.find("translation")
    if translation is None or translation.get("type") == "unfinished":
        return True
    forms = translation.findall("numerusform") or [translation]
    return not all(form.text for form in forms)


def _catalogue(folder: Path, language: str) -> Path:
    return folder / f"pictrove_{language}.ts"


def _run(tool: str, *arguments: str | Path) -> None:
    """Run one of Qt's tools, as PySide ships it."""
    program = Path(PySide6.__file__).with_name(tool)
    subprocess.run([program, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
