"""What helps whoever is asked for help, in sections of lines; always in English.

The window's diagnostics and `pictrove doctor` are both made of it. Qt is not known here.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from app.bug import version
from indexer.caller import without_password
from indexer.client import EngineStatus, FolderStatus, ModelStatus, Settings, Status

LOG_NAME = "engine.log"
LOG_LINES = 40
_LOG_BYTES = 20_000


@dataclass(frozen=True)
class Section:
    """Some lines about one thing."""

    title: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([self.title, *(f"  {line}" for line in self.lines)])


def program(*more: str) -> Section:
    """What runs, on what; `more` is what only the caller knows."""
    return Section(
        f"Pictrove {version()}",
        (f"Python {platform.python_version()}, {platform.platform()}", *more),
    )


def library(status: Status) -> Section:
    """What the library holds."""
    lines = [
        f"folder: {status.data_folder}",
        f"indexed {status.indexed}, pending {status.pending}",
        f"failed {status.failed}, missing {status.missing}",
        f"database: {status.database_bytes} bytes",
        f"model: {status.model}",
        *filter(None, [status.model_note]),
    ]
    return Section("Library", tuple(lines))


def folders(status: Status, *, names: bool = False) -> Section:
    """How many and of what kind; their names are nobody's business, unless asked for."""
    lines = [
        _folder(folder, folder.path if names else f"folder {number}", names=names)
        for number, folder in enumerate(status.folders, start=1)
    ]
    return Section("Folders", tuple(lines) or ("(none)",))


def _folder(folder: FolderStatus, name: str, *, names: bool) -> str:
    kinds = {
        ", watched": folder.watched,
        ", offline": folder.offline,
        ", hidden files": folder.hidden,
        f", {len(folder.excludes)} excludes": bool(folder.excludes),
        f" ({folder.note})": bool(folder.note),
    }
    told = "".join(kind for kind, holds in kinds.items() if holds)
    told = told if names else told.replace(folder.path, "(folder)")
    return f"{name}: {folder.photos} photos{told}"


def engine(found: EngineStatus | None) -> Section:
    """What the background process does."""
    if found is None:
        return Section("Engine", ("(none runs)",))
    lines = [
        f"version {found.version}, started {found.started_at}, clients {found.clients}",
        f"memory {found.memory_bytes} bytes, models loaded: {found.models_loaded}",
        f"{found.activity.state} {found.activity.reason}".strip(),
    ]
    if (progress := found.activity.progress) is not None:
        lines.append(
            f"{progress.done} of {progress.total}, {progress.failed} failed, "
            f"{progress.rate:.1f} per second"
        )
    return Section("Engine", (*lines, *(f"notice: {notice}" for notice in found.notices)))


def settings(found: Settings) -> Section:
    """When and how the engine may work."""
    shown = replace(found, hub=without_password(found.hub)) if found.hub else found
    lines = [f"{name}: {value}" for name, value in asdict(shown).items()]
    return Section("Settings of the engine", tuple(lines))


def models(found: Sequence[ModelStatus]) -> Section:
    """Which there are, and which of them answers."""
    return Section("Models", tuple(_model(model) for model in found))


def _model(model: ModelStatus) -> str:
    state = "in use" if model.in_use else "ready" if model.ready else "not here"
    return f"{model.model_id}: {state}"


def log(text: str) -> Section:
    """The end of the engine's log."""
    return Section("Last lines of the engine's log", tuple(text.splitlines()) or ("(none)",))


def last_lines(path: Path) -> str:
    """The end of a log; empty if there is none."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _LOG_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-LOG_LINES:])


def as_text(sections: Sequence[Section]) -> str:
    """The sections one below the other."""
    return "\n\n".join(map(str, sections))
