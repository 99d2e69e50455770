"""Makes the packages for Linux from the bundle, and their checksums.

    python packaging/linux/packages.py [--bundle DIR] [--output DIR] [--runtime FILE]
                                       [--only deb|appimage]

`make packages` does so after `make bundle`. docs/packages.md tells what is in them.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import appimage
import deb
import facts

TOOLS = {
    "deb": {
        "dpkg-deb": "dpkg",
        "dpkg-shlibdeps": "dpkg-dev",
        "strip": "binutils",
        "patchelf": "patchelf",
    },
    "appimage": {"mksquashfs": "squashfs-tools", "strip": "binutils", "patchelf": "patchelf"},
}
"""Programs that make each kind of package, with the packages of Debian that hold them."""


NAMES = {"deb": ".deb", "appimage": "AppImage"}


def missing_tools(kinds: list[str]) -> list[str]:
    """Packages of Debian that have to be installed first."""
    wanted = {tool: package for kind in kinds for tool, package in TOOLS[kind].items()}
    return sorted({package for tool, package in wanted.items() if shutil.which(tool) is None})


def make(kind: str, bundle: Path, output: Path, runtime: Path | None) -> Path:
    """Make a package; returns its file."""
    if kind == "deb":
        return deb.make(bundle, output)
    return appimage.make(bundle, output, runtime)


def write_sums(files: list[Path], output: Path) -> Path:
    """Write SHA256SUMS, which `sha256sum --check` reads."""
    lines = []
    for path in sorted(files):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    sums = output / "SHA256SUMS"
    sums.write_text("".join(lines), "utf-8")
    return sums


def main() -> int:
    """Make what is asked for; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=facts.ROOT / "dist" / "pictrove")
    parser.add_argument("--output", type=Path, default=facts.ROOT / "dist")
    parser.add_argument("--runtime", type=Path, help="of the AppImage; the default is to fetch it")
    parser.add_argument("--only", choices=("deb", "appimage"))
    asked = parser.parse_args()
    kinds = [asked.only] if asked.only else ["deb", "appimage"]
    missing = missing_tools(kinds)
    if missing:
        print(f"Stopped: install {' '.join(missing)} first.", file=sys.stderr)
        return 1
    bundle, output = asked.bundle.absolute(), asked.output.absolute()
    sys.path[:0] = [str(facts.ROOT / "packaging"), str(facts.ROOT)]
    objection = import_module("bundle_metadata").objection_to(bundle / "_internal")
    if objection:
        print(f"Stopped: {objection}", file=sys.stderr)
        return 1
    files, troubles = [], []
    for kind in kinds:
        try:
            files.append(make(kind, bundle, output, asked.runtime))
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            troubles.append(f"No {NAMES[kind]} was made: {error}")
    if files:
        write_sums(files, output)
    for path in files:
        print(f"    {path.stat().st_size / (1 << 20):6.1f} MiB  {path}")
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
