"""What commands work with. Wired once in `app.cli.run`; tests pass their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import click

from indexer.client import Client, open_client
from indexer.places import Places


class OpenClient(Protocol):
    """Opens a library; see `indexer.client.open_client`."""

    def __call__(self, *, read_only: bool = False, places: Places | None = None) -> Client:
        """A client, to be used as a context manager."""


@dataclass(frozen=True)
class Services:
    """Collaborators of the commands.

    Attributes:
        open_client: opens the library.
        open_file: opens a file in the platform's viewer and returns 0 if that could be done.
    """

    open_client: OpenClient = open_client
    open_file: Callable[[str], int] = click.launch
