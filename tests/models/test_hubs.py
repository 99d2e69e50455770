"""Which hub, and by which proxy: what is named by whom, and what then goes over the wire."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import numpy as np
import pytest
from safetensors.numpy import save

from models.errors import WeightsError
from models.hubs import (
    Proxies,
    checked_hub,
    hub_of_environment,
    proxies_of_environment,
    without_password,
)
from models.registry import HubFile
from models.weights import Fetcher

WEIGHTS = save({"weight": np.arange(10_000, dtype=np.float32)})
FILE = HubFile("them/tiny", "main", "model.safetensors")


def no_sleep(_seconds):
    """Wait for nothing."""


@pytest.fixture
def proxy():
    """A proxy on loopback; its `seen` are the addresses that it was asked for."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments):
            """Say nothing."""

        def do_GET(self):
            seen.append(self.path)
            # Whatever name the hub has: it is on this computer.
            address = re.sub(r"http://[a-z.]+:", "http://127.0.0.1:", self.path)
            with urlopen(address) as answer:
                content, kept = answer.read(), answer.headers
            self.send_response(200)
            self.send_header("X-Linked-Etag", kept.get("X-Linked-Etag") or kept.get("ETag") or "")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen = seen
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    with closing(server.socket):
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def served(hub):
    """The hub under a name that only a proxy can resolve."""
    hub.redirects = False
    hub.publish(WEIGHTS)
    return hub.url.replace("127.0.0.1", "hub.invalid")


def test_the_environment_names_a_hub():
    assert hub_of_environment({}) is None
    assert hub_of_environment({"HF_ENDPOINT": "https://b.example/"}) == "https://b.example"


@pytest.mark.parametrize(
    "address", ["https://hub.example/", " http://10.0.0.1:8080/hf ", "http://[::1]:80", "http://h"]
)
def test_addresses_of_hubs(address):
    assert checked_hub(address) == address.strip().rstrip("/")
    assert Fetcher(address).hub == checked_hub(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "foo", "hub.example", "http://", "https:///x", "ftp://h.example", "file:///x",
        "http://[::1", "http://h:port", "http://h:0", "http://h.example/?a=b", "http://h.example/#x",
        "http://a b.example", "http://h.exa\nmple",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_hub(address):
    with pytest.raises(WeightsError, match=r"is no address of a hub; one looks like https://"):
        Fetcher(address)


@pytest.mark.parametrize("address", ["http://a..b", "http://\N{SNOWMAN}", f"http://{'a' * 70}.b"])
def test_a_name_that_no_computer_can_have(address, tmp_path):
    fetcher = Fetcher(address, sleep=no_sleep)
    with pytest.raises(WeightsError, match=r"is no address of a hub"):
        fetcher.fetch(FILE, tmp_path / "w.safetensors")


def test_the_environment_names_proxies(monkeypatch):
    assert proxies_of_environment() == {}
    monkeypatch.setenv("HTTPS_PROXY", "http://a.example:1")
    monkeypatch.setenv("no_proxy", "b.example")
    monkeypatch.setenv("FTP_PROXY", "http://c.example:1")
    assert proxies_of_environment() == {"https": "http://a.example:1", "no": "b.example"}


@pytest.mark.parametrize(
    ("named", "address", "proxy"),
    [
        ({}, "https://hub.example/x", "system:https://hub.example/x"),
        ({"https": "http://p:1"}, "https://hub.example", "http://p:1"),
        ({"https": "p:1"}, "https://hub.example", "http://p:1"),
        ({"http": "http://p:1"}, "https://hub.example", None),
        ({"all": "socks5://p:1"}, "https://hub.example", "socks5://p:1"),
        ({"all": "http://p:1", "no": "hub.example"}, "https://hub.example", None),
        ({"all": "http://p:1", "no": ".example"}, "https://cdn.hub.example:8443/x", None),
        ({"all": "http://p:1", "no": "hub.example:8443"}, "https://hub.example:8443/x", None),
        ({"all": "http://p:1", "no": "ub.example"}, "https://hub.example", "http://p:1"),
        ({"all": "http://p:1", "no": "*"}, "https://hub.example", None),
        ({"no": "hub.example"}, "https://me:secret@hub.example", None),
        ({"no": "other.example"}, "https://hub.example", "system:https://hub.example"),
    ],
)
def test_which_proxy(named, address, proxy):
    assert Proxies(named, lambda where: f"system:{where}")(address) == proxy


def test_a_download_by_a_proxy(served, proxy, tmp_path):
    proxies = Proxies({"http": proxy.url})
    fetcher = Fetcher(served, proxies, sleep=no_sleep)
    assert fetcher.fetch(FILE, tmp_path / "w.safetensors").read_bytes() == WEIGHTS
    assert proxy.seen == [f"{served}/them/tiny/resolve/main/model.safetensors"]


def test_the_environments_proxy_is_taken_without_being_told(served, proxy, tmp_path, monkeypatch):
    monkeypatch.setenv("http_proxy", proxy.url)
    assert Fetcher(served, sleep=no_sleep).fetch(FILE, tmp_path / "w.safetensors").is_file()
    assert len(proxy.seen) == 1


def test_every_address_on_the_way_is_asked_about(hub, proxy, tmp_path):
    """The hub itself needs no proxy, but the store it leads to does."""
    hub.publish(WEIGHTS)
    asked = []

    def proxy_of(address):
        asked.append(address)
        return proxy.url if "/store/" in address else None

    fetcher = Fetcher(hub.url, proxy_of, sleep=no_sleep)
    assert fetcher.fetch(FILE, tmp_path / "w.safetensors").read_bytes() == WEIGHTS
    assert [("/store/" in address) for address in asked] == [False, True]
    assert proxy.seen == asked[1:]


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("ftp://p:1", r"ftp://p:1 is no address of a proxy"),
        ("http://me:secret@[::1:1", r"What is set is no address of a proxy"),
    ],
)
def test_a_proxy_that_cannot_be_one(named, message, tmp_path):
    fetcher = Fetcher("http://hub.invalid", lambda _: named, sleep=no_sleep)
    with pytest.raises(WeightsError, match=message):
        fetcher.fetch(FILE, tmp_path / "w.safetensors")


def test_a_proxy_that_cannot_be_reached_is_named(tmp_path):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # nobody listens there, and nobody else gets the number
        port = nobody.getsockname()[1]
        fetcher = Fetcher(
            "http://hub.invalid", lambda _: f"http://me:pw@127.0.0.1:{port}", sleep=no_sleep
        )
        named = rf"proxy http://127\.0\.0\.1:{port}, .* proxy settings"
        with pytest.raises(WeightsError, match=named):
            fetcher.fetch(FILE, tmp_path / "w.safetensors")


def test_a_socks_proxy_without_its_package(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "socksio", None)
    fetcher = Fetcher("http://hub.invalid", lambda _: "socks5://me:pw@p:1", sleep=no_sleep)
    with pytest.raises(WeightsError, match=r"^The proxy socks5://p:1 speaks SOCKS") as caught:
        fetcher.fetch(FILE, tmp_path / "w.safetensors")
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://me:secret@mirror.example:8080/hf", "https://mirror.example:8080/hf"),
        ("https://mirror.example/a@b", "https://mirror.example/a@b"),
        ("me:secret@proxy", "me://"),  # a proxy without a scheme
        ("http://me:sec@ret@[::1", "What is set"),
    ],
)
def test_an_address_is_shown_without_its_password(address, shown):
    assert without_password(address) == shown
