"""Hubs over TLS, and a company's proxy that looks into it; all of it on loopback."""

from __future__ import annotations

import os
import re
import socket
import ssl
import sys
import threading
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trustme
import truststore
from safetensors.numpy import save

import models.transport
from models.errors import WeightsError
from models.hubs import Proxies
from models.registry import HubFile
from models.trust import (
    CERTIFICATE_FILE,
    CERTIFICATE_FOLDER,
    certificates_of_environment,
    trusted,
)
from models.weights import Fetcher
from tests.models.conftest import Hub

WEIGHTS = save({"weight": np.arange(10_000, dtype=np.float32)})
FILE = HubFile("them/tiny", "main", "model.safetensors")
LINUX = sys.platform == "linux"


@pytest.fixture(autouse=True)
def _no_certificates_are_named(monkeypatch):
    for name in (CERTIFICATE_FILE, CERTIFICATE_FOLDER):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def file(authority, tmp_path):
    """The authority's certificate."""
    authority.cert_pem.write_to_path(tmp_path / "company.pem")
    return tmp_path / "company.pem"


def served_by(authority, *names) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture
def secure_hub(authority):
    with Hub(served_by(authority, "127.0.0.1")) as started:
        started.publish(WEIGHTS)
        yield started


@pytest.fixture
def fetch(tmp_path):
    """Fetch the file from an address, without a proxy unless one is named."""

    def fetched(hub, proxies=None, certificates=None):
        naps = []
        fetcher = Fetcher(hub, Proxies(proxies or {}), sleep=naps.append)
        if certificates is not None:
            fetcher = replace(fetcher, certificates=certificates)
        (tmp_path / "w.safetensors").unlink(missing_ok=True)
        try:
            return fetcher.fetch(FILE, tmp_path / "w.safetensors").read_bytes()
        finally:
            assert naps == []  # nothing was tried in vain

    return fetched


def test_a_certificate_that_nobody_knows(secure_hub, fetch):
    with pytest.raises(WeightsError) as caught:
        fetch(secure_hub.url)
    said = str(caught.value)
    assert said.startswith("The certificate that 127.0.0.1 shows is not trusted (")
    assert "SSL_CERT_FILE" in said
    assert secure_hub.requests == []


def test_a_download_that_was_begun_is_not_tried_in_vain_either(secure_hub, fetch, tmp_path):
    (tmp_path / "w.safetensors.partial").write_bytes(WEIGHTS[:100])
    with pytest.raises(WeightsError, match="is not trusted"):
        fetch(secure_hub.url)
    assert (tmp_path / "w.safetensors.partial").read_bytes() == WEIGHTS[:100]


def test_it_is_the_store_that_is_named_where_that_is_not_trusted(hub, secure_hub, fetch):
    hub.files = secure_hub.files
    hub.store = secure_hub.url.replace("127.0.0.1", "localhost") + "/store"
    with pytest.raises(WeightsError, match="certificate that localhost shows is not trusted"):
        fetch(hub.url)


def test_certificates_that_the_environment_names(secure_hub, fetch, file, monkeypatch):
    monkeypatch.setenv(CERTIFICATE_FILE, str(file))
    assert fetch(secure_hub.url) == WEIGHTS


def test_certificates_of_who_asks(secure_hub, fetch, file, monkeypatch, tmp_path):
    """They travel to an engine, which is in another folder."""
    monkeypatch.chdir(tmp_path)
    assert certificates_of_environment() == {}
    monkeypatch.setenv(CERTIFICATE_FILE, file.name)
    monkeypatch.setenv(CERTIFICATE_FOLDER, os.pathsep.join(["one", "/etc/ours"]))
    named = certificates_of_environment()
    assert named[CERTIFICATE_FILE] == str(file)
    assert named[CERTIFICATE_FOLDER].split(os.pathsep) == [
        str(tmp_path / "one"), str(Path("/etc/ours").absolute()),
    ]  # fmt: skip
    monkeypatch.setenv(CERTIFICATE_FILE, "/of/the/engine.pem")
    monkeypatch.chdir("/")
    assert fetch(secure_hub.url, certificates=named) == WEIGHTS
    with pytest.raises(WeightsError, match="is not trusted"):
        fetch(secure_hub.url, certificates={})


def test_a_folder_of_certificates(monkeypatch):
    noted = []

    def note(_context, *names):
        noted.append(names)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", note)
    trusted({CERTIFICATE_FOLDER: "/etc/ours"})
    trusted({CERTIFICATE_FOLDER: "/etc/ours", CERTIFICATE_FILE: "/etc/one.pem"})
    assert noted == [(None, "/etc/ours"), ("/etc/one.pem", "/etc/ours")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "No such file or directory"), ("nothing", "there are none in it")],
)
def test_named_certificates_that_are_none(
    secure_hub, fetch, tmp_path, monkeypatch, content, reason
):
    named = tmp_path / "wrong.pem"
    if content is not None:
        named.write_text(content)
    monkeypatch.setenv(CERTIFICATE_FILE, str(named))
    said = rf"SSL_CERT_FILE names {re.escape(str(named))}, .* as certificates \({reason}\)"
    with pytest.raises(WeightsError, match=said):
        fetch(secure_hub.url)


def test_the_system_and_the_public_authorities_are_trusted(monkeypatch):
    """A small system has no certificates of its own."""
    import certifi

    loaded = []
    real = truststore.SSLContext.load_verify_locations

    def load(self, file):
        loaded.append(file)
        real(self, file)

    monkeypatch.setattr(truststore.SSLContext, "load_verify_locations", load)
    context = trusted({})
    assert isinstance(context, truststore.SSLContext)
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert loaded == [certifi.where()]


@pytest.fixture
def added_to_the_system(file, monkeypatch):
    """The authority is one of those of this computer, and nothing else says so."""
    # OpenSSL takes the system's from there; Pictrove itself is told that nothing is named.
    monkeypatch.setenv(CERTIFICATE_FILE, str(file))
    monkeypatch.setattr(models.transport, "trusted", lambda _: trusted({}))


on_linux = pytest.mark.skipif(not LINUX, reason="elsewhere a test cannot add to the system's")


@on_linux
@pytest.mark.usefixtures("added_to_the_system")
def test_certificates_of_the_system(secure_hub, fetch):
    assert fetch(secure_hub.url) == WEIGHTS


@pytest.fixture
def spying(authority):
    """A proxy that shows a certificate of its own for `hub.invalid`, and reads what is sent."""
    with (
        Hub(served_by(authority, "hub.invalid")) as inside,
        closing(socket.create_server(("127.0.0.1", 0))) as server,
    ):
        inside.redirects = False
        inside.publish(WEIGHTS)
        inside.proxy = f"http://127.0.0.1:{server.getsockname()[1]}"
        port = int(inside.url.rpartition(":")[2])
        thread = threading.Thread(target=_lead, args=(server, port), daemon=True)
        thread.start()
        yield inside
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def _lead(server, port):
    """Lead whoever asks for a connection to a port of this computer instead."""
    with suppress(OSError):
        while True:
            client, _ = server.accept()
            with client, socket.create_connection(("127.0.0.1", port)) as inside:
                assert client.recv(4096).startswith(b"CONNECT hub.invalid:443 ")
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                back = threading.Thread(target=_pass_on, args=(inside, client))
                back.start()
                _pass_on(client, inside)
                back.join()


def _pass_on(source, target):
    with suppress(OSError):
        while content := source.recv(65536):
            target.sendall(content)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@on_linux
@pytest.mark.usefixtures("added_to_the_system")
def test_a_proxy_that_looks_into_tls_is_trusted_where_the_system_trusts_it(spying, fetch):
    assert fetch("https://hub.invalid", {"https": spying.proxy}) == WEIGHTS


def test_a_proxy_that_looks_into_tls_is_trusted_where_it_is_named(spying, fetch, file, monkeypatch):
    monkeypatch.setenv(CERTIFICATE_FILE, str(file))
    assert fetch("https://hub.invalid", {"https": spying.proxy}) == WEIGHTS


def test_a_proxy_that_looks_into_tls_and_is_not_known(spying, fetch):
    with pytest.raises(WeightsError, match=r"that hub\.invalid shows .* proxy looks into"):
        fetch("https://hub.invalid", {"https": spying.proxy})


def test_a_proxy_that_is_spoken_to_over_tls(secure_hub, fetch, file, monkeypatch):
    """Its certificate is looked at by the same rules."""
    with pytest.raises(WeightsError, match="is not trusted"):
        fetch("http://hub.invalid", {"http": secure_hub.url})
    monkeypatch.setenv(CERTIFICATE_FILE, str(file))
    with pytest.raises(WeightsError, match=r"There is no model\.safetensors in them/tiny"):
        fetch("http://hub.invalid", {"http": secure_hub.url})  # a hub is no proxy, but it answered


def test_the_context_is_made_once(secure_hub, fetch, file, monkeypatch):
    made = []
    context = trusted({CERTIFICATE_FILE: os.fspath(file)})
    monkeypatch.setattr(models.transport, "trusted", lambda _: made.append(1) or context)
    assert fetch(secure_hub.url) == WEIGHTS
    assert made == [1]
