"""Pictures of the window for documentation: painted without a display, from a real library."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.services import Services
from indexer.errors import LibraryError
from indexer.places import Places
from indexer.query import PictureTerm, Query, TextTerm

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.window.application import Shown

_PATIENCE_S = 60.0
_SETTLE_S = 0.4
_VISIBLE = 12
_PAGES = {"settings": "folders", "models": "models"}


@dataclass(frozen=True)
class Shot:
    """What is to be painted.

    Attributes:
        file: the PNG.
        pictures: search for photos like these.
        photos: a folder for a library of its own, which is removed again; else the user's library.
        query: words to search for.
        state: "library", "welcome", "viewer", "settings", "models" or "keys".
        size: of the window, in device-independent pixels.
        scale: pixels for each of them.
        dark: light on dark.
        language: of the texts.
    """

    file: Path
    pictures: tuple[Path, ...] = ()
    photos: Path | None = None
    query: str = ""
    state: str = "library"
    size: tuple[int, int] = (1280, 800)
    scale: float = 1.0
    dark: bool = False
    language: str = "en"


def take(shot: Shot, services: Services) -> int:
    """Paint the window into a file; returns the exit code.

    Raises:
        LibraryError: the library or the file cannot be used.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(shot.scale)
    with _library(shot, services) as places:
        _paint(shot, places, services)
    sys.stdout.write(f"{shot.file}\n")
    return 0


@contextmanager
def _library(shot: Shot, services: Services) -> Iterator[Places]:
    """The user's library, or one for this picture alone. The window's state is always a new one."""
    with tempfile.TemporaryDirectory(prefix="pictrove-shot-") as folder:
        own = Places.below(Path(folder))
        if shot.photos is None:
            usual = Places.of_this_user()
            yield Places(usual.data, usual.cache, usual.models, own.settings)
            return
        with services.open_client(places=own) as client:
            try:
                client.index([shot.photos])
                yield own
            finally:
                client.stop_engine()


def _paint(shot: Shot, places: Places, services: Services) -> None:
    from app.window.application import Shown, make_application
    from app.window.state import StateStore

    appearance = "dark" if shot.dark else "light"
    welcomed = shot.state != "welcome"
    StateStore(places.settings).change(
        appearance=appearance,
        language=shot.language,
        welcomed=welcomed,
        show_details=True,
    )
    shown = Shown(make_application(), places, services)
    try:
        shown.window.resize(*shot.size)
        shown.window.show()
        shown.window.start()
        widget = _Scene(shown, shot).set_up()
        if not widget.grab().save(str(shot.file), "PNG"):
            raise LibraryError(f"{shot.file} cannot be written; choose another file.")
    finally:
        shown.close()


class _Scene:
    """Brings the window into the state that is to be painted."""

    def __init__(self, shown: Shown, shot: Shot) -> None:
        self._app, self._window, self._shot = shown.application, shown.window, shot
        self._link = shown.link

    def set_up(self) -> QWidget:
        """Show it; gives what is to be painted."""
        window, shot = self._window, self._shot
        self._until(lambda: self._link.is_connected, "the engine")
        if shot.state == "welcome":
            window.show_welcome()
        else:
            pictures = tuple(PictureTerm(str(path.absolute())) for path in shot.pictures)
            words = (TextTerm(shot.query),) if shot.query else ()
            window.show_query(Query((*pictures, *words)))
        self._until(lambda: not window.session.is_busy, "the answer")
        if shot.state != "welcome":
            self._until(self._thumbnails_are_there, "the thumbnails")
            window.page.view.set_current_row(0)
        widget: QWidget = window
        if shot.state == "viewer":
            window.look_at(0)
        elif shot.state in _PAGES:
            window.open_settings(_PAGES[shot.state])
            widget = window.lazy.settings
        elif shot.state == "keys":
            window.open_cheat_sheet()
            widget = self._app.activeModalWidget() or window
        self._settle()
        return widget

    def _thumbnails_are_there(self) -> bool:
        model = self._window.model
        rows = min(model.rowCount(), _VISIBLE)
        there = [model.thumbnail(row) is not None for row in range(rows)]  # each is asked for
        return all(there)

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                raise LibraryError(f"The window waited too long for {what}; try again.")
            self._turn()

    def _settle(self) -> None:
        """For what is fetched and painted a moment later."""
        deadline = time.monotonic() + _SETTLE_S + (1.0 if self._shot.state != "library" else 0.0)
        while time.monotonic() < deadline:
            self._turn()

    def _turn(self) -> None:
        self._app.processEvents()
        time.sleep(0.01)
