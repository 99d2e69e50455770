"""A model of a disk whose folders can be watched the way Linux lets them be watched."""

from __future__ import annotations

import itertools
import os
import stat
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from indexer.selection import Selection
from indexer.watch.inbox import Inbox

_numbers = itertools.count(1)


@dataclass(eq=False)
class File:
    size: int
    mtime_ns: int
    written: float
    inode: int = field(default_factory=lambda: next(_numbers))


@dataclass(eq=False)
class Folder:
    entries: dict[str, File | Folder] = field(default_factory=dict)
    inode: int = field(default_factory=lambda: next(_numbers))


@dataclass(eq=False)
class Watch:
    """A watch sticks to the folder, not to its path; the path is what its owner believes."""

    folder: Folder
    path: str


class Disk:
    def __init__(self, root: str = "/p") -> None:
        self.root = root
        self.top = Folder()
        self.watches: list[Watch] = []
        self.queue: deque[tuple[Watch, str, str, bool]] = deque()
        self._mtime = itertools.count(1)

    # What it holds

    def find(self, path: str) -> File | Folder | None:
        node: File | Folder | None = self.top
        if path == self.root:
            return node
        for name in path.removeprefix(self.root + "/").split("/"):
            node = node.entries.get(name) if isinstance(node, Folder) else None
        return node

    def stat(self, path: str) -> os.stat_result:
        node = self.find(path)
        if node is None:
            raise FileNotFoundError(path)
        mode = stat.S_IFREG if isinstance(node, File) else stat.S_IFDIR
        size, mtime = (node.size, node.mtime_ns) if isinstance(node, File) else (0, 0)
        times = (mtime, mtime, mtime)
        return os.stat_result((mode, node.inode, 1, 1, 0, 0, size, *times))

    def paths(self, kind: type, below: str | None = None) -> list[str]:
        """Paths of all files or folders below one, that one included if it is a folder."""
        below = below or self.root
        node = self.find(below)
        found = [below] if isinstance(node, kind) else []
        if isinstance(node, Folder):
            for name in node.entries:
                found += self.paths(kind, f"{below}/{name}")
        return found

    # What happens on it

    def write(self, path: str, now: float, *, close: bool) -> None:
        parent, name = self._parent(path)
        file = parent.entries.get(name)
        if not isinstance(file, File):
            file = parent.entries[name] = File(0, 0, now)
            self._tell(parent, name, "create")
        file.size, file.mtime_ns, file.written = file.size + 1, next(self._mtime), now
        self._tell(parent, name, "modify")
        if close:
            self._tell(parent, name, "close")

    def make_folder(self, path: str) -> None:
        parent, name = self._parent(path)
        parent.entries[name] = Folder()
        self._tell(parent, name, "create", folder=True)

    def move(self, path: str, to: str) -> None:
        (parent, name), (new_parent, new_name) = self._parent(path), self._parent(to)
        node = parent.entries.pop(name)
        new_parent.entries[new_name] = node
        is_folder = isinstance(node, Folder)
        self._tell(parent, name, "gone", folder=is_folder)
        self._tell(new_parent, new_name, "moved_to", folder=is_folder)

    def remove(self, path: str) -> None:
        parent, name = self._parent(path)
        node = parent.entries[name]
        if isinstance(node, Folder):
            for child in list(node.entries):
                self.remove(f"{path}/{child}")
        del parent.entries[name]
        self.watches = [watch for watch in self.watches if watch.folder is not node]
        self._tell(parent, name, "gone", folder=isinstance(node, Folder))

    def _parent(self, path: str) -> tuple[Folder, str]:
        above, name = os.path.split(path)
        parent = self.find(above)
        assert isinstance(parent, Folder)
        return parent, name

    def _tell(self, parent: Folder, name: str, what: str, *, folder: bool = False) -> None:
        self.queue.extend(
            (watch, name, what, folder) for watch in self.watches if watch.folder is parent
        )


class ModelSource:
    """Watches a model of a disk as `tree.Tree` watches a real one."""

    full = False

    def __init__(self, disk: Disk, selection: Selection, inbox: Inbox) -> None:
        self.disk, self.selection, self.inbox = disk, selection, inbox
        self.watches: dict[str, Watch] = {}
        self.rebuilt = 0
        self.room, self.needed = 1_000, 0

    def __len__(self) -> int:
        return len(self.watches)

    def deliver(self, *, twice: bool = False) -> None:
        """The next event of the kernel's queue."""
        watch, name, what, is_folder = self.disk.queue.popleft()
        if self.watches.get(watch.path) is not watch:
            return
        path = f"{watch.path}/{name}"
        for _ in range(1 + twice):
            if is_folder:
                self.inbox.folder(path, gone=what == "gone")
            elif self.selection.wants_file(path):
                complete = {"close": True, "moved_to": True, "create": False, "modify": False}
                self.inbox.file(path, complete=complete.get(what), gone=what == "gone")

    def overflow(self) -> None:
        """All that is in the queue is lost."""
        self.disk.queue.clear()
        self.inbox.lose()

    def rebuild(self, leave: Collection[str] = ()) -> None:
        self.rebuilt += 1
        self.full = self.needed > self.room
        self.close()
        list(self.add(self.selection.folder, leave))

    def add(self, folder: str, leave: Collection[str] = ()) -> Iterator[str]:
        node = self.disk.find(folder)
        if not isinstance(node, Folder) or folder in self.watches or folder in leave:
            return
        self.watches[folder] = Watch(node, folder)
        self.disk.watches.append(self.watches[folder])
        for name in sorted(node.entries):
            path = f"{folder}/{name}"
            if isinstance(node.entries[name], File):
                yield path
            else:
                yield from self.add(path, leave)

    def drop(self, folders: Collection[str]) -> None:
        for path in list(self.watches):
            if any((path + "/").startswith(folder + "/") for folder in folders):
                self._end(path)

    def tidy(self) -> None:
        for path, watch in list(self.watches.items()):
            if watch not in self.disk.watches:
                self._end(path)

    def alive(self) -> bool:
        return True

    def limit(self) -> int:
        return self.room

    def close(self) -> None:
        for path in list(self.watches):
            self._end(path)

    def _end(self, path: str) -> None:
        watch = self.watches.pop(path)
        self.disk.watches = [other for other in self.disk.watches if other is not watch]
