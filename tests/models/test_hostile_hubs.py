"""Hubs that lie, send without an end, or lead astray, and those that only want to be left alone."""

import gzip
import hashlib
import io
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import numpy as np
import pytest
from safetensors.numpy import save

from models.errors import WeightsError
from models.hub_answers import announced_checksum, seconds_to_wait
from models.weights import Fetcher
from tests.models.fetching import FILE, PINNED, SHA256, WEIGHTS, begin, partial_of


def test_a_busy_hub_says_when_to_come_back(fetcher, hub, naps, target):
    waits = iter(["7", "120", "soon", "-1", "Fri, 31 Dec 1999 23:59:59 GMT"])

    def busy(handler, _content):
        wait = next(waits, None)
        if wait is not None:
            hub.send(handler, 429, {"Retry-After": wait}, b"slow down")
        return wait is not None

    hub.own_way = busy
    fetcher = replace(fetcher, attempts=6)
    assert fetcher.fetch(FILE, target).read_bytes() == WEIGHTS
    assert naps.seconds == [7, 120, 4, 8, 16]


@pytest.mark.parametrize(
    ("asked", "date", "seconds"),
    [
        ("Fri, 20 Nov 2026 10:00:30 GMT", "Fri, 20 Nov 2026 10:00:00 GMT", 30),
        ("Friday, 20-Nov-26 10:00:30 GMT", "Fri Nov 20 10:00:00 2026", 30),  # forms of old
        ("Fri, 20 Nov 2026 10:00:00 GMT", "Fri, 20 Nov 2026 10:00:30 GMT", 0),
        ("Fri, 20 Nov 1999 10:00:00 GMT", None, 0),
        ("Fri, 32 Nov 2026 10:00:00 GMT", "soon", 0),
    ],
)
def test_a_busy_hub_names_the_moment_to_come_back(asked, date, seconds):
    headers = {"Retry-After": asked} | ({"Date": date} if date else {})
    assert seconds_to_wait(httpx.Response(429, headers=headers)) == seconds


def test_a_moment_counts_from_now_where_the_hub_tells_no_time():
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    response = httpx.Response(429, headers={"Retry-After": later})
    assert 0 < seconds_to_wait(response) <= 3601


def test_a_hub_that_wants_to_be_left_alone_for_long(fetcher, hub, naps, target):
    hub.own_way = lambda handler, _: hub.send(handler, 503, {"Retry-After": "3600"}, b"") or True
    begin(target, WEIGHTS[:1000])
    with pytest.raises(WeightsError, match=r"503 .* asks to wait 3,600 seconds\).*try again later"):
        fetcher.fetch(FILE, target)
    assert naps.seconds == []
    assert partial_of(target).read_bytes() == WEIGHTS[:1000]


def endless(headers, content):
    """An answer of chunks that never ends, until whoever asked has gone."""

    def answer(handler, _content):
        handler.send_response(200)
        for name, value in {"Transfer-Encoding": "chunked", **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        with suppress(OSError):
            while True:
                handler.wfile.write(b"%x\r\n%b\r\n" % (len(content), content))
        handler.wfile = io.BytesIO()  # for the rest of what nobody reads
        handler.close_connection = True
        return True

    return answer


def test_a_file_without_an_end_is_not_kept(fetcher, hub, target):
    hub.own_way = endless({}, bytes(1 << 20))
    with pytest.raises(WeightsError, match=r"sends model\.safetensors without an end"):
        fetcher.fetch(PINNED, target)
    assert list(target.parent.iterdir()) == []


def test_little_can_become_very_much(fetcher, hub, target):
    """What is compressed well fills the disk from few bytes of the network."""
    bomb = gzip.compress(bytes(64 << 20))
    length = {"Content-Encoding": "gzip", "Content-Length": str(len(bomb))}
    hub.own_way = lambda handler, _: hub.send(handler, 200, length, bomb) or True
    with pytest.raises(WeightsError, match="without an end"):
        fetcher.fetch(PINNED, target)
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("told", [False, True])
def test_the_disk_is_not_filled_to_its_end(fetcher, hub, target, monkeypatch, told):
    """Not by a file of unknown size, and not where somebody else fills it meanwhile."""
    monkeypatch.setattr("models.weights._LOOK_BYTES", 100_000)
    free = iter([1 << 40, 200_000, 50_000])
    full = replace(fetcher, free=lambda _: next(free))
    if not told:
        hub.own_way = endless({}, bytes(100_000))
    expected = r"needs .* make room" if told else "without an end"
    with pytest.raises(WeightsError, match=expected):
        full.fetch(FILE, target)
    assert list(free) == []
    # What is known to end is continued later.
    assert partial_of(target).exists() == told
    assert not target.exists()


def test_a_file_of_another_size_is_not_even_fetched(fetcher, hub, target):
    hub.publish(WEIGHTS + b"more")
    with pytest.raises(WeightsError, match=r"has 1,200,\d+ bytes instead of 1,200,\d+, so it is"):
        fetcher.fetch(PINNED, target)
    assert not partial_of(target).exists()


def test_a_compressed_answer_is_understood(fetcher, hub, target):
    def compressed(handler, content):
        packed = gzip.compress(content)
        headers = {"Content-Encoding": "gzip", "X-Linked-Etag": f'"{SHA256}"'}
        hub.send(handler, 200, headers, packed)
        return True

    hub.own_way = compressed
    told = []
    fetcher.fetch(FILE, target, lambda done, total: told.append((done, total)))
    assert target.read_bytes() == WEIGHTS
    assert all(total is None for _, total in told)  # nobody knows how much it will become


def test_a_store_that_sends_less_at_once_than_was_asked_for(fetcher, hub, naps, target):
    def sparing(handler, content):
        start = int((handler.headers["Range"] or "bytes=1000-")[6:-1])
        part = content[start : start + 300_000]
        if handler.headers["Range"] is None:
            return False
        where = f"bytes {start}-{start + len(part) - 1}/{len(content)}"
        hub.send(handler, 206, {"Content-Range": where}, part)
        return True

    hub.own_way = sparing
    begin(target, WEIGHTS[:1000])
    assert fetcher.fetch(FILE, target).read_bytes() == WEIGHTS
    assert [wanted for _, wanted in hub.requests] == [
        f"bytes={1000 + 300_000 * times}-" for times in range(4)
    ]


@pytest.mark.parametrize(
    "where", [f"bytes */{'9' * 5000}", f"bytes {'9' * 5000}-1/2", "bytes 5-1/2", "", "bytes */\xb2"]
)
@pytest.mark.parametrize("status", [206, 416])
def test_ranges_that_make_no_sense(fetcher, hub, target, where, status):
    times = iter(range(2))

    def mad(handler, content):
        if next(times, None) is None:
            return False
        hub.send(handler, status, {"Content-Range": where}, content[:10])
        return True

    hub.own_way = mad
    begin(target, WEIGHTS[:1000])
    assert fetcher.fetch(FILE, target).read_bytes() == WEIGHTS


def test_a_file_that_changes_while_it_is_fetched(fetcher, hub, target):
    """The connection breaks, and what follows is of another version."""
    older = save({"weight": np.arange(300_000, dtype=np.float32) * 2})

    def change(handler, _content):
        hub.own_way = None
        hub.cut = [700_000]
        hub.publish(WEIGHTS)
        hub.send(handler, 200, {}, older, 500_000)
        return True

    hub.publish(older)
    hub.own_way = change
    assert fetcher.fetch(FILE, target).read_bytes() == WEIGHTS


@pytest.mark.parametrize("scheme", ["ftp", "file", "data", "javascript"])
def test_a_hub_that_leads_out_of_the_web(fetcher, hub, naps, target, scheme):
    hub.store = f"{scheme}://127.0.0.1/etc/passwd"
    with pytest.raises(WeightsError, match="leads to an address that is none of the web"):
        fetcher.fetch(FILE, target)
    assert naps.seconds == []


def test_a_checksum_is_not_taken_from_where_anybody_can_write_it():
    def answer(url, **headers):
        return httpx.Response(302, headers=headers, request=httpx.Request("GET", url))

    safe, open_to_all = "https://hub.example/w", "http://hub.example/w"
    tag = {"X-Linked-Etag": f'"{SHA256}"'}
    last = answer(open_to_all, **tag)
    for history, found in (
        ([answer(safe)], None),
        ([answer(safe), answer(safe, **tag)], SHA256),
        ([answer(safe), answer(open_to_all), answer(safe, **tag)], None),
        ([answer(open_to_all)], SHA256),  # the user chose such a hub
    ):
        last.history = history
        assert announced_checksum(last) == found


def test_a_password_in_the_address_of_the_hub_is_not_shown(fetcher, hub, target):
    address = hub.url.replace("http://", "http://me:secret@")
    hub.statuses = [401, 503]
    for _ in range(2):
        with pytest.raises(WeightsError) as caught:
            Fetcher(address, sleep=lambda _: None, attempts=1).fetch(FILE, target)
        assert hub.url in str(caught.value)
        assert "secret" not in str(caught.value)


def test_git_checksums_of_large_files_are_made_in_pieces(hub, naps, target, monkeypatch):
    monkeypatch.setattr("models.weights._CHUNK_BYTES", 1000)
    monkeypatch.setattr(Path, "read_bytes", None)  # not all of it at once
    hub.publish(WEIGHTS)
    hub.etag = hashlib.sha1(b"blob %d\0%b" % (len(WEIGHTS), WEIGHTS)).hexdigest()
    assert Fetcher(hub.url, sleep=naps).fetch(FILE, target).stat().st_size == len(WEIGHTS)


def test_a_file_that_cannot_take_its_name(fetcher, target):
    """On Windows, while something looks at it."""
    target.mkdir(parents=True)
    (target / "in the way").touch()
    with pytest.raises(WeightsError, match=r"model\.safetensors cannot be written to"):
        fetcher.fetch(FILE, target)
