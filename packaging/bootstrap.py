"""Sets up a checkout and runs it: what `make run`, `make test` and the others call.

Only the standard library is used here, because nothing else is there yet. Everything is
installed into `.venv` in the checkout; a stamp in it makes the second run quick.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # not there with `python -P`

import system_libraries
from torch_choice import TORCH_VARIABLE, cpu_index_arguments, objection_to_plan

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BINARIES = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BINARIES / ("python.exe" if os.name == "nt" else "python")
EXTRAS = {
    "run": "demo",
    "test": "demo,prepare,bundle,dev,docs",
    "docs": "docs",
    "bundle": "demo,bundle",
    "bundle-full": "demo,prepare,bundle",
}
OLDEST, NEWEST = (3, 11), (3, 14)
EXAMPLE_QUERY = "people outdoors"
HELP = """\
make run      set up and open the window
                PHOTOS=DIR     with this folder of photos in the library
                QUERY=WORDS    what to look for at once
              Without a display it indexes the folder (your Pictures folder, if
              there is none given) and searches it in the terminal; without any
              photos there, it shows the demo.
make test     set up and run all checks and all tests (ARGS=... goes to pytest)
make check    format, lint, types and import directions only
make format   format the sources and repair what the linter can
make screenshots   make the pictures of docs/screenshots anew
make docs     make the documentation's site in dist/site
make bundle   make dist/pictrove, which needs no Python, and try it
make bundle-full   the same with PyTorch, to prepare any model: dist/pictrove-full
make packages make the packages for Linux from it, in dist (ARGS=--runtime=FILE)
make clean    remove .venv and caches; your library and photos stay

PICTROVE_HOME=DIR      keep library, caches, models and settings in DIR
PICTROVE_TORCH=cuda    install PyTorch with CUDA for `make test` (gigabytes)
PICTROVE_SYSTEM=skip   do not check for system libraries
"""
CHECKS = (
    ("format", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("types", ("mypy",)),
    ("import directions", ("lint-imports",)),
)


class Stop(Exception):  # noqa: N818  (the end of a run, not an error of the program)
    """Ends the run with a sentence for the user."""


def say(sentence: str) -> None:
    """Say what is being done, at once."""
    print(f"==> {sentence}", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says; returns the exit code."""
    jobs = {
        "run": run,
        "test": test,
        "check": check,
        "format": reformat,
        "screenshots": screenshots,
        "docs": docs,
        "bundle": bundle,
        "bundle-full": bundle_full,
        "packages": packages,
        "clean": clean,
    }
    job = jobs.get(arguments[0]) if arguments else None
    if job is None:
        print(HELP, end="")
        return 0 if arguments in ([], ["help"]) else 2
    try:
        return job()
    except Stop as stop:
        print(f"Stopped: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


# --- the jobs


def run() -> int:
    """Open the window; without a display, do the same in the terminal."""
    say("make run: set Pictrove up in .venv, and open it.")
    given, query = os.environ.get("PHOTOS", ""), os.environ.get("QUERY", "")
    photos = Path(given).expanduser().absolute() if given else pictures_folder()
    if given and not photos.is_dir():
        raise Stop(f"PHOTOS={given} is no folder; name one that is there.")
    set_up("run")
    if not has_display():
        say("There is no display for the window: going on in the terminal.")
        return run_in_terminal(photos, query)
    code = pictrove("watch", str(photos)) if given else 0
    if code != 0:
        return code
    say("Opening the window (Ctrl-C here ends it).")
    return pictrove("gui", *(["--query", query] if query else []))


def run_in_terminal(photos: Path, query: str) -> int:
    """Index a folder and answer a query; without photos show the demo."""
    if not has_photos(photos):
        say(f"There are no photos in {photos}; showing the demo (PHOTOS=DIR names a folder).")
        return pictrove("demo")
    say(f"Indexing {photos} (photos are only read; Ctrl-C stops, the same command goes on).")
    code = pictrove("index", str(photos))
    if code != 0:
        return code
    say(
        f'Searching for "{query or EXAMPLE_QUERY}"' + ("." if query else " (QUERY=... changes it).")
    )
    return pictrove("search", "--in", str(photos), "--", query or EXAMPLE_QUERY)


def has_display() -> bool:
    """Whether a window can be shown, as far as the environment tells."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test() -> int:
    """Run every check and every test; stops at the first that fails and names it."""
    say("make test: set Pictrove up in .venv, then check format, lint, types, imports; then tests.")
    set_up("test")
    install_test_tools()
    code = checks()
    if code != 0:
        return code
    say("tests: pytest")
    return tool("python", "-m", "pytest", *shlex.split(os.environ.get("ARGS", "")))


def check() -> int:
    """Run the checks without the tests."""
    set_up("test")
    return checks()


def checks() -> int:
    """Format, lint, types, import directions; stops at the first that fails."""
    for name, command in CHECKS:
        say(f"{name}: {' '.join(command)}")
        code = tool(*command)
        if code != 0:
            print(f"Stopped: {name} failed; the tests were not run.", file=sys.stderr)
            return code
    return 0


def reformat() -> int:
    """Format the sources and repair what the linter can."""
    set_up("test")
    return tool("ruff", "check", "--fix", ".") or tool("ruff", "format", ".")


def screenshots() -> int:
    """Make the pictures of the documentation anew."""
    set_up("run")
    return tool("python", "packaging/screenshots.py")


def docs() -> int:
    """Make the site of the documentation."""
    set_up("test" if stamped("test") else "docs")
    return tool("python", "packaging/documentation.py")


def bundle() -> int:
    """Make the program that needs no Python, and try it."""
    say("make bundle: set Pictrove up in .venv, make dist/pictrove, and try it.")
    set_up("bundle")
    return tool("python", "packaging/bundle.py")


def bundle_full() -> int:
    """Make the program that brings PyTorch along, and try it."""
    say("make bundle-full: set Pictrove up in .venv with PyTorch, make dist/pictrove-full, try it.")
    set_up("bundle-full")
    return tool("python", "packaging/bundle.py", "--full")


def packages() -> int:
    """Make the packages for Linux, and the bundle first if there is none of this version."""
    say("make packages: make a .deb and an AppImage of dist/pictrove, in dist.")
    if not sys.platform.startswith("linux"):
        raise Stop("these packages are made on Linux; docs/packages.md tells of others.")
    set_up("bundle")
    code = 0
    if not has_bundle():
        code = tool("python", "packaging/bundle.py")
    arguments = shlex.split(os.environ.get("ARGS", ""))
    return code or tool("python", "packaging/linux/packages.py", *arguments)


def has_bundle() -> bool:
    """Whether there is a bundle of this version already."""
    import tomllib  # an older Python is to come as far as the sentence that refuses it

    folder = ROOT / "dist" / "pictrove"
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    said = folder / "_internal" / f"pictrove-{told}.dist-info"
    return (folder / "pictrove").is_file() and said.is_dir()


def clean() -> int:
    """Remove what was installed and cached in the checkout."""
    caches = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis")
    for name in (".venv", "build", "dist", *caches):
        path = ROOT / name
        if path.is_dir():
            say(f"Removing {name}")
            # What a link leads to is somebody's own arrangement, and not ours to remove.
            remove = Path.unlink if path.is_symlink() else shutil.rmtree
            try:
                remove(path)
            except OSError as error:
                place = error.filename or path
                raise Stop(f"{place} cannot be removed ({error.strerror}).") from error
    return 0


# --- photos


def pictures_folder() -> Path:
    """The user's Pictures folder, as the desktop names it."""
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "user-dirs.dirs")
    if settings.is_file():
        for line in settings.read_text("utf-8", "replace").splitlines():
            name, _, value = line.strip().partition("=")
            if name == "XDG_PICTURES_DIR":
                folder = value.strip('"').replace("$HOME", str(Path.home()), 1)
                # A desktop without such a folder points at the home folder itself.
                if folder and Path(folder) != Path.home():
                    return Path(folder)
    return Path.home() / "Pictures"


def has_photos(folder: Path) -> bool:
    """Whether a file below `folder` is named like a photo."""
    sys.path.insert(0, str(ROOT))
    from indexer.decode.kinds import looks_like_photo  # needs nothing but the standard library

    return any(looks_like_photo(name) for _, _, names in os.walk(folder) for name in names)


# --- setting up


def set_up(kind: str) -> None:
    """Bring `.venv` to what `kind` needs; does nothing where it is there already."""
    install_system_libraries()
    if stamped(kind) or (kind == "run" and any(stamped(more) for more in ("test", "bundle"))):
        return
    began = time.monotonic()
    make_venv()
    install(kind)
    stamp(kind).write_text(digest(kind), "utf-8")
    say(f"Set up in {time.monotonic() - began:.0f} s.")


def stamp(kind: str) -> Path:
    """The file that says what was installed."""
    return VENV / f"pictrove-{kind}.stamp"


def digest(kind: str) -> str:
    """What an installation (or, for "venv", the environment itself) depends on."""
    parts = [str(ROOT), sys.version, os.environ.get(TORCH_VARIABLE, "")]
    if kind in EXTRAS:
        parts += [EXTRAS[kind], (ROOT / "pyproject.toml").read_text("utf-8")]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def stamped(kind: str) -> bool:
    """Whether `.venv` holds what `kind` needs, as of now."""
    return (
        PYTHON.exists() and stamp(kind).is_file() and stamp(kind).read_text("utf-8") == digest(kind)
    )


def make_venv() -> None:
    """Make `.venv` with this Python, unless one made so is there."""
    version = ".".join(str(number) for number in sys.version_info[:3])
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Stop(f"Pictrove needs Python 3.11 to 3.14; this is {version}.")
    if stamped("venv"):
        return
    say(f"Making .venv with Python {version} ({sys.executable})")
    if find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        system_libraries.install([package], say, Stop)
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode != 0:
        raise Stop(f"{sys.executable} could not make .venv; its message stands above.")
    stamp("venv").write_text(digest("venv"), "utf-8")


def install(kind: str) -> None:
    """Install Pictrove (editable) with the extras of `kind`."""
    target = f"{ROOT}[{EXTRAS[kind]}]"
    options: list[str] = []
    if "prepare" in EXTRAS[kind]:
        options = cpu_index_arguments(say)
        say("Looking up what would be installed")
        objection = objection_to_plan([str(PYTHON), "-m", "pip"], [*options, target])
        if objection:
            raise Stop(objection)
    say(f"Installing Pictrove with [{EXTRAS[kind]}]; the README says how much that is")
    pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    if not sys.stdout.isatty():
        pip.append("-qq")  # errors only: nobody watches the progress
    pip += [*options, "--editable", target]
    done = subprocess.run(pip, check=False, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise Stop(
            "pip could not install Pictrove; its message stands above. If it found no version of "
            "anything, it cannot reach its index: look at the network and the proxy, and try again."
        )


def install_system_libraries() -> None:
    """Make sure that Qt will find its libraries (Linux only)."""
    if sys.platform.startswith("linux") and os.environ.get("PICTROVE_SYSTEM") != "skip":
        missing = system_libraries.missing_packages()
        if missing:
            system_libraries.install(missing, say, Stop)


def install_test_tools() -> None:
    """A display without a screen, and hands for it, where they can be installed."""
    missing = [name for name in system_libraries.TEST_TOOLS if shutil.which(name) is None]
    if not sys.platform.startswith("linux") or not missing:
        return
    packages = [system_libraries.TEST_TOOLS[name] for name in missing]
    if system_libraries.can_install():
        system_libraries.install(packages, say, Stop)
    else:
        say(f"Tests that need them are left out: {' and '.join(packages)} are not installed.")


# --- running


def pictrove(*arguments: str) -> int:
    """Run the command line."""
    return tool("python", "-m", "app", *arguments)


def tool(name: str, *arguments: str) -> int:
    """Run a program of `.venv` in the checkout; returns its exit code."""
    suffix = ".exe" if os.name == "nt" else ""
    path = os.pathsep.join((str(BINARIES), os.environ.get("PATH", "")))
    # Ctrl-C reaches the program too, which knows better how to stop: wait for it.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        return subprocess.run(
            [str(BINARIES / f"{name}{suffix}"), *arguments],
            cwd=ROOT,
            env={**os.environ, "PATH": path},
            check=False,
        ).returncode
    finally:
        signal.signal(signal.SIGINT, before)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
