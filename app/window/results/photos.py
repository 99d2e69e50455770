"""What the photos of the grid are: asked for in pages, as they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.window.asking import Asks, Ticket
from indexer.reports import Photo

_MOST_KNOWN = 4096
_PAGE = 128
_FETCH_PAGE = 500
_MOST_ASKING = 2
_RETRY_MS = 1000


@dataclass(frozen=True)
class _Known:
    photo: Photo
    edition: int


class Photos(QObject):
    """Knows some thousand photos, and fetches those that are wanted now.

    Signals:
        arrived(tuple): ids of photos that are known now, or are different from before.
    """

    arrived = Signal(tuple)

    def __init__(self, asks: Asks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asks = asks
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._edition = 0
        self._gone: set[int] = set()
        self._overtaken: set[int] = set()
        self._wanted: tuple[int, ...] = ()
        self._asking: dict[tuple[int, ...], Ticket] = {}
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self._ask_next)

    def get(self, photo_id: int) -> Photo | None:
        """What is known of a photo, perhaps from some time ago."""
        known = self._known.get(photo_id)
        return None if known is None else known.photo

    def want(self, ids: Sequence[int]) -> None:
        """Fetch what is not known of these, first things first, and nothing else any more."""
        for photo_id in reversed(ids):
            if photo_id in self._known:
                self._known.move_to_end(photo_id)
        self._wanted = tuple(ids[:_MOST_KNOWN])
        self._ask_next()

    def outdate(self, ids: Iterable[int] | None = None) -> None:
        """Photos are different now: these, or perhaps any. They stay known until fetched."""
        self._gone.clear()
        if ids is None:
            self._edition += 1
            return
        on_their_way = {photo_id for page in self._asking for photo_id in page}
        for photo_id in ids:
            if photo_id in on_their_way:
                self._overtaken.add(photo_id)
            known = self._known.get(photo_id)
            if known is not None:
                self._known[photo_id] = _Known(known.photo, -1)

    def fetch(
        self,
        ids: Sequence[int],
        done: Callable[[tuple[Photo, ...]], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Fetch:
        """Fetch any number of photos, page after page; those that are gone are left out."""
        fetch = Fetch(self._asks, tuple(ids), done, failed)
        fetch.go_on()
        return fetch

    def forget(self) -> None:
        """Know nothing any more: the library is another one."""
        self.close()
        for forgotten in (self._known, self._gone, self._overtaken):
            forgotten.clear()

    def close(self) -> None:
        """Give up what is asked for."""
        self._retry.stop()
        self._wanted = ()
        for ticket in self._asking.values():
            ticket.cancel()
        self._asking.clear()

    def _ask_next(self) -> None:
        if self._retry.isActive() or len(self._asking) >= _MOST_ASKING:
            return
        asked = {photo_id for page in self._asking for photo_id in page}
        missing = [one for one in self._wanted if one not in asked and self._is_missing(one)]
        for start in range(0, len(missing), _PAGE):
            if len(self._asking) >= _MOST_ASKING:
                return
            self._ask(tuple(missing[start : start + _PAGE]))

    def _is_missing(self, photo_id: int) -> bool:
        known = self._known.get(photo_id)
        if known is None:
            return photo_id not in self._gone
        return known.edition != self._edition

    def _ask(self, page: tuple[int, ...]) -> None:
        from indexer.requests import GetPhotos  # not before the window is there

        self._asking[page] = self._asks.ask(
            GetPhotos(page),
            partial(self._take_photos, page, self._edition),
            partial(self._take_trouble, page),
        )

    def _take_photos(self, page: tuple[int, ...], edition: int, photos: tuple[Photo, ...]) -> None:
        del self._asking[page]
        news = [photo.photo_id for photo in photos if self.get(photo.photo_id) != photo]
        for photo in photos:
            overtaken = photo.photo_id in self._overtaken
            self._known[photo.photo_id] = _Known(photo, -1 if overtaken else edition)
            self._known.move_to_end(photo.photo_id)
        self._overtaken.difference_update(page)
        self._gone.update(set(page) - {photo.photo_id for photo in photos})
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
        self._ask_next()
        self.arrived.emit(tuple(news))

    def _take_trouble(self, page: tuple[int, ...], _: Exception) -> None:
        """What cannot be fetched now is tried again soon, if it is wanted still."""
        del self._asking[page]
        self._retry.start()


class Fetch:
    """Photos on their way; its own ticket."""

    def __init__(
        self,
        asks: Asks,
        ids: tuple[int, ...],
        done: Callable[[tuple[Photo, ...]], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        self._asks = asks
        self._ids = ids
        self._done = done
        self._failed = failed
        self._photos: list[Photo] = []
        self._asked = 0
        self._ticket: Ticket | None = None

    def go_on(self) -> None:
        """Ask for the next page."""
        from indexer.requests import GetPhotos

        page = self._ids[self._asked : self._asked + _FETCH_PAGE]
        self._asked += _FETCH_PAGE
        self._ticket = self._asks.ask(GetPhotos(page), self._take, self._failed)

    def cancel(self) -> None:
        """See `Ticket.cancel`."""
        if self._ticket is not None:
            self._ticket.cancel()

    def stop(self) -> None:
        """See `Ticket.stop`."""
        if self._ticket is not None:
            self._ticket.stop()

    def _take(self, photos: tuple[Photo, ...]) -> None:
        self._photos += photos
        if self._asked < len(self._ids):
            self.go_on()
        else:
            self._done(tuple(self._photos))
