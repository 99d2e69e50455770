"""What commands work with. Wired once in `app.cli.run`; tests pass their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from indexer.client import Client, open_client, run_engine
from indexer.keeping_reports import KeptLibrary, RestoreReport
from indexer.kept import kept_libraries, remove_kept
from indexer.places import Places
from indexer.restoring import restore

if TYPE_CHECKING:
    from app.login_start import LoginStart
    from indexer.checkup import Checkup


class OpenClient(Protocol):
    """Opens a library; see `indexer.client.open_client`."""

    def __call__(
        self, *, read_only: bool = False, alone: bool = False, places: Places | None = None
    ) -> Client:
        """A client, to be used as a context manager."""


def _of_this_platform(command: Sequence[str], home: Path | None) -> LoginStart:
    from app.login_start import of_this_platform

    return of_this_platform(command, home)


def _check_up(places: Places) -> Checkup:
    from indexer.checkup import check_up

    return check_up(places)


def _launch(path: str) -> int:
    import click

    return click.launch(path)


@dataclass(frozen=True)
class Services:
    """Collaborators of the commands.

    Attributes:
        open_client: opens the library.
        open_file: opens a file in the platform's viewer and returns 0 if that could be done.
        run_engine: is the engine of a library until nobody needs it.
        now: seconds since 1970.
        login_start: starts a command at every login, or no longer; gets the command, and
            the folder that holds the library if it is not the usual one.
        places: where the library of this user lies.
        check_up: looks at a library without starting or changing anything.
        restore: puts a backup in the place of a library.
        kept: libraries that were kept when that was done, or at a repair or an update.
        remove_kept: removes them; how many there were.
    """

    open_client: OpenClient = open_client
    open_file: Callable[[str], int] = _launch
    run_engine: Callable[[Places | None], None] = run_engine
    now: Callable[[], float] = time.time
    login_start: Callable[[Sequence[str], Path | None], LoginStart] = _of_this_platform
    places: Callable[[], Places] = Places.of_this_user
    check_up: Callable[[Places], Checkup] = _check_up
    restore: Callable[[Path, Places], RestoreReport] = restore
    kept: Callable[[Places], Sequence[KeptLibrary]] = kept_libraries
    remove_kept: Callable[[Places, Sequence[KeptLibrary]], int] = remove_kept
