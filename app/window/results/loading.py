"""Thumbnails from files, in threads: images only, for pixmaps belong to the window's thread."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QImageReader

_JPEG = b"\xff\xd8\xff"
_LARGEST_FILE = 16 * 1024**2
_LARGEST_SIDE = 4096
"""A file that says it is larger is no thumbnail of ours, and is not decoded."""

_MOST_READY = 32
_MOST_ENLARGED = 2
"""Enlarging here makes painting a mere copy; but what is much too small would fill the memory."""


@dataclass(frozen=True)
class Shape:
    """What thumbnails are scaled to.

    Attributes:
        side: of a cell, in pixels of the screen.
        fill: the cell is filled and the picture cropped; else the whole picture fits in.
    """

    side: int
    fill: bool

    def size_of(self, picture: QSize) -> QSize:
        """The size that a picture is scaled to."""
        across, down = max(1, picture.width()), max(1, picture.height())
        scale = self.side / (min(across, down) if self.fill else max(across, down))
        scale = min(scale, _MOST_ENLARGED)
        return QSize(max(1, round(across * scale)), max(1, round(down * scale)))


@dataclass(frozen=True)
class Job:
    """A thumbnail to be read."""

    photo_id: int
    path: str
    shape: Shape


@dataclass(frozen=True)
class Loaded:
    """A job that was done; without an image if that was not possible."""

    job: Job
    image: QImage | None


def read_thumbnail(path: str, shape: Shape) -> QImage | None:
    """Read a JPEG, and nothing but a JPEG, at the size it will be shown; None if it is broken."""
    if not _is_jpeg(path):
        return None
    # By its path: a device made in Python would take the interpreter's lock at each read.
    reader = QImageReader(path, b"jpeg")
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _LARGEST_SIDE:
        return None
    reader.setScaledSize(shape.size_of(size))
    image = reader.read()
    return None if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)


def _is_jpeg(path: str) -> bool:
    """Whether there is a file of ours; Qt would complain in the log about any other."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - paths are exact strings
            small = os.fstat(file.fileno()).st_size <= _LARGEST_FILE
            return small and file.read(len(_JPEG)) == _JPEG
    except OSError:
        return False


class Loader(QObject):
    """A few threads that read thumbnails in the order in which they are wanted now.

    Signals:
        loaded(): something can be taken; not sent again until it was taken.
    """

    loaded = Signal()

    def __init__(self, threads: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self._begun: set[int] = set()
        self._ready: deque[Loaded] = deque()
        self._closed = False
        self._turn = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"thumbnails-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def want(self, jobs: Sequence[Job]) -> None:
        """Read these, the first ones first, and forget those wanted before."""
        with self._turn:
            self._jobs = [job for job in reversed(jobs) if job.photo_id not in self._begun]
            if self._jobs:
                self._turn.notify_all()

    def take(self) -> Loaded | None:
        """What was loaded first; None if there is nothing more by now."""
        with self._turn:
            if not self._ready:
                return None
            loaded = self._ready.popleft()
            self._begun.discard(loaded.job.photo_id)
            if len(self._ready) == _MOST_READY - 1:
                self._turn.notify_all()
            return loaded

    def close(self) -> None:
        """End the threads; nothing is loaded any more."""
        with self._turn:
            self._closed = True
            self._jobs = []
            self._turn.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            image = read_thumbnail(job.path, job.shape)
            with self._turn:
                self._ready.append(Loaded(job, image))
                is_first = len(self._ready) == 1 and not self._closed
            if is_first:
                self.loaded.emit()

    def _next(self) -> Job | None:
        """The next job, if the window keeps up with taking; None at the end."""
        with self._turn:
            while not self._closed and (not self._jobs or len(self._ready) >= _MOST_READY):
                self._turn.wait()
            if self._closed:
                return None
            job = self._jobs.pop()
            self._begun.add(job.photo_id)
            return job
