"""Makes the package for Debian, Ubuntu and their kin from the bundle.

The program lies in /usr/lib/pictrove. There are no scripts for installing and removing: desktops
notice by themselves what is new in their folders. `SOURCE_DATE_EPOCH` sets all times in it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import textwrap
from collections.abc import Sequence
from email.utils import format_datetime
from pathlib import Path

import binaries
import facts
import manual
import needs
import program
import share

REVISION = "1"
COMPRESSION = ("-Zxz",)
_DOCUMENTS = Path("usr", "share", "doc", "pictrove")
_TEXT_WIDTH = 78
_LONG = """\
Pictrove finds any photo on your own computer by words, such as "two dogs in
the snow", or by a picture like it. Nobody has to tag anything first, photos
are only read, and nothing leaves the computer.
.
It comes with a window and a command line, a small model that works at once,
and offers larger ones to be downloaded. It carries its own Python, Qt and
ONNX Runtime."""


def debian_version(version: str | None = None) -> str:
    """Pictrove's version as Debian sorts it: what comes before a release gets a tilde."""
    plain = re.sub(r"\.?(a|b|rc|dev)(\d+)", r"~\1\2", version or facts.version())
    return f"{plain}-{REVISION}"


def maintainer() -> str:
    """Who answers for the package, as Debian's tools are told: DEBFULLNAME and DEBEMAIL."""
    name = os.environ.get("DEBFULLNAME", "Pictrove developers")
    return f"{name} <{os.environ.get('DEBEMAIL', 'pictrove@example.org')}>"


def make(bundle: Path, output: Path, compression: Sequence[str] = COMPRESSION) -> Path:
    """Make the package; returns its file.

    Args:
        bundle: `dist/pictrove`, which is not changed.
        output: the folder to write it to.
        compression: as dpkg-deb names it; another than the usual one is for trying it only.

    Raises:
        FileNotFoundError: there is no bundle.
        subprocess.CalledProcessError: one of Debian's tools failed.
    """
    if not (bundle / "pictrove").is_file():
        raise FileNotFoundError(f"{bundle} is no bundle; `make bundle` makes one.")
    output.mkdir(parents=True, exist_ok=True)
    file = output / f"pictrove_{debian_version()}_{facts.debian_architecture()}.deb"
    with tempfile.TemporaryDirectory(dir=output) as name:
        root = Path(name, "root")
        lay_out(bundle, root)
        _write_control(root)
        binaries.give_usual_permissions(root, root / program.FOLDER / "pictrove")
        command = [
            "dpkg-deb",
            "--root-owner-group",
            *compression,
            "--build",
            str(root),
            str(file),
        ]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(facts.epoch())}
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return file


def lay_out(bundle: Path, root: Path) -> None:
    """Put everything where it will be installed."""
    program.install(bundle, root, needs.leave_to_debian)
    share.install(root / "usr" / "share")
    _pack(root / "usr" / "share" / "man" / "man1" / "pictrove.1.gz", manual.manual())
    documents = root / _DOCUMENTS
    _pack(documents / "changelog.gz", (facts.ROOT / "CHANGELOG.md").read_text("utf-8"))
    _pack(documents / "changelog.Debian.gz", changelog())
    (documents / "copyright").write_text(
        copyright_file(root / program.FOLDER / "_internal"), "utf-8"
    )
    if (root / program.FOLDER / "_internal" / "licences").is_dir():
        (documents / "licences").symlink_to("../../../lib/pictrove/_internal/licences")
    overrides = root / "usr" / "share" / "lintian" / "overrides" / "pictrove"
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(facts.FILES / "lintian-overrides", overrides)


def changelog() -> str:
    """CHANGELOG.md in Debian's form."""
    entries = []
    for one in facts.releases():
        items = "\n".join(_item(facts.plain(note)) for note in one.notes)
        day = facts.moment().replace(year=one.day.year, month=one.day.month, day=one.day.day)
        entries.append(
            f"pictrove ({debian_version(one.version)}) unstable; urgency=medium\n\n{items}\n\n"
            f" -- {maintainer()}  {format_datetime(day)}\n"
        )
    return "\n".join(entries)


def _item(note: str) -> str:
    return textwrap.fill(
        note, _TEXT_WIDTH, initial_indent="  * ", subsequent_indent="    ", break_on_hyphens=False
    )


def copyright_file(inside: Path) -> str:
    """Whose the parts are and under which licences, in Debian's machine-readable form.

    Args:
        inside: the bundle's folder with the list of what it carries.
    """
    text = (facts.FILES / "copyright").read_text("utf-8")
    listed = inside / "licences" / "index.json"
    parts = json.loads(listed.read_text("utf-8"))["components"] if listed.is_file() else []
    carried = [part for part in parts if part["kind"] not in {"program", "offered model"}]
    lines = [f" {part['name']} {part['version']}: {part['licence']}" for part in carried]
    return text.replace("@PARTS@", "\n".join(lines) or " (see THIRD_PARTY_NOTICES.md)")


def _write_control(root: Path) -> None:
    found = needs.needs_of(root)
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(-(-path.stat().st_size // 1024) for path in files)
    fields = {
        "Package": "pictrove",
        "Version": debian_version(),
        "Architecture": facts.debian_architecture(),
        "Maintainer": maintainer(),
        "Installed-Size": str(size),
        "Depends": found.depends,
        "Recommends": ", ".join(filter(None, (found.recommends, "xdg-desktop-portal"))),
        "Section": "graphics",
        "Priority": "optional",
        **({"Homepage": home} if (home := facts.homepage()) else {}),
        "Description": "find photos by saying what is in them\n" + textwrap.indent(_LONG, " "),
    }
    control = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    (root / "DEBIAN" / "control").write_text(control, "utf-8")
    sums = sorted(f"{_md5(path)}  {path.relative_to(root)}\n" for path in files)
    (root / "DEBIAN" / "md5sums").write_text("".join(sorted(sums, key=lambda line: line[34:])))


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _pack(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
