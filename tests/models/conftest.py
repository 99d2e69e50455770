"""A tiny open_clip model, made and prepared once, and a small hub on loopback."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from models.weights import Fetcher
from tests.models import tiny_graph
from tests.models.fetching import WEIGHTS, Naps

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from models.graphs import Graph
    from models.openclip import OpenClipEncoder

ARCHITECTURE = "Tiny-Test"
CONFIG = {
    "embed_dim": 32,
    "vision_cfg": {"image_size": 32, "layers": 2, "width": 64, "head_width": 32, "patch_size": 16},
    "text_cfg": {
        "context_length": 16,
        "vocab_size": 49408,
        "width": 32,
        "heads": 2,
        "layers": 2,
    },
}


class Hub:
    """Serves ``/OWNER/REPO/resolve/REVISION/NAME`` from memory.

    Attributes:
        files: path to content.
        requests: (path, Range header or None) of every request to the store.
        cut: how many bytes of each of the next answers are sent before the connection ends.
        statuses: statuses to answer the next requests with instead.
        ranges: does it understand Range?
        etag: what it announces instead of the right checksum.
        announces: does it announce a checksum at all?
        content_type: of every file.
        redirects: does it send clients to a store first, as the real one does?
        store: where it sends them, if not to itself.
        own_way: answers requests to the store instead, while it returns True.
        circle: does it send them there and back for ever?
        encoding: how it says that content is encoded, without doing so.
        stalls: how many bytes of each of the next answers are sent before it falls silent; None
            also keeps the beginning of the answer back.
    """

    def __init__(self, context: ssl.SSLContext | None = None):
        self.files: dict[str, bytes] = {}
        self.requests: list[tuple[str, str | None]] = []
        self.cut: list[int] = []
        self.statuses: list[int] = []
        self.ranges = True
        self.etag: str | None = None
        self.announces = True
        self.content_type = "application/octet-stream"
        self.redirects = True
        self.store: str | None = None
        self.own_way: Callable[[BaseHTTPRequestHandler, bytes], bool] | None = None
        self.circle = False
        self.encoding: str | None = None
        self.stalls: list[int | None] = []
        self._ends = threading.Event()
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                """Say nothing."""

            def do_GET(self):
                hub.answer(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._ends.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def publish(self, content, name="model.safetensors", repo="them/tiny", revision="main"):
        """Put a file on the hub."""
        self.files[f"/{repo}/resolve/{revision}/{name}"] = content

    def answer(self, handler):
        path = handler.path.removeprefix("/store")
        content = self.files.get(path)
        if self.circle:
            self.send(handler, 302, {"Location": f"{self.url}{path}"}, b"")
        elif content is None:
            self.send(handler, 404, {}, b"not found")
        elif self.redirects and path == handler.path:
            store = self.store or f"{self.url}/store"
            headers = {"Location": f"{store}{path}", **self._checksum(content)}
            self.send(handler, 302, headers, b"")
        else:
            self.requests.append((path, handler.headers.get("Range")))
            self._send_file(handler, content)

    def _send_file(self, handler, content):
        if self.own_way is not None and self.own_way(handler, content):
            return
        if self.statuses:
            self.send(handler, self.statuses.pop(0), {}, b"busy")
            return
        match = re.match(r"bytes=(\d+)-", handler.headers.get("Range", ""))
        start = int(match[1]) if match and self.ranges else 0
        # The checksum of the store is another one, which means nothing to us.
        headers = {"ETag": f'"{"5" * 64}"'} if self.redirects else self._checksum(content)
        headers["Content-Type"] = self.content_type
        if start and start >= len(content):
            self.send(handler, 416, {"Content-Range": f"bytes */{len(content)}"}, b"")
            return
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        if self.encoding:
            headers["Content-Encoding"] = self.encoding
        cut = self.cut.pop(0) if self.cut else None
        if self.stalls:
            cut = self.stalls.pop(0)
            handler.finish = lambda: self._silent(handler)
            if cut is None:
                handler.close_connection = True
                return
        self.send(handler, 206 if start else 200, headers, content[start:], cut)

    def _silent(self, handler):
        """Keep a connection, and send nothing; for longer than a test takes that succeeds."""
        handler.wfile.flush()
        self._ends.wait(120)
        type(handler).finish(handler)

    def _checksum(self, content):
        if not self.announces:
            return {}
        name = "X-Linked-Etag" if self.redirects else "ETag"
        return {name: f'"{self.etag or hashlib.sha256(content).hexdigest()}"'}

    @staticmethod
    def send(handler, status, headers, body, cut=None):
        """Answer a request."""
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Connection", "close")
        if "Content-Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body if cut is None else body[:cut])


@pytest.fixture(autouse=True)
def _no_proxies_and_no_mirror(monkeypatch):
    for name in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name.upper()}_PROXY", raising=False)
    for name in ("PICTROVE_HUB", "HF_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as started:
        yield started


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "weights" / "model.safetensors"


@pytest.fixture
def fetcher(hub, naps) -> Fetcher:
    hub.publish(WEIGHTS)
    return Fetcher(hub.url, sleep=naps)


@pytest.fixture(scope="session")
def tiny_configs(tmp_path_factory) -> Path:
    """A folder with the configuration of the tiny architecture."""
    folder = tmp_path_factory.mktemp("configs")
    (folder / f"{ARCHITECTURE}.json").write_text(json.dumps(CONFIG))
    return folder


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory) -> Path:
    """The tiny model as open_clip publishes one: configuration and safetensors, random weights."""
    pytest.importorskip("torch")
    import torch
    from safetensors.torch import save_file

    from models.openclip import import_open_clip

    open_clip = import_open_clip()
    torch.manual_seed(0)
    model = open_clip.CLIP(**CONFIG)
    for tower in (model.visual, model.transformer):
        for parameter in tower.parameters():
            # Initial weights are so small that every picture looks the same.
            torch.nn.init.normal_(parameter, std=0.2)
    folder = tmp_path_factory.mktemp("tiny")
    save_file(model.state_dict(), folder / "open_clip_model.safetensors")
    preprocess = {"mean": [0.5, 0.4, 0.3], "std": [0.2, 0.3, 0.4], "resize_mode": "squash"}
    config = {"model_cfg": CONFIG, "preprocess_cfg": preprocess}
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    return folder


@pytest.fixture(scope="session")
def tiny_encoder(tiny_folder) -> OpenClipEncoder:
    from models.openclip import OpenClipEncoder

    return OpenClipEncoder.from_folder(tiny_folder, model_id="tiny/random")


@pytest.fixture(scope="session")
def tiny_prepared(tiny_encoder, tmp_path_factory) -> Path:
    """The tiny model, prepared. Tests that damage it copy it first."""
    from models.export import export_towers

    folder = tmp_path_factory.mktemp("models") / "tiny--random"
    export_towers(tiny_encoder, folder)
    return folder


@pytest.fixture(scope="session")
def graph(tmp_path_factory) -> Graph:
    """A graph that needs no torch to be made, or to be filled."""
    return tiny_graph.write_graph(tmp_path_factory.mktemp("graphs") / "tiny--written")


@pytest.fixture
def tensors():
    """Weights for `graph`."""
    return tiny_graph.random_tensors()


@pytest.fixture
def weights(tensors, tmp_path):
    """The same as a file."""
    return tiny_graph.write_safetensors(tmp_path / "open_clip_model.safetensors", tensors)


@pytest.fixture
def folder(tmp_path):
    """Where the model is to be prepared; nothing but it may be left there."""
    return tmp_path / "models" / "tiny--written"
