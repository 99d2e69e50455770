"""What helps whoever is asked for help: one text, without private paths. Always in English."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from app.bug import version
from app.window import texts
from indexer.client import EngineStatus, ModelStatus, Settings, Status

LOG_LINES = 40
_LOG_BYTES = 20_000


def report(
    status: Status | None,
    models: Sequence[ModelStatus],
    settings: Settings | None,
    log: str,
) -> str:
    """All of it; what is not known is left out. The home folder is written as ``~``."""
    parts = [_program()]
    if status is not None:
        parts += [_library(status), _folders(status), _engine(status.engine)]
    if settings is not None:
        lines = [f"{name}: {value}" for name, value in asdict(settings).items()]
        parts.append(_section("Settings of the engine", lines))
    if models:
        parts.append(_section("Models", [_model(model) for model in models]))
    parts.append(_section("Last lines of the engine's log", log.splitlines() or ["(none)"]))
    return texts.without_home("\n\n".join(parts))


def last_lines(log: Path) -> str:
    """The end of a log; empty if there is none."""
    try:
        with log.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _LOG_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-LOG_LINES:])


def _section(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)])


def _program() -> str:
    screens = [
        f"{screen.size().width()}x{screen.size().height()} @{screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    ]
    return _section(
        f"Pictrove {version()}",
        [
            f"Python {platform.python_version()}, {platform.platform()}",
            f"Qt {qVersion()}",
            f"platform {QGuiApplication.platformName()}, screens {', '.join(screens)}",
            f"locale {QLocale().name()}, processors {os.cpu_count()}",
        ],
    )


def _library(status: Status) -> str:
    return _section(
        "Library",
        [
            f"folder: {status.data_folder}",
            f"indexed {status.indexed}, pending {status.pending}",
            f"failed {status.failed}, missing {status.missing}",
            f"database: {status.database_bytes} bytes",
            f"model: {status.model}",
            *filter(None, [status.model_note]),
        ],
    )


def _folders(status: Status) -> str:
    """How many and of what kind: their names are nobody's business."""
    lines = [
        f"folder {number}: {folder.photos} photos"
        f"{', watched' if folder.watched else ''}{', offline' if folder.offline else ''}"
        f"{', hidden files' if folder.hidden else ''}"
        f"{f', {len(folder.excludes)} excludes' if folder.excludes else ''}"
        f"{f' ({folder.note})' if folder.note else ''}".replace(folder.path, "(folder)")
        for number, folder in enumerate(status.folders, start=1)
    ]
    return _section("Folders", lines or ["(none)"])


def _engine(engine: EngineStatus | None) -> str:
    if engine is None:
        return _section("Engine", ["(none runs)"])
    lines = [
        f"version {engine.version}, started {engine.started_at}, clients {engine.clients}",
        f"memory {engine.memory_bytes} bytes, models loaded: {engine.models_loaded}",
        f"{engine.activity.state} {engine.activity.reason}".strip(),
    ]
    if (progress := engine.activity.progress) is not None:
        lines.append(
            f"{progress.done} of {progress.total}, {progress.failed} failed, "
            f"{progress.rate:.1f} per second"
        )
    return _section("Engine", [*lines, *(f"notice: {notice}" for notice in engine.notices)])


def _model(model: ModelStatus) -> str:
    state = "in use" if model.in_use else "ready" if model.ready else "not here"
    return f"{model.model_id}: {state}"
