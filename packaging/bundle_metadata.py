"""Which packages are in the bundle, for `pictrove doctor`, as Python's own metadata.

Only names and versions: the descriptions would be a megabyte that nobody reads.
"""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

import bundle_full
import notices
from packaging.utils import canonicalize_name

from indexer.version import version

NAME = "pictrove"
_PREFIX = "pictrove-metadata-"
_LEFT_OUT = frozenset({"pillow-jxl-plugin"})
_TOLD = ("Metadata-Version", "Name", "Version", "Summary", "License-Expression", "License")


def packages(*, full: bool) -> list[str]:
    """Names of the packages that a bundle holds, Pictrove first."""
    required, extras = notices.declared()
    wanted = [*required, *(extras["prepare"] if full else ())]
    held = [name for name in notices.closure(wanted) if name not in _LEFT_OUT]
    return [NAME, *(name for name in held if name not in bundle_full.UNUSED_PACKAGES)]


def files(*, full: bool) -> list[tuple[str, str]]:
    """A short METADATA for each package, with its folder in the bundle."""
    made = Path(tempfile.mkdtemp(prefix=_PREFIX))
    atexit.register(shutil.rmtree, made, ignore_errors=True)  # PyInstaller copies it before
    return [_short(name, made) for name in packages(full=full)]


def version_of(contents: Path) -> str | None:
    """Which version of Pictrove a bundle holds; None if it does not say.

    Args:
        contents: the bundle's folder with its data.
    """
    found = (path.name for path in contents.glob(f"{NAME}-*.dist-info"))
    return next((name.removeprefix(f"{NAME}-").removesuffix(".dist-info") for name in found), None)


def objection_to(contents: Path) -> str | None:
    """A sentence if a bundle was made of other sources than these, by its version; else None.

    Args:
        contents: the bundle's folder with its data.
    """
    found, ours = version_of(contents), version()
    if found in {None, ours}:
        return None
    return (
        f"{contents} is of a bundle of Pictrove {found}, and these are the sources of {ours}; "
        "make the bundle again."
    )


def is_ours(entry: tuple[str, str, str]) -> bool:
    """Whether an entry of PyInstaller is none of the metadata that its hooks bring along."""
    place, source, _ = entry
    return not re.split(r"[/\\]", place)[0].endswith(".dist-info") or _PREFIX in source


def _short(name: str, folder: Path) -> tuple[str, str]:
    told = metadata.metadata(name)
    if name == NAME:  # an environment may have been made before its version went up
        told.replace_header("Version", version())
    lines = [f"{key}: {told[key]}" for key in _TOLD if _is_short(told.get(key))]
    plain = re.sub(r"[^a-z0-9.]+", "_", canonicalize_name(name))
    place = f"{plain}-{told['Version']}.dist-info"
    path = folder / place / "METADATA"
    path.parent.mkdir()
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path), place


def _is_short(text: str | None) -> bool:
    return bool(text) and "\n" not in text and len(text) < 200
