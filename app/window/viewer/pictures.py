"""Pictures for the stage: fetched in the order in which they matter, and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.window.asking import Asks, Ticket
from app.window.engine_texts import in_own_words
from app.window.viewer.pixels import Pixels
from indexer.client import Photo, Picture
from indexer.errors import LibraryError
from indexer.query import PictureTerm
from indexer.requests import GetPicture

BUDGET = 128 * 1024 * 1024
"""In bytes; what is wanted now is kept even if it is more."""


@dataclass(frozen=True)
class Source:
    """The file of a photo as it is now; an edited one is another."""

    path: str
    size: int
    width: int
    height: int

    @classmethod
    def of(cls, photo: Photo) -> Source:
        """The file of this photo."""
        return cls(photo.path, photo.size, photo.width, photo.height)


@dataclass(frozen=True)
class Wanted:
    """A picture in some resolution.

    Attributes:
        side: at most so many pixels at its longest side; None for all there are.
    """

    source: Source
    side: int | None


class Pictures(QObject):
    """Asks the engine for pictures, the most important one first.

    One is asked for at a time, so that what is fetched ahead does not slow down what is looked
    at; only the most important one is asked for at once. What is not wanted any more is
    cancelled.

    Signals:
        arrived(Wanted): `pixels` has it now.
        failed(Wanted): `trouble` says why there is none.
    """

    arrived = Signal(Wanted)
    failed = Signal(Wanted)

    def __init__(self, asks: Asks, parent: QObject | None = None, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._asks = asks
        self._budget = budget
        self._wanted: tuple[Wanted, ...] = ()
        self._asked: dict[Wanted, Ticket] = {}
        self._kept: OrderedDict[Wanted, Pixels] = OrderedDict()
        self._troubles: dict[Wanted, str] = {}

    def want(self, wanted: Sequence[Wanted]) -> None:
        """Fetch these, most important first, and nothing else."""
        self._wanted = tuple(dict.fromkeys(wanted))
        for one in [one for one in self._asked if one not in self._wanted]:
            self._asked.pop(one).cancel()
        self._troubles = {one: text for one, text in self._troubles.items() if one in self._wanted}
        for one in reversed(self._wanted):
            if one in self._kept:
                self._kept.move_to_end(one)
        self._ask()

    def pixels(self, wanted: Wanted) -> Pixels | None:
        """The picture, if it is here."""
        return self._kept.get(wanted)

    def of(self, source: Source) -> list[Pixels]:
        """All that is here of a photo, in whatever resolutions."""
        return [pixels for one, pixels in self._kept.items() if one.source == source]

    def trouble(self, wanted: Wanted) -> str | None:
        """Why the picture cannot be had, as a sentence for the user; None if nothing is known.

        Empty if there is no such sentence.
        """
        return self._troubles.get(wanted)

    def try_again(self, source: Source) -> None:
        """Forget what was wrong with a photo."""
        self._troubles = {one: text for one, text in self._troubles.items() if one.source != source}
        self._ask()

    def drop(self, source: Source) -> None:
        """Forget the pictures of a photo."""
        for one in [one for one in self._kept if one.source == source]:
            del self._kept[one]

    def _ask(self) -> None:
        missing = [
            one for one in self._wanted if one not in self._kept and one not in self._troubles
        ]
        if (
            missing
            and missing[0] not in self._asked
            and (not self._asked or missing[0] == self._wanted[0])
        ):
            wanted = missing[0]
            self._asked[wanted] = self._asks.ask(
                GetPicture(PictureTerm(wanted.source.path), wanted.side),
                partial(self._take, wanted),
                partial(self._take_failure, wanted),
            )

    def _take(self, wanted: Wanted, picture: Picture) -> None:
        self._asked.pop(wanted, None)
        pixels = Pixels.of(picture)
        if pixels is None:
            self._fail(wanted, "")
            return
        self._kept[wanted] = pixels
        self._make_room()
        self.arrived.emit(wanted)
        self._ask()

    def _take_failure(self, wanted: Wanted, error: Exception) -> None:
        self._asked.pop(wanted, None)
        text = in_own_words(str(error)) if isinstance(error, LibraryError) else ""
        self._fail(wanted, text)

    def _fail(self, wanted: Wanted, text: str) -> None:
        self._troubles[wanted] = text
        self.failed.emit(wanted)
        self._ask()

    def _make_room(self) -> None:
        size = sum(pixels.size for pixels in self._kept.values())
        for one in [one for one in self._kept if one not in self._wanted]:
            if size <= self._budget:
                return
            size -= self._kept.pop(one).size
