"""What can go wrong between a client and the engine, and how errors travel."""

from __future__ import annotations

from indexer import errors as library_errors
from indexer.errors import LibraryError
from models import errors as model_errors
from models.errors import ModelError

CANCELLED = "Cancelled"
BUG = "Bug"


class ProtocolError(Exception):
    """Bytes that are no message, or not the one to be expected here."""


class ConnectionLostError(Exception):
    """The other side is gone, or was never reached."""


class CancelledCallError(Exception):
    """A call that nobody needs any more; raised by `Context.check`."""


class EngineLostError(LibraryError):
    """The engine ended, or stopped answering, in the middle of a request."""


class MessageTooLargeError(LibraryError):
    """A request or an answer that is longer than any message may be."""


class EngineBugError(Exception):
    """A bug in the engine; the message holds its traceback."""


def name_of(error: BaseException) -> str:
    """Under which name an error travels: that of the nearest class both sides know, or BUG."""
    if isinstance(error, CancelledCallError):
        return CANCELLED
    known = _known()
    return next((kind.__name__ for kind in type(error).__mro__ if kind.__name__ in known), BUG)


def error_named(name: str, sentence: str) -> Exception:
    """The error that travelled under this name."""
    if name == CANCELLED:
        return CancelledCallError(sentence)
    kind = _known().get(name)
    return EngineBugError(sentence) if kind is None else kind(sentence)


def _known() -> dict[str, type[Exception]]:
    return {
        name: kind
        for module in (library_errors, model_errors)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, (LibraryError, ModelError))
    }
