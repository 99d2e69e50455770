"""A server in this process: many clients, slow listeners, and its end."""

from __future__ import annotations

import os
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor, wait

import pytest

from indexer.engine import messages as m
from indexer.engine.codec import encode
from indexer.engine.errors import (
    CancelledCallError,
    EngineBugError,
    EngineLostError,
)
from indexer.engine.greeting import (
    own_hello,
)
from indexer.engine.server import Server
from indexer.engine.transport import dial, listen
from indexer.errors import LibraryError, QueryError
from indexer.query import Answer, PictureTerm, Query
from indexer.reports import Activity
from indexer.version import version
from tests.indexer.engine.asking import SECONDS, greeted, refused, search, told

pytestmark = pytest.mark.usefixtures("nothing_left")


def test_a_request_and_its_answer(serve, client_of, service):
    serve(service)
    client = client_of()
    assert told(client.call(search("a", "dog"))) == "a dog"
    assert client.hello == own_hello(version())


def test_pictures_travel(serve, client_of):
    data = os.urandom(3 << 20)
    serve(lambda request, _: Answer((), sum(request.query.terms[0].data), ()))
    query = Query((PictureTerm("stdin", data),))
    assert client_of().call(m.Search(query)).result(SECONDS).searched == sum(data)


def test_a_hundred_searches_while_indexing(serve, client_of, service, until):
    serve(service)
    first, second = client_of(), client_of()
    latest = []
    indexing = first.call(m.Index(("/a",)), latest.append)
    futures = [
        client.call(search(str(number))) for number in range(50) for client in (first, second)
    ]
    assert [told(future) for future in futures] == [str(n) for n in range(50) for _ in "ab"]
    assert not indexing.done()
    until(lambda: latest)
    indexing.stop()
    report = indexing.result(SECONDS)
    assert report.interrupted
    assert report.embedded >= latest[-1].done > 0


def test_a_hundred_clients_while_indexing(serve, client_of, service):
    serve(service)
    indexing = client_of().call(m.Index(("/a",)))

    def ask(number: int) -> str:
        return told(client_of().call(search(str(number))))

    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(ask, range(100))) == [str(number) for number in range(100)]
    assert not indexing.done()


def test_long_requests_do_not_hold_up_searches(serve, client_of, service):
    serve(service)
    client = client_of()
    long = [client.call(m.Index(("/a",))) for _ in range(8)]
    with pytest.raises(LibraryError, match="Too much"):
        client.call(m.Index(("/a",))).result(SECONDS)
    assert told(client.call(search("quick"))) == "quick"
    for future in long:
        future.cancel()


def test_changes_that_wait_do_not_hold_up_searches(serve, client_of):
    released = threading.Event()

    def service(request, context):
        return released.wait(SECONDS) and 7 if isinstance(request, m.Forget) else Answer((), 0)

    serve(service)
    client = client_of()
    changes = [client.call(m.Forget("/a")) for _ in range(10)]
    client.call(search("a")).result(SECONDS)
    assert not any(change.done() for change in changes)
    released.set()
    assert [change.result(SECONDS) for change in changes] == [7] * 10


def test_too_many_requests_at_once(serve, client_of, service):
    serve(service)
    client = client_of()
    futures = [client.call(search("wait")) for _ in range(1001)]
    with pytest.raises(LibraryError, match="Too much"):
        futures[-1].result(SECONDS)
    for future in futures:
        future.cancel()


# Errors


def test_expected_errors_arrive_as_they_were_raised(serve, client_of, service):
    serve(service)
    with pytest.raises(QueryError, match=r"^This query is trouble; ask another.$"):
        client_of().call(search("trouble")).result(SECONDS)


def test_bugs_arrive_as_bugs(serve, client_of, service):
    bugs = []
    serve(service, on_bug=bugs.append)
    client = client_of()
    with pytest.raises(EngineBugError, match=r"(?s)Traceback.*_search.*ZeroDivisionError: a bug"):
        client.call(search("bug")).result(SECONDS)
    assert len(bugs) == 1
    assert told(client.call(search("still there"))) == "still there"


def test_an_answer_of_the_wrong_type_is_a_bug(serve, client_of):
    serve(lambda _request, _context: [1, 2])
    with pytest.raises(EngineBugError, match="cannot be sent as Answer"):
        client_of().call(search()).result(SECONDS)


def test_progress_of_the_wrong_type_is_a_bug(serve, client_of):
    serve(lambda _request, context: context.progress("half"))
    with pytest.raises(EngineBugError, match="cannot be sent"):
        client_of().call(m.Evaluate("/a")).result(SECONDS)


# Giving up


def test_cancelling(serve, client_of, service):
    serve(service)
    future = client_of().call(search("wait"))
    assert service.begun.wait(SECONDS)
    assert future.cancel()
    assert service.cancelled.wait(SECONDS)
    with pytest.raises(CancelledError):
        future.result()
    assert future.cancel()


def test_what_is_done_cannot_be_cancelled(serve, client_of, service):
    serve(service)
    future = client_of().call(search("a"))
    future.result(SECONDS)
    assert not future.cancel()


def test_cancelled_searches_that_wait_are_never_begun(serve, client_of):
    released, begun = threading.Event(), []

    def service(request, _):
        if isinstance(request, m.Search):
            begun.append(request.query.terms[0].text)
            released.wait(SECONDS)
            return Answer((), 0)
        return None

    serve(service)
    client = client_of()
    futures = [client.call(search(str(number))) for number in range(50)]
    for future in futures[10:]:
        future.cancel()
    client.call(m.Unwatch("/a")).result(SECONDS)  # all that was said before has been read
    released.set()
    client.call(search("last")).result(SECONDS)
    wait(futures[:10], SECONDS)
    assert sorted(begun) == sorted([*map(str, range(10)), "last"])


def test_stopping_a_search_raises(serve, client_of, service):
    serve(service)
    future = client_of().call(search("wait"))
    future.stop()
    with pytest.raises(CancelledCallError):
        future.result(SECONDS)


def test_a_client_that_leaves_cancels_its_requests(serve, client_of, service, until):
    server = serve(service)
    leaving, staying = client_of(), client_of()
    future = leaving.call(search("wait"))
    assert service.begun.wait(SECONDS)
    leaving.close()
    assert service.cancelled.wait(SECONDS)
    assert future.cancelled()
    assert told(staying.call(search("a"))) == "a"
    until(lambda: server.clients == 1)


# Events


def test_events_go_to_those_who_listen(serve, client_of, service, until):
    server = serve(service)
    listening, deaf = client_of(), client_of()
    events = []
    listening.subscribe(events.append)
    deaf.call(search("a")).result(SECONDS)
    listening.call(search("a")).result(SECONDS)  # the subscription came before it
    server.publish(m.PhotosChanged(7))
    server.publish(m.ActivityChanged(Activity("idle")))
    until(lambda: len(events) == 2)
    assert events == [m.PhotosChanged(7), m.ActivityChanged(Activity("idle"))]


def test_a_slow_listener_holds_up_nobody_and_gets_the_latest(serve, client_of, service, until):
    server = serve(service)
    slow, quick = client_of(), client_of()
    released, slow_events, quick_events = threading.Event(), [], []

    def on_event(event) -> None:
        released.wait(SECONDS)
        slow_events.append(event.activity.reason)

    slow.subscribe(on_event)
    quick.subscribe(lambda event: quick_events.append(event.activity.reason[:5]))
    for client in (slow, quick):
        client.call(search("a")).result(SECONDS)
    for number in range(1000):
        server.publish(m.ActivityChanged(Activity("waiting", f"{number:5}" + "x" * 5000)))
    until(lambda: quick_events and quick_events[-1] == "  999")
    assert told(quick.call(search("a"))) == "a"
    released.set()
    until(lambda: slow_events and slow_events[-1].startswith("  999"))
    assert len(slow_events) < 1000


def test_a_listener_that_has_stopped_holds_up_nobody(serve, client_of, service, places, until):
    server = serve(service)
    stopped = greeted(places)
    stopped.send(encode(m.Subscribe(), m.ClientMessage))
    stopped.send(encode(m.Call(1, search("a")), m.ClientMessage))
    stopped.receive()  # and not once more
    for _ in range(50):
        server.publish(m.ActivityChanged(Activity("waiting", "x" * (1 << 20))))
    assert told(client_of().call(search("a"))) == "a"
    server.close()
    assert refused(stopped)


def test_a_callback_with_a_bug_does_not_end_the_connection(serve, client_of, service, monkeypatch):
    bugs = []
    monkeypatch.setattr(threading, "excepthook", bugs.append)
    server = serve(service)
    client = client_of()
    client.subscribe(lambda _: 1 / 0)
    client.call(search("a")).result(SECONDS)
    server.publish(m.PhotosChanged(1))
    assert told(client.call(search("a"))) == "a"
    assert [bug.exc_type for bug in bugs] == [ZeroDivisionError]


def test_the_number_of_clients_is_told(serve, client_of, service, until):
    counts = []
    server = serve(service, on_clients=counts.append)
    first = client_of()
    until(lambda: counts == [1])  # else both may be told at once, in any order
    client_of()
    until(lambda: counts == [1, 2])
    assert server.clients == 2
    first.close()
    until(lambda: counts == [1, 2, 1])


# The end


def test_closing_cancels_answers_and_leaves_nothing(serve, client_of, service):
    server = serve(service)
    client = client_of()
    lost = threading.Event()
    client.subscribe(lambda _: None, lost.set)
    indexing, searching = client.call(m.Index(("/a",))), client.call(search("wait"))
    client.call(m.Unwatch("/a")).result(SECONDS)  # the server has read the others
    server.close()
    server.close()
    assert indexing.result(SECONDS).interrupted
    with pytest.raises(CancelledCallError):
        searching.result(SECONDS)
    assert lost.wait(SECONDS)
    with pytest.raises(EngineLostError, match="try again"):
        client.call(search("a")).result(SECONDS)
    assert client.wait_lost(SECONDS)
    called = threading.Event()
    client.subscribe(lambda _: None, called.set)
    assert called.is_set()


def test_on_lost_is_not_called_after_close(serve, client_of, service):
    serve(service)
    client = client_of()
    lost = []
    client.subscribe(lambda _: None, lambda: lost.append(1))
    client.close()
    client.close()
    with pytest.raises(EngineLostError):
        client.call(search("a")).result(SECONDS)
    assert lost == []


def test_closing_from_a_callback(serve, client_of, service, until):
    server = serve(service)
    client = client_of()
    client.call(search("a")).add_done_callback(lambda _: client.close())
    until(lambda: server.clients == 0)


def test_leaving_only_when_unused(serve, client_of, service, until, places):
    server = serve(service)
    client = client_of()
    assert told(client.call(search("a"))) == "a"
    assert not server.close_if_unused()
    client.close()
    until(server.close_if_unused)
    assert server.close_if_unused()
    assert dial(places, 1) is None


def test_it_moves_and_nobody_is_lost(serve, client_of, service, places, until):
    server = serve(service)
    first = client_of()
    server.move(listen(places))
    assert server.is_in_place
    assert told(first.call(search("a"))) == "a"
    assert told(client_of().call(search("b"))) == "b"
    server.close()
    assert dial(places, 1) is None


def test_a_closed_server_moves_nowhere(serve, service, places):
    server = serve(service)
    server.close()
    server.move(listen(places))
    assert dial(places, 1) is None


def test_a_server_that_was_never_started(places, service):
    Server(listen(places), service, own_hello("1")).close()
    assert dial(places, 1) is None
