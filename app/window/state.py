"""What the window remembers: one typed model, kept as JSON, written atomically."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSaveFile, Signal

FILE_NAME = "window.json"
VERSION = 1
MOST_RECENT = 50

APPEARANCES = ("system", "light", "dark")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class WindowState:
    """The user's choices for the window, and how it was left.

    Attributes:
        appearance: one of `APPEARANCES`.
        language: "system", or a language of the translations, such as "en" or "de".
        welcomed: the welcome was gone through.
        close_to_tray: closing the window leaves Pictrove in the tray.
        cell_side: of the grid's pictures, in device-independent pixels.
        group_by_day: answers in the order of dates have a heading for each day.
        order: value of `indexer.query.Order`.
        show_names: names stand below the pictures of the grid.
        show_filters: the filters stand beside the grid.
        show_details: the details stand beside the picture in the viewer.
        slide_seconds: how long the slideshow shows a photo.
        keep_recent: searches are remembered for suggestions.
        recent: words that were searched for, latest first, at most `MOST_RECENT`.
        geometry: what `QWidget.saveGeometry` gave, in base64.
        splitter: widths of the filters and the grid; empty for the usual ones.
        export_folder: where copies were exported to last.
    """

    appearance: str = "system"
    language: str = "system"
    welcomed: bool = False
    close_to_tray: bool = False
    cell_side: int = 176
    group_by_day: bool = True
    order: str = "relevance"
    show_names: bool = False
    show_filters: bool = True
    show_details: bool = False
    slide_seconds: int = 4
    keep_recent: bool = True
    recent: tuple[str, ...] = ()
    geometry: str = ""
    splitter: tuple[int, ...] = ()
    export_folder: str = ""


class StateStore(QObject):
    """Holds the state and keeps it in a file.

    Signals:
        changed(WindowState): something of it is different now.
    """

    changed = Signal(WindowState)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Read the state from `folder`; what cannot be understood is as it was at first."""
        super().__init__(parent)
        self._path = folder / FILE_NAME
        self._state = _read(self._path)

    @property
    def state(self) -> WindowState:
        """As it is now."""
        return self._state

    def change(self, **values: Any) -> None:
        """Change fields of the state and keep it."""
        state = replace(self._state, **values)
        if state == self._state:
            return
        self._state = state
        self._write()
        self.changed.emit(state)

    def remember_search(self, words: str) -> None:
        """Note what was searched for, if the user wants that."""
        words = " ".join(words.split())
        if words and self._state.keep_recent:
            others = [other for other in self._state.recent if other != words]
            self.change(recent=tuple([words, *others][:MOST_RECENT]))

    def _write(self) -> None:
        """Losing the window's size is no reason to trouble anyone: a failure is only logged."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _LOG.warning("%s cannot be made: %s", self._path.parent, error)
            return
        file = QSaveFile(str(self._path))
        text = json.dumps({"version": VERSION, **asdict(self._state)}, indent=1)
        if not (
            file.open(QSaveFile.OpenModeFlag.WriteOnly)
            and file.write(text.encode()) >= 0
            and file.commit()
        ):
            _LOG.warning("%s cannot be written: %s", self._path, file.errorString())


def _read(path: Path) -> WindowState:
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return WindowState()
    usual = WindowState()
    values: dict[str, Any] = {}
    for field in fields(WindowState):
        value = stored.get(field.name) if isinstance(stored, dict) else None
        if isinstance(value, list):
            value = tuple(value)
        default = getattr(usual, field.name)
        if type(value) is type(default) and _fits(field.name, value):
            values[field.name] = value
    return WindowState(**values)


def _fits(name: str, value: object) -> bool:
    match name:
        case "appearance":
            return value in APPEARANCES
        case "recent":
            return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
        case "splitter":
            return isinstance(value, tuple) and all(isinstance(one, int) for one in value)
        case _:
            return True
