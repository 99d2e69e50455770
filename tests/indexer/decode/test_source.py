from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from indexer.decode import source
from indexer.decode.errors import PictureError
from indexer.decode.source import read_sidecar, read_source
from indexer.decode.types import Cause, Job, Limits

LIMITS = Limits(file_bytes=1000)


def read(path: object) -> source.Source:
    return read_source(Job(1, str(path)), LIMITS)


@pytest.mark.parametrize("content", [b"", b"x", b"hello" * 200])
def test_bytes_hash_and_time_of_a_file(tmp_path, content):
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    found = read(path)
    assert found.data == content
    assert found.content_hash == hashlib.sha256(content).digest()
    assert found.mtime_ns == path.stat().st_mtime_ns


def test_bytes_that_are_no_file():
    found = read_source(Job(1, "-", data=b"abc"), LIMITS)
    assert (found.data, found.mtime_ns) == (b"abc", 0)


def test_a_link_is_followed(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert read(tmp_path / "b").data == b"x"


@pytest.mark.parametrize("name", ["missing.jpg", "with\0nul.jpg", "x" * 300])
def test_what_cannot_be_opened(tmp_path, name):
    with pytest.raises(PictureError, match=r"cannot be opened|no such file") as caught:
        read(f"{tmp_path}/{name}")
    assert caught.value.cause is Cause.UNREADABLE


def test_folders_pipes_and_devices_are_refused_without_waiting(tmp_path):
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, Path("/dev/zero"), Path("/dev/tty")):
        with pytest.raises(PictureError) as caught:
            read(path)
        assert caught.value.cause is Cause.UNREADABLE


def test_a_pipe_put_in_the_place_of_a_file_is_refused_too(tmp_path, monkeypatch):
    file, pipe = tmp_path / "file", tmp_path / "pipe"
    file.write_bytes(b"x")
    os.mkfifo(pipe)
    honest = os.open
    monkeypatch.setattr(os, "open", lambda _path, flags: honest(pipe, flags))
    with pytest.raises(PictureError) as caught:
        read(file)
    assert caught.value.cause is Cause.UNREADABLE


def test_too_large_a_file_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(bytes(1001))
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("read it"))
    with pytest.raises(PictureError) as caught:
        read(path)
    assert caught.value.cause is Cause.TOO_LARGE


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.write_bytes(b"longer than it was"),
        lambda p: os.truncate(p, 2),
        lambda p: os.utime(p, ns=(1, 1)),
    ],
)
def test_a_file_that_changes_meanwhile(tmp_path, monkeypatch, change):
    path = tmp_path / "a"
    path.write_bytes(b"as it was")
    honest = os.read

    def read_and_change(descriptor: int, length: int) -> bytes:
        change(path)
        return honest(descriptor, length)

    monkeypatch.setattr(os, "read", read_and_change)
    with pytest.raises(PictureError) as caught:
        read(path)
    assert caught.value.cause is Cause.CHANGED


def test_a_file_read_in_several_goes(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    honest = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, length: honest(descriptor, min(3, length)))
    assert read(path).data == b"0123456789"


def test_a_sidecar_that_is_none(tmp_path):
    assert read_sidecar(str(tmp_path / "missing")) is None
    os.mkfifo(tmp_path / "a.xmp")
    (tmp_path / "b.xmp").mkdir()
    for name in ("a.jpg", "b.jpg", "with\0nul.jpg"):
        assert read_sidecar(str(tmp_path / name)) is None


def test_names_that_are_no_unicode(tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.jpg"
    Path(os.fsdecode(name)).write_bytes(b"x")
    assert read(os.fsdecode(name)).data == b"x"
