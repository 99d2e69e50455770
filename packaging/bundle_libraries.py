"""What is done to the libraries of a bundle: x265 is replaced, debugging information taken out.

On Linux only, so far. On Windows and macOS HEIC stays out of the bundle until somebody has done
the same there: pillow-heif's wheels for them are linked to x265, too.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

_STAND_IN = Path(__file__).with_name("no_x265.c")
_KNOWN = re.compile(r"x265_(api_get_\d+|cleanup)")
_ELF = b"\x7fELF"


class Trouble(Exception):  # noqa: N818  (the end of a build, not an error of this program)
    """A library cannot be made what it has to be."""


def can_do_without_x265() -> bool:
    """Whether pillow-heif may be bundled here, because x265 is replaced."""
    return sys.platform == "linux"


def without_x265(
    entries: Iterable[tuple[str, str, str]], folder: Path
) -> list[tuple[str, str, str]]:
    """The entries with our stand-in where x265 would be.

    Args:
        entries: place in the bundle, source, kind.
        folder: where the stand-in is made.

    Raises:
        Trouble: there is no compiler, or libheif wants more of x265 than is known.
    """
    entries = list(entries)
    kept = [entry for entry in entries if "x265" not in PurePath(entry[0]).name]
    places = [entry for entry in entries if entry not in kept]
    heif = [source for place, source, _ in kept if PurePath(place).name.startswith("libheif")]
    if not can_do_without_x265() or not places or not heif:
        return kept  # without what would be linked to it, see `bundle.left_out`
    # Links at the top of the bundle are made anew: PyInstaller found them for the real one.
    real = [place for place, _, kind in places if kind == "BINARY"]
    return [*kept, *((place, str(stand_in(place, heif[0], folder)), "BINARY") for place in real)]


def stand_in(place: str, heif: str, folder: Path) -> Path:
    """Compile what stands in for x265.

    Args:
        place: of x265 in the bundle; libheif looks for a library of its name.
        heif: the libheif that is to be satisfied.
        folder: where it is made.

    Raises:
        Trouble: see `without_x265`.
    """
    asked = _asked_of_x265(heif)
    strange = [name for name in asked if not _KNOWN.fullmatch(name)]
    getters = [name for name in asked if name.startswith("x265_api_get_")]
    if strange or len(getters) != 1:
        raise Trouble(
            f"{heif} asks x265 for {', '.join(asked) or 'nothing'}, which {_STAND_IN.name} does "
            "not answer; look at what has changed in libheif, and change it."
        )
    name = PurePath(place).name
    folder.mkdir(parents=True, exist_ok=True)
    options = [
        "-shared",
        "-fPIC",
        "-O2",
        "-s",
        f"-Wl,-soname,{name}",
        f"-DX265_API_GET={getters[0]}",
    ]
    _run(["cc", *options, "-o", str(folder / name), str(_STAND_IN)])
    return folder / name


def _asked_of_x265(library: str) -> list[str]:
    told = _run(["nm", "--dynamic", "--undefined-only", library])
    return [line.split()[-1] for line in told.splitlines() if "x265" in line]


def _run(command: Sequence[str]) -> str:
    if shutil.which(command[0]) is None:
        raise Trouble(
            f"Making the bundle needs `{command[0]}`, which is not there; "
            "install a C compiler (Debian, Ubuntu: sudo apt-get install gcc libc6-dev)."
        )
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def strip(folder: Path) -> None:
    """Take the debugging information out of the libraries of a bundle, where there is any.

    A library that could be loaded before and cannot be afterwards is put back.
    """
    if sys.platform != "linux" or shutil.which("strip") is None or shutil.which("readelf") is None:
        return
    inside = folder / "_internal"
    for library in sorted(path for path in inside.rglob("*") if _is_library(path)):
        if _of_python(library, inside):  # of the system's own, wheels are not stripped of names
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
        elif ".debug_info" in _run(["readelf", "--sections", "--wide", str(library)]):
            _strip_debugging(library)


def _is_library(path: Path) -> bool:
    if path.is_symlink() or not path.is_file() or ".so" not in path.name:
        return False
    with path.open("rb") as stream:
        return stream.read(4) == _ELF


def _of_python(library: Path, inside: Path) -> bool:
    place = library.relative_to(inside)
    return place.name.startswith("libpython") or "lib-dynload" in place.parts


def _strip_debugging(library: Path) -> None:
    before = library.read_bytes()
    could = _loads(library)
    subprocess.run(["strip", "--strip-debug", str(library)], check=True)
    if could and not _loads(library):
        library.write_bytes(before)


def _loads(library: Path) -> bool:
    """Whether a process of its own can load a library."""
    code = "import ctypes, sys; ctypes.CDLL(sys.argv[1], 2)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(library)], check=False, capture_output=True
    )
    return done.returncode == 0
