"""Fetching from a hub on loopback, which misbehaves in every way a network can."""

import hashlib
import pickle
import socket
import threading
from contextlib import closing
from dataclasses import replace

import pytest

from models.errors import WeightsError
from models.hubs import choose_hub
from models.registry import HubFile
from models.weights import Fetcher, check_local_weights
from tests.models.fetching import FILE, PINNED, SHA256, WEIGHTS, begin, partial_of


@pytest.mark.parametrize("redirects", [True, False])
def test_fetches_and_tells_about_it(fetcher, hub, target, redirects):
    hub.redirects = redirects
    told = []
    assert fetcher.fetch(FILE, target, lambda done, total: told.append((done, total))) == target
    assert target.read_bytes() == WEIGHTS
    assert told[-1] == (len(WEIGHTS), len(WEIGHTS))
    assert [path.name for path in target.parent.iterdir()] == ["model.safetensors"]


def test_what_is_there_and_right_is_not_fetched_again(fetcher, hub, target):
    fetcher.fetch(PINNED, target)
    hub.requests.clear()
    fetcher.fetch(PINNED, target)
    assert hub.requests == []


def test_a_broken_download_goes_on_where_it_stopped(fetcher, hub, naps, target):
    hub.cut = [700_000, 100_000]
    fetcher.fetch(FILE, target)
    assert target.read_bytes() == WEIGHTS
    assert [wanted for _, wanted in hub.requests] == [None, "bytes=700000-", "bytes=800000-"]
    assert naps.seconds == [1, 1]


def test_an_interrupted_download_goes_on_in_the_next_run(fetcher, hub, target):
    begin(target, WEIGHTS[:500_000])
    fetcher.fetch(FILE, target)
    assert target.read_bytes() == WEIGHTS
    assert hub.requests[0][1] == "bytes=500000-"


def test_a_download_that_only_lacked_its_end_is_finished(fetcher, target):
    begin(target, WEIGHTS)
    fetcher.fetch(FILE, target)
    assert target.read_bytes() == WEIGHTS


def test_a_beginning_that_is_too_long_is_thrown_away(fetcher, target):
    begin(target, WEIGHTS + b"more")
    fetcher.fetch(FILE, target)
    assert target.read_bytes() == WEIGHTS


def test_a_beginning_of_another_version_is_thrown_away(fetcher, hub, target):
    begin(target, b"\x01" * 500_000)
    with_header = WEIGHTS[:100] + b"\x01" * 400_000
    partial_of(target).write_bytes(with_header)
    fetcher.fetch(FILE, target)
    assert target.read_bytes() == WEIGHTS
    assert [wanted for _, wanted in hub.requests] == ["bytes=400100-", None]


def test_a_hub_without_ranges_starts_again(fetcher, hub, target):
    hub.ranges = False
    hub.cut = [700_000]
    fetcher.fetch(FILE, target)
    assert target.read_bytes() == WEIGHTS


def test_a_busy_hub_is_asked_again_ever_more_slowly(fetcher, hub, naps, target):
    hub.statuses = [503, 429, 500]
    fetcher.fetch(FILE, target)
    assert target.read_bytes() == WEIGHTS
    assert naps.seconds == [1, 2, 4]


def test_a_hub_that_stays_busy_is_given_up_and_the_beginning_kept(fetcher, hub, naps, target):
    hub.cut = [700_000]
    hub.statuses = []
    begin(target, WEIGHTS[:600_000])
    hub.statuses = [503] * 5
    with pytest.raises(WeightsError, match=r"503 Service Unavailable.*try again later"):
        fetcher.fetch(FILE, target)
    assert partial_of(target).read_bytes() == WEIGHTS[:600_000]
    assert not target.exists()


@pytest.mark.parametrize("file", [PINNED, FILE], ids=["pinned", "announced"])
def test_wrong_content_is_refused_and_deleted(fetcher, hub, target, file):
    changed = bytearray(WEIGHTS)
    changed[-1] ^= 1
    hub.publish(bytes(changed))
    hub.etag = SHA256
    with pytest.raises(WeightsError, match="checksum is wrong"):
        fetcher.fetch(file, target)
    assert list(target.parent.iterdir()) == []


def test_a_hub_without_checksums_is_not_trusted(fetcher, hub, target):
    hub.announces = False
    with pytest.raises(WeightsError, match="gives no checksum"):
        fetcher.fetch(FILE, target)
    assert list(target.parent.iterdir()) == []
    assert fetcher.fetch(PINNED, target).read_bytes() == WEIGHTS


def test_small_files_carry_the_checksum_of_git(hub, naps, tmp_path):
    content = b'{"add_eos_token": true}'
    hub.publish(content, name="tokenizer_config.json")
    hub.redirects = False
    hub.etag = hashlib.sha1(b"blob %d\0%b" % (len(content), content)).hexdigest()
    file = HubFile("them/tiny", "main", "tokenizer_config.json")
    target = tmp_path / "tokenizer_config.json"
    assert Fetcher(hub.url, sleep=naps).fetch(file, target).read_bytes() == content
    hub.etag = "0" * 40
    with pytest.raises(WeightsError, match="checksum is wrong"):
        Fetcher(hub.url, sleep=naps).fetch(file, target)


def test_a_file_that_was_never_published(fetcher, naps, target):
    missing = HubFile("them/other", "main", "model.safetensors")
    with pytest.raises(WeightsError, match=r"There is no model\.safetensors in them/other"):
        fetcher.fetch(missing, target)
    assert naps.seconds == []


def test_a_mirror_that_lacks_a_published_file(fetcher, hub, target):
    published = replace(FILE, revision="4afec35ffe57a943d569ff7ee888061830164da8")
    with pytest.raises(WeightsError, match=rf"{hub.url} does not have model\.safetensors of them/"):
        fetcher.fetch(published, target)


def test_a_repository_that_is_closed(fetcher, hub, target):
    hub.statuses = [401]
    with pytest.raises(WeightsError, match="refused them/tiny"):
        fetcher.fetch(FILE, target)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (pickle.dumps({"state_dict": [1.0]}), "is a pickle"),
        (b"PK\x03\x04" + b"\0" * 90, "is a pickle"),
        (b"<!doctype html><title>Sign in</title>", "is a web page"),
        (b"\xff" * 100, "no complete safetensors file"),
        (WEIGHTS[:-4], "no complete safetensors file"),
        (b"", "no complete safetensors file"),
    ],
    ids=["pickle", "zipped pickle", "page", "noise", "cut", "empty"],
)
def test_only_safetensors_are_taken(fetcher, hub, target, content, message):
    hub.publish(content)
    with pytest.raises(WeightsError, match=message):
        fetcher.fetch(FILE, target)
    assert not target.exists()
    assert not partial_of(target).exists()


def test_a_page_is_recognised_before_it_is_kept(fetcher, hub, target):
    hub.content_type = "text/html; charset=utf-8"
    with pytest.raises(WeightsError, match="is a web page"):
        fetcher.fetch(FILE, target)
    assert not partial_of(target).exists()


def test_no_network_is_said_at_once(naps, target):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # nobody listens there, and nobody else gets the number
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        with pytest.raises(WeightsError, match="cannot be reached"):
            Fetcher(address, sleep=naps).fetch(FILE, target)
    assert naps.seconds == []


def test_a_proxy_that_refuses(monkeypatch, naps, target):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def refuse():
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=refuse)
        thread.start()
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{server.getsockname()[1]}")
        with pytest.raises(WeightsError, match=r"The proxy refused.*403"):
            Fetcher("https://hub.invalid", sleep=naps).fetch(FILE, target)
        thread.join()
    assert naps.seconds == []


def test_a_hub_that_leads_in_a_circle(fetcher, hub, naps, target):
    hub.circle = True
    with pytest.raises(WeightsError, match="without end; check whether the network wants you"):
        fetcher.fetch(FILE, target)
    assert naps.seconds == []


def test_a_proxy_that_says_what_is_not_so_of_the_encoding(fetcher, hub, naps, target):
    hub.encoding = "gzip"
    with pytest.raises(WeightsError, match="try again later"):
        fetcher.fetch(FILE, target)
    assert len(naps.seconds) == 4
    hub.encoding = None
    assert fetcher.fetch(FILE, target).read_bytes() == WEIGHTS


class GivenUpError(Exception):
    """Nobody needs the file any more."""


@pytest.mark.parametrize("sent", [None, 0, 500_000])
def test_a_connection_that_stalls_holds_nobody_up(fetcher, hub, target, monkeypatch, sent):
    """Who gives up is let go at once, and goes on at once, while the old connection still hangs."""
    monkeypatch.setattr("models.attending._LOOK_SECONDS", 0.05)
    hub.stalls = [sent]
    told = []

    def give_up_when_nothing_comes(done, _total):
        told.append(done)
        if not hub.stalls and told[-3:] == [sent or 0] * 3:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        fetcher.fetch(FILE, target, give_up_when_nothing_comes)
    assert fetcher.fetch(FILE, target).read_bytes() == WEIGHTS
    assert [wanted for _, wanted in hub.requests][1:] == [f"bytes={sent}-" if sent else None]


def test_who_waits_to_try_again_is_let_go(fetcher, hub, target, monkeypatch):
    monkeypatch.setattr("models.attending._LOOK_SECONDS", 0.01)
    hub.statuses = [503]
    rested = threading.Event()
    waiting = replace(fetcher, sleep=lambda _: rested.wait(120))

    def give_up(*_):
        if hub.statuses == []:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        waiting.fetch(FILE, target, give_up)
    assert not rested.is_set()
    rested.set()


def test_a_full_disk_is_noticed_before_anything_is_written(hub, naps, target):
    hub.publish(WEIGHTS)
    fetcher = Fetcher(hub.url, sleep=naps, free=lambda folder: 1_000_000)
    with pytest.raises(WeightsError, match=r"needs 0\.1 GB .* make room"):
        fetcher.fetch(FILE, target)
    assert not partial_of(target).exists()


def test_a_disk_that_becomes_full(fetcher, target):
    target.parent.mkdir()
    partial_of(target).mkdir()
    with pytest.raises(WeightsError, match="cannot be written"):
        fetcher.fetch(FILE, target)


def test_a_file_of_the_user(tmp_path):
    file = tmp_path / "mine.safetensors"
    file.write_bytes(WEIGHTS)
    assert check_local_weights(file, SHA256) == file
    assert check_local_weights(file) == file
    with pytest.raises(WeightsError, match="not the file that was published"):
        check_local_weights(file, "0" * 64)
    with pytest.raises(WeightsError, match="cannot be read"):
        check_local_weights(tmp_path / "none.safetensors")
    renamed = file.rename(tmp_path / "mine.bin")
    with pytest.raises(WeightsError, match=r"does not end in \.safetensors"):
        check_local_weights(renamed)


def test_the_environment_names_another_hub():
    assert choose_hub("https://a.example", {}) == "https://a.example"
    assert choose_hub("https://a.example", {"HF_ENDPOINT": "https://b.example/"}) == (
        "https://b.example"
    )
    both = {"HF_ENDPOINT": "https://b.example", "PICTROVE_HUB": "https://c.example"}
    assert choose_hub("https://a.example", both) == "https://c.example"


def test_what_is_here_is_compared_and_not_sent_again(fetcher, hub, target):
    fetcher.fetch(FILE, target)
    hub.requests.clear()
    assert fetcher.fetch(FILE, target).read_bytes() == WEIGHTS
    assert [wanted for _, wanted in hub.requests] == [f"bytes={len(WEIGHTS)}-"]
    target.write_bytes(b"\x01" * len(WEIGHTS))
    assert fetcher.fetch(FILE, target).read_bytes() == WEIGHTS
    hub.requests.clear()
    fetcher.fetch(PINNED, target)
    assert hub.requests == []


def test_there_must_be_room_for_what_is_made_of_it(hub, naps, target):
    hub.publish(WEIGHTS)
    enough = len(WEIGHTS) + (64 << 20)
    fetcher = Fetcher(hub.url, sleep=naps, free=lambda folder: enough)
    with pytest.raises(WeightsError, match="make room"):
        fetcher.fetch(FILE, target, copies=1)
    assert fetcher.fetch(FILE, target).read_bytes() == WEIGHTS


def test_a_folder_that_cannot_be_made(fetcher, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WeightsError, match=r"cannot be written to .* choose another folder"):
        fetcher.fetch(FILE, tmp_path / "file" / "model.safetensors")
