"""The inbox, the table of mounts, the probe, and which photo a sidecar speaks for."""

from __future__ import annotations

import os
from threading import Event

import pytest

from indexer.watch import mounts as mounts_module
from indexer.watch.inbox import Happened, Inbox
from indexer.watch.mounts import Mount, MountTable, mount_of, mounts_below, read_mounts
from indexer.watch.probe import Place, Probe, find
from indexer.watch.sidecars import photos_of
from tests.indexer.watch.conftest import wait_for


def test_the_inbox_keeps_what_happened_last():
    inbox = Inbox(lambda: None, lambda: 7.0)
    inbox.file("/a", complete=True)
    inbox.file("/a")
    inbox.file("/b", gone=True)
    inbox.folder("/x", gone=True)
    inbox.folder("/x")
    mail = inbox.empty()
    assert mail.files == {
        "/a": Happened(7.0, complete=True, gone=False),
        "/b": Happened(7.0, complete=None, gone=True),
    }
    assert (mail.appeared, mail.vanished) == ({"/x"}, {"/x"})
    assert not inbox.empty()


def test_an_inbox_that_runs_over_has_lost_its_mail():
    inbox = Inbox(lambda: None, lambda: 0.0, most=10)
    for number in range(1000):
        inbox.file(f"/{number}")
    mail = inbox.empty()
    assert mail.lost
    assert len(mail) <= 10


@pytest.mark.parametrize(
    ("kind", "tells"),
    [
        ("ext4", True),
        ("fuseblk", True),
        ("overlay", True),
        ("fuse.gocryptfs", True),
        ("", True),
        ("nfs4", False),
        ("cifs", False),
        ("9p", False),
        ("fuse.sshfs", False),
        ("fuse", False),
    ],
)
def test_which_file_systems_tell(kind, tells):
    assert Mount(kind).tells is tells


def test_what_windows_calls_remote_does_not_tell():
    assert not Mount("ntfs", remote=True).tells
    assert not mount_of("\\\\server\\share\\a", {}).tells


def test_the_longest_mount_point_counts():
    table = {"/": Mount("ext4"), "/m": Mount("nfs"), "/m/d": Mount("xfs")}
    assert mount_of("/m/d/x", table).kind == "xfs"
    assert mount_of("/m/dx", table).kind == "nfs"
    assert mount_of("/mm", table).kind == "ext4"
    assert set(mounts_below("/m", table)) == {"/m/d"}
    assert set(mounts_below("/", table)) == {"/m", "/m/d"}


def test_the_mounts_of_this_computer_can_be_read(tmp_path):
    if read_mounts():
        assert mount_of(str(tmp_path), read_mounts()).kind


def test_the_table_is_read_when_the_system_says_it_has_changed(monkeypatch):
    reads: list[int] = []
    told = type("Told", (), {"changed": lambda _: len(reads) == 1, "close": lambda _: None})()
    monkeypatch.setattr(mounts_module._Told, "open", lambda: told)
    table = MountTable(lambda: reads.append(1) or {})
    for second in range(1000):
        table.at(second)
    assert len(reads) == 2
    table.close()


def test_the_table_is_read_now_and_then_where_nobody_says(monkeypatch):
    reads: list[int] = []
    monkeypatch.setattr(mounts_module._Told, "open", lambda: None)
    table = MountTable(lambda: reads.append(1) or {}, every=30)
    for second in range(100):
        table.at(second)
    assert len(reads) == 4


def test_the_real_table_is_not_read_again_without_need():
    reads: list[int] = []
    table = MountTable(lambda: reads.append(1) or {}, every=1e9)
    table.at(0.0)
    table.at(1.0)
    table.close()
    assert len(reads) <= 2


def test_a_folder_is_found_by_what_it_is(tmp_path):
    there = find(str(tmp_path))
    assert there is not None
    assert there.inode == tmp_path.stat().st_ino
    (tmp_path / "file").touch()
    assert find(str(tmp_path / "file")) is None
    assert find(str(tmp_path / "none")) is None
    assert find("/\0") is None


def test_a_server_that_does_not_answer_keeps_nobody_waiting():
    answer, begun, asked = Event(), Event(), []

    def find_slowly(folder: str) -> Place | None:
        asked.append(folder)
        begun.set()
        answer.wait()
        return Place(folder, 1, 1)

    probe = Probe("/p", 0.01, find_slowly)
    assert probe.look() is None
    assert begun.wait(60)
    assert probe.look() is None
    assert asked == ["/p"]
    answer.set()
    assert Probe("/p", 60, find_slowly).look() == Place("/p", 1, 1)
    wait_for(probe.look)


def test_photos_of_sidecars():
    there = {"/p/a.jpg", "/p/a.Nef", "/p/b.png"}
    assert set(photos_of("/p/a.xmp", there.__contains__)) == {"/p/a.jpg", "/p/a.Nef"}
    assert photos_of("/p/c.dng.xmp", there.__contains__) == ("/p/c.dng",)
    assert photos_of("/p/none.xmp", there.__contains__) == ()
    name = os.fsdecode(b"/p/\xff.xmp")
    assert photos_of(name, lambda path: path.endswith(".jpg"))
