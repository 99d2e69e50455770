"""Where the files of a bundle come from: Python packages, Python itself, the system's packages."""

from __future__ import annotations

import functools
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path, PurePosixPath

from packaging.utils import canonicalize_name

_LICENCE_FILE = re.compile(
    r"^(LICEN[CS]E|COPYING|COPYRIGHT|NOTICE|ThirdPartyNotices)", re.IGNORECASE
)
_BUILD = re.compile(rb"\x04\x00{3}\x14\x00{3}\x03\x00{3}GNU\x00(.{20})", re.DOTALL)
"""The note in a Linux library that names its build (ELF, little endian)."""
_COMMON = Path("/usr/share/common-licenses")
_SHARED = {"LGPL-2.0": "LGPL-2", "LGPL-2.1": "LGPL-2.1", "LGPL-3.0": "LGPL-3", "GPL-3.0": "GPL-3"}
"""Texts that Debian's copyright files only refer to, by what stands in an SPDX expression."""


class Packages:
    """The installed Python packages and their files."""

    def __init__(self) -> None:
        """Reads the lists of files of all of them."""
        self._owners: dict[str, str] = {}
        self._installed: dict[str, metadata.Distribution] = {}
        for package in metadata.distributions():
            name = str(canonicalize_name(package.name))
            self._installed.setdefault(name, package)
            for file in package.files or ():
                self._owners.setdefault(PurePosixPath(file).as_posix(), name)
        self._modules = metadata.packages_distributions()

    def owner(self, place: str) -> str | None:
        """The package that a file, told as it lies among the packages, belongs to."""
        return self._owners.get(place)

    def of_module(self, module: str) -> str | None:
        """The package that a Python module belongs to."""
        path = module.replace(".", "/")
        for place in (f"{path}.py", f"{path}/__init__.py"):
            if place in self._owners:
                return self._owners[place]
        owners = self._modules.get(module.partition(".")[0])
        return str(canonicalize_name(owners[0])) if owners else None

    def knows(self, name: str) -> bool:
        """Whether it is installed."""
        return name in self._installed

    def version(self, name: str) -> str:
        """Its version."""
        return self._installed[name].version

    def homepage(self, name: str) -> str:
        """Where it and its sources are published."""
        return f"https://pypi.org/project/{name}/{self.version(name)}/"

    def texts(self, name: str) -> dict[str, Path]:
        """Its licence files: how each is called here, and where it lies."""
        package = self._installed[name]
        files = [file for file in package.files or () if _LICENCE_FILE.match(file.name)]
        inside = [file for file in files if ".dist-info/" in file.as_posix()]
        beside = [file for file in files if file not in inside and len(file.parts) == 2]
        return {
            _short(PurePosixPath(file)): Path(str(file.locate()))
            for file in [*inside, *beside]
            if Path(str(file.locate())).is_file()
        }

    def bills(self, name: str) -> list[Path]:
        """Bills of materials that the package carries."""
        return [
            Path(str(file.locate()))
            for file in self._installed[name].files or ()
            if file.name.endswith((".cyclonedx.json", ".cdx.json"))
        ]


@functools.cache
def installed() -> Packages:
    """The packages of this environment; they are looked at once."""
    return Packages()


def _short(file: PurePosixPath) -> str:
    """Its path without the folders that all have."""
    parts = [part for part in file.parts if not part.endswith(".dist-info")]
    if parts[0] in {"licenses", "license_files"}:
        del parts[0]
    return "-".join(parts)


@functools.cache
def interpreter_files() -> frozenset[str]:
    """Names of the files that belong to Python itself."""
    base = Path(sys.base_prefix)
    folders = [
        base,
        base / "DLLs",
        base / "lib",
        Path(sysconfig.get_path("stdlib")) / "lib-dynload",
    ]
    folders.append(Path(sysconfig.get_config_var("LIBDIR") or base))
    own = sys.platform == "linux" and base == Path("/usr")  # then these are the system's folders
    names = {
        path.name for folder in folders if folder.is_dir() and not own for path in folder.iterdir()
    }
    return frozenset(name for name in names if _is_library(name))


def _is_library(name: str) -> bool:
    return bool(re.search(r"(\.so(\.[\d.]+)?|\.dylib|\.dll|\.pyd)$", name)) or name == "Python"


def interpreter_licence() -> Path | None:
    """The text of Python's licence."""
    names = ("LICENSE.txt", "LICENSE")
    places = [Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)]
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    found = [place / name for place in places for name in names]
    found.append(Path("/usr/share/doc") / version / "copyright")
    return next((path for path in found if path.is_file()), None)


class SystemPackage:
    """A package of Debian or Ubuntu."""

    def __init__(self, name: str, version: str, source: str, homepage: str) -> None:
        """Touches nothing.

        Args:
            name: of the binary package.
            version: of the same.
            source: the source package that it was made of.
            homepage: of the software in it.
        """
        self.name, self.version, self.source, self.homepage = name, version, source, homepage

    @property
    def purl(self) -> str:
        """Its package URL."""
        return f"pkg:deb/{_system()}/{self.name}@{self.version.replace(':', '%3A')}"

    @property
    def sources(self) -> str:
        """Where its sources are published."""
        if _system() == "ubuntu":
            return f"https://launchpad.net/ubuntu/+source/{self.source}"
        return f"https://sources.debian.org/src/{self.source}/"

    def texts(self, licence: str) -> dict[str, Path]:
        """What Debian says about copyright, and the texts that it refers to."""
        found = {"copyright": Path("/usr/share/doc") / self.name / "copyright"}
        for spdx, name in _SHARED.items():
            if re.search(rf"(?<![A-Z]){re.escape(spdx)}", licence):
                found[f"{name}.txt"] = _COMMON / name
        return {name: path for name, path in found.items() if path.is_file()}


@functools.cache
def _system() -> str:
    """The name of this system, as it calls itself."""
    try:
        return platform.freedesktop_os_release().get("ID", "debian")
    except OSError:
        return "debian"


def system_packages(files: Iterable[Path]) -> dict[str, SystemPackage]:
    """The system's packages that libraries were copied from; only unchanged copies count.

    Args:
        files: libraries in a bundle.

    Returns:
        The package of each, by the library's name.
    """
    wanted = {file.name: file for file in files}
    if not wanted or shutil.which("dpkg-query") is None:
        return {}
    owners: dict[str, str] = {}
    for package, path in _search(wanted):
        if path.name not in owners and _same(path, wanted[path.name]):
            owners[path.name] = package
    told = {name: _told(name) for name in set(owners.values())}
    return {library: told[package] for library, package in owners.items()}


def _search(names: Iterable[str]) -> Iterator[tuple[str, Path]]:
    asked = ["dpkg-query", "--search", *(f"*/{name}" for name in names)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    for line in answer.splitlines():
        packages, _, path = line.partition(": ")
        if not packages.startswith("diversion "):
            yield packages.partition(",")[0], Path(path)


def _same(one: Path, other: Path) -> bool:
    """Whether both were built in one go; symbols may have been stripped since."""
    try:
        contents = one.read_bytes(), other.read_bytes()
    except OSError:
        return False
    first, second = map(_BUILD.search, contents)
    if first and second:
        return first[1] == second[1]
    return contents[0] == contents[1]


def _told(package: str) -> SystemPackage:
    form = "${Package}\t${Version}\t${source:Package}\t${Homepage}"
    asked = ["dpkg-query", "--show", f"--showformat={form}", package]
    answer = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return SystemPackage(*answer.split("\t"))
