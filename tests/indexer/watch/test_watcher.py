"""The real thing: a real folder, the platform's own events, random changes, odd names."""

from __future__ import annotations

import contextlib
import logging
import os
import random
import shutil
import sys
import threading
import time
from pathlib import Path

import pytest

from indexer.selection import Selection
from indexer.watch import Settled, Watcher
from indexer.watch.inbox import Inbox
from indexer.watch.mounts import Mount, MountTable
from indexer.watch.root import Pace
from indexer.watch.settle import Patience
from tests.indexer.watch.conftest import Receiver, wait_for

QUICK = Patience(
    quiet=0.15, complete=0.1, writing=0.3, gone=0.2, apart=0.05, longest=0.5, filling=2.0
)
PACE = Pace(check=0.2, linked=0.5, rebuild=0.1)
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs inotify")


def stamp(path: str):
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns)


class Live:
    """A watcher, and a receiver that follows a folder through it."""

    def __init__(self, folder: Path, *, selection: Selection | None = None, **more) -> None:
        self.folder = folder
        self.selection = selection or Selection(str(folder))
        self.receiver = Receiver(self.selection, stamp)
        options = {"pace": PACE, "patience": QUICK, **more}
        self.watcher = Watcher(self.receiver.take, **options)
        self.watcher.follow(self.selection)

    def truth(self):
        found = {path: stamp(path) for path in self.receiver.files_below(str(self.folder))}
        return {path: found[path] for path in found if found[path]}

    def wait_for_truth(self) -> None:
        wait_for(lambda: self.receiver.known == self.truth())

    def wait_for_start(self) -> None:
        wait_for(lambda: self.receiver.taken)

    @property
    def how(self):
        return self.watcher.how(str(self.folder))


@pytest.fixture
def live(tmp_path):
    with contextlib.ExitStack() as ends:

        def make(folder: Path = tmp_path, **more) -> Live:
            made = Live(folder, **more)
            ends.callback(made.watcher.close)
            return made

        yield make


def test_what_was_there_and_what_comes_is_known(live, tmp_path):
    (tmp_path / "a.jpg").touch()
    followed = live()
    followed.wait_for_truth()
    (tmp_path / "b.jpg").write_bytes(b"b")
    (tmp_path / "x" / "y").mkdir(parents=True)
    (tmp_path / "x" / "y" / "c.jpg").write_bytes(b"c")
    followed.wait_for_truth()
    assert followed.how.how == "events"
    assert len(followed.receiver.known) == 3


def test_moves_of_files_and_folders_are_followed(live, tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.jpg").write_bytes(b"a")
    followed = live()
    followed.wait_for_start()
    (tmp_path / "x").rename(tmp_path / "y")
    (tmp_path / "y" / "a.jpg").rename(tmp_path / "y" / "A.jpg")
    followed.wait_for_truth()
    assert list(followed.receiver.known) == [str(tmp_path / "y" / "A.jpg")]
    (tmp_path / "y" / "A.jpg").write_bytes(b"more")
    followed.wait_for_truth()


def test_folders_move_in_and_out(live, tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "x").mkdir(parents=True)
    (outside / "y" / "deep").mkdir(parents=True)
    (inside / "x" / "a.jpg").write_bytes(b"a")
    (outside / "y" / "deep" / "b.jpg").write_bytes(b"b")
    followed = live(inside)
    followed.wait_for_truth()
    (inside / "x").rename(outside / "x")
    (outside / "y").rename(inside / "y")
    followed.wait_for_truth()
    (inside / "y" / "deep" / "c.jpg").write_bytes(b"c")
    followed.wait_for_truth()
    assert len(followed.receiver.known) == 2


def test_new_folders_full_of_files_lose_none(live, tmp_path):
    followed = live()
    followed.wait_for_start()
    for number in range(2_000):
        folder = tmp_path / f"{number % 100}" / f"{number // 100}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.jpg").write_bytes(b"x")
    followed.wait_for_truth()
    assert len(followed.receiver.known) == 2_000
    shutil.rmtree(tmp_path / "7")
    followed.wait_for_truth()
    assert len(followed.receiver.known) == 1_980


def test_odd_names_links_and_loops(live, tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    followed = live()
    followed.wait_for_start()
    names = [b"\xff\xfe.jpg", b"n" * 251 + b".jpg", "ä ö\n.jpg".encode(), b" .jpg"]
    for name in names:
        try:
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"x")
        except OSError:
            pytest.skip("this file system does not take such names")
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.jpg").symlink_to(tmp_path / "none")
    followed.wait_for_truth()
    assert {os.fsencode(path).rpartition(b"/")[2] for path in followed.receiver.known} >= set(names)


def test_excluded_and_hidden_folders_are_not_watched(live, tmp_path):
    for name in ("raw", ".hidden", "own", "kept"):
        (tmp_path / name).mkdir()
    own = str(tmp_path / "own")
    followed = live(selection=Selection(str(tmp_path), ("raw",), skipped=(own,)))
    followed.wait_for_start()
    for name in ("raw", ".hidden", "own", "kept"):
        (tmp_path / name / "a.jpg").write_bytes(b"x")
    wait_for(lambda: followed.receiver.known)
    mentioned = [path for settled in followed.receiver.received for path in settled.files]
    assert set(mentioned) == {str(tmp_path / "kept" / "a.jpg")}


@linux
def test_a_folder_that_may_be_read_again_is_read(live, tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may read every folder")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.jpg").write_bytes(b"a")
    (tmp_path / "y").mkdir()
    (tmp_path / "x").chmod(0)
    (tmp_path / "y").chmod(0)
    followed = live()
    followed.wait_for_start()
    assert not followed.receiver.known
    (tmp_path / "y").chmod(0o700)
    (tmp_path / "x").chmod(0o700)
    followed.wait_for_truth()
    assert followed.receiver.known


@linux
def test_what_is_written_by_another_name_is_noticed(live, tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    (tmp_path / "x" / "a.jpg").write_bytes(b"a")
    os.link(tmp_path / "x" / "a.jpg", tmp_path / "y" / "b.jpg")
    followed = live()
    followed.wait_for_truth()
    (tmp_path / "x" / "a.jpg").write_bytes(b"longer")
    followed.wait_for_truth()


def test_a_folder_that_goes_away_and_comes_back(live, tmp_path):
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"a")
    followed = live(folder)
    followed.wait_for_truth()
    folder.rename(tmp_path / "away")
    wait_for(lambda: followed.how.how == "offline")
    (tmp_path / "away" / "b.jpg").write_bytes(b"b")
    (tmp_path / "away").rename(folder)
    wait_for(lambda: followed.how.how == "events")
    (folder / "c.jpg").write_bytes(b"c")
    followed.wait_for_truth()
    assert len(followed.receiver.known) == 3


@linux
@pytest.mark.parametrize("seed", range(3))
def test_any_changes_in_any_order_end_right(live, tmp_path, seed):
    chance = random.Random(seed)
    followed = live()
    for _ in range(400):
        with contextlib.suppress(OSError):
            _change_something(tmp_path, chance)
        if chance.random() < 0.05:
            time.sleep(chance.random() / 10)
    followed.wait_for_truth()


def _change_something(root: Path, chance: random.Random) -> None:
    def path(names) -> Path:
        depth = chance.randrange(3)
        return root.joinpath(*chance.choices("xyz", k=depth), chance.choice(names))

    files, folders = ["a.jpg", "b.jpg", "A.jpg"], ["x", "y", "z"]
    what = chance.randrange(7)
    if what == 0:
        path(folders).mkdir()
    elif what == 1:
        path(folders).rename(path(folders))
    elif what == 2:
        path(files).rename(path(files))
    elif what == 3:
        path(files).unlink()
    elif what == 4 and chance.random() < 0.3:
        shutil.rmtree(path(folders))
    else:
        path(files).write_bytes(b"x" * chance.randrange(1, 9))


@linux
def test_a_real_overflow_of_the_kernels_queue_is_recovered_from(live, tmp_path, caplog):
    caplog.set_level(logging.CRITICAL, "watchdog")
    setting = Path("/proc/sys/fs/inotify/max_queued_events")
    if not os.access(setting, os.W_OK):
        pytest.skip("only root may make the queue shorter")
    before = setting.read_text(encoding="ascii")
    try:
        setting.write_text("16", encoding="ascii")
        followed = live()
    except OSError:
        pytest.skip("the queue cannot be made shorter here")
    try:
        followed.wait_for_start()
        everything = Settled(folders=(str(tmp_path),))
        # On a busy machine the reader may be quick enough now and then.
        for first in range(0, 15_000, 3_000):
            for number in range(first, first + 3_000):
                (tmp_path / f"{number % 50}").mkdir(exist_ok=True)
                (tmp_path / f"{number % 50}" / f"{number}.jpg").write_bytes(b"x")
            followed.wait_for_truth()
            if everything in followed.receiver.received[1:]:
                break
        assert everything in followed.receiver.received[1:]
        (tmp_path / "7" / "late.jpg").write_bytes(b"x")
        followed.wait_for_truth()
    finally:
        setting.write_text(before, encoding="ascii")


@linux
def test_at_the_limit_of_watches_the_rest_is_scanned(live, tmp_path):
    from indexer.watch.tree import Reader, Tree

    for number in range(30):
        (tmp_path / f"{number}").mkdir()
    limit = 10
    reader = Reader(lambda: limit)
    try:
        followed = live(
            open_source=lambda selection, inbox: Tree(reader, selection, inbox),
            pace=Pace(check=0.1, full=0.3, share=0, rebuild=0.1),
        )
        wait_for(lambda: "sysctl" in followed.how.note)
        for number in range(30):
            (tmp_path / f"{number}" / "a.jpg").write_bytes(b"x")
        followed.wait_for_truth()
        limit = 1_000
        wait_for(lambda: followed.how.note == "")
    finally:
        followed.watcher.close()
        reader.close()


def test_a_network_drive_is_polled(live, tmp_path):
    nfs = MountTable(lambda: {str(tmp_path): Mount("nfs4")})
    followed = live(mounts=nfs, pace=Pace(check=0.1, poll=0.1, share=0))
    wait_for(lambda: followed.how.how == "polling")
    (tmp_path / "a.jpg").write_bytes(b"x")
    followed.wait_for_truth()
    assert followed.receiver.known


def test_nothing_is_told_of_a_folder_that_is_no_longer_followed(live, tmp_path):
    followed = live()
    followed.wait_for_start()
    followed.watcher.unfollow(str(tmp_path))
    assert followed.how is None
    wait_for(lambda: not followed.watcher._roots)
    count = len(followed.receiver.received)
    other = tmp_path / "other"
    other.mkdir()
    (tmp_path / "a.jpg").touch()
    followed.watcher.follow(Selection(str(other)))
    wait_for(lambda: len(followed.receiver.received) > count)
    assert followed.receiver.received[count:] == [Settled(folders=(str(other),))]


def test_another_selection_of_the_same_folder_is_followed_from_then_on(live, tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.jpg").touch()
    followed = live()
    followed.wait_for_truth()
    followed.receiver.selection = Selection(str(tmp_path), ("raw",))
    followed.watcher.follow(followed.receiver.selection)
    wait_for(lambda: not followed.receiver.known)


def test_a_bug_of_the_receiver_is_reported_and_all_is_told_again(tmp_path, monkeypatch):
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_value))
    monkeypatch.setattr("indexer.watch.watcher._AGAIN", 0.1)
    received: list[Settled] = []

    def take(settled: Settled) -> None:
        received.append(settled)
        if len(received) == 1:
            raise ValueError

    watcher = Watcher(take, pace=PACE, patience=QUICK)
    watcher.follow(Selection(str(tmp_path)))
    wait_for(lambda: len(received) == 2)
    watcher.close()
    assert received[0] == received[1]
    assert isinstance(reported[0], ValueError)


def test_a_slow_receiver_costs_no_memory_and_loses_nothing(live, tmp_path):
    followed = live(patience=Patience(quiet=0.1, complete=0.1, gone=0.1, apart=0.05, files=50))
    followed.wait_for_start()
    take, block = followed.receiver.take, threading.Event()

    def take_slowly(settled: Settled) -> None:
        block.wait()
        take(settled)

    followed.watcher._on_settled = take_slowly
    for number in range(500):
        (tmp_path / f"{number}.jpg").write_bytes(b"x")
    block.set()
    followed.wait_for_truth()


def test_closing_twice_and_unused_watchers_are_no_trouble(tmp_path):
    watcher = Watcher(lambda _: None)
    watcher.close()
    watcher.close()
    watcher.follow(Selection(str(tmp_path)))
    watcher.unfollow("/nowhere")


def test_watchdogs_own_observer_does_as_well(live, tmp_path):
    from indexer.watch.observed import ObservedTree

    def open_source(selection: Selection, inbox: Inbox) -> ObservedTree:
        return ObservedTree(selection, inbox)

    (tmp_path / "x").mkdir()
    followed = live(open_source=open_source)
    followed.wait_for_truth()
    (tmp_path / "x" / "a.jpg").write_bytes(b"x")
    (tmp_path / "x" / ".b.jpg").write_bytes(b"x")
    followed.wait_for_truth()
    (tmp_path / "x").rename(tmp_path / "y")
    followed.wait_for_truth()
    shutil.rmtree(tmp_path / "y")
    followed.wait_for_truth()
    assert followed.receiver.known == {}


def test_a_folder_that_is_removed_and_made_anew_at_once(live):
    followed = live()
    followed.wait_for_start()
    for attempt in range(8):  # a new folder often gets the number of the old one
        shutil.rmtree(followed.folder)
        followed.folder.mkdir()
        for number in range(5):
            (followed.folder / f"{attempt}-{number}.jpg").write_bytes(b"x" * (number + 1))
        followed.wait_for_truth()
