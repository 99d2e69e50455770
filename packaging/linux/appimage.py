"""Makes the AppImage from the bundle: one file that runs where it lies.

An AppImage of type 2 is a small program (the runtime) with a file system behind it, which it
mounts to start `AppRun` in it. The runtime is taken from a file, or fetched from its makers and
compared with the checksum that stands here.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import binaries
import facts
import needs
import program
import share

RUNTIME_RELEASE = "https://github.com/AppImage/type2-runtime/releases/download/20251108"
RUNTIME_SUMS = {
    "x86_64": "2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d",
    "aarch64": "00cbdfcf917cc6c0ff6d3347d59e0ca1f7f45a6df1a428a0d6d8a78664d87444",
}
"""SHA-256 of the runtime (MIT licence, linked statically) for each machine."""

_TYPE_2 = (8, b"AI\x02")
COMPRESSION = ("-comp", "zstd", "-Xcompression-level", "19", "-b", "256K")


def file_name() -> str:
    """How the AppImage is called."""
    return f"Pictrove-{facts.version()}-{platform.machine()}.AppImage"


def make(
    bundle: Path,
    output: Path,
    runtime: Path | None = None,
    compression: Sequence[str] = COMPRESSION,
) -> Path:
    """Make the AppImage; returns its file.

    Args:
        bundle: `dist/pictrove`, which is not changed.
        output: the folder to write it to.
        runtime: the runtime, if it is not to be fetched.
        compression: as mksquashfs names it; another than the usual one is for trying it only.

    Raises:
        FileNotFoundError: there is no bundle, or a tool is missing.
        OSError: the runtime could not be fetched.
        ValueError: the runtime is not what it should be.
        subprocess.CalledProcessError: a tool failed.
    """
    if not (bundle / "pictrove").is_file():
        raise FileNotFoundError(f"{bundle} is no bundle; `make bundle` makes one.")
    output.mkdir(parents=True, exist_ok=True)
    head = runtime.read_bytes() if runtime else fetched_runtime(platform.machine())
    check_runtime(head)
    with tempfile.TemporaryDirectory(dir=output) as name:
        lay_out(bundle, Path(name, "AppDir"))
        packed = pack(Path(name, "AppDir"), Path(name, "squashfs"), compression)
        file = output / file_name()
        with file.open("wb") as whole, packed.open("rb") as body:
            whole.write(head)
            shutil.copyfileobj(body, whole)
    file.chmod(0o755)
    return file


def lay_out(bundle: Path, root: Path) -> None:
    """Make the AppDir: what is found inside when it is mounted."""
    program.install(bundle, root, needs.leave_to_any_desktop)
    share.install(root / "usr" / "share")
    # The program itself: nothing has to be set for it, and its number stays that of the runtime.
    (root / "AppRun").symlink_to(program.FOLDER / "pictrove")
    (root / f"{facts.ID}.desktop").symlink_to(f"usr/share/applications/{facts.ID}.desktop")
    icons = Path("usr", "share", "icons", "hicolor")
    (root / f"{facts.ID}.svg").symlink_to(icons / "scalable" / "apps" / f"{facts.ID}.svg")
    (root / ".DirIcon").symlink_to(icons / "256x256" / "apps" / f"{facts.ID}.png")
    binaries.give_usual_permissions(root, root / program.FOLDER / "pictrove")


def pack(root: Path, file: Path, compression: Sequence[str]) -> Path:
    """Make the file system; the same from the same files."""
    times = str(facts.epoch())
    command = ["mksquashfs", str(root), str(file), "-noappend", "-all-root", "-no-progress"]
    command += [*compression, "-mkfs-time", times, "-all-time", times, "-quiet"]
    environment = {key: text for key, text in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return file


def fetched_runtime(machine: str) -> bytes:
    """The runtime from its makers, if it is the one whose checksum we know.

    Raises:
        OSError: it could not be fetched.
        ValueError: it is another one, or there is none for such a machine.
    """
    import httpx

    if machine not in RUNTIME_SUMS:
        raise ValueError(f"There is no runtime of AppImages for {machine}.")
    address = f"{RUNTIME_RELEASE}/runtime-{machine}"
    try:
        answer = httpx.get(address, follow_redirects=True, timeout=60).raise_for_status()
    except httpx.HTTPError as error:
        raise OSError(
            f"{address} could not be fetched ({error}); fetch it elsewhere and name the file "
            "with --runtime."
        ) from error
    if hashlib.sha256(answer.content).hexdigest() != RUNTIME_SUMS[machine]:
        raise ValueError(f"{address} is not the runtime that it was; nothing was made.")
    return answer.content


def check_runtime(content: bytes) -> None:
    """See that a file is a runtime of type 2, and that a file system can follow it.

    Raises:
        ValueError: it is none.
    """
    place, mark = _TYPE_2
    if content[:4] != b"\x7fELF" or content[place : place + len(mark)] != mark:
        raise ValueError("That file is no runtime of AppImages of type 2.")
    if length(content) != len(content):
        raise ValueError("That runtime has something behind its end; nothing can follow it.")


def length(content: bytes) -> int:
    """How long a program is by its own account: where the file system of an AppImage begins."""
    (table,) = struct.unpack_from("<Q", content, 40)
    size, count = struct.unpack_from("<HH", content, 58)
    return int(table + size * count)
