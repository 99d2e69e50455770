"""What is done for one folder: drives that come and go, limits, lost events, scans."""

from __future__ import annotations

import errno
import itertools

import pytest

from indexer.selection import Selection
from indexer.watch.inbox import Inbox
from indexer.watch.mounts import Mount
from indexer.watch.probe import Place
from indexer.watch.root import Pace, Root
from indexer.watch.settle import Patience
from indexer.watch.types import Settled
from tests.indexer.watch.disk import Disk, ModelSource

WHOLE = Settled(folders=("/p",))


class Followed:
    """A root on a model of a disk, with a clock, and with mounts that can be changed."""

    def __init__(self, mounts=None, *, excludes=()) -> None:
        self.now = 0.0
        self.disk = Disk()
        self.place: Place | None = Place("/p", 1, 1)
        self.mounts = mounts or {"/": Mount("ext4")}
        self.trouble: OSError | None = None
        selection = Selection("/p", excludes)
        self.inbox = Inbox(lambda: None, lambda: self.now)
        self.source = ModelSource(self.disk, selection, self.inbox)
        self.opened = 0
        self.root = Root(
            selection,
            self.inbox,
            find=lambda: self.place,
            mounts=lambda: self.mounts,
            open_source=self._open,
            pace=Pace(),
            patience=Patience(),
            stat=self.disk.stat,
        )

    def _open(self, _selection, _inbox):
        if self.trouble:
            raise self.trouble
        self.opened += 1
        return self.source

    def until(self, end: float) -> list[tuple[float, Settled]]:
        found = []
        for _ in itertools.count():
            while self.disk.queue:
                self.source.deliver()
            if settled := self.root.step(self.now):
                found.append((pytest.approx(self.now), settled))
            if (at := max(self.now + 1e-3, self.root.next_at())) > end:
                break
            self.now = at
        self.now = end
        return found

    @property
    def how(self) -> str:
        return self.root.following.how


def test_the_folder_itself_comes_first_when_it_is_watched():
    followed = Followed()
    assert followed.how == "starting"
    assert followed.until(1) == [(0, WHOLE)]
    assert followed.root.following.note == ""
    assert followed.until(3600) == []
    assert followed.until(24 * 3600 + 60) == [(24 * 3600, WHOLE)]


def test_a_folder_that_goes_and_comes_back_is_scanned_both_times():
    followed = Followed()
    followed.until(1)
    followed.place = None
    assert followed.until(7) == [(5, WHOLE)]
    assert followed.how == "offline"
    assert "photos are kept" in followed.root.following.note
    assert followed.until(100) == []
    followed.place = Place("/p", 1, 1)
    assert len(followed.until(106)) == 1
    assert (followed.how, followed.opened) == ("events", 2)


def test_another_drive_at_the_same_place_is_watched_anew():
    followed = Followed()
    followed.until(1)
    followed.place = Place("/p", 2, 1)
    assert followed.until(6) == [(5, WHOLE)]
    assert followed.opened == 2


def test_a_bare_mount_point_is_offline():
    followed = Followed({"/": Mount("ext4"), "/p": Mount("exfat", "/dev/sdb1")})
    followed.until(1)
    followed.mounts, followed.place = {"/": Mount("ext4")}, Place("/p", 9, 9)
    assert followed.until(6) == [(5, WHOLE)]
    assert followed.how == "offline"
    followed.mounts, followed.place = {"/p": Mount("exfat", "/dev/sdb1")}, Place("/p", 1, 1)
    assert followed.until(11) == [(10, WHOLE)]
    assert followed.how == "events"


def test_files_that_go_with_their_drive_do_not_look_deleted():
    followed = Followed()
    followed.disk.write("/p/a.jpg", 0, close=True)
    followed.until(6)
    followed.disk.remove("/p/a.jpg")
    followed.place = None
    assert followed.until(8) == [(7, WHOLE)]
    assert followed.how == "offline"
    assert followed.until(60) == []


def test_a_network_drive_is_scanned_from_time_to_time():
    followed = Followed({"/": Mount("ext4"), "/p": Mount("nfs4")})
    assert followed.until(130) == [(0, WHOLE), (60, WHOLE), (120, WHOLE)]
    assert (followed.how, followed.opened) == ("polling", 0)
    assert "nfs4" in followed.root.following.note


def test_slow_scans_are_further_apart():
    followed = Followed({"/p": Mount("cifs")})
    followed.until(10)
    followed.root.scanned(8.0)
    assert followed.until(400) == [(170, WHOLE), (330, WHOLE)]


def test_what_cannot_be_watched_is_scanned_and_tried_again():
    followed = Followed()
    followed.trouble = OSError(errno.EMFILE, "too many")
    assert followed.until(130) == [(0, WHOLE), (60, WHOLE), (120, WHOLE)]
    assert "max_user_instances" in followed.root.following.note
    followed.trouble = None
    followed.until(700)
    assert followed.how == "events"


def test_no_watches_left_is_said_with_what_to_do():
    followed = Followed()
    followed.trouble = OSError(errno.ENOSPC, "no space left on device")
    followed.until(1)
    assert "sudo sysctl fs.inotify.max_user_watches=524288" in followed.root.following.note


def test_at_the_limit_it_says_so_and_scans_until_the_limit_is_raised():
    followed = Followed()
    followed.source.needed = 2_000
    assert followed.until(1300) == [(0, WHOLE), (600, WHOLE), (1200, WHOLE)]
    assert "sysctl" in followed.root.following.note
    followed.source.room = 3_000
    assert [settled for _, settled in followed.until(1310)] == [WHOLE]
    assert followed.root.following.note == ""


def test_lost_events_lead_to_one_scan_with_new_watches():
    followed = Followed()
    followed.until(1)
    followed.disk.make_folder("/p/x")
    followed.disk.write("/p/x/a.jpg", 1, close=True)
    for _ in range(10):
        followed.source.overflow()
    assert [settled for _, settled in followed.until(5)] == [WHOLE]
    assert followed.source.rebuilt == 2
    assert "/p/x" in followed.source.watches


def test_lost_events_again_and_again_do_not_keep_it_busy():
    followed = Followed()
    followed.until(1)
    for hundredth in range(100, 2000):
        followed.source.overflow()
        followed.until(hundredth / 100)
    assert followed.source.rebuilt <= 12


def test_a_silent_drive_inside_is_scanned_alone():
    inside = {"/": Mount("ext4"), "/p/net": Mount("fuse.sshfs")}
    followed = Followed(inside)
    followed.disk.make_folder("/p/net")
    found = followed.until(700)
    assert found == [(0, WHOLE), *((at, Settled(folders=("/p/net",))) for at in (300, 600))]
    assert "/p/net" not in followed.source.watches
    assert "fuse.sshfs" in followed.root.following.note


def test_a_drive_that_is_mounted_inside_is_noticed():
    followed = Followed()
    followed.disk.make_folder("/p/usb")
    followed.until(1)
    followed.mounts = {"/": Mount("ext4"), "/p/usb": Mount("vfat")}
    assert [settled for _, settled in followed.until(10)] == [Settled(folders=("/p/usb",))]
    followed.mounts = {"/": Mount("ext4")}
    assert [settled for _, settled in followed.until(20)] == [Settled(folders=("/p/usb",))]


def test_drives_in_excluded_folders_do_not_matter():
    followed = Followed({"/": Mount("ext4"), "/p/net": Mount("nfs")}, excludes=("net",))
    assert followed.until(700) == [(0, WHOLE)]


def test_a_sidecar_speaks_for_its_photos():
    followed = Followed()
    for name in ("a.jpg", "a.CR2", "b.jpg"):
        followed.disk.write(f"/p/{name}", 0, close=True)
    followed.until(5)
    for name in ("a.xmp", "b.jpg.XMP"):
        followed.disk.write(f"/p/{name}", 5, close=True)
        followed.inbox.file(f"/p/{name}", complete=True)
    ((_, settled),) = followed.until(9)
    assert set(settled.files) == set(settled.sidecars) == {"/p/a.jpg", "/p/a.CR2", "/p/b.jpg"}
