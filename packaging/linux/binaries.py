"""Makes the programs and libraries of a bundle fit to be given to others."""

from __future__ import annotations

import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

_LOAD, _SYMBOLS = 1, 2
_IDENTITY = b"\x7fELF\x02\x01"  # 64 bits, little-endian: all machines that we make packages for


def all_in(folder: Path) -> list[Path]:
    """Programs and libraries below a folder."""
    return [path for path in sorted(folder.rglob("*")) if _is_binary(path)]


def tidy(folder: Path) -> None:
    """Take out of all of them what is of use only where they were built.

    Raises:
        subprocess.CalledProcessError: a tool of the system failed.
        FileNotFoundError: a tool of the system is missing.
    """
    for path in all_in(folder):
        forget_building_place(path)
        strip(path)


def give_usual_permissions(root: Path, program: Path) -> None:
    """Everyone may read everything and run the program; libraries are no programs."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)


def strip(path: Path) -> None:
    """Take out symbols that only debuggers read; some wheels come with tens of megabytes of them.

    A library that `strip` would break stays as it was.
    """
    content = path.read_bytes()
    if _SYMBOLS not in _kinds_of_sections(content) or _carries_an_archive(content):
        return
    trial = path.with_name(f"{path.name}.stripped")
    shutil.copy2(path, trial)
    subprocess.run(["strip", "--strip-unneeded", str(trial)], check=True)
    if can_be_loaded(trial.read_bytes()):
        trial.replace(path)
    else:
        trial.unlink()


def forget_building_place(path: Path) -> None:
    """Do not look for libraries where they lay on the machine that built it."""
    command = ["patchelf", "--print-rpath", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    places = [place for place in done.stdout.strip().split(":") if place]
    kept = [place for place in places if place.startswith("$ORIGIN")]
    if kept == places:
        return
    option = ["--set-rpath", ":".join(kept)] if kept else ["--remove-rpath"]
    subprocess.run(["patchelf", *option, str(path)], check=True)


def can_be_loaded(content: bytes) -> bool:
    """Whether the parts lie as the dynamic linker wants them; `strip` does not always keep that."""
    for kind, offset, address, alignment in _segments(content):
        if kind == _LOAD and alignment > 1 and (address - offset) % alignment:
            return False
    return True


def _segments(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    (start,) = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    for number in range(count):
        kind, _, offset, address, _, _, _, alignment = struct.unpack_from(
            "<IIQQQQQQ", content, start + number * size
        )
        yield kind, offset, address, alignment


def _kinds_of_sections(content: bytes) -> set[int]:
    (start,) = struct.unpack_from("<Q", content, 40)
    size, count = struct.unpack_from("<HH", content, 58)
    return {
        struct.unpack_from("<I", content, start + number * size + 4)[0] for number in range(count)
    }


def _carries_an_archive(content: bytes) -> bool:
    """Whether it is the program itself, which has Python's modules behind its end."""
    return b"MEI\014\013\012\013\016" in content[-8192:]


def _is_binary(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_IDENTITY)) == _IDENTITY
