"""What of the bundle is left to the system, and which packages of Debian hold that."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import binaries
import facts

EVERYWHERE = (
    # Drivers of graphics cards are loaded into the program, and need the system's own of these.
    *("libstdc++.so.6", "libgcc_s.so.1", "libX11.so.6", "libX11-xcb.so.1", "libxcb.so.1"),
    *("libexpat.so.1", "libz.so.1"),
    # Has to fit the system's fonts and their settings.
    *("libfontconfig.so.1", "libfreetype.so.6"),
    "libmvec.so.1",  # a part of the C library
)
"""What no desktop is without, in versions that fit it: stays out of the AppImage."""

_OPTIONAL = re.compile(r"qgtk3|[Ww]ayland|Qt6Wl")
"""Parts of Qt that it does without where their libraries are missing."""

_OF_DESKTOPS = ("libgtk-3-0 | libgtk-3-0t64", "libwayland-cursor0")
"""What these want, for when the machine that makes the package does not have it itself."""

_WITHOUT_NEED = re.compile(r"EglFs|qminimalegl")
"""Parts of Qt for screens without a desktop; what they need is not in the bundle."""

_NAMES = re.compile(r"[^\s:]+: (/\S+)$")


@dataclass(frozen=True)
class Needs:
    """Packages of Debian, as its control files name them.

    Attributes:
        depends: those without which it does not start.
        recommends: those that make it fit the desktop.
    """

    depends: str
    recommends: str


def leave_to_any_desktop(bundle: Path) -> list[str]:
    """Take out of a bundle what every desktop has; returns the names."""
    return _remove(bundle, lambda path: path.name in EVERYWHERE)


def leave_to_debian(bundle: Path) -> list[str]:
    """Take out of a bundle what it carries from this machine's own packages; returns the names.

    A package can depend on those, and then gets their security updates.
    """
    libraries = [path for path in (bundle / "_internal").glob("*.so*") if not path.is_symlink()]
    known = from_packages(libraries)
    return _remove(bundle, lambda path: path.name in EVERYWHERE or path in known)


def _remove(bundle: Path, wanted: Callable[[Path], bool]) -> list[str]:
    removed = []
    for path in sorted((bundle / "_internal").glob("*.so*")):
        if _WITHOUT_NEED.search(path.name) or (not path.is_symlink() and wanted(path)):
            path.unlink()
            removed.append(path.name)
    for path in sorted((bundle / "_internal").glob("*/Qt/**/*.so*")):
        if _WITHOUT_NEED.search(path.name):
            path.unlink()
            removed.append(path.name)
    return removed


def from_packages(libraries: Iterable[Path]) -> set[Path]:
    """Those of some libraries that are, byte for byte, what packages brought to this machine."""
    wanted = {path.name: path for path in libraries}
    done = subprocess.run(
        ["dpkg-query", "--search", *(f"*/{name}" for name in wanted)],
        capture_output=True,
        text=True,
        check=False,  # it has something to say of each that it does not find
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    places = [Path(found[1]) for line in done.stdout.splitlines() if (found := _NAMES.search(line))]
    return {
        wanted[place.name]
        for place in places
        if place.is_file() and place.read_bytes() == wanted[place.name].read_bytes()
    }


def needs_of(root: Path) -> Needs:
    """What the programs and libraries below `root` need that is not among them.

    Raises:
        subprocess.CalledProcessError: a library is to be found nowhere; its message tells which.
    """
    found = binaries.all_in(root)
    optional = [path for path in found if _OPTIONAL.search(f"{path.parent.name}/{path.name}")]
    needed = [path for path in found if path not in optional]
    known = [path for path in optional if _can_be_told(path)]
    with tempfile.TemporaryDirectory() as name:
        control = Path(name, "debian", "control")
        control.parent.mkdir()
        control.write_text(
            f"Source: pictrove\n\nPackage: pictrove\nArchitecture: {facts.debian_architecture()}\n",
            "utf-8",
        )
        (root / "DEBIAN").mkdir(exist_ok=True)  # by which it knows the root of a package
        told = _shlibdeps(Path(name), root, needed, known)
    depends = told.get("Depends", "")
    have = {part.split()[0] for part in depends.split(", ") if part}
    more = [part for part in told.get("Recommends", "").split(", ") if part]
    named = {part.split()[0] for part in more}
    if known != optional:
        more += [part for part in _OF_DESKTOPS if not {*part.split(" | ")} & named]
    return Needs(depends, ", ".join(part for part in more if part.split()[0] not in have))


def _can_be_told(path: Path) -> bool:
    """Whether all that a library asks for is on this machine, or in the bundle."""
    done = subprocess.run(
        ["ldd", str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    return "not found" not in done.stdout


def _shlibdeps(
    folder: Path, root: Path, needed: Sequence[Path], optional: Sequence[Path]
) -> dict[str, str]:
    command = ["dpkg-shlibdeps", "-O", f"-S{root.resolve()}", "--ignore-missing-info"]
    command += ["--warnings=0", *_named(needed), "-dRecommends", *_named(optional)]
    done = subprocess.run(
        command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    fields = (line.removeprefix("shlibs:").partition("=") for line in done.stdout.splitlines())
    return {name: value for name, _, value in fields}


def _named(paths: Iterable[Path]) -> list[str]:
    return [f"-e{path.resolve()}" for path in paths]
