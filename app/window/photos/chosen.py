"""The photos that an action is about: ids that are there at once, and what they are, fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.window.asking import Asks
from indexer.client import Photo
from indexer.requests import GetPhotos

_AT_ONCE = 1000


def fetch_photos(asks: Asks, ids: Sequence[int], done: Callable[[tuple[Photo, ...]], None]) -> None:
    """Ask what these photos are, a thousand at a time; `done` gets all of them at the end."""
    photos: list[Photo] = []
    rest = list(ids)

    def take(some: tuple[Photo, ...]) -> None:
        photos.extend(some)
        if rest:
            ask()
        else:
            done(tuple(photos))

    def ask() -> None:
        part = tuple(rest[:_AT_ONCE])
        del rest[:_AT_ONCE]
        asks.ask(GetPhotos(part), take)

    ask()
