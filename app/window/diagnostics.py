"""What helps whoever is asked for help: one text, without private paths. Always in English."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from app import diagnosis
from app.diagnosis import LOG_NAME, last_lines
from app.window import texts
from indexer.client import ModelStatus, Settings, Status

__all__ = ["LOG_NAME", "last_lines", "report"]


def report(
    status: Status | None,
    models: Sequence[ModelStatus],
    settings: Settings | None,
    log: str,
) -> str:
    """All of it; what is not known is left out. The home folder is written as ``~``."""
    parts = [diagnosis.program(*_surroundings())]
    if status is not None:
        parts += [
            diagnosis.library(status),
            diagnosis.folders(status),
            diagnosis.engine(status.engine),
        ]
    if settings is not None:
        parts.append(diagnosis.settings(settings))
    if models:
        parts.append(diagnosis.models(models))
    parts.append(diagnosis.log(log))
    return texts.without_home(diagnosis.as_text(parts))


def _surroundings() -> tuple[str, ...]:
    screens = [
        f"{screen.size().width()}x{screen.size().height()} @{screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    ]
    return (
        f"Qt {qVersion()}",
        f"platform {QGuiApplication.platformName()}, screens {', '.join(screens)}",
        f"locale {QLocale().name()}, processors {os.cpu_count()}",
    )
