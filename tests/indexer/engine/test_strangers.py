"""A server against silent strangers, wrong keys, malformed bytes and other versions."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading

import pytest

from indexer.engine import messages as m
from indexer.engine.addresses import read_address
from indexer.engine.codec import MAX_MESSAGE, encode
from indexer.engine.errors import (
    ConnectionLostError,
)
from indexer.engine.greeting import (
    MAX_GREETING,
    Hello,
    Retire,
    Retiring,
    greeting_from_bytes,
    greeting_to_bytes,
    own_hello,
)
from indexer.engine.sockets import socket_channel
from indexer.engine.transport import dial
from indexer.errors import LibraryError
from indexer.query import PictureTerm, Query
from tests.indexer.engine.asking import SECONDS, greeted, refused, search, told

pytestmark = pytest.mark.usefixtures("nothing_left")


def raw(places) -> socket.socket:
    connected = socket.socket(socket.AF_UNIX)
    connected.connect(read_address(places).name)
    connected.settimeout(SECONDS)
    return connected


def closed_by_peer(connected: socket.socket) -> bool:
    try:
        while connected.recv(1 << 16):
            pass
    except ConnectionResetError:
        pass
    return True


@pytest.mark.parametrize("first", [b"", b"\0\0", b"\0\0\0\x14"])
def test_a_silent_stranger_costs_nobody_anything(serve, client_of, service, places, first):
    server = serve(service, greeting_seconds=0.3)
    with raw(places) as silent:
        assert silent.recv(1)  # it is greeted; from now on visitors may be slow
        server._greeting_seconds = SECONDS
        silent.sendall(first)
        assert told(client_of().call(search("a"))) == "a"
        assert server.clients == 1
        assert closed_by_peer(silent)


def test_hundreds_of_silent_strangers(serve, client_of, service, places, until):
    server = serve(service, greeting_seconds=1.0)
    strangers = [raw(places) for _ in range(200)]
    until(lambda: server._visitors)
    most = 0
    for stranger in strangers:
        most = max(most, len(server._visitors))
        assert closed_by_peer(stranger)
        stranger.close()
    assert 1 < most <= 64
    server._greeting_seconds = SECONDS
    assert told(client_of().call(search("a"))) == "a"


def test_a_wrong_key(serve, client_of, service, places):
    server = serve(service)
    path = places.data / "engine.key"
    right = path.read_bytes()
    path.write_bytes(bytes(32) + right[32:])
    with pytest.raises(ConnectionLostError):
        dial(places, SECONDS)
    path.write_bytes(right)
    assert told(client_of().call(search("a"))) == "a"
    assert server.clients == 1


def test_malformed_bytes_end_that_connection_alone(serve, client_of, service, places, until):
    server = serve(service)
    client = client_of()
    dice = random.Random(7)
    valid = encode(m.Call(1, m.Index(("/a",))), m.ClientMessage)
    for _ in range(150):
        message = bytearray(valid if dice.random() < 0.5 else dice.randbytes(dice.randrange(60)))
        for _ in range(dice.randrange(1, 4)):
            if message:
                message[dice.randrange(len(message))] = dice.randrange(256)
        channel = greeted(places)
        channel.send(bytes(message))
        with contextlib.suppress(ConnectionLostError):  # refused already
            channel.send(b"this is no message, whatever came before")
        assert refused(channel)
    until(lambda: server.clients == 1)
    assert told(client.call(search("a"))) == "a"


def test_random_bytes_on_the_wire(serve, client_of, service, places, until):
    serve(service, greeting_seconds=SECONDS)  # all of them hang up by themselves
    dice = random.Random(8)
    for _ in range(150):
        with raw(places) as stranger:
            try:
                stranger.sendall(dice.randbytes(dice.randrange(1, 400)))
                stranger.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # refused before the last byte
            assert closed_by_peer(stranger)
    assert told(client_of().call(search("a"))) == "a"


def test_an_oversized_message_is_refused_before_it_is_read(serve, service, places, until):
    server = serve(service)
    connected = raw(places)
    connected.settimeout(None)
    channel = socket_channel(connected.dup())
    channel.authenticate(read_address(places).key, as_engine=False)
    channel.receive(MAX_GREETING)
    channel.send(greeting_to_bytes(own_hello("")))
    until(lambda: server.clients == 1)
    connected.sendall(struct.pack("!i", MAX_MESSAGE + 1))
    connected.close()
    assert refused(channel)
    until(lambda: server.clients == 0)


def test_two_calls_of_one_number_are_refused(serve, service, places):
    serve(service)
    channel = greeted(places)
    channel.send(encode(m.Call(1, search("wait")), m.ClientMessage))
    assert service.begun.wait(SECONDS)
    channel.send(encode(m.Call(1, search("a")), m.ClientMessage))
    assert refused(channel)


def test_a_picture_that_is_too_large(serve, client_of, service, monkeypatch):
    serve(service)
    client = client_of()
    monkeypatch.setattr("indexer.engine.codec.MAX_MESSAGE", 1000)
    with pytest.raises(LibraryError, match="use a smaller picture"):
        client.call(m.Search(Query((PictureTerm("stdin", bytes(2000)),))))


def test_no_more_threads_cost_one_visitor_alone(serve, client_of, service, places, monkeypatch):
    serve(service)
    start = threading.Thread.start

    def refuse(thread: threading.Thread) -> None:
        if thread.name == "engine-client":
            raise RuntimeError("can't start new thread")
        start(thread)

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        with raw(places) as visitor:
            assert closed_by_peer(visitor)
    assert told(client_of().call(search("a"))) == "a"


# Versions


def test_a_client_of_another_protocol_is_not_served(serve, service, places):
    serve(service)
    channel = dial(places, SECONDS)
    channel.receive(MAX_GREETING)
    channel.send(greeting_to_bytes(Hello(m.PROTOCOL + 1, "later", 1)))
    assert refused(channel)


def ask_to_retire(places):
    channel = dial(places, SECONDS)
    channel.receive(MAX_GREETING)
    channel.send(greeting_to_bytes(Retire()))
    return channel, greeting_from_bytes(channel.receive(MAX_GREETING))


def test_an_engine_that_nobody_needs_retires(serve, service, places):
    asked = []
    server = serve(service, on_retire=lambda: asked.append(1) or True)
    channel, answer = ask_to_retire(places)
    assert answer == Retiring(agreed=True)
    assert asked == [1]
    server.close()
    assert refused(channel)


def test_an_engine_with_clients_does_not_retire(serve, service, places, client_of):
    serve(service, on_retire=lambda: True)
    client = client_of()
    assert told(client.call(search("a"))) == "a"
    channel, answer = ask_to_retire(places)
    assert answer == Retiring(agreed=False)
    assert refused(channel)
