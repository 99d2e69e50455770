"""What a bundle carries: every file and every module of it, and the component it belongs to."""

from __future__ import annotations

import fnmatch
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import notices
import origins
from own_parts import ROOT, TEXTS, common, interpreter, own
from parts import Component, Text, file_name, may_be_bundled, read

HERE = Path(__file__).resolve().parent
OURS = ("app", "indexer", "models", "resources", "__main__")
FOLDER = "licences"
BILL = "sbom.cdx.json"

_STARTER = re.compile(r"^(_?pyi_|pyimod|pyiboot|_pyi_)")
_RUST = "rust-crates.txt"
_MANY = 5
_PLAIN = ("Apache-2.0", "Unlicense")
"""Licences that ask for no copyright line beside their text; chosen where there is a choice."""


def table() -> dict[str, Any]:
    """`licences.toml`, read."""
    return tomllib.loads((HERE / "licences.toml").read_text("utf-8"))


@dataclass
class Inventory:
    """What is in a bundle.

    Attributes:
        components: what could be told, in the order of their keys.
        objections: sentences about what could not.
    """

    components: list[Component] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)


def contents(folder: Path) -> Path:
    """Where in a made program its data lie, and so the licences, too."""
    for inside in ("_internal", "Contents/Resources"):
        if (folder / inside).is_dir():
            return folder / inside
    return folder


def files(folder: Path) -> dict[str, Path]:
    """All files of a made program, told as they lie among Python's packages."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        place = path.relative_to(folder).as_posix()
        place = re.sub(r"^(_internal|Contents/(Frameworks|Resources|MacOS))/", "", place)
        found[place.replace("__dot__", ".")] = path
    return {place: path for place, path in found.items() if not _is_told_by_us(place)}


def _is_told_by_us(place: str) -> bool:
    return place == BILL or place.startswith((f"{FOLDER}/", "Contents/_CodeSignature/"))


def modules(folder: Path) -> list[str]:
    """Names of the Python modules in the program's executable.

    Raises:
        FileNotFoundError: there is no executable made by PyInstaller.
    """
    from PyInstaller.archive.readers import ArchiveReadError, CArchiveReader

    for place in (*folder.iterdir(), *folder.glob("Contents/MacOS/*")):
        if not place.is_file() or place.stem.lower() not in {"pictrove", "pictrovew"}:
            continue
        try:
            archive = CArchiveReader(str(place))
        except ArchiveReadError:
            continue
        names = [name for name in archive.toc if name.endswith(".pyz")]
        inner = [name for one in names for name in archive.open_embedded_archive(one).toc]
        return sorted({*(name for name in archive.toc if name not in names), *inner})
    raise FileNotFoundError(f"{folder} holds no executable made by PyInstaller.")


def inventory(folder: Path, names: Iterable[str] | None = None) -> Inventory:
    """What a made program carries.

    Args:
        folder: the program.
        names: its Python modules; by default those in its executable.
    """
    survey = _Survey(files(folder), modules(folder) if names is None else names)
    survey.look()
    survey.result.components.sort(key=lambda one: (one.kind, one.key.lower()))
    return survey.result


class _Survey:
    """One look at a bundle."""

    def __init__(self, found: dict[str, Path], names: Iterable[str]) -> None:
        self.result = Inventory()
        self._files, self._modules = found, list(names)
        self._packages = origins.installed()
        self._table = table()
        self._libraries: dict[str, list[str]] = {}  # of each package that is carried
        self._of_system: list[str] = []
        self._of_platform: set[str] = set()
        self._carries_python = False

    def look(self) -> None:
        """Tell the component of everything."""
        for place in self._files:
            self._look_at(place)
        for module in self._modules:
            self._look_at_module(module)
        for name, libraries in sorted(self._libraries.items()):
            self._tell_package(name, libraries)
        self._tell_system()
        self._tell_platform()
        self._add(*own(), *([interpreter(self._table)] if self._carries_python else []))

    def _look_at(self, place: str) -> None:
        path = PurePosixPath(place)
        owner = self._packages.owner(place)
        if path.parts[0] == "resources" or place in {"LICENSE", "THIRD_PARTY_NOTICES.md"}:
            if not (ROOT / place).is_file():
                self._object(f"{place} is not among the resources of the sources.")
            return
        if path.parts[0].startswith("pictrove-") or _is_of_program(path):
            return
        if owner is not None and path.parts[0].endswith(".dist-info"):
            return  # says something about a package, and may do so about one that is not here
        if owner is not None:
            self._libraries.setdefault(owner, []).append(place)
        elif _is_of_python(path):
            self._carries_python = True
        elif self._platform_part(place) is not None:
            self._of_platform.add(place)
        else:
            self._of_system.append(place)

    def _look_at_module(self, module: str) -> None:
        top = module.partition(".")[0]
        if top in OURS:
            return
        if top in sys.stdlib_module_names or top.startswith("_sysconfigdata"):
            self._carries_python = True
            return
        owner = "pyinstaller" if _STARTER.match(top) else self._packages.of_module(module)
        if owner is None:
            self._object(f"Nobody knows which package the module {module} belongs to.")
        else:
            self._libraries.setdefault(owner, [])

    # --- Python packages and what is in them

    def _tell_package(self, name: str, places: list[str]) -> None:
        told = self._table["package"].get(name, {})
        texts = _texts(name, self._packages.texts(name))
        version = self._packages.version(name)
        owner = Component(
            name,
            version,
            "package",
            told.get("licence") or notices.licence(name),
            homepage=told.get("source") or self._packages.homepage(name),
            note=told.get("note", ""),
            texts=(*texts, *common(told.get("texts", ()))),
            purl=f"pkg:pypi/{name}@{version}",
        )
        self._add(owner)
        self._tell_parts(owner, texts, places, told)
        self._add(*self._crates(owner))

    def _tell_parts(
        self, owner: Component, texts: list[Text], places: list[str], told: dict[str, Any]
    ) -> None:
        parts = told.get("parts", ())
        found = {place: _matching(self._files[place], parts) for place in places}
        for place, part in found.items():
            own = _fits(PurePosixPath(place).name, told.get("own", ()))
            if part is None and _is_foreign(place) and not own:
                self._object(
                    f"{place} is a library inside of {owner.name} that packaging/licences.toml "
                    "does not know: say there what it is."
                )
        separate = any(map(_is_foreign, places))
        for part in parts:
            # Without files it is compiled in, and so are all where none is a file of its own.
            compiled_in = "files" not in part or not (separate or "without" in part)
            compiled_in = compiled_in and sys.platform not in part.get("not_on", ())
            if part in found.values() or (compiled_in and may_be_bundled(part["licence"])):
                self._add(self._part(owner, part, texts))

    def _part(self, owner: Component, part: dict[str, Any], texts: list[Text]) -> Component:
        used = [text for text in texts if text.place.split("/")[-1] in part.get("own_texts", ())]
        shared = part.get("texts", ())
        if "says" in part:
            used = [text for text in texts if says(text.content, part["says"])]
            shared = () if used else part.get("else", ())
            if not used and not shared:
                self._object(
                    f'{owner.name} {owner.version} has no licence text headed "{part["says"]}".'
                )
        return Component(
            part["name"],
            self._version_in_bill(owner, part.get("bill", part["name"])),
            "library",
            part["licence"],
            homepage=part.get("source", owner.homepage),
            part_of=owner.name,
            texts=(*used, *common(shared)),
        )

    def _version_in_bill(self, owner: Component, name: str) -> str:
        """The version of a part, where the package carries a bill that names it."""
        for path in self._packages.bills(owner.name):
            for one in json.loads(path.read_text("utf-8")).get("components", ()):
                if one["name"] == name:
                    return str(one.get("version") or "")
        return ""

    def _crates(self, owner: Component) -> Iterator[Component]:
        listed = (TEXTS / _RUST).read_text("utf-8")
        for path in self._packages.bills(owner.name):
            for one in json.loads(path.read_text("utf-8")).get("components", ()):
                if str(one.get("purl", "")).startswith("pkg:cargo/"):
                    yield self._crate(owner, one, listed)

    def _crate(self, owner: Component, told: dict[str, Any], listed: str) -> Component:
        licence = _stated(told)
        names = [next((f"{one}.txt" for one in _PLAIN if one in licence), _RUST)]
        if " AND " in licence and _RUST not in names:
            names.append(_RUST)
        if _RUST in names and not _is_listed(told["name"], listed):
            self._object(
                f"The crate {told['name']} in {owner.name} is under {licence}: add its "
                f"licence to packaging/licence_texts/{_RUST}."
            )
        return Component(
            told["name"],
            told.get("version", ""),
            "crate",
            licence,
            homepage=f"https://crates.io/crates/{told['name']}",
            part_of=owner.name,
            note=f"By {told['author']}" if told.get("author") else "",
            texts=common(names),
            purl=told["purl"].partition("?")[0],
        )

    # --- the system's libraries

    def _tell_system(self) -> None:
        known = origins.system_packages(self._files[place] for place in self._of_system)
        told = set()
        for place in self._of_system:
            package = known.get(PurePosixPath(place).name)
            if package is None:
                self._object(
                    f"{place} belongs to nothing that is known: neither to an installed Python "
                    "package, nor to Python, nor (unchanged) to a package of this system."
                )
            elif package.name not in told:
                told.add(package.name)
                self._tell_system_package(place, package)

    def _tell_system_package(self, place: str, package: origins.SystemPackage) -> None:
        listed = self._table["system"]
        fitting = [name for name in listed if fnmatch.fnmatchcase(package.source, name)]
        if not fitting:
            self._object(
                f"{place} is of the system's source package {package.source}, whose licence does "
                "not stand in packaging/licences.toml under [system]."
            )
            return
        licence = listed[fitting[0]]
        texts = package.texts(licence)
        self._add(
            Component(
                package.name,
                package.version,
                "library",
                licence,
                homepage=package.sources,
                part_of="the system",
                note=f"From the package {package.name} of the system that the bundle was made on.",
                texts=tuple(read(path, f"{package.name}/{name}") for name, path in texts.items()),
                purl=package.purl,
            )
        )

    # --- files of Windows and macOS

    def _platform_part(self, place: str) -> dict[str, Any] | None:
        return _matching(self._files[place], self._table.get("platform", ()))

    def _tell_platform(self) -> None:
        named = {part["name"]: part for part in map(self._platform_part, self._of_platform) if part}
        for name, part in sorted(named.items()):
            texts = common(part.get("texts", ()))
            self._add(Component(name, "", "library", part["licence"], texts=texts))

    def _add(self, *components: Component) -> None:
        self.result.components += components

    def _object(self, sentence: str) -> None:
        self.result.objections.append(sentence)


def _texts(name: str, paths: dict[str, Path]) -> list[Text]:
    """The licence files of a package; many of them as one, which has no long path."""
    folder = file_name(name)
    texts = [read(path, f"{folder}/{file_name(short)}") for short, path in paths.items()]
    if len(texts) <= _MANY:
        return texts
    headed = [
        f"---- {short}\n\n".encode() + text.content
        for short, text in zip(paths, texts, strict=True)
    ]
    return [Text(f"{folder}/LICENCES.txt", b"\n\n".join(headed))]


def _is_of_program(path: PurePosixPath) -> bool:
    """Whether it is an executable, or what macOS is told about the application."""
    return path.as_posix() in {
        *("pictrove", "pictrove.exe", "pictrovew.exe", "pictrove.icns"),
        *("Contents/Info.plist", "Contents/PkgInfo"),
    }


def _is_of_python(path: PurePosixPath) -> bool:
    if path.parts[0].startswith(("python3.", "Python.framework")):
        return True
    if path.name == "base_library.zip":
        return True
    return path.name in origins.interpreter_files()


def _is_foreign(place: str) -> bool:
    """Whether a file inside of a package looks like a library by others."""
    path = PurePosixPath(place)
    if any(part.endswith((".libs", ".dylibs")) for part in path.parts[:-1]):
        return True
    name = path.name.lower()
    return name.endswith((".dll", ".dylib")) or bool(re.match(r"lib.*\.so(\.|$)", name))


def says(content: bytes, headings: str | list[str]) -> bool:
    """Whether one of some headings (patterns) is a line of a text."""
    patterns = [headings] if isinstance(headings, str) else headings
    lines = content.decode("utf-8", "replace").splitlines()
    return any(fnmatch.filter(lines, pattern) for pattern in patterns)


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name.lower(), pattern.lower()) for pattern in patterns)


def _matching(path: Path, parts: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    fitting = (part for part in parts if _fits(path.name, part.get("files", ())))
    return next((part for part in fitting if _is_without(path, part.get("without"))), None)


def _is_without(path: Path, name: str | None) -> bool:
    """Whether a library does not hold a name, where that is asked."""
    return name is None or name.encode() not in path.read_bytes()


def _stated(told: dict[str, Any]) -> str:
    for one in told.get("licenses") or ():
        licence = one.get("license", {})
        stated = one.get("expression") or licence.get("id") or licence.get("name")
        if stated:
            return " ".join(str(stated).split())
    return ""


def _is_listed(crate: str, listed: str) -> bool:
    name = crate.replace("_", "-")
    families = re.findall(r"^==== (.+)$", listed, re.MULTILINE)
    return any(name == family or name.startswith(f"{family}-") for family in families)
