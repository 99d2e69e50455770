"""Pixels that the engine decoded, as images of Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QImage

from app.window.asking import Asks, Ticket
from indexer.query import PictureTerm
from indexer.reports import Picture

THUMBNAIL_SIDE = 96
_CHANNELS = 3


def image_of(picture: Picture) -> QImage:
    """The picture as an image of its own; none if its bytes are not what its size says."""
    wanted = _CHANNELS * picture.width * picture.height
    if min(picture.width, picture.height) < 1 or len(picture.pixels) != wanted:
        return QImage()
    shared = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.width * _CHANNELS,
        QImage.Format.Format_RGB888,
    )
    return shared.copy()  # the bytes of the answer need not outlive it


def ask_for_image(
    asks: Asks,
    source: PictureTerm,
    longest_side: int,
    done: Callable[[QImage], None],
    failed: Callable[[Exception], None],
) -> Ticket:
    """Let the engine decode a picture, or its region."""
    from indexer.requests import GetPicture

    request = GetPicture(replace(source, weight=1.0), longest_side)
    return asks.ask(request, lambda picture: done(image_of(picture)), failed)
