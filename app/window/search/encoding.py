"""Pictures of the clipboard and of the camera as bytes; takes a while, so it is done in threads."""

from __future__ import annotations

import math

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter

MOST_PIXELS = 12_000_000
"""More is reduced: the picture travels with every key that is typed beside it."""

_FAST = 30  # Qt's scale of 0 to 100; the bytes need not last


def png_of(image: QImage) -> bytes:
    """The picture as PNG, reduced if it is very large."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    writer.setCompression(_FAST)
    if not writer.write(reduced(image)):
        raise OSError(writer.errorString())
    return bytes(buffer.data().data())


def reduced(image: QImage) -> QImage:
    """The picture with at most `MOST_PIXELS`."""
    pixels = image.width() * image.height()
    if pixels <= MOST_PIXELS:
        return image
    scale = math.sqrt(MOST_PIXELS / pixels)
    return image.scaled(
        max(1, int(image.width() * scale)),
        max(1, int(image.height() * scale)),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
