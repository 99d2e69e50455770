"""The pictures of the grid: read in threads, kept in memory within bounds, made if lost."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap

from app.window.asking import Asks, Ticket
from app.window.results.loading import Job, Loaded, Loader, Shape
from indexer.errors import PictureError
from indexer.reports import Photo

MEMORY_BYTES = 96 * 1024**2
THREADS = 2
"""More of them take the interpreter's lock from the window more often than they save time."""

_MOST_MAKING = 2
_MOST_REMEMBERED = 20_000
_SECONDS_UNTIL_RETRY = 30.0
_SECONDS_PER_TURN = 0.004
"""Pixmaps are made for so long in one turn of the event loop, so that scrolling stays smooth."""

_BYTES_PER_PIXEL = 4
_SCREENFULS = 3

ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class _Kept:
    pixmap: QPixmap
    path: str
    shape: Shape

    @property
    def size(self) -> int:
        return _BYTES_PER_PIXEL * self.pixmap.width() * self.pixmap.height()


@dataclass(frozen=True)
class _Made:
    """A thumbnail that was made, and which one was known then: by now it may be another."""

    path: str
    instead_of: str | None


@dataclass(frozen=True)
class _Failure:
    """Remembered until the photo is another one, or for some seconds."""

    photo: Photo
    until: float


class Thumbnails(QObject):
    """Thumbnails as pixmaps, for whoever says what is wanted now.

    Signals:
        loaded(tuple): ids of photos that have a thumbnail now, or are known to have none.
    """

    loaded = Signal(tuple)

    def __init__(
        self,
        asks: Asks,
        parent: QObject | None = None,
        *,
        threads: int = THREADS,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        """Keep thumbnails.

        Args:
            asks: makes thumbnails that are lost.
            parent: owns this object.
            threads: how many read files.
            memory_bytes: how much the pixmaps may take, if the screen does not need more.
        """
        super().__init__(parent)
        self._asks = asks
        self._least_budget = self._budget = memory_bytes
        self._shape = Shape(192, fill=True)
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._kept_bytes = 0
        self._closed = False
        self._failures: OrderedDict[int, _Failure] = OrderedDict()
        self._made: OrderedDict[int, _Made] = OrderedDict()
        self._making: dict[int, Ticket] = {}
        self._to_make: list[Photo] = []
        self._wanted: dict[int, Photo] = {}
        self._loader = Loader(threads, self)
        self._loader.loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._on_loaded)

    def set_shape(self, side: int, *, fill: bool, room: int = 0) -> None:
        """Scale what is read from now on; what is there is shown scaled meanwhile.

        Args:
            side: of a cell, in pixels of the screen.
            fill: see `Shape`.
            room: pixels of the screen that show thumbnails; what they need is always kept.
        """
        self._shape = Shape(max(1, side), fill)
        self._budget = max(self._least_budget, _SCREENFULS * _BYTES_PER_PIXEL * room)

    @property
    def memory_bytes(self) -> int:
        """What the pixmaps take now."""
        return self._kept_bytes

    @property
    def most(self) -> int:
        """How many can be kept, as far as those here tell: wanting more would never end."""
        if len(self._kept) < _SCREENFULS:
            each = 2 * _BYTES_PER_PIXEL * self._shape.side**2
        else:
            each = self._kept_bytes // len(self._kept)
        return max(8, self._budget * 4 // (5 * max(1, each)))

    def pixmap(self, photo_id: int) -> QPixmap | None:
        """What there is of a photo, perhaps for cells of another size."""
        kept = self._kept.get(photo_id)
        if kept is None:
            return None
        self._kept.move_to_end(photo_id)
        return kept.pixmap

    def has_failed(self, photo_id: int) -> bool:
        """Whether the photo cannot be shown."""
        return photo_id in self._failures

    def want(self, photos: Sequence[Photo]) -> None:
        """Read what is not there of these, first things first, and nothing else any more."""
        self._wanted = {photo.photo_id: photo for photo in photos[: self.most]}
        self._want_again()

    def forget_failures(self, ids: Iterable[int] | None = None) -> None:
        """Try again what failed: these photos, or all."""
        for photo_id in list(self._failures) if ids is None else ids:
            self._failures.pop(photo_id, None)
            self._made.pop(photo_id, None)

    def forget(self) -> None:
        """Have nothing any more: the library is another one."""
        self._loader.want([])
        while self._loader.take() is not None:
            pass  # read for photos of the other one
        self._forget()

    def close(self) -> None:
        """End the threads and forget everything."""
        self._closed = True
        self._loader.close()
        self._more.stop()
        self._forget()

    def _forget(self) -> None:
        for ticket in self._making.values():
            ticket.cancel()
        for forgotten in (self._making, self._wanted, self._kept, self._failures, self._made):
            forgotten.clear()
        self._to_make.clear()
        self._kept_bytes = 0

    def _want_again(self) -> None:
        jobs, self._to_make = [], []
        for photo in self._wanted.values():
            if photo.photo_id in self._making or self._is_settled(photo):
                continue
            path = self._path_of(photo)
            if path is None:
                self._to_make.append(photo)
            else:
                jobs.append(Job(photo.photo_id, path, self._shape))
        self._loader.want(jobs)
        self._make_next()

    def _path_of(self, photo: Photo) -> str | None:
        made = self._made.get(photo.photo_id)
        if made is not None and made.instead_of == photo.thumbnail:
            return made.path
        return photo.thumbnail

    def _is_settled(self, photo: Photo) -> bool:
        """Whether nothing has to be done for a photo."""
        kept = self._kept.get(photo.photo_id)
        path = self._path_of(photo)
        if kept is not None and kept.shape == self._shape and path in (None, kept.path):
            self._kept.move_to_end(photo.photo_id)
            return True
        failure = self._failures.get(photo.photo_id)
        if failure is None:
            return False
        if failure.photo == photo and failure.until > time.monotonic():
            return True
        self.forget_failures((photo.photo_id,))
        return False

    # Reading

    @Slot()
    def _on_loaded(self) -> None:
        """Take over what the threads have read, for as long as one turn may take."""
        end = time.perf_counter() + _SECONDS_PER_TURN
        taken: list[Loaded] = []
        while (loaded := self._loader.take()) is not None:
            taken.append(loaded)
            self._take(loaded)
            if time.perf_counter() >= end:
                self._more.start()
                break
        if any(one.image is None or one.job.shape != self._shape for one in taken):
            self._want_again()
        ids = tuple(one.job.photo_id for one in taken if one.image is not None)
        if ids:
            self.loaded.emit(ids)

    def _take(self, loaded: Loaded) -> None:
        job, photo = loaded.job, self._wanted.get(loaded.job.photo_id)
        if loaded.image is not None:
            self._keep(job.photo_id, _Kept(QPixmap.fromImage(loaded.image), job.path, job.shape))
        elif photo is not None and self._path_of(photo) == job.path:
            if photo.photo_id in self._made:
                self._fail(photo, for_good=True)
            else:
                self._make(photo)  # the file was removed from the cache, or is broken

    def _keep(self, photo_id: int, kept: _Kept) -> None:
        before = self._kept.pop(photo_id, None)
        self._kept_bytes += kept.size - (before.size if before else 0)
        self._kept[photo_id] = kept
        while self._kept_bytes > self._budget and len(self._kept) > 1:
            self._kept_bytes -= self._kept.popitem(last=False)[1].size

    # Making

    def _make_next(self) -> None:
        """Ask for those that are wanted and lost, a few at a time."""
        while self._to_make and len(self._making) < _MOST_MAKING:
            photo = self._to_make.pop(0)
            if photo.missing:
                self._fail(photo, for_good=True)
            else:
                self._make(photo)

    def _make(self, photo: Photo) -> None:
        from indexer.requests import MakeThumbnail  # not before the window is there

        if self._closed:
            return
        self._making[photo.photo_id] = self._asks.ask(
            MakeThumbnail(photo.photo_id),
            partial(self._take_made, photo),
            partial(self._take_refusal, photo),
        )

    def _take_made(self, photo: Photo, path: str) -> None:
        self._making.pop(photo.photo_id, None)
        _remember(self._made, photo.photo_id, _Made(path, photo.thumbnail))
        self._want_again()

    def _take_refusal(self, photo: Photo, error: Exception) -> None:
        self._making.pop(photo.photo_id, None)
        self._fail(photo, for_good=isinstance(error, PictureError))
        self._make_next()

    def _fail(self, photo: Photo, *, for_good: bool) -> None:
        until = float("inf") if for_good else time.monotonic() + _SECONDS_UNTIL_RETRY
        _remember(self._failures, photo.photo_id, _Failure(photo, until))
        self.loaded.emit((photo.photo_id,))


def _remember(where: OrderedDict[int, ValueT], photo_id: int, value: ValueT) -> None:
    where[photo_id] = value
    if len(where) > _MOST_REMEMBERED:
        where.popitem(last=False)
