"""Tries the bundle as a user would, in an empty home, and says how large it is.

    python packaging/smoke.py [--bundle DIR] [--full] [--photos DIR] [--no-archive]

`make bundle` runs it at its end. A real window is used where there is a display, or Xvfb, and
xdotool (`smoke_window.py`). With `--full` a model is prepared, too (`smoke_model.py`).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).parent))  # not there with `python -P`

import smoke_model
import smoke_window
from bundle import made
from smoke_window import Trouble, expect, say, until

ROOT = Path(__file__).resolve().parents[1]
MOST_UNPACKED, MOST_COMPRESSED = 350_000_000, 120_000_000
"""Bytes that the standard bundle may have."""

_SECONDS = 300
_LARGEST = 14
_MIB = 1 << 20


class Bundle:
    """The program in the bundle, with a home of its own."""

    def __init__(self, folder: Path, home: Path) -> None:
        """Touches nothing yet."""
        inside = folder / "Contents" / "MacOS" if folder.suffix == ".app" else folder
        self.program = str(inside / ("pictrove.exe" if sys.platform == "win32" else "pictrove"))
        self.folder = folder
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


@dataclass(frozen=True)
class Trial:
    """What is tried, and with what.

    Attributes:
        bundle: the program.
        photos: copies that may be changed.
        home: a folder for everything else.
        full: a model is to be prepared, too.
    """

    bundle: Bundle
    photos: Path
    home: Path
    full: bool

    @property
    def largest(self) -> Path:
        """A photo of some size."""
        return max(self.photos.rglob("*.*"), key=lambda path: (path.stat().st_size, path))

    def first_like(self, picture: Path) -> str:
        """The path of the first answer to a picture."""
        answer = json.loads(self.bundle.run("search", "--json", "--like", str(picture)))
        return str(answer["results"][0]["path"])

    def favourites(self) -> list[str]:
        """The paths of all favourites."""
        command = (self.bundle.program, "search", "--favourites", "--json")
        done = subprocess.run(
            command, env=self.bundle.environment, capture_output=True, text=True, check=False
        )
        return [hit["path"] for hit in json.loads(done.stdout)["results"]]  # 1 is for none


# --- what is tried


def try_version(trial: Trial) -> None:
    """It says its version, which is that of the sources, and what it is made of."""
    from indexer.version import version

    said = trial.bundle.run("--version")
    expect(version() in said, f"it says {said!r}, and the sources {version()}.")
    told = json.loads(trial.bundle.run("doctor", "--json"))
    expect(told["version"] == version(), "`doctor` says another version.")
    kind = "full" if trial.full else "standard"
    text = "\n".join(line for lines in told["sections"].values() for line in lines)
    expect(f"{kind} bundle" in text, f"`doctor` does not say that this is the {kind} bundle.")
    expect("onnxruntime 1" in text, "`doctor` does not know the packages inside.")
    expect("licences: " in text, "`doctor` finds no licences.")


def try_indexing(trial: Trial) -> None:
    """Index, with decoders that have given up their rights."""
    process = trial.bundle.open("index", str(trial.photos))
    fences: set[str] = set()
    while process.poll() is None:
        fences |= set(_decoders_fences(trial.bundle.program))
        time.sleep(0.01)
    expect(process.returncode == 0, f"`index` ended with {process.returncode}.")
    if sys.platform == "linux":
        expect("2" in fences, f"no decoder was seen behind its fence (seccomp), but {fences}.")
        expect("Qt" not in fences, "a decoder has loaded Qt.")
    failures = trial.bundle.run("failures")
    expect(failures == "", f"photos could not be read: {failures}")


def _decoders_fences(program: str) -> Iterator[str]:
    """In which state of seccomp the decoders are (2: a filter holds), and whether they hold Qt."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{program}\0--run-module\0indexer.decode" not in (folder / "cmdline").read_text():
                continue
            for line in (folder / "status").read_text().splitlines():
                if line.startswith("Seccomp:"):
                    yield line.split()[1]
            if "libQt" in (folder / "maps").read_text():
                yield "Qt"
        except OSError:
            continue  # it has just ended


def try_searching(trial: Trial) -> None:
    """Search by words and by pictures."""
    expect(trial.bundle.run("search", "a cat").count("\n") > 0, "words find nothing.")
    pictures = [trial.largest, *trial.photos.rglob("*.heic")]
    expect(len(pictures) > 1, "there is no HEIC photo to try.")
    for picture in pictures:
        first = trial.first_like(picture)
        expect(first == str(picture), f"{picture} does not find itself, but {first}.")


def try_painting(trial: Trial) -> None:
    """The window, painted without a display."""
    shot = trial.home / "shot.png"
    options = ("--photos", str(trial.photos), "--query", "a cat")
    trial.bundle.run("gui", "--demo-shot", str(shot), *options, QT_QPA_PLATFORM="offscreen")
    expect(shot.is_file() and shot.stat().st_size > 50_000, "the painted window is empty.")


def try_window(trial: Trial) -> None:
    """A real window: words, a picture, a photo that comes while it is open, the end."""
    if not smoke_window.can_be_used():
        say("left out: it needs xdotool, and a display or Xvfb")
        return
    bundle, new = trial.bundle, trial.photos / "comes later.png"
    best = json.loads(bundle.run("search", "--json", "a cat"))["results"][0]["path"]
    smoke_window.welcomed(Path(bundle.environment["PICTROVE_HOME"]))
    bundle.run("watch", str(trial.photos))
    with smoke_window.Window.opened(bundle.open) as window:
        say(f"the window was there after {window.seconds:.2f} s")
        window.types("a cat")
        window.finds(best, "a cat", trial.favourites)
        bundle.run("gui", str(trial.largest), **window.environment)
        window.finds(str(trial.largest), trial.largest.stem[:8], trial.favourites)
        _mirror(trial.largest, new)
        until(lambda: trial.first_like(new) == str(new), f"that {new} is found")
        bundle.run("gui", str(new), **window.environment)
        window.finds(str(new), new.stem, trial.favourites)
        window.quits()


def _mirror(photo: Path, new: Path) -> None:
    from PIL import Image, ImageOps

    with Image.open(photo) as picture:
        ImageOps.mirror(picture.convert("RGB")).save(new)


def try_model(trial: Trial) -> None:
    """Prepare a model with the bundle's own PyTorch, index and search with it."""
    if not trial.full:
        return
    weights = trial.home / "tiny"
    smoke_model.write_tiny(weights)
    bundle, name = trial.bundle, smoke_model.NAME
    began = time.monotonic()
    bundle.run("models", "get", name, "--from", str(weights), "--yes")
    say(f"a tiny model was prepared in {time.monotonic() - began:.1f} s")
    bundle.run("models", "use", name)
    bundle.run("index")
    expect(json.loads(bundle.run("status", "--json"))["model"] == name, f"{name} does not answer.")
    first = trial.first_like(trial.largest)
    expect(first == str(trial.largest), f"{trial.largest} does not find itself, but {first}.")


def try_ending(trial: Trial) -> None:
    """The engine runs from the same executable; told to, it ends."""
    engine = json.loads(trial.bundle.run("status", "--json"))["engine"]
    expect(engine, "no engine runs.")
    if sys.platform == "linux":
        program = Path(f"/proc/{engine['process_id']}/exe").readlink()
        expect(str(program) == trial.bundle.program, f"the engine runs from {program}.")
    expect(trial.bundle.run("engine", "stop"), "it says nothing.")


# --- how large it is


def tell_sizes(trial: Trial) -> None:
    """Say what the bundle takes, and what in it takes the most."""
    folder = trial.bundle.folder
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    sizes: dict[str, int] = {}
    for path in files:
        part = path.relative_to(folder).parts
        name = part[1] if len(part) > 1 and part[0] == "_internal" else part[0]
        sizes[name] = sizes.get(name, 0) + path.stat().st_size
    total = sum(sizes.values())
    say(f"unpacked: {total / _MIB:.0f} MiB ({total / 1e6:.0f} MB) in {len(files)} files")
    for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:_LARGEST]:
        print(f"      {size / _MIB:6.1f} MiB  {name}")
    expect(trial.full or total <= MOST_UNPACKED, f"it has more than {MOST_UNPACKED} bytes.")


def tell_compressed(trial: Trial) -> None:
    """Say how large the bundle is to download, as .tar.xz."""
    size = compress(trial.bundle.folder, trial.home / "bundle.tar.xz").stat().st_size
    say(f"compressed (.tar.xz): {size / _MIB:.0f} MiB ({size / 1e6:.0f} MB)")
    expect(trial.full or size <= MOST_COMPRESSED, f"it has more than {MOST_COMPRESSED} bytes.")


def compress(folder: Path, archive: Path) -> Path:
    """Pack a folder: by xz on all cores, or by Python where there is no xz.

    The `tar` of macOS and Windows has other options than that of Linux, so it is left out of it.
    """
    xz = shutil.which("xz")
    if xz is None:
        with tarfile.open(archive, "w:xz") as packed:
            packed.add(folder, folder.name)
        return archive
    with archive.open("wb") as file:
        command = [xz, "-T0", "-6", "--stdout"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=file)
        with process, tarfile.open(fileobj=process.stdin, mode="w|") as packed:
            packed.add(folder, folder.name)
    expect(process.returncode == 0, f"`xz` ended with {process.returncode}.")
    return archive


# --- all of it

_STEPS: tuple[tuple[str, Callable[[Trial], None]], ...] = (
    ("it knows itself", try_version),
    ("photos are indexed", try_indexing),
    ("words and pictures find them", try_searching),
    ("the window is painted", try_painting),
    ("a window is used", try_window),
    ("a model is prepared", try_model),
    ("the engine ends", try_ending),
    ("its size", tell_sizes),
    ("its size compressed", tell_compressed),
)


def copied(photos: Path | None, own: Path) -> None:
    """Lay copies of photos, or those of the demo, into a folder; with one HEIC."""
    if photos is not None:
        shutil.copytree(photos, own)
    else:
        from app.demo_photos import copy_photos

        copy_photos(own)
    import pillow_heif
    from PIL import Image

    source = max(own.rglob("*.*"), key=lambda path: path.stat().st_size)
    with Image.open(source) as picture:
        width, height = picture.size
        part = picture.convert("RGB").crop((width // 3, 0, width, height))
    pillow_heif.from_pillow(part).save(own / "telephone.heic", quality=70)


def smoke(trial: Trial, *, archive: bool) -> None:
    """Try all.

    Raises:
        Trouble: something does not work.
    """
    bundle = trial.bundle
    try:
        for name, step in _STEPS[: None if archive else -1]:
            print(f"==> Smoke test: {name}", flush=True)
            step(trial)
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
    parser.add_argument("--bundle", type=Path, help="its folder; the default is in dist")
    parser.add_argument("--full", action="store_true", help="it is the one with PyTorch")
    parser.add_argument("--photos", type=Path, help="real photos; the default is the demo's")
    parser.add_argument("--no-archive", action="store_true", help="do not compress it")
    told = parser.parse_args()
    folder = told.bundle or made(ROOT / "dist", full=told.full)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        home = Path(name)
        try:
            copied(told.photos, home / "Pictures")
            bundle = Bundle(folder.absolute(), home)
            smoke(Trial(bundle, home / "Pictures", home, told.full), archive=not told.no_archive)
        except (Trouble, subprocess.TimeoutExpired) as trouble:
            print(f"Stopped: the bundle does not work: {trouble}", file=sys.stderr)
            return 1
    print("The bundle works.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
