"""What the packages say about Pictrove: each fact is read from the place where it is kept."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).with_name("files")
ID = "org.pictrove.pictrove"
"""Of the program among all programs: its desktop file, icon and AppStream component."""

_RELEASE = re.compile(r"^## \[(?P<name>[^]]+)\](?: - (?P<day>\d{4}-\d\d-\d\d))?\s*$", re.MULTILINE)
_NOTE = re.compile(r"^- (.*(?:\n  .*)*)", re.MULTILINE)
_DEBIAN = {"x86_64": "amd64", "aarch64": "arm64"}


@dataclass(frozen=True)
class Release:
    """A release, as CHANGELOG.md tells of it.

    Attributes:
        version: its number.
        day: when it came out; of a version still in the making, the day of its sources.
        done: it came out.
        notes: what is new in it, in Markdown, one line each.
    """

    version: str
    day: date
    done: bool
    notes: tuple[str, ...]


@cache
def project() -> dict[str, Any]:
    """The project in `pyproject.toml`."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return dict(tomllib.load(file)["project"])


def version() -> str:
    """Pictrove's version."""
    return str(project()["version"])


def homepage() -> str | None:
    """Where the project is at home, as `[project.urls]` says; None while there is nothing."""
    urls = project().get("urls", {})
    return str(urls["Homepage"]).rstrip("/") if "Homepage" in urls else None


def epoch() -> int:
    """The time that all files of a package get, so that the same sources make the same package."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0 and done.stdout.strip():
        return int(done.stdout)
    return int((ROOT / "CHANGELOG.md").stat().st_mtime)  # sources without their history


def moment() -> datetime:
    """`epoch` as a time."""
    return datetime.fromtimestamp(epoch(), UTC)


def releases(changelog: str | None = None) -> list[Release]:
    """What CHANGELOG.md tells, the newest first; what is not yet released counts as `version`."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8") if changelog is None else changelog
    heads = list(_RELEASE.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    found = [_release(head, text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]
    known = {release.version for release in found if release.done}
    return [one for one in found if one.notes and (one.done or one.version not in known)]


def _release(head: re.Match[str], body: str) -> Release:
    notes = tuple(" ".join(note.split()) for note in _NOTE.findall(body))
    if head["day"]:
        return Release(head["name"], date.fromisoformat(head["day"]), done=True, notes=notes)
    return Release(version(), moment().date(), done=False, notes=notes)


def debian_architecture() -> str:
    """This machine, as Debian calls it.

    Raises:
        ValueError: nobody has made packages for such a machine.
    """
    machine = platform.machine()
    if machine not in _DEBIAN:
        raise ValueError(f"Packages are made on {' and '.join(_DEBIAN)} only, not on {machine}.")
    return _DEBIAN[machine]


def plain(note: str) -> str:
    """A line of Markdown as plain text."""
    return re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", note).replace("`", "").replace("**", "")
