"""Folders and files against what the library knows of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from indexer import scan
from indexer.metadata import PhotoMetadata
from indexer.reconcile import Reconciler
from indexer.store import PhotoRecord, Store
from indexer.store.rows import IN_THE_CLOUD, FailedFile, Placement


class Shelf:
    """A library and a folder beside it; what is due is read by taking note of the content."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "photos"
        self.folder.mkdir(parents=True)
        self.store = Store.open(home / "library")
        self.store.write.add_folder(str(self.folder))
        self.reconciler = Reconciler(self.store)

    def put(self, name: str, content: str = "x") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return path

    def scan(self, **options):
        (folder, *_) = self.store.read.folders()
        return self.reconciler.scan(folder, **options)

    def read_due(self) -> set[str]:
        due = self.store.read.due()
        self.store.write.commit_photos([_record(file.path) for file in due])
        return {os.path.relpath(file.path, self.folder) for file in due}

    def known(self, state: str = "indexed") -> set[str]:
        files = self.store.read.known_files().values()
        return {os.path.relpath(file.path, self.folder) for file in files if file.state == state}

    def fill(self, *names: str) -> None:
        for name in names:
            self.put(name)
        self.scan()
        self.read_due()


def _record(path: str) -> PhotoRecord:
    status = Path(path).stat()
    content = Path(path).read_bytes().ljust(32)[:32]
    return PhotoRecord(
        path,
        status.st_size,
        status.st_mtime_ns,
        content,
        1,
        1,
        "jpeg",
        PhotoMetadata(),
        "m",
        np.array([1, 0], np.float16),
    )


@pytest.fixture
def shelf(tmp_path: Path):
    made = Shelf(tmp_path)
    yield made
    made.store.close()


def test_new_files_are_due_and_read_ones_unchanged(shelf):
    shelf.put("a.jpg")
    shelf.put("sub/b.jpg")
    seen = shelf.scan()
    assert (seen.seen, seen.due, seen.unchanged) == (2, 2, 0)
    assert shelf.read_due() == {"a.jpg", "sub/b.jpg"}
    seen = shelf.scan()
    assert (seen.due, seen.unchanged) == (0, 2)


def test_a_changed_photo_is_due_and_found_meanwhile(shelf):
    shelf.fill("a.jpg")
    shelf.put("a.jpg", "other")
    assert shelf.scan().due == 1
    assert shelf.known("indexed") == {"a.jpg"}
    assert shelf.read_due() == {"a.jpg"}
    assert shelf.store.read.due() == []


def test_what_is_gone_is_forgotten_by_sweeping_only(shelf):
    shelf.fill("a.jpg", "b.jpg")
    (shelf.folder / "a.jpg").unlink()
    assert shelf.scan().gone == 1
    assert shelf.known("missing") == {"a.jpg"}
    assert shelf.reconciler.sweep() == 1
    assert shelf.known() == {"b.jpg"}


def test_what_comes_back_before_sweeping_is_there_again(shelf):
    shelf.fill("a.jpg", "b.jpg")
    (shelf.folder / "a.jpg").rename(shelf.folder / "a.away")
    shelf.scan()
    (shelf.folder / "a.away").rename(shelf.folder / "a.jpg")
    assert shelf.scan().unchanged == 2
    assert shelf.store.read.due() == []
    assert shelf.reconciler.sweep() == 0
    assert shelf.known() == {"a.jpg", "b.jpg"}


def test_a_folder_that_is_gone_takes_its_photos_along(shelf):
    shelf.fill("a.jpg", "sub/b.jpg", "sub/deep/c.jpg")
    shutil.rmtree(shelf.folder / "sub")
    shelf.scan(below=str(shelf.folder / "sub"))
    assert shelf.reconciler.sweep() == 2
    assert shelf.known() == {"a.jpg"}


def test_an_emptied_folder_below_is_no_unplugged_drive(shelf):
    shelf.fill("a.jpg", "sub/b.jpg")
    (shelf.folder / "sub/b.jpg").unlink()
    shelf.scan(below=str(shelf.folder / "sub"))
    assert shelf.reconciler.sweep() == 1


def test_an_unplugged_drive_below_a_folder_deletes_nothing(shelf, monkeypatch):
    shelf.fill("a.jpg", "usb/b.jpg")
    shelf.reconciler.mounts.seen(str(shelf.folder), [str(shelf.folder / "usb")])
    (shelf.folder / "usb/b.jpg").unlink()  # what an empty mount point looks like
    assert shelf.scan().unreachable == 1
    assert not shelf.reconciler.is_gone(str(shelf.folder / "usb/b.jpg"))
    assert shelf.reconciler.sweep() == 0
    assert shelf.known("missing") == {"usb/b.jpg"}
    shelf.put("usb/b.jpg")
    shelf.scan()
    assert shelf.known("indexed") == {"a.jpg", "usb/b.jpg"}


@pytest.mark.parametrize("leave_empty", [True, False])
def test_an_absent_folder_deletes_nothing(shelf, leave_empty):
    shelf.fill("a.jpg", "b.jpg")
    shelf.folder.rename(shelf.folder.with_name("away"))
    if leave_empty:
        shelf.folder.mkdir()
    assert shelf.scan().unreachable == 2
    assert not shelf.reconciler.is_gone(str(shelf.folder / "a.jpg"))
    assert shelf.reconciler.sweep() == 0
    assert shelf.known("missing") == {"a.jpg", "b.jpg"}


def test_an_interrupted_scan_forgets_nothing(shelf):
    shelf.fill("a.jpg", "b.jpg", "c.jpg")
    answers = iter([False, True, True, True, True])
    shelf.scan(stop=lambda: next(answers))
    assert shelf.known("missing") == set()


def test_excludes_take_photos_out(shelf):
    shelf.fill("a.jpg", "cache/b.jpg")
    shelf.store.write.set_folder(str(shelf.folder), watched=True, excludes=["cache"])
    shelf.scan()
    assert shelf.reconciler.sweep() == 1
    assert shelf.known() == {"a.jpg"}


def test_an_added_folder_below_another_decides_for_itself(shelf):
    inner = shelf.folder / "inner"
    shelf.put("inner/kept.jpg")
    shelf.put("inner/cache/out.jpg")
    shelf.put("a.jpg")
    shelf.store.write.add_folder(str(inner))
    shelf.store.write.set_folder(str(inner), watched=True, excludes=["cache"])
    for folder in shelf.store.read.folders():
        shelf.reconciler.scan(folder)
    assert shelf.read_due() == {"a.jpg", "inner/kept.jpg"}
    for folder in shelf.store.read.folders():
        assert shelf.reconciler.scan(folder).gone == 0


def test_failed_files_are_due_again_when_they_change_or_on_request(shelf):
    path = shelf.put("bad.jpg")
    shelf.scan()
    status = path.stat()
    failed = FailedFile(str(path), status.st_size, status.st_mtime_ns, "It is bad.", "damaged")
    shelf.store.write.mark_failed([failed])
    assert shelf.scan().due == 0
    assert shelf.scan(retry_failed=True).due == 1
    shelf.store.write.mark_failed([failed])
    path.write_text("better")
    assert shelf.scan().due == 1


def test_a_file_that_has_come_out_of_the_cloud_is_due(shelf):
    path = shelf.put("a.jpg")
    status = path.stat()
    failed = FailedFile(str(path), status.st_size, status.st_mtime_ns, "Far away.", IN_THE_CLOUD)
    shelf.store.write.mark_failed([failed])
    assert shelf.scan().due == 1


def test_names_that_differ_in_case_only(shelf):
    shelf.fill("a.jpg")
    (shelf.folder / "a.jpg").rename(shelf.folder / "A.jpg")
    shelf.reconciler.look_at([str(shelf.folder / "a.jpg"), str(shelf.folder / "A.jpg")])
    assert {Path(file.path).name for file in shelf.store.read.due()} == {"A.jpg"}
    assert shelf.known("missing") == {"a.jpg"}


def test_a_sidecar_makes_its_photo_due(shelf):
    shelf.fill("a.jpg")
    shelf.reconciler.read_again([str(shelf.folder / "a.jpg"), str(shelf.folder / "no.jpg")])
    (due,) = shelf.store.read.due()
    assert due.stale == 2


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may look into every folder")
def test_photos_in_a_closed_folder_are_not_gone(shelf):
    shelf.fill("a.jpg", "closed/b.jpg")
    (shelf.folder / "closed").chmod(0)
    try:
        assert shelf.scan().unreachable == 1
        assert not shelf.reconciler.is_gone(str(shelf.folder / "closed/b.jpg"))
    finally:
        (shelf.folder / "closed").chmod(0o755)


NAMES = st.sampled_from(["a.jpg", "b.jpg", "s/c.jpg", "s/d.jpg", "s-/e.jpg", "s/t/f.jpg"])
FOLDERS = st.sampled_from(["s", "s-", "s/t"])


class Reports(RuleBasedStateMachine):
    """Whatever happened, and in whatever order it is reported, the library ends up right."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.home = tempfile.mkdtemp()
        self.shelf = Shelf(Path(self.home))
        self.shelf.put("always.jpg")
        self.dirty: set[str] = set()
        self.count = 0

    def teardown(self) -> None:
        self.shelf.store.close()
        shutil.rmtree(self.home)

    @rule(name=NAMES)
    def write(self, name: str) -> None:
        self.count += 1
        self.dirty.add(str(self.shelf.put(name, "x" * self.count)))

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        path = self.shelf.folder / name
        path.unlink(missing_ok=True)
        self.dirty.add(str(path))

    @rule(name=NAMES, target_name=NAMES)
    def move(self, name: str, target_name: str) -> None:
        path, to = self.shelf.folder / name, self.shelf.folder / target_name
        if path.exists() and path != to:
            to.parent.mkdir(parents=True, exist_ok=True)
            path.replace(to)
            self.dirty |= {str(path), str(to)}

    @rule(name=NAMES)
    def report_early(self, name: str) -> None:
        self.shelf.reconciler.look_at([str(self.shelf.folder / name)])

    @rule(folder=FOLDERS)
    def scan_early(self, folder: str) -> None:
        self.shelf.scan(below=str(self.shelf.folder / folder))

    @rule()
    def read(self) -> None:
        for file in self.shelf.store.read.due():
            if Path(file.path).exists():
                self.shelf.store.write.commit_photos([_record(file.path)])

    @rule(whole=st.booleans())
    def settle(self, whole: bool) -> None:
        if whole:
            self.shelf.scan()
        else:
            self.shelf.scan(below=str(self.shelf.folder / "s"))
            self.shelf.reconciler.look_at([*self.dirty, str(self.shelf.folder / "always.jpg")])
        self.shelf.read_due()
        self.shelf.reconciler.sweep()
        self.dirty.clear()
        on_disk = {
            os.path.relpath(path, self.shelf.folder) for path in self.shelf.folder.rglob("*.jpg")
        }
        assert self.shelf.known() == on_disk
        assert len(self.shelf.store.read.known_files()) == len(on_disk)
        stamps = {file.path: file.size for file in self.shelf.store.read.known_files().values()}
        assert all(Path(path).stat().st_size == size for path, size in stamps.items())

    @invariant()
    def every_file_is_known_once(self) -> None:
        assert self.shelf.store.read.problem() == ""


TestReports: Callable[..., object] = Reports.TestCase
TestReports.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def test_a_photo_that_moved_while_its_folder_was_scanned_is_not_gone(shelf):
    shelf.fill("a.jpg", "old/b.jpg")
    known = shelf.store.read.stamp(str(shelf.folder / "old/b.jpg"))
    (shelf.folder / "old").rename(shelf.folder / "new")
    there = str(shelf.folder / "new/b.jpg")
    shelf.store.write.move([Placement(known.id, there, known.size, known.mtime_ns)])
    shelf.store.write.mark_absent([known], vanished=True)
    assert shelf.reconciler.sweep() == 0
    assert shelf.known() == {"a.jpg", "new/b.jpg"}


def test_a_file_that_took_the_place_of_another_of_the_same_size_and_time(shelf):
    shelf.fill("a.jpg", "b.jpg")
    path = shelf.folder / "a.jpg"
    before = path.stat()
    path.write_text("y")
    os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert shelf.scan().due == 0
    shelf.reconciler.look_at([str(path)])
    assert [Path(file.path).name for file in shelf.store.read.due()] == ["a.jpg"]


def test_a_drive_that_was_mounted_where_an_ordinary_folder_is_now(shelf, monkeypatch):
    shelf.fill("a.jpg", "usb/b.jpg")
    usb = shelf.folder / "usb"
    with monkeypatch.context() as patch:
        patch.setattr(os.path, "ismount", lambda path: path == str(usb))
        shelf.scan(below=str(usb))
    (usb / "b.jpg").unlink()
    shelf.put("usb/something.jpg")
    assert shelf.scan(below=str(usb)).unreachable == 1
    assert shelf.scan().unreachable == 1
    assert shelf.reconciler.sweep() == 0


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root may mount")
def test_a_real_drive_that_is_unmounted(shelf):
    usb = shelf.folder / "usb"
    usb.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "none", str(usb)], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        shelf.fill("a.jpg", "usb/b.jpg")
    finally:
        subprocess.run(["umount", str(usb)], check=True)
    assert shelf.scan().unreachable == 1
    assert shelf.reconciler.sweep() == 0
    assert shelf.known("missing") == {"usb/b.jpg"}


def test_a_drive_that_is_pulled_out_while_it_is_compared(shelf, monkeypatch):
    shelf.fill("a.jpg", "b.jpg", "c.jpg")
    real = scan._as_file

    def pulled(entry):
        if shelf.folder.exists() and entry.name == "b.jpg":
            shelf.folder.rename(shelf.folder.with_name("away"))
        return real(entry)

    with monkeypatch.context() as patch:
        patch.setattr(scan, "_as_file", pulled)
        assert shelf.scan().gone == 2
    assert shelf.reconciler.sweep() == 0
    assert shelf.known("missing") == {"b.jpg", "c.jpg"}
    shelf.folder.with_name("away").rename(shelf.folder)
    shelf.scan()
    assert shelf.known() == {"a.jpg", "b.jpg", "c.jpg"}
