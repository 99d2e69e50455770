"""Whatever happens on a disk, in whatever order it is told: the end is right."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from indexer.selection import Selection
from indexer.watch.inbox import Inbox
from indexer.watch.probe import Place
from indexer.watch.root import Pace, Root
from indexer.watch.settle import Patience
from tests.indexer.watch.conftest import Receiver
from tests.indexer.watch.disk import Disk, File, Folder, ModelSource

FILE_NAMES = st.sampled_from(["a.jpg", "b.jpg", "A.jpg", "c.png"])
FOLDER_NAMES = st.sampled_from(["x", "y", "X"])
TIMES = st.sampled_from([0.01, 0.1, 0.35, 0.5, 1.1, 6.0, 70.0])


class ModelReceiver(Receiver):
    def __init__(self, disk: Disk, selection: Selection) -> None:
        super().__init__(selection, lambda path: _stamp(disk, path))
        self.disk = disk

    def files_below(self, folder: str):
        return self.disk.paths(File, folder)


def _stamp(disk: Disk, path: str):
    node = disk.find(path)
    return (node.size, node.mtime_ns) if isinstance(node, File) else None


class AnyOrder(RuleBasedStateMachine):
    """A root that follows a model of a disk, while the disk does what it likes."""

    @initialize(
        patience=st.sampled_from(
            [Patience(), Patience(files_of_folder=2, files=4, folders=2), Patience(folders=1)]
        ),
        most=st.sampled_from([1_000, 4]),
    )
    def begin(self, patience: Patience, most: int) -> None:
        self.now = 1_000.0
        self.disk = Disk()
        self.patience = patience
        selection = Selection("/p")
        inbox = Inbox(lambda: None, lambda: self.now, most)
        self.source = ModelSource(self.disk, selection, inbox)
        self.receiver = ModelReceiver(self.disk, selection)
        self.root = Root(
            selection,
            inbox,
            find=lambda: Place("/p", 1, self.disk.top.inode),
            mounts=dict,
            open_source=lambda _selection, _inbox: self.source,
            pace=Pace(),
            patience=patience,
            stat=self.disk.stat,
        )
        self.step()

    @rule(data=st.data(), name=FILE_NAMES, close=st.booleans())
    def write(self, data, name, close) -> None:
        path = f"{data.draw(self._any(Folder))}/{name}"
        if not isinstance(self.disk.find(path), Folder):
            self.disk.write(path, self.now, close=close)

    @rule(data=st.data(), name=FOLDER_NAMES)
    def make_folder(self, data, name) -> None:
        path = f"{data.draw(self._any(Folder))}/{name}"
        if self.disk.find(path) is None:
            self.disk.make_folder(path)

    @rule(data=st.data(), kind=st.sampled_from([File, Folder]))
    def move(self, data, kind) -> None:
        there = [path for path in self.disk.paths(kind) if path != "/p"]
        if not there:
            return
        path = data.draw(st.sampled_from(there))
        to = f"{data.draw(self._any(Folder))}/"
        to += data.draw(FILE_NAMES if kind is File else FOLDER_NAMES)
        at = self.disk.find(to)
        may_replace = at is None or (kind is File and isinstance(at, File))
        if to != path and may_replace and not to.startswith(path + "/"):
            self.disk.move(path, to)

    @rule(data=st.data(), kind=st.sampled_from([File, Folder]))
    def remove(self, data, kind) -> None:
        there = [path for path in self.disk.paths(kind) if path != "/p"]
        if there:
            self.disk.remove(data.draw(st.sampled_from(there)))

    @precondition(lambda self: self.disk.queue)
    @rule(count=st.integers(1, 5), twice=st.booleans())
    def deliver(self, count, twice) -> None:
        for _ in range(min(count, len(self.disk.queue))):
            self.source.deliver(twice=twice)

    @precondition(lambda self: self.disk.queue)
    @rule()
    def overflow(self) -> None:
        self.source.overflow()

    @rule(seconds=TIMES)
    def wait(self, seconds) -> None:
        self.now += seconds

    @rule()
    def step(self) -> None:
        settled = self.root.step(self.now)
        for path in settled.files:
            file = self.disk.find(path)
            if isinstance(file, File):
                assert self.now - file.written >= self.patience.apart - 1e-6
        self.receiver.take(settled)

    def teardown(self) -> None:
        if not hasattr(self, "disk"):
            return
        while self.disk.queue:
            self.source.deliver()
        end = self.now + 600
        while self.now < end:
            self.step()
            self.now = max(self.now + 0.001, self.root.next_at())
        expected = {path: _stamp(self.disk, path) for path in self.disk.paths(File)}
        assert self.receiver.known == expected
        assert set(self.source.watches) == set(self.disk.paths(Folder))

    def _any(self, kind: type):
        return st.sampled_from(self.disk.paths(kind))


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=30)
