"""`pictrove doctor`: is all well here, and what does whoever helps need to know?"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from app import attention, diagnosis, output
from app.attention import Log, Place
from app.bug import version
from app.diagnosis import Section
from app.library import as_json_option
from app.redaction import Redaction
from app.services import Services
from indexer.checkup import Checkup
from indexer.places import Places
from resources import resource
from resources.own_process import is_bundle

_LIBRARIES = (
    "PySide6-Essentials", "PySide6-Addons", "numpy", "onnxruntime", "pillow", "pillow-heif",
    "pillow-jxl-plugin", "rawpy", "safetensors", "usearch", "watchdog", "sqlite-utils",
    "tokenizers", "torch", "open-clip-torch", "timm", "onnx",
)  # fmt: skip
_QT = "PySide6"
_SESSION = ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "QT_QPA_PLATFORM", "LANG")
_DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY")
_SOUND = {
    "none": "there is none yet; `pictrove watch DIR` or `pictrove index DIR` makes one",
    "sound": "its database is sound (quick check)",
    "damaged": "its database is damaged",
    "old": "an older version wrote it; it is brought up to date when it is next used",
    "unknown": "its database cannot be looked at",
}
_ENGINE = {
    "none": "(none runs)",
    "dead": "(it cannot be reached, and has not ended in order)",
    "mute": "(it does not answer)",
}


@click.command("doctor", short_help="Look whether all is well, for a report as well.")
@click.option("--paths", is_flag=True, help="Show paths and names as they are.")
@as_json_option
@click.pass_context
def command(ctx: click.Context, paths: bool, as_json: bool) -> None:
    """Look whether all is well, and tell what helps to find out why if it is not.

    Nothing is started or changed. Paths, names of photos and your own name are left out, so
    that the text can be given to others; `--paths` shows them. Exit code 1 if something needs
    attention.
    """
    services = ctx.find_object(Services) or Services()
    places = services.places()
    measured = attention.measure(places)
    log = read_log(places)
    checkup = services.check_up(places)
    needed = attention.sentences(checkup, measured, log, missing())
    found = sections(checkup, measured, log, names=paths)
    if not paths:
        hide = redaction(places, checkup)
        needed = [hide(sentence) for sentence in needed]
        found = [Section(one.title, tuple(map(hide, one.lines))) for one in found]
    (_say_json if as_json else _say)(found, needed)
    ctx.exit(1 if needed else 0)


def _say(found: Sequence[Section], needed: Sequence[str]) -> None:
    for section in found:
        output.say(output.safe(section.title))
        for line in section.lines:
            output.say(f"  {output.safe(line)}")
        output.say()
    if not needed:
        output.say("All is well.")
        return
    output.say("What needs attention")
    for sentence in needed:
        output.say(f"  - {output.safe(sentence)}")


def _say_json(found: Sequence[Section], needed: Sequence[str]) -> None:
    output.say_json(
        {
            "version": version(),
            "well": not needed,
            "attention": list(needed),
            "sections": {one.title: list(one.lines) for one in found},
        }
    )


def sections(
    checkup: Checkup,
    measured: Sequence[Place],
    log: Log,
    *,
    names: bool,
) -> list[Section]:
    """All that is told, with names of folders or without."""
    import sqlite3  # not needed by other commands

    status = checkup.status
    found = [
        diagnosis.program(f"SQLite {sqlite3.sqlite_version}, processors {os.cpu_count()}"),
        Section("Installation", installation()),
        Section("Packages", tuple(f"{name} {number}" for name, number in installed().items())),
        Section("Display", display()),
        Section("Places", tuple(map(_place, measured))),
        Section("State of the library", (_SOUND[checkup.library],)),
    ]
    if status is not None:
        found += [diagnosis.library(status), diagnosis.folders(status, names=names)]
    if checkup.engine == "runs" and status is not None:
        found.append(diagnosis.engine(status.engine))
    else:
        found.append(Section("Engine", (_ENGINE.get(checkup.engine, "(it tells nothing)"),)))
    if checkup.settings is not None:
        found.append(diagnosis.settings(checkup.settings))
    found.append(Section("Photo decoders", _decoders(checkup)))
    if checkup.models:
        found.append(diagnosis.models(checkup.models))
    if log.text:
        found.append(diagnosis.log(log.text))
    return found


def _place(place: Place) -> str:
    free = "unknown" if place.free is None else output.size(place.free)
    state = "" if place.there else ", not there yet"
    return f"{place.name}: {place.path}, {output.size(place.size)}, free {free}{state}"


def _decoders(checkup: Checkup) -> tuple[str, ...]:
    found = checkup.decoders
    if found.trouble:
        return (found.trouble,)
    return (
        f"fences: {', '.join(found.fences) or '(none)'}",
        *([f"lacking: {found.lacking}"] if found.lacking else []),
        f"kinds that were read: {', '.join(found.reads)}",
        *([f"kinds that cannot be read: {', '.join(found.cannot)}"] if found.cannot else []),
    )


def display() -> tuple[str, ...]:
    """What kind of session this is, without names of computers."""
    told = [f"{name}: {os.environ[name]}" for name in _SESSION if os.environ.get(name)]
    shown = [name for name in _DISPLAYS if os.environ.get(name)]
    if sys.platform in {"win32", "darwin"}:
        shown = ["that of the system"]
    return (*told, f"display: {', '.join(shown) or '(none; the command line works)'}")


def installation() -> tuple[str, ...]:
    """How this program came here; of a bundle also what it is, and whether its licences are there.

    The licences are collected into the bundle when it is made (`packaging/licences.py`).
    """
    from importlib.util import find_spec

    if not is_bundle():
        return ("a Python package, installed or in a checkout",)
    full = find_spec("torch") is not None
    folder = resource("..").resolve() / "licences"
    try:
        components = json.loads((folder / "index.json").read_text("utf-8"))["components"]
        licences = f"of {len(components)} components, in {folder}"
    except (OSError, ValueError, KeyError):
        licences = "(their list is missing or damaged; install Pictrove again)"
    return (
        "full bundle, with PyTorch" if full else "standard bundle, without PyTorch",
        f"program: {sys.executable}",
        f"licences: {licences}",
    )


def installed() -> dict[str, str]:
    """The versions of what matters most, if it is there; nothing of it is loaded."""
    from importlib import metadata

    found = {}
    for name in _LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def missing() -> frozenset[str]:
    """Modules that are not there, of those that Pictrove can do without."""
    from importlib.util import find_spec

    optional = (_QT, *attention.KINDS_OF_PACKAGES.values())
    return frozenset(name for name in optional if find_spec(name) is None)


def read_log(places: Places) -> Log:
    """The end of the engine's log, and how old it is."""
    path = places.cache / diagnosis.LOG_NAME
    text = diagnosis.last_lines(path)
    try:
        return Log(text, time.time() - path.stat().st_mtime)
    except OSError:
        return Log(text)


def redaction(places: Places, checkup: Checkup) -> Redaction:
    """What is private here."""
    folders = checkup.status.folders if checkup.status else ()
    return Redaction(
        own={
            str(places.data): "(data)",
            str(places.cache): "(cache)",
            str(places.models): "(models)",
            str(places.settings): "(settings)",
            **_own_program(),
        },
        private={
            folder.path: f"(folder {number})" for number, folder in enumerate(folders, start=1)
        },
        home=str(Path.home()),
        names=_names(),
    )


def _own_program() -> dict[str, str]:
    """Where the program lies. A bundle's Python lies within it."""
    if is_bundle():
        return {str(Path(sys.executable).parent): "(program)"}
    program = str(Path(__file__).resolve().parents[1])
    return {program: "(program)", sys.prefix: "(python)", sys.base_prefix: "(python)"}


def _names() -> list[str]:
    """What this user and this computer are called."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    return [user, platform.node()]
