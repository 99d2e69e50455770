"""Every method of a client has its request, and greetings stay as they are."""

from __future__ import annotations

import inspect
import os
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import errors as library_errors
from indexer.client import Client
from indexer.engine import messages
from indexer.engine.errors import (
    BUG,
    CANCELLED,
    CancelledCallError,
    EngineBugError,
    EngineLostError,
    ProtocolError,
    error_named,
    name_of,
)
from indexer.engine.greeting import (
    Hello,
    Retire,
    Retiring,
    greeting_from_bytes,
    greeting_to_bytes,
    own_hello,
)
from indexer.engine.messages import AnyRequest, progress_type, result_type
from indexer.engine.remote import RemoteClient
from indexer.engine.request import Lane, Request
from models.errors import WeightsError


def test_every_request_is_known():
    known = set(typing.get_args(AnyRequest))
    assert known == set(Request.__subclasses__())


def test_every_method_of_a_client_has_a_request_of_its_type():
    methods = {
        name: typing.get_type_hints(method)["return"]
        for name, method in inspect.getmembers(Client, inspect.isfunction)
        if not name.startswith("_")
    }
    assert methods.keys() <= vars(RemoteClient).keys()
    getting = ("status", "failures", "settings", "photos", "details", "facets", "picture")
    other = {name: f"get_{name}" for name in (*getting, "saved_searches")}
    other |= {"models": "list_models", "mark": "change_marks", "ids_of": "get_ids"}
    for name, returned in methods.items():
        request = getattr(messages, other.get(name, name).title().replace("_", ""))
        assert result_type(request) == returned, name


def test_long_requests_do_not_take_the_place_of_queries():
    long = {kind.__name__ for kind in typing.get_args(AnyRequest) if kind.lane is Lane.LONG}
    of_models = {"GetModel", "FetchModel", "ImportModel"}
    others = {"VerifyModel", "RemoveModel", "UseModel", "BackUp"}
    assert long == {"Index", "Evaluate", "Repair"} | of_models | others
    once = {kind.__name__ for kind in typing.get_args(AnyRequest) if not kind.repeatable}
    assert once == {"Evaluate", "StopEngine", "BackUp", "Relocate"} | of_models


def test_progress_types():
    assert progress_type(messages.Evaluate) == tuple[int, int]
    assert progress_type(messages.Search) is type(None)


GOLDEN = [
    (Hello(1, "1.2.3", 77), b'{"pictrove": 1, "version": "1.2.3", "pid": 77}'),
    (Retire(), b'{"retire": true}'),
    (Retiring(agreed=True), b'{"retires": true}'),
    (Retiring(agreed=False), b'{"retires": false}'),
]


@pytest.mark.parametrize(("greeting", "data"), GOLDEN)
def test_greetings_stay_as_they_are_for_ever(greeting, data):
    assert greeting_to_bytes(greeting) == data
    assert greeting_from_bytes(data) == greeting


def test_a_greeting_may_say_more_in_later_versions():
    data = b'{"pid": 77, "pictrove": 1000, "version": "99", "mood": "good"}'
    assert greeting_from_bytes(data) == Hello(1000, "99", 77)


@given(st.binary())
def test_what_is_no_greeting_is_refused(data):
    with pytest.raises(ProtocolError):
        greeting_from_bytes(data)


@pytest.mark.parametrize("data", [b"[]", b'{"retire": false}', b'{"pictrove": "1"}', b"[" * 9999])
def test_other_json_is_no_greeting(data):
    with pytest.raises(ProtocolError):
        greeting_from_bytes(data)


def test_the_own_greeting():
    assert own_hello("1") == Hello(messages.PROTOCOL, "1", os.getpid())


class _UnknownError(library_errors.QueryError):
    pass


@pytest.mark.parametrize(
    ("error", "arrives"),
    [
        (library_errors.FolderError("no"), library_errors.FolderError),
        (WeightsError("no"), WeightsError),
        (_UnknownError("no"), library_errors.QueryError),
        (EngineLostError("no"), library_errors.LibraryError),
        (CancelledCallError("no"), CancelledCallError),
        (KeyError("no"), EngineBugError),
        (KeyboardInterrupt("no"), EngineBugError),
    ],
)
def test_errors_arrive_as_the_nearest_class_that_is_known(error, arrives):
    arrived = error_named(name_of(error), "no")
    assert type(arrived) is arrives
    assert str(arrived) == "no"


def test_names_of_errors():
    assert name_of(ValueError()) == BUG
    assert name_of(CancelledCallError()) == CANCELLED
    assert type(error_named("Nonsense", "x")) is EngineBugError
