"""What can be wrong with one picture, within a worker, and with the decoders as a whole."""

from __future__ import annotations

from indexer.decode.types import Cause
from indexer.errors import LibraryError


class DecoderStartError(LibraryError):
    """Decoder processes do not start on this machine."""


class PoolClosedError(Exception):
    """The pool was closed while somebody waited for its results."""


class PictureError(Exception):
    """A picture that cannot be read; the message is one sentence for the user."""

    def __init__(self, cause: Cause, reason: str) -> None:
        super().__init__(reason)
        self.cause = cause
        self.reason = reason
