"""What is done to the libraries of a bundle: x265 is replaced, debugging information taken out.

The second on Linux only. The first needs a C compiler: that of the system on Linux and macOS, where
PyInstaller wants Apple's tools, too; on Windows, which has none, the one in the package `ziglang`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePath

_STAND_IN = Path(__file__).with_name("no_x265.c")
_ASKED = re.compile(rb"(?<!\w)_?(x265_\w+)\0")
"""How a function's name stands in a library of any system; macOS puts a `_` before it."""

_KNOWN = re.compile(r"x265_(?:api_get_(\d+)|cleanup)")
_ELF = b"\x7fELF"
_WAYS_OUT = {
    "darwin": "install Apple's command line tools (xcode-select --install).",
    "win32": "install the package ziglang (python -m pip install ziglang).",
}
_WAY_OUT = "install a C compiler (Debian, Ubuntu: sudo apt-get install gcc libc6-dev)."


class Trouble(Exception):  # noqa: N818  (the end of a build, not an error of this program)
    """A library cannot be made what it has to be."""


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
    places = [place for place, _, kind in entries if _is_x265(place, kind)]
    kept = [entry for entry in entries if not _is_x265(entry[0], entry[2])]
    heif = [source for place, source, kind in kept if _is_heif(place, kind)]
    if not heif:
        return kept
    return [*kept, *((place, str(stand_in(place, heif[0], folder)), "BINARY") for place in places)]


def _is_x265(place: str, kind: str) -> bool:
    """Whether it is the library; links to its place stay, macOS finds it by one."""
    return "x265" in PurePath(place).name and kind != "SYMLINK"


def _is_heif(place: str, kind: str) -> bool:
    return PurePath(place).name.startswith("libheif") and kind != "SYMLINK"


def stand_in(place: str, heif: str, folder: Path) -> Path:
    """Compile what stands in for x265.

    Args:
        place: of x265 in the bundle; libheif looks for a library of its name.
        heif: the libheif that is to be satisfied.
        folder: where it is made.

    Raises:
        Trouble: see `without_x265`.
    """
    asked = asked_of_x265(Path(heif))
    known = [_KNOWN.fullmatch(name) for name in asked]
    numbers = [found[1] for found in known if found and found[1]]
    if None in known or len(numbers) != 1:
        raise Trouble(
            f"{heif} asks x265 for {', '.join(asked) or 'nothing'}, which {_STAND_IN.name} does "
            "not answer; look at what has changed in libheif, and change it."
        )
    made = folder / PurePath(place).name
    folder.mkdir(parents=True, exist_ok=True)
    options = [*_options(made.name, numbers[0]), f"-DX265_API_GET=x265_api_get_{numbers[0]}"]
    _run([*_compiler(), *options, "-o", str(made), str(_STAND_IN)])
    return made


def asked_of_x265(library: Path) -> list[str]:
    """Names of functions of x265 that stand in a library, which asks for or has them."""
    return sorted({name.decode() for name in _ASKED.findall(library.read_bytes())})


def _compiler() -> list[str]:
    if sys.platform != "win32":
        return ["cc"]
    if find_spec("ziglang") is None:
        raise _no_tool("ziglang")
    return [sys.executable, "-P", "-m", "ziglang", "cc"]


def _options(name: str, number: str) -> list[str]:
    """How a library is made.

    Args:
        name: of the library.
        number: of x265's interface, and on macOS the version of the library that libheif asks for.
    """
    if sys.platform == "win32":
        # For any processor, not the one at hand, and without a C library, which it does not need.
        return ["-target", "x86_64-windows-gnu", "-shared", "-nostdlib", "-O2", "-s"]
    if sys.platform == "darwin":
        options = ["-dynamiclib", "-O2", "-mmacosx-version-min=11.0"]
        options += ["-install_name", f"@rpath/{name}"]
        options += ["-compatibility_version", number, "-current_version", number]
        return [*options, "-Wl,-headerpad_max_install_names"]  # PyInstaller writes into it
    return ["-shared", "-fPIC", "-O2", "-s", f"-Wl,-soname,{name}"]


def _run(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, errors="replace"
        )
    except FileNotFoundError:
        raise _no_tool(command[0]) from None
    if done.returncode:
        told = " ".join(done.stderr.split())
        raise Trouble(f"`{' '.join(command)}` says: {told}; if it is no compiler, {_way_out()}")
    return done.stdout


def _no_tool(name: str) -> Trouble:
    return Trouble(f"Making the bundle needs `{name}`, which is not there; {_way_out()}")


def _way_out() -> str:
    return _WAYS_OUT.get(sys.platform, _WAY_OUT)


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
