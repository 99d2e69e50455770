"""The socket's folder, the key, and who listens where."""

from __future__ import annotations

import errno
import os
import selectors
import shutil
import socket
import stat
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from indexer.engine import addresses, sockets
from indexer.engine.addresses import KEY_FILE, Address, new_address, read_address
from indexer.engine.errors import ConnectionLostError
from indexer.engine.pipes import PipeListener, dial_pipe
from indexer.engine.sockets import SocketListener
from indexer.engine.transport import dial, listen
from indexer.errors import LibraryError
from indexer.places import Places

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")


def test_socket_and_key_are_for_this_user_alone(places, runtime):
    listener = listen(places)
    folder = runtime / "pictrove"
    (path,) = folder.iterdir()
    assert stat.S_IMODE(folder.lstat().st_mode) == 0o700
    assert stat.S_IMODE(path.lstat().st_mode) == 0o600
    assert stat.S_IMODE((places.data / KEY_FILE).stat().st_mode) == 0o600
    assert read_address(places).key == listener.key
    assert len(listener.key) == 32
    listener.close()
    assert not path.exists()
    assert [path.name for path in places.data.iterdir()] == []


def test_every_engine_has_its_own_key(places, runtime):
    keys = set()
    for _ in range(3):
        listener = listen(places)
        keys.add(listener.key)
        listener.close()
    assert len(keys) == 3


def test_a_key_of_the_next_engine_is_not_taken_away(places, runtime):
    first = listen(places)
    second = listen(places)
    first.close()
    assert read_address(places).key == second.key
    second.close()


def test_nor_is_its_socket(places, runtime):
    """An engine whose library was deleted ends only after another one has begun."""
    first = listen(places)
    second = listen(places)
    first.close()
    with pytest.raises(ConnectionLostError):
        dial(places, 0.01)  # it is there, and nobody answers
    second.close()
    assert not list((runtime / "pictrove").iterdir())


def test_a_key_goes_before_its_socket(runtime):
    """A key without a socket says that the engine was killed, and is to be started again."""
    seen = []
    address = Address(str(runtime / "a.sock"), bytes(32))
    listener = SocketListener(
        address, lambda: seen.append(Path(address.name).is_socket()), lambda: True
    )
    listener.close()
    assert seen == [True]


def test_a_listener_knows_whether_it_can_be_found(places, runtime):
    listener = listen(places)
    assert listener.is_in_place()
    (places.data / KEY_FILE).rename(places.data / "away")
    assert not listener.is_in_place()
    (places.data / "away").rename(places.data / KEY_FILE)
    assert listener.is_in_place()
    second = listen(places)
    assert not listener.is_in_place()
    shutil.rmtree(runtime / "pictrove")
    assert not second.is_in_place()
    listener.close()
    second.close()


def test_a_key_that_somebody_reads_is_replaced_a_moment_later(places, runtime, monkeypatch):
    """Windows replaces no file that is open."""
    waited: list[float] = []
    replace = os.replace

    def refuse_twice(source: str, target: Path) -> None:
        if len(waited) < 2:
            raise PermissionError(errno.EACCES, "Access is denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse_twice)
    monkeypatch.setattr(addresses.time, "sleep", waited.append)
    listener = listen(places)
    assert read_address(places).key == listener.key
    assert len(waited) == 2
    listener.close()


def test_libraries_have_different_sockets_however_they_are_spelled(places, runtime, tmp_path):
    other = new_address(Places.below(tmp_path / "other")).name
    (tmp_path / "link").symlink_to(tmp_path / "home")
    assert new_address(places).name != other
    assert new_address(Places.below(tmp_path / "link")).name == new_address(places).name


def test_long_and_odd_library_paths(runtime, tmp_path):
    home = tmp_path / ("ä" * 100) / ("n" * 200) / os.fsdecode(b"odd \xff")
    places = Places.below(home)
    listener = listen(places)
    with pytest.raises(ConnectionLostError):
        dial(places, 0.01)  # someone is there, and nobody answers
    listener.close()


def test_a_folder_that_others_may_enter_is_refused(places, runtime):
    (runtime / "pictrove").mkdir()
    (runtime / "pictrove").chmod(0o755)
    with pytest.raises(LibraryError, match=r"only you can enter.*remove it"):
        listen(places)


def test_a_link_instead_of_the_folder_is_refused(places, runtime, tmp_path):
    safe = tmp_path / "safe"
    safe.mkdir(0o700)
    (runtime / "pictrove").symlink_to(safe)
    with pytest.raises(LibraryError, match="only you can enter"):
        listen(places)
    assert not list(safe.iterdir())


def test_a_file_instead_of_the_folder_is_refused(places, runtime):
    (runtime / "pictrove").write_bytes(b"")
    with pytest.raises(LibraryError, match="only you can enter"):
        listen(places)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives folders away")
def test_a_folder_of_someone_else_is_refused(places, runtime):
    (runtime / "pictrove").mkdir(0o700)
    os.chown(runtime / "pictrove", 12345, 12345)
    with pytest.raises(LibraryError, match="only you can enter"):
        listen(places)


@pytest.mark.parametrize("runtime_folder", ["", "relative", "/nonexistent", "/" + "long/" * 30])
def test_without_a_runtime_folder_the_temporary_one_serves(
    places, monkeypatch, tmp_path, runtime_folder
):
    folder = tempfile.mkdtemp(dir="/tmp")
    monkeypatch.setattr(tempfile, "tempdir", folder)
    name = new_address(places, {"XDG_RUNTIME_DIR": runtime_folder}).name
    assert str(Path(name).parent) == f"{folder}/pictrove-{os.geteuid()}"
    shutil.rmtree(folder)


def test_a_runtime_folder_that_others_may_enter_is_not_used(places, monkeypatch, runtime):
    folder = tempfile.mkdtemp(dir="/tmp")
    monkeypatch.setattr(tempfile, "tempdir", folder)
    runtime.chmod(0o755)
    name = new_address(places).name
    assert name.startswith(folder)
    shutil.rmtree(folder)


def test_a_long_temporary_folder_is_not_used(places, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / ("n" * 100)))
    monkeypatch.setattr(addresses, "_made", lambda folder: folder)
    assert new_address(places, {}).name.startswith(f"/tmp/pictrove-{os.geteuid()}/")


def test_a_folder_that_cannot_be_made(places, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/proc")
    with pytest.raises(LibraryError, match="cannot be made"):
        new_address(places, {})


def test_a_data_folder_that_cannot_be_written(places, runtime, tmp_path):
    (tmp_path / "home").write_bytes(b"a file")
    with pytest.raises(LibraryError, match="key cannot be written"):
        listen(places)
    assert not list((runtime / "pictrove").iterdir())


def test_something_that_cannot_be_replaced_by_a_socket(places, runtime):
    Path(new_address(places).name).mkdir()
    with pytest.raises(LibraryError, match="cannot listen"):
        listen(places)


@pytest.mark.parametrize("content", [b"", b"short", bytes(32), bytes(40), bytes(32) + b"/a\0b"])
def test_a_damaged_key_file_means_no_engine(places, runtime, content):
    places.data.mkdir(parents=True)
    (places.data / KEY_FILE).write_bytes(content)
    assert dial(places, 1) is None


def test_no_engine(places):
    assert read_address(places) is None
    assert dial(places, 1) is None


def test_a_socket_that_was_left_behind_is_replaced(places, runtime):
    path = new_address(places).name
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(path)
    listener = listen(places)
    with pytest.raises(ConnectionLostError):
        dial(places, 0.01)
    listener.close()


def test_the_user_at_the_other_end():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert sockets.peer_uid(ours) == os.geteuid()


def test_another_user_is_not_let_in(places, monkeypatch, runtime):
    monkeypatch.setattr(sockets, "peer_uid", lambda _: os.geteuid() + 1)
    listener = listen(places)
    visits = []
    thread = threading.Thread(target=lambda: visits.append(listener.accept()))
    thread.start()
    with socket.socket(socket.AF_UNIX) as visitor:
        visitor.connect(read_address(places).name)
        assert visitor.recv(1) == b""  # hung up on
    assert dial(places, 1) is None
    listener.close()
    thread.join()
    assert visits == [None]


def test_closing_twice_and_before_or_after_accepting(places, runtime):
    listener = listen(places)
    listener.close()
    listener.close()
    assert listener.accept() is None


def test_a_channel_tells_when_the_other_side_is_gone(nothing_left):
    ours, theirs = socket.socketpair()
    channel = sockets.socket_channel(ours)
    theirs.close()
    with pytest.raises(ConnectionLostError):
        channel.receive()
    with pytest.raises(ConnectionLostError):
        channel.send(b"x")
    channel.close()
    channel.close()
    channel.shut()
    with pytest.raises(ConnectionLostError):
        channel.receive()


def test_a_message_that_is_too_long_is_not_read(nothing_left):
    ours, theirs = map(sockets.socket_channel, socket.socketpair())
    theirs.send(b"x" * 11)
    with pytest.raises(ConnectionLostError):
        ours.receive(10)
    ours.close()
    theirs.close()


def test_whoever_waits_for_a_channel_wakes_up_when_it_is_shut(nothing_left):
    ours, theirs = map(sockets.socket_channel, socket.socketpair())
    with pytest.raises(ConnectionLostError), ours.within(0.01):
        ours.receive()
    ours.close()
    theirs.close()


def test_the_path_of_the_log(tmp_path: Path):
    assert addresses.log_file(Places.below(tmp_path)) == tmp_path / "cache" / "engine.log"


class _FullSocket:
    """A socket that cannot take a visitor in the first moments, for want of descriptors."""

    def __init__(self, real: socket.socket) -> None:
        self.real = real
        self.refusals = 3

    def fileno(self) -> int:
        return self.real.fileno()

    def accept(self):
        if self.refusals:
            self.refusals -= 1
            raise OSError(errno.EMFILE, "Too many open files")
        return self.real.accept()

    def close(self) -> None:
        self.real.close()


def test_too_many_open_files_are_waited_out(places, runtime):
    listener = listen(places)
    listener._selector.unregister(listener._socket)
    listener._socket = full = _FullSocket(listener._socket)
    listener._selector.register(full, selectors.EVENT_READ)
    with socket.socket(socket.AF_UNIX) as visitor:
        visitor.connect(read_address(places).name)
        listener.accept().close()
    assert full.refusals == 0
    listener.close()


def test_pipes(runtime, until):
    """What serves on Windows, over the sockets of this platform."""
    address = Address(str(runtime / "pipe"), bytes(32))
    forgotten = []
    listener = PipeListener(address, lambda: forgotten.append(1), lambda: not forgotten)
    assert listener.is_in_place()
    visits = []

    def serve() -> None:
        while (channel := listener.accept()) is not None:
            channel.authenticate(listener.key, as_engine=True)
            channel.send(channel.receive()[::-1])
            channel.close()
            visits.append(1)

    thread = threading.Thread(target=serve)
    thread.start()
    channel = dial_pipe(address)
    channel.authenticate(address.key, as_engine=False)
    channel.send(b"abc")
    assert channel.receive() == b"cba"
    channel.close()
    until(lambda: visits)
    listener.close()
    listener.close()
    thread.join()
    assert (visits, forgotten) == ([1], [1])
    assert not listener.is_in_place()
    assert dial_pipe(address) is None
