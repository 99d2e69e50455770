"""Drawn pictures, a decoder in this process, and a watch over processes left behind."""

from __future__ import annotations

import io
import os
import select
import sys
import threading
import time
import warnings
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil
import pytest
from PIL import Image, ImageDraw

from indexer.decode.decoder import Decoder
from indexer.decode.errors import PictureError
from indexer.decode.source import read_sidecar, read_source
from indexer.decode.types import Decoded, Failed, Job, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def draw(width: int = 320, height: int = 240) -> Image.Image:
    """A picture that shows how it is turned: each corner has a colour, on a slope of grey."""
    slope = np.linspace(60, 200, width, dtype=np.uint8)
    picture = Image.fromarray(np.stack([np.tile(slope, (height, 1))] * 3, axis=-1))
    pen = ImageDraw.Draw(picture)
    w, h = width // 4, height // 4
    pen.rectangle((0, 0, w, h), (220, 30, 30))
    pen.rectangle((width - w, 0, width, h), (30, 200, 30))
    pen.rectangle((0, height - h, w, height), (40, 40, 220))
    return picture


@pytest.fixture(name="draw")
def fixture_draw() -> Callable[..., Image.Image]:
    return draw


def encode(picture: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


@pytest.fixture(name="encode")
def fixture_encode() -> Callable[..., bytes]:
    return encode


@pytest.fixture(scope="session")
def decoder() -> Decoder:
    return Decoder(Limits())


@pytest.fixture
def decode(decoder: Decoder) -> Callable[[Job], Decoded | Failed]:
    """What a worker does with a job, without the process around it."""

    def answer(job: Job) -> Decoded | Failed:
        try:
            # As in a worker, where warnings about metadata go nowhere.
            with warnings.catch_warnings(action="ignore"):
                source = read_source(job, Limits())
                sidecar = read_sidecar(job.path) if job.data is None else None
                return decoder.decode(job, replace(source, sidecar=sidecar))
        except PictureError as error:
            return Failed(job.key, error.reason, error.cause)

    return answer


@pytest.fixture
def misbehaving() -> list[str]:
    """A worker that does what the name of the file says."""
    return [sys.executable, str(Path(__file__).with_name("misbehaving_worker.py"))]


@pytest.fixture(scope="session")
def jpeg() -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((64, 48), 50).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def until(condition) -> None:
    """Wait for what another thread is about to do."""
    pause, end = threading.Event(), time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end, "it never happened"
        pause.wait(0.01)


def wait_for_end(pid: int, seconds: float = 120) -> bool:
    """Whether a process, ours or not, ends in time. One not yet buried has ended."""
    if not hasattr(os, "pidfd_open"):
        try:
            psutil.Process(pid).wait(seconds)
        except psutil.NoSuchProcess:
            return True
        except psutil.TimeoutExpired:
            return False
        return True
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], seconds)[0])
    finally:
        os.close(descriptor)


@pytest.fixture(name="wait_for_end")
def fixture_wait_for_end() -> Callable[..., bool]:
    return wait_for_end


@pytest.fixture(autouse=True)
def _no_process_left() -> Iterator[None]:
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    yield
    until(lambda: not [child for child in _alive() if child not in before])


def _alive() -> Iterator[int]:
    """Processes that were started from here, and have not ended."""
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE:
                yield child.pid
