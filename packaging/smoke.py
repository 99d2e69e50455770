"""Tries the bundle as a user would, in an empty home, and says how large it is.

    python packaging/smoke.py [--bundle DIR] [--photos DIR] [--no-archive]

`make bundle` runs it at its end. A real window is shown where there is a display, or Xvfb.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

_SECONDS = 120
_LARGEST = 12
_MIB = 1 << 20


class Trouble(Exception):  # noqa: N818  (the end of a run, not an error of this program)
    """Something of the bundle does not work."""


def expect(fine: object, otherwise: str) -> None:
    """Go on if it is fine.

    Raises:
        Trouble: it is not.
    """
    if not fine:
        raise Trouble(otherwise)


class Bundle:
    """The program in the bundle, with a home of its own."""

    def __init__(self, folder: Path, home: Path) -> None:
        """Touches nothing yet."""
        ending = ".exe" if sys.platform == "win32" else ""
        self.program = str(folder / f"pictrove{ending}")
        # Nothing of a checkout or of another Python may help it.
        strange = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "QT_QPA_PLATFORM")
        self.environment = {key: text for key, text in os.environ.items() if key not in strange}
        self.environment |= {"PICTROVE_HOME": str(home / "library"), "HOME": str(home)}

    def run(self, *arguments: str, **environment: str) -> str:
        """What a command says.

        Raises:
            Trouble: its exit code is not 0.
        """
        done = subprocess.run(
            [self.program, *arguments],
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=_SECONDS,
            cwd=self.environment["HOME"],
        )
        command = " ".join(arguments)
        expect(done.returncode == 0, f"`{command}`: exit code {done.returncode}: {done.stderr}")
        return done.stdout

    def open(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """A started command that goes on."""
        return subprocess.Popen(
            [self.program, *arguments],
            env={**self.environment, **environment},
            cwd=self.environment["HOME"],
        )


def until(happened: Callable[[], bool], what: str) -> None:
    """Wait for something.

    Raises:
        Trouble: it does not happen.
    """
    give_up = time.monotonic() + _SECONDS
    while not happened():
        expect(time.monotonic() < give_up, f"{what} has not happened within {_SECONDS} s.")
        time.sleep(0.1)


# --- what is tried


def try_indexing(bundle: Bundle, photos: Path) -> None:
    """Index, with decoders that have given up their rights."""
    process = bundle.open("index", str(photos))
    fences: set[str] = set()
    while process.poll() is None:
        fences |= _decoders_fences(bundle.program)
        time.sleep(0.01)
    expect(process.returncode == 0, f"`index` ended with {process.returncode}.")
    if sys.platform == "linux":
        expect("2" in fences, f"no decoder was seen behind its fence (seccomp), but {fences}.")
        expect("Qt" not in fences, "a decoder has loaded Qt.")
    failures = bundle.run("failures")
    expect(failures == "", f"photos could not be read: {failures}")


def _decoders_fences(program: str) -> set[str]:
    """In which state of seccomp the decoders are (2: a filter holds), and whether they hold Qt."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{program}\0--run-module\0indexer.decode" in (folder / "cmdline").read_text():
                lines = (folder / "status").read_text().splitlines()
                found |= {line.split()[1] for line in lines if line.startswith("Seccomp:")}
                found |= {"Qt"} if "libQt" in (folder / "maps").read_text() else set()
        except OSError:
            continue  # it has just ended
    return found


def try_searching(bundle: Bundle, photos: Path) -> None:
    """Search by words and by a picture."""
    expect(bundle.run("search", "a cat").count("\n") > 0, "words find nothing.")
    asked = max(photos.rglob("*.png"), key=lambda path: path.stat().st_size)
    first = bundle.run("search", str(asked)).splitlines()[:1]
    expect(first and str(asked) in first[0], f"{asked} does not find itself, but {first}.")


def try_watching(bundle: Bundle, photos: Path) -> None:
    """A photo that comes later is found by itself."""
    bundle.run("watch", str(photos))
    new = photos / "come later.png"
    shutil.copyfile(max(photos.rglob("*.png")), new)
    # It has the content of another photo, so that both are equally good answers.
    until(lambda: str(new) in bundle.run("search", str(new)), f"that {new} is found")


def try_painting(bundle: Bundle, photos: Path, home: Path) -> None:
    """The window, painted without a display."""
    shot = home / "shot.png"
    options = ("--photos", str(photos), "--query", "a cat")
    bundle.run("gui", "--demo-shot", str(shot), *options, QT_QPA_PLATFORM="offscreen")
    expect(shot.is_file() and shot.stat().st_size > 50_000, "the painted window is empty.")


def try_window(bundle: Bundle) -> None:
    """A real window: it appears, and goes when it is closed."""
    if sys.platform != "linux" or shutil.which("xdotool") is None:
        say("left out: it needs xdotool")
        return
    with display() as name:
        began = time.monotonic()
        process = bundle.open("gui", DISPLAY=name, QT_QPA_PLATFORM="xcb")
        try:
            until(lambda: bool(windows(name, process)), "that a window appears")
            say(f"the window was there after {time.monotonic() - began:.2f} s")
            xdotool(name, "windowfocus", "--sync", windows(name, process)[0])
            xdotool(name, "key", "ctrl+q")
            until(lambda: process.poll() is not None, "that the window closes")
            expect(process.returncode == 0, f"the window ended with {process.returncode}.")
        finally:
            process.kill()
            process.wait()


def windows(name: str, process: subprocess.Popen[bytes]) -> list[str]:
    """The windows of a process that can be seen."""
    expect(process.poll() is None, f"the window ended with {process.returncode}.")
    return xdotool(name, "search", "--onlyvisible", "--pid", str(process.pid), "--name", "Pictrove")


def xdotool(name: str, *arguments: str) -> list[str]:
    """Have it do something on a display; the lines it says."""
    done = subprocess.run(
        ["xdotool", *arguments],
        env={**os.environ, "DISPLAY": name},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split()


@contextmanager
def display() -> Iterator[str]:
    """The name of a display: the one there is, or one without a screen."""
    if "DISPLAY" in os.environ:
        yield os.environ["DISPLAY"]
        return
    expect(shutil.which("Xvfb"), "there is neither a display nor Xvfb.")
    receive, send = os.pipe()
    command = ["Xvfb", "-displayfd", str(send), "-screen", "0", "1280x900x24"]
    with subprocess.Popen(command, pass_fds=[send], stderr=subprocess.DEVNULL) as server:
        os.close(send)
        try:
            with os.fdopen(receive) as answer:
                yield f":{answer.readline().strip()}"
        finally:
            server.terminate()


# --- how large it is


def tell_sizes(folder: Path) -> None:
    """Say what the bundle takes, and what in it takes the most."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    sizes: dict[str, int] = {}
    for path in files:
        part = path.relative_to(folder).parts
        name = part[1] if len(part) > 1 and part[0] == "_internal" else part[0]
        sizes[name] = sizes.get(name, 0) + path.stat().st_size
    say(f"unpacked: {sum(sizes.values()) / _MIB:.0f} MiB in {len(files)} files")
    for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:_LARGEST]:
        print(f"      {size / _MIB:6.1f} MiB  {name}")


def tell_compressed(folder: Path, home: Path) -> None:
    """Say how large the bundle is to download: .tar.xz, or .zip where there is no xz."""
    if shutil.which("xz") and shutil.which("tar"):
        archive = home / "bundle.tar.xz"
        command = ["tar", "-C", str(folder.parent), "-I", "xz -T0 -6", "-cf", str(archive)]
        subprocess.run([*command, folder.name], check=True)
    else:
        archive = Path(shutil.make_archive(str(home / "bundle"), "zip", folder))
    say(f"compressed ({''.join(archive.suffixes)}): {archive.stat().st_size / _MIB:.0f} MiB")


# --- all of it


def say(sentence: str) -> None:
    """Say it at once."""
    print(f"    {sentence}", flush=True)


def smoke(folder: Path, photos: Path | None, home: Path, *, archive: bool) -> None:
    """Try all, with copies of photos or with those of the demo.

    Raises:
        Trouble: something does not work.
    """
    own = home / "Pictures"
    if photos is not None:
        shutil.copytree(photos, own)
    else:
        from app.demo_photos import copy_photos

        copy_photos(own)
    bundle = Bundle(folder, home)
    steps: Sequence[tuple[str, Callable[[], None]]] = (
        ("it says its version", lambda: expect("pictrove" in bundle.run("--version"), "not so.")),
        ("it knows its models", lambda: expect("starter" in bundle.run("models", "list"), "no.")),
        ("photos are indexed", lambda: try_indexing(bundle, own)),
        ("words and pictures find them", lambda: try_searching(bundle, own)),
        ("the window is painted", lambda: try_painting(bundle, own, home)),
        ("a window is shown and closed", lambda: try_window(bundle)),
        ("a watched folder is followed", lambda: try_watching(bundle, own)),
        ("the engine ends", lambda: expect(bundle.run("engine", "stop"), "it says nothing.")),
        ("its size", lambda: tell_sizes(folder)),
        *([("its size compressed", lambda: tell_compressed(folder, home))] if archive else []),
    )
    try:
        for name, step in steps:
            print(f"==> Smoke test: {name}", flush=True)
            step()
    finally:
        subprocess.run(
            [bundle.program, "engine", "stop"],
            env=bundle.environment,
            capture_output=True,
            check=False,
        )


def main() -> int:
    """Try the bundle; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=ROOT / "dist" / "pictrove")
    parser.add_argument("--photos", type=Path, help="real photos; the default is the demo's")
    parser.add_argument("--no-archive", action="store_true", help="do not compress it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        try:
            folder = arguments.bundle.absolute()
            smoke(folder, arguments.photos, Path(home), archive=not arguments.no_archive)
        except (Trouble, subprocess.TimeoutExpired) as trouble:
            print(f"Stopped: the bundle does not work: {trouble}", file=sys.stderr)
            return 1
    print("The bundle works.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
