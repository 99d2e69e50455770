"""The system libraries that Qt needs on Linux: which are missing, and how they come here."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

# soname -> package of Debian and Ubuntu
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
# program -> package; what the tests need beside: those of the real window, and of the packages
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "dpkg-shlibdeps": "dpkg-dev",
    "gio": "libglib2.0-bin",
    "lintian": "lintian",
    "mksquashfs": "squashfs-tools",
    "patchelf": "patchelf",
    "squashfuse": "squashfuse",
    "strip": "binutils",
}
FONTS = Path("/usr/share/fonts")
FONT_PACKAGE = "fonts-dejavu-core"


def can_load(soname: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_packages(loads: Callable[[str], bool] = can_load, fonts: Path = FONTS) -> list[str]:
    """Packages whose library (or any font at all) is missing."""
    missing = [package for soname, package in LIBRARIES.items() if not loads(soname)]
    if not any(fonts.rglob("*.[to]tf")) and not any((Path.home() / ".fonts").glob("*")):
        missing.append(FONT_PACKAGE)
    return missing


def commands(packages: Sequence[str]) -> list[list[str]]:
    """What installs the packages: bring the lists up to date once, then install."""
    return [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", *packages],
    ]


def can_install() -> bool:
    """Whether packages can be installed from here: as root, on Debian or Ubuntu."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def install(
    packages: Sequence[str], say: Callable[[str], None], stop: Callable[[str], Exception]
) -> None:
    """Install packages as root with apt-get, or stop with the one command that does it."""
    joined = " && ".join("sudo " + " ".join(command) for command in commands(packages))
    if shutil.which("apt-get") is None:
        sonames = [name for name, package in LIBRARIES.items() if package in packages]
        raise stop(
            "these system libraries are missing; install the packages of your system that hold "
            f"them: {' '.join(sonames or packages)} (PICTROVE_SYSTEM=skip goes on without)."
        )
    if not can_install():
        raise stop(
            "system libraries are missing; this command installs them, then try again "
            f"(PICTROVE_SYSTEM=skip goes on without):\n  {joined}"
        )
    say(f"Installing system libraries with apt-get: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in commands(packages):
        done = subprocess.run(
            command,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode != 0:
            raise stop(f"{command[0]} {command[1]} failed; try it yourself:\n  {joined}")
