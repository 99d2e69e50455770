"""Pictures on their way into the search: read by the engine, encoded in a thread, thumbnails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.window.asking import Asks, Ticket
from app.window.background import Background
from app.window.engine_texts import in_own_words
from app.window.search.chip_area import ChipArea
from app.window.search.encoding import png_of
from app.window.search.incoming import MOST_FILES
from app.window.search.pictures import THUMBNAIL_SIDE, ask_for_image
from indexer.client import ModelError
from indexer.errors import LibraryError
from indexer.query import PictureTerm, Region

if TYPE_CHECKING:
    from app.window.search.chip import Chip

MOST_BYTES = 128 << 20
"""Of all pictures of a search that are no files: the engine takes about twice that at once."""

_Seen = tuple[str, bytes | None, Region | None]


class PictureChips(QObject):
    """Gives chips their thumbnails, and lets pictures in that the user brings.

    Those are shown at once, but are no part of the search until the engine could read them.

    Signals:
        trouble(str): a picture was refused; a sentence for the user.
    """

    trouble = Signal(str)

    def __init__(
        self, asks: Asks, area: ChipArea, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._asks = asks
        self._area = area
        self._background = background
        self._seen: dict[Chip, _Seen] = {}
        self._tickets: dict[Chip, Ticket] = {}
        self._encoding: set[Chip] = set()
        area.terms_touched.connect(self._on_terms_touched)

    def add_files(self, paths: Iterable[str]) -> None:
        """Search for pictures like these files, if they are pictures."""
        paths = list(dict.fromkeys(paths))
        if len(paths) > MOST_FILES:
            text = self.tr("These are many pictures; the search uses the first {count}.")
            self.trouble.emit(text.format(count=MOST_FILES))
        for path in paths[:MOST_FILES]:
            self._area.add(PictureTerm(path), pending=True)

    def add_data(self, data: bytes, name: str) -> None:
        """Search for a picture that is no file."""
        if self._has_room(len(data)):
            self._area.add(PictureTerm(name, data), pending=True)

    def add_image(self, image: QImage, name: str) -> None:
        """Search for a picture that is only pixels; making it a file of a kind takes a while."""
        from app.window.search.chip import Chip

        chip = Chip(PictureTerm(name), self._area.theme, self._area, pending=True)
        self._encoding.add(chip)
        self._area.add_chip(chip)
        self._background.run(
            lambda _: png_of(image),
            partial(self._take_bytes, chip),
            partial(self._take_failure, chip),
        )

    def _take_bytes(self, chip: Chip, data: bytes) -> None:
        self._encoding.discard(chip)
        if chip not in self._area.chips or not isinstance(chip.term, PictureTerm):
            return
        if self._has_room(len(data)):
            chip.set_term(replace(chip.term, data=data))
            self._look_at(chip)
        else:
            self._area.remove(chip)

    def _has_room(self, size: int) -> bool:
        terms = [chip.term for chip in self._area.chips]
        used = sum(len(term.data or b"") for term in terms if isinstance(term, PictureTerm))
        if used + size <= MOST_BYTES:
            return True
        self.trouble.emit(
            self.tr(
                "These pictures are too large for one search. Save them as files, or remove one."
            )
        )
        return False

    @Slot()
    def _on_terms_touched(self) -> None:
        """Ask for the thumbnails of what is new or has another part now; forget what is gone."""
        chips = self._area.chips
        for chip in [one for one in self._seen if one not in chips]:
            self._forget(chip)
        for chip in chips:
            if chip not in self._encoding:
                self._look_at(chip)

    def _look_at(self, chip: Chip) -> None:
        term = chip.term
        if not isinstance(term, PictureTerm):
            return
        seen = (term.path, term.data, term.region)
        if self._seen.get(chip) == seen:
            return
        self._forget(chip)
        self._seen[chip] = seen
        self._tickets[chip] = ask_for_image(
            self._asks,
            term,
            THUMBNAIL_SIDE,
            partial(self._take_thumbnail, chip),
            partial(self._take_failure, chip),
        )

    def _forget(self, chip: Chip) -> None:
        self._seen.pop(chip, None)
        ticket = self._tickets.pop(chip, None)
        if ticket is not None:
            ticket.cancel()

    def _take_thumbnail(self, chip: Chip, image: QImage) -> None:
        self._tickets.pop(chip, None)
        chip.set_thumbnail(image)
        if chip.is_pending:
            chip.settle()
            self._area.terms_touched.emit()

    def _take_failure(self, chip: Chip, error: Exception) -> None:
        """What the user just brought is refused; what was there before is shown as it is."""
        self._tickets.pop(chip, None)
        self._encoding.discard(chip)
        is_trouble = isinstance(error, (LibraryError, ModelError, OSError))
        if chip.is_pending:
            self._area.remove(chip)
            if is_trouble:
                self.trouble.emit(in_own_words(str(error)))
        else:
            text = in_own_words(str(error)) if is_trouble else self.tr("It cannot be shown.")
            chip.set_failure(text)
