"""What waits for slow receivers."""

from __future__ import annotations

import socket

import pytest

from indexer.engine.errors import (
    ConnectionLostError,
)
from indexer.engine.outbox import Outbox
from indexer.engine.sockets import socket_channel
from tests.indexer.engine.asking import SECONDS, refused

pytestmark = pytest.mark.usefixtures("nothing_left")


def pair():
    return map(socket_channel, socket.socketpair())


def test_a_receiver_for_whom_too_much_piles_up_is_cut_off():
    ours, theirs = pair()
    outbox = Outbox(ours, "engine-test", limit=1 << 20)
    for _ in range(100):
        outbox.put(bytes(1 << 16))
    outbox.put(b"")
    assert refused(theirs)
    outbox.close()
    ours.close()


def test_topics_replace_and_order_stays():
    ours, theirs = pair()
    outbox = Outbox(ours, "engine-test")
    outbox.put(bytes(1 << 20))  # more than the socket holds, so that the rest waits
    for number in range(100):
        outbox.put(b"topic %d" % number, topic="t")
    outbox.put(b"end")
    got = [theirs.receive() for _ in range(2)]
    while got[-1] != b"end":
        got.append(theirs.receive())
    assert got[-2] == b"topic 99"
    assert len(got) <= 4
    outbox.close()
    ours.close()
    theirs.close()


def test_the_last_words_are_sent():
    ours, theirs = pair()
    outbox = Outbox(ours, "engine-test")
    for number in range(10):
        outbox.put(b"%d" % number)
    outbox.close(SECONDS)
    outbox.put(b"too late")
    assert [theirs.receive() for _ in range(10)] == [b"%d" % number for number in range(10)]
    with pytest.raises(ConnectionLostError):
        theirs.receive()
    ours.close()
    theirs.close()
