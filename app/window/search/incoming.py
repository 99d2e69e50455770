"""What was dropped or pasted: files, pictures, words, or only an address in the web."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

MOST_FILES = 20
"""More pictures in one search mean nothing any more."""

MOST_BYTES = 64 << 20
"""Of a picture that is no file; a larger one is taken as the pixels that Qt made of it."""

_ENCODED = ("image/png", "image/jpeg", "image/webp", "image/avif", "image/heic", "image/gif")
_WEB = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)
_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=.+-]+)*),(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Incoming:
    """One thing of these is there; nothing if all are empty.

    Attributes:
        files: absolute paths.
        data: pictures as they are encoded.
        image: a picture as Qt decoded it.
        is_web: there is only an address, from which nothing is fetched.
        words: plain text.
    """

    files: tuple[str, ...] = ()
    data: tuple[bytes, ...] = ()
    image: QImage | None = None
    is_web: bool = False
    words: str = ""


def could_be_taken(mime: QMimeData) -> bool:
    """Whether something of use may be in it, without reading it."""
    return mime.hasUrls() or mime.hasImage() or mime.hasText() or _encoded_format(mime) is not None


def is_more_than_words(mime: QMimeData) -> bool:
    """Whether it is no plain text, which a line edit pastes itself."""
    return mime.hasUrls() or mime.hasImage() or _encoded_format(mime) is not None


def read(mime: QMimeData) -> Incoming:
    """The best of what is in it: browsers give a picture, its address and its name at once."""
    urls = mime.urls() if mime.hasUrls() else []
    files = tuple(url.toLocalFile() for url in urls if url.isLocalFile())
    if files:
        return Incoming(files=files)
    words = mime.text().strip() if mime.hasText() and not urls else ""
    is_web = bool(urls or _WEB.fullmatch(words))
    if words and not is_web:  # cells of a spreadsheet come as a picture, too
        return Incoming(words=words)
    data = _encoded(mime) or _of_data_urls(urls)
    if data:
        return Incoming(data=data)
    image = mime.imageData() if mime.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return Incoming(image=image)
    return Incoming(is_web=is_web)


def _encoded_format(mime: QMimeData) -> str | None:
    return next((name for name in _ENCODED if mime.hasFormat(name)), None)


def _encoded(mime: QMimeData) -> tuple[bytes, ...]:
    """The bytes of the picture itself: they need not be decoded here and encoded again."""
    name = _encoded_format(mime)
    data = bytes(mime.data(name).data()) if name else b""
    return (data,) if 0 < len(data) <= MOST_BYTES else ()


def _of_data_urls(urls: list[QUrl]) -> tuple[bytes, ...]:
    found = (_of_data_url(url) for url in urls[:MOST_FILES] if url.scheme() == "data")
    return tuple(data for data in found if data)


def _of_data_url(url: QUrl) -> bytes:
    """The picture that an address holds in itself; empty if it holds none."""
    match = _DATA.fullmatch(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
    if match is None or len(match[2]) > 2 * MOST_BYTES:
        return b""
    data = unquote_to_bytes(match[2])
    if not match[1].casefold().endswith(";base64"):
        return data
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error:
        return b""
