"""Messages survive the journey, and nothing that is no message gets in."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import types
import typing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import Enum, StrEnum
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine import codec
from indexer.engine.codec import EncodingError, decode, encode
from indexer.engine.errors import MessageTooLargeError, ProtocolError
from indexer.engine.messages import (
    AnyRequest,
    Call,
    ClientMessage,
    EngineMessage,
    Index,
    Returned,
    Search,
    progress_type,
    result_type,
)
from indexer.query import Answer, PictureTerm, Query, TextTerm

TEXT = st.text(st.characters())  # with lone surrogates: names of files that are not UTF-8
ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
SIMPLE = {
    str: TEXT,
    bool: st.booleans(),
    int: st.integers(),
    float: st.floats(allow_nan=False),
    bytes: st.binary(),
    datetime: st.datetimes() | st.datetimes(timezones=ZONES),
    types.NoneType: st.none(),
    None: st.none(),
}


def values_of(kind):
    """Any value of a type that can be sent."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        if arguments[1:] == (...,):
            return st.lists(values_of(arguments[0]), max_size=4).map(tuple)
        return st.tuples(*map(values_of, arguments))
    if arguments:
        return st.one_of(*map(values_of, arguments))
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    hints = typing.get_type_hints(kind)
    return st.builds(
        kind, **{field.name: values_of(hints[field.name]) for field in dataclasses.fields(kind)}
    )


REQUESTS = typing.get_args(AnyRequest)
KINDS = [
    ClientMessage,
    EngineMessage,
    *[kind(request) for request in REQUESTS for kind in (result_type, progress_type)],
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@given(data=st.data())
def test_every_message_survives_the_journey(kind, data):
    value = data.draw(values_of(kind))
    assert decode(encode(value, kind), kind) == value


@pytest.mark.parametrize("kind", [ClientMessage, EngineMessage, Answer])
@given(data=st.binary())
def test_random_bytes_are_refused(kind, data):
    with pytest.raises(ProtocolError):
        decode(data, kind)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(told=JSON, rest=st.binary())
def test_any_other_json_is_refused(told, rest):
    text = json.dumps(told).encode()
    with pytest.raises(ProtocolError):
        decode(len(text).to_bytes(4, "big") + text + rest, ClientMessage)


@given(data=st.data(), at=st.integers(0), byte=st.integers(0, 255))
def test_a_changed_byte_gives_a_message_or_a_refusal(data, at, byte):
    whole = bytearray(encode(data.draw(values_of(ClientMessage)), ClientMessage))
    whole[at % len(whole)] = byte
    try:
        value = decode(bytes(whole), ClientMessage)
    except ProtocolError:
        return
    assert decode(encode(value, ClientMessage), ClientMessage) == value


@given(data=st.data(), end=st.integers(0))
def test_a_message_that_is_cut_short_is_refused(data, end):
    whole = encode(data.draw(values_of(ClientMessage)), ClientMessage)
    with pytest.raises(ProtocolError):
        decode(whole[: end % len(whole)], ClientMessage)


def test_bytes_travel_as_they_are():
    picture = bytes(range(256)) * 100
    term = PictureTerm("stdin", picture)
    whole = encode(Call(1, Search(Query((term, TextTerm("a"), term)))), ClientMessage)
    assert whole.count(picture) == 2
    assert len(whole) < 2 * len(picture) + 1000


def test_names_that_are_not_utf8_survive():
    name = b"/photos/\xff\xfe.jpg".decode("utf-8", "surrogateescape")
    call = Call(1, Index((name,)))
    assert decode(encode(call, ClientMessage), ClientMessage) == call


def test_deep_nesting_is_refused():
    text = b"[" * 100_000 + b"]" * 100_000
    with pytest.raises(ProtocolError):
        decode(len(text).to_bytes(4, "big") + text, ClientMessage)


def test_a_number_of_endless_digits_is_refused():
    text = b"9" * 10_000
    with pytest.raises(ProtocolError):
        decode(len(text).to_bytes(4, "big") + text, int)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Painted:
    colour: Colour
    side: Literal["left", "right", 3]


def test_choices():
    value = Painted(Colour.BLUE, "left")
    assert decode(encode(value, Painted), Painted) == value
    assert decode(encode(value, Painted), Painted).colour is Colour.BLUE
    whole = encode(value, Painted)
    with pytest.raises(ProtocolError):
        decode(whole.replace(b"left", b"lift"), Painted)
    with pytest.raises(ProtocolError):
        decode(whole.replace(b"blue", b"glue"), Painted)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1, str),
        ("1", int),
        (True, int),
        (True, float),
        (1, bool),
        (None, str),
        ([1], tuple[int, ...]),
        ((1, 2, 3), tuple[int, int]),
        (bytearray(b"x"), bytes),
        ("2026", datetime),
        (Query(), Answer),
        (Query(), TextTerm | PictureTerm),
        ("up", Literal["left"]),
    ],
    ids=str,
)
def test_a_value_of_another_type_is_not_sent(value, kind):
    with pytest.raises(EncodingError):
        encode(value, kind)


def test_types_without_a_plan_are_a_mistake():
    for kind in (list[int], dict[str, int], object, tuple[int, ...] | tuple[str, ...] | None):
        with pytest.raises(TypeError):
            encode(None, kind)


def test_what_is_too_large_is_not_sent(monkeypatch):
    monkeypatch.setattr(codec, "MAX_MESSAGE", 1000)
    with pytest.raises(MessageTooLargeError):
        encode(Returned(1, bytes(1001)), EngineMessage)


def test_a_type_of_the_wrong_request_is_refused():
    whole = encode(Call(1, Index(("/a",))), ClientMessage)
    with pytest.raises(ProtocolError):
        decode(whole.replace(b"Index", b"Indax"), ClientMessage)


def test_the_codec_loads_nothing_heavy():
    code = (
        "import sys, indexer.engine.codec, indexer.engine.messages\n"
        "heavy = {'numpy', 'PIL', 'sqlite3', 'multiprocessing'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
