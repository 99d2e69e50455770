"""Values of known types as bytes and back, believing nothing that comes in unchecked.

A message is a JSON text (with its length before it) and, behind it, the `bytes` of the value as
they are, one after the other. Instead of them the text holds their lengths, in the order of the
types' fields. What a value may be is said by its type alone: frozen dataclasses, tuples, unions,
None, str, int, float, bool, bytes, datetime, Literal and enums of strings.
"""

from __future__ import annotations

import dataclasses
import json
import reprlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from indexer.engine.errors import MessageTooLargeError, ProtocolError

MAX_MESSAGE = 256 * 1024 * 1024  # a picture from a clipboard fits in; a mad length does not

_LENGTH = 4


class EncodingError(TypeError):
    """A value that is not of the type it should be sent as: a bug of the sender."""


def encode(value: object, kind: Any) -> bytes:
    """A value as bytes.

    Args:
        value: exactly of the type `kind`.
        kind: a type that both sides know.

    Raises:
        EncodingError: it is of another type.
        MessageTooLargeError: it is longer than `MAX_MESSAGE`.
    """
    blobs: list[bytes] = []
    text = json.dumps(_plan(kind).dump(value, blobs), separators=(",", ":")).encode()
    parts = [len(text).to_bytes(_LENGTH, "big"), text, *blobs]
    if sum(map(len, parts)) > MAX_MESSAGE:
        raise MessageTooLargeError(
            f"That is more than Pictrove's engine takes at once ({MAX_MESSAGE >> 20} MB); "
            "use a smaller picture, or save it as a file and name the file."
        )
    return b"".join(parts)


def decode(data: bytes, kind: Any) -> Any:
    """The value that was encoded as the same `kind`.

    Raises:
        ProtocolError: these bytes are no such value.
    """
    end = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
    if not _LENGTH <= end <= len(data):
        raise ProtocolError("a message that is cut short")
    try:
        told = json.loads(data[_LENGTH:end])
    except (ValueError, RecursionError) as error:
        raise ProtocolError("a message that is no JSON") from error
    blobs = _Blobs(data, end)
    value = _plan(kind).load(told, blobs)
    if blobs.at != len(data):
        raise ProtocolError("a message with something behind it")
    return value


@dataclass
class _Blobs:
    """The bytes behind the text, taken from its front to its end."""

    data: bytes
    at: int

    def take(self, length: int) -> bytes:
        if not 0 <= length <= len(self.data) - self.at:
            raise ProtocolError("bytes that are missing")
        start, self.at = self.at, self.at + length
        return self.data[start : self.at]


@dataclass(frozen=True)
class _Plan:
    """How values of one type are written and read."""

    dump: Callable[[Any, list[bytes]], Any]
    load: Callable[[Any, _Blobs], Any]


@cache
def _plan(kind: Any) -> _Plan:
    """The plan for a type; it depends on nothing else, so it is made only once."""
    origin = get_origin(kind)
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if origin in (Union, UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is Literal:
        return _choice({value: value for value in get_args(kind)}, kind)
    if isinstance(kind, type) and issubclass(kind, str) and issubclass(kind, Enum):
        return _choice({member: member.value for member in kind}, kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    raise TypeError(f"{_name(kind)} cannot be sent")


def _record(kind: type) -> _Plan:
    hints = get_type_hints(kind)
    fields = [(field.name, _plan(hints[field.name])) for field in dataclasses.fields(kind)]
    names = {name for name, _ in fields}

    def dump(value: Any, blobs: list[bytes]) -> Any:
        if type(value) is not kind:
            raise _unsendable(value, kind)
        return {name: plan.dump(getattr(value, name), blobs) for name, plan in fields}

    def load(told: Any, blobs: _Blobs) -> Any:
        if not isinstance(told, dict) or told.keys() != names:
            raise _unreadable(told, kind)
        return kind(**{name: plan.load(told[name], blobs) for name, plan in fields})

    return _Plan(dump, load)


def _tuple(kinds: tuple[Any, ...]) -> _Plan:
    return _many(_plan(kinds[0])) if kinds[1:] == (...,) else _some([_plan(kind) for kind in kinds])


def _many(plan: _Plan) -> _Plan:
    def dump(value: Any, blobs: list[bytes]) -> Any:
        if not isinstance(value, tuple):
            raise _unsendable(value, tuple)
        return [plan.dump(item, blobs) for item in value]

    def load(told: Any, blobs: _Blobs) -> Any:
        if not isinstance(told, list):
            raise _unreadable(told, tuple)
        return tuple([plan.load(item, blobs) for item in told])

    return _Plan(dump, load)


def _some(plans: list[_Plan]) -> _Plan:
    def dump(value: Any, blobs: list[bytes]) -> Any:
        if not isinstance(value, tuple) or len(value) != len(plans):
            raise _unsendable(value, tuple)
        return [plan.dump(item, blobs) for plan, item in zip(plans, value, strict=True)]

    def load(told: Any, blobs: _Blobs) -> Any:
        if not isinstance(told, list) or len(told) != len(plans):
            raise _unreadable(told, tuple)
        return tuple([plan.load(item, blobs) for plan, item in zip(plans, told, strict=True)])

    return _Plan(dump, load)


def _union(kinds: tuple[Any, ...]) -> _Plan:
    others = [kind for kind in kinds if kind is not NoneType]
    if len(others) == 1:
        return _optional(_plan(others[0]))
    if not all(isinstance(kind, type) for kind in kinds):
        raise TypeError(f"{kinds} cannot be told apart")
    by_type = {kind: kind.__name__ for kind in kinds}
    plans = {name: _plan(kind) for kind, name in by_type.items()}

    def dump(value: Any, blobs: list[bytes]) -> Any:
        name = by_type.get(type(value))
        if name is None:
            raise _unsendable(value, kinds)
        return [name, plans[name].dump(value, blobs)]

    def load(told: Any, blobs: _Blobs) -> Any:
        match told:
            case [str(name), rest] if name in plans:
                return plans[name].load(rest, blobs)
            case _:
                raise _unreadable(told, kinds)

    return _Plan(dump, load)


def _optional(plan: _Plan) -> _Plan:
    def dump(value: Any, blobs: list[bytes]) -> Any:
        return None if value is None else [plan.dump(value, blobs)]

    def load(told: Any, blobs: _Blobs) -> Any:
        if told is None:
            return None
        if not isinstance(told, list) or len(told) != 1:
            raise _unreadable(told, None)
        return plan.load(told[0], blobs)

    return _Plan(dump, load)


def _choice(texts: dict[Any, Any], kind: Any) -> _Plan:
    members = {(type(text), text): member for member, text in texts.items()}

    def dump(value: Any, _blobs: list[bytes]) -> Any:
        if value not in texts:
            raise _unsendable(value, kind)
        return texts[value]

    def load(told: Any, _blobs: _Blobs) -> Any:
        if not isinstance(told, (str, int)) or (type(told), told) not in members:
            raise _unreadable(told, kind)
        return members[type(told), told]

    return _Plan(dump, load)


def _plain(kind: type) -> _Plan:
    """Types that JSON knows; a bool is no int here, whatever Python thinks of it."""

    def dump(value: Any, _blobs: list[bytes]) -> Any:
        if type(value) is not kind:
            raise _unsendable(value, kind)
        return value

    def load(told: Any, _blobs: _Blobs) -> Any:
        if type(told) is not kind:
            raise _unreadable(told, kind)
        return told

    return _Plan(dump, load)


def _dump_float(value: Any, _blobs: list[bytes]) -> Any:
    if isinstance(value, bool) or not isinstance(value, (float, int)):
        raise _unsendable(value, float)
    return float(value)


def _dump_bytes(value: Any, blobs: list[bytes]) -> Any:
    if not isinstance(value, bytes):
        raise _unsendable(value, bytes)
    blobs.append(value)
    return len(value)


def _load_bytes(told: Any, blobs: _Blobs) -> Any:
    if type(told) is not int:
        raise _unreadable(told, bytes)
    return blobs.take(told)


def _dump_time(value: Any, _blobs: list[bytes]) -> Any:
    if not isinstance(value, datetime):
        raise _unsendable(value, datetime)
    return value.isoformat()


def _load_time(told: Any, _blobs: _Blobs) -> Any:
    try:
        return datetime.fromisoformat(told)
    except (TypeError, ValueError) as error:
        raise _unreadable(told, datetime) from error


_SIMPLE: dict[Any, _Plan] = {
    **{kind: _plain(kind) for kind in (str, int, bool, NoneType)},
    None: _plain(NoneType),
    float: _Plan(_dump_float, _plain(float).load),
    bytes: _Plan(_dump_bytes, _load_bytes),
    datetime: _Plan(_dump_time, _load_time),
}


def _unsendable(value: object, kind: Any) -> EncodingError:
    return EncodingError(f"{reprlib.repr(value)} cannot be sent as {_name(kind)}")


def _unreadable(told: object, kind: Any) -> ProtocolError:
    return ProtocolError(f"{reprlib.repr(told)} is no {_name(kind)}")


def _name(kind: Any) -> str:
    return kind.__name__ if isinstance(kind, type) else str(kind)
