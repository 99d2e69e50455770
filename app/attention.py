"""What of a checkup needs somebody's attention: sentences that say what to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app import output
from app.bug import version
from indexer.checkup import Checkup
from indexer.places import Places

LITTLE_SPACE = 1_000_000_000
KINDS_OF_PACKAGES = {"heic": "pillow_heif", "jxl": "pillow_jxl"}
"""Kinds of pictures that are read by a package which may be left out."""

_RECENT_SECONDS = 7 * 86_400
_BUG = "Traceback (most recent call last)"


@dataclass(frozen=True)
class Place:
    """One of Pictrove's folders.

    Attributes:
        size: bytes of what lies in it.
        free: bytes on its disk; None if nobody can tell.
        writable: whether this user may write there (or make it).
    """

    name: str
    path: Path
    there: bool
    size: int
    free: int | None
    writable: bool


@dataclass(frozen=True)
class Log:
    """The engine's log.

    Attributes:
        text: its end.
        age: seconds since something was written to it.
    """

    text: str = ""
    age: float = 0.0


def measure(places: Places) -> tuple[Place, ...]:
    """Pictrove's folders; the disk is only read."""
    folders = {
        "data": places.data,
        "cache": places.cache,
        "models": places.models,
        "settings": places.settings,
    }
    return tuple(_measured(name, path) for name, path in folders.items())


def _measured(name: str, path: Path) -> Place:
    nearest = next((one for one in (path, *path.parents) if one.exists()), path)
    try:
        free: int | None = shutil.disk_usage(nearest).free
    except OSError:
        free = None
    return Place(
        name=name,
        path=path,
        there=path.exists(),
        size=_size_of(path),
        free=free,
        writable=nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK),
    )


def _size_of(folder: Path) -> int:
    total = 0
    for inside, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(inside, name)).st_size  # noqa: PTH118 - may be many
            except OSError:
                continue  # it was just taken away
    return total


def sentences(
    checkup: Checkup, places: tuple[Place, ...], log: Log, missing: frozenset[str]
) -> list[str]:
    """Everything that needs attention; nothing if all is well.

    Args:
        checkup: of the library and what works with it.
        places: Pictrove's folders.
        log: the end of the engine's log.
        missing: modules that are not installed, of those that may be missing.
    """
    found = [
        *_of_installation(checkup, missing),
        *_of_places(places),
        *_of_library(checkup),
        *_of_engine(checkup),
        *_of_log(log),
    ]
    return list(dict.fromkeys(found))


def _of_installation(checkup: Checkup, missing: frozenset[str]) -> Iterator[str]:
    if "PySide6" in missing:
        yield (
            "Qt is not installed, so no window can be shown; install Pictrove again "
            "(the command line works)."
        )
    decoders = checkup.decoders
    if decoders.trouble:
        yield f"No picture can be read: {decoders.trouble}"
    if decoders.lacking:
        yield (
            f"Photo decoders are less confined than they could be ({decoders.lacking}); "
            "docs/sandbox.md says what each system offers, and a newer one may offer more."
        )
    broken = [kind for kind in decoders.cannot if KINDS_OF_PACKAGES.get(kind) not in missing]
    if broken:
        yield (
            f"Pictures of these kinds cannot be read here: {', '.join(broken)}; "
            "install Pictrove again with all that it depends on."
        )
    for model in checkup.models:
        if model.in_use and not model.ready:
            yield (
                f"The model {model.model_id} is in use but not here; get it with "
                f"`pictrove models get {model.model_id}`."
            )


def _of_places(places: tuple[Place, ...]) -> Iterator[str]:
    for place in places:
        if not place.writable:
            yield (
                f"The folder of {place.name} ({place.path}) cannot be written; allow writing "
                "to it, or set PICTROVE_HOME to another folder."
            )
    tight = [place for place in places if place.free is not None and place.free < LITTLE_SPACE]
    for free in sorted({place.free or 0 for place in tight}):
        names = ", ".join(place.name for place in tight if place.free == free)
        yield f"Only {output.size(free)} are free on the disk of {names}; make room there."


def _of_library(checkup: Checkup) -> Iterator[str]:
    if checkup.library == "damaged":
        yield (
            f"The library is damaged ({checkup.damage}); `pictrove repair` saves what can be "
            "saved, and no photo is affected."
        )
    yield from checkup.troubles
    status = checkup.status
    if status is None:
        return
    for number, folder in enumerate(status.folders, start=1):
        if folder.offline:
            yield (
                f"Folder {number} ({folder.path}) is out of reach; connect its drive, or take it "
                "out of the library with `pictrove forget`."
            )


def _of_engine(checkup: Checkup) -> Iterator[str]:
    if checkup.engine == "dead":
        yield (
            "The engine cannot be reached: it was killed, hangs, or is of another version; "
            "`pictrove status` starts it again if it was killed, and a restart of the computer "
            "ends it if not."
        )
    if checkup.engine == "mute" and not checkup.troubles:
        yield "The engine does not answer; wait a little, or end it: `pictrove engine stop`."
    engine = checkup.status.engine if checkup.status else None
    if engine is None:
        return
    if engine.version != version():
        yield (
            f"The engine is of version {engine.version}, this command of {version()}; "
            "`pictrove engine stop` ends it, and it is started anew when it is needed."
        )
    yield from (notice for notice in engine.notices if notice)


def _of_log(log: Log) -> Iterator[str]:
    if _BUG in log.text and log.age < _RECENT_SECONDS:
        yield (
            "The engine met a bug lately; please report it with the last lines of its log "
            "(look first whether a name in them is private)."
        )
