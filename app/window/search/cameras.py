"""The computer's cameras, behind a small face: what they need is heavy and may not be installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from app.window.search.qt_cameras import QtCameras

ShowFrame = Callable[[QImage], None]
SayFailure = Callable[[str], None]

_MULTIMEDIA = "PySide6.QtMultimedia"


class Camera(Protocol):
    """One camera that is on, until it is stopped."""

    def stop(self) -> None:
        """Turn it off: nothing is called back any more."""


class Cameras(Protocol):
    """The cameras that are connected now."""

    def names(self) -> tuple[str, ...]:
        """What they are called, the usual one first; none if there is none."""

    def start(self, name: str, show: ShowFrame, failed: SayFailure) -> Camera:
        """Turn a camera on, asking the system for permission if need be.

        Args:
            name: one of `names`; another one means the usual camera.
            show: gets every picture that it sees.
            failed: gets a sentence if it cannot be used.
        """


class InstalledCameras:
    """Those that Qt Multimedia knows, if that is installed. It is imported when it is needed."""

    def names(self) -> tuple[str, ...]:
        """See `Cameras.names`."""
        return self._cameras.names() if self._cameras is not None else ()

    def start(self, name: str, show: ShowFrame, failed: SayFailure) -> Camera:
        """See `Cameras.start`."""
        assert self._cameras is not None, "there are no names without it"
        return self._cameras.start(name, show, failed)

    @cached_property
    def _cameras(self) -> QtCameras | None:
        if importlib.util.find_spec(_MULTIMEDIA) is None:
            return None
        from app.window.search.qt_cameras import QtCameras

        try:
            return QtCameras(importlib.import_module(_MULTIMEDIA))
        except ImportError:  # it is there, but a library of the system that it needs is not
            return None
