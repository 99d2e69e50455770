"""What the main window is made with; wired in `app.window.application`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.window.background import Background
from app.window.link import EngineLink
from app.window.state import StateStore
from app.window.theme.theme import Theme
from indexer.places import Places

if TYPE_CHECKING:
    from app.login_start import LoginStart


@dataclass(frozen=True)
class Parts:
    """Collaborators of the main window.

    Attributes:
        link: asks the engine.
        background: does what takes long.
        state: what the window remembers.
        theme: how it looks.
        places: where the library lies.
        login_start: starts the engine at every login, or no longer.
        languages: code and own name of each language there is.
        repair: repairs a damaged library, in a thread; says in one sentence what came of it.
        samples: where sample photos may be put.
        tray: show an icon in the tray, where there is one.
    """

    link: EngineLink
    background: Background
    state: StateStore
    theme: Theme
    places: Places
    login_start: Callable[[], LoginStart]
    languages: Sequence[tuple[str, str]]
    repair: Callable[[], str]
    samples: Path
    tray: bool = True
