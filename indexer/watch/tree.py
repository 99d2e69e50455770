"""The watches of one folder and all below it, on Linux.

watchdog's observer watches whole trees by itself, but tells nobody when the kernel's queue
overflowed or the limit of watches was reached, watches what is excluded, too, holds every move
back for half a second, and sets up its watches anew after an overflow in a way that can overflow
the queue again. So only its reader is used here (`InotifyFD`), which keeps one callback per watch.

Each watched folder has a callback of its own that knows its path; so a folder that can be reached
by two ways has two. Callbacks run in watchdog's thread and only put into the inbox.
"""

from __future__ import annotations

import errno
import os
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator
from functools import reduce
from operator import or_

from watchdog.observers.inotify_c import (
    CallbackId,
    InotifyConstants,
    InotifyEvent,
    InotifyFD,
    Mask,
    WatchDescriptor,
)

from indexer.selection import Selection
from indexer.watch.inbox import Inbox
from indexer.watch.settle import above_and_self
from indexer.watch.walk import files_below, may_matter

_LIMIT = "/proc/sys/fs/inotify/max_user_watches"
_SHARE = 0.9

# No event for opening and reading: walks would raise them, and so overflow the queue.
_EVENTS = (
    InotifyConstants.IN_ATTRIB,
    InotifyConstants.IN_CLOSE_WRITE,
    InotifyConstants.IN_CREATE,
    InotifyConstants.IN_DELETE,
    InotifyConstants.IN_DELETE_SELF,
    InotifyConstants.IN_EXCL_UNLINK,
    InotifyConstants.IN_MODIFY,
    InotifyConstants.IN_MOVED_FROM,
    InotifyConstants.IN_MOVED_TO,
    InotifyConstants.IN_MOVE_SELF,
    InotifyConstants.IN_ONLYDIR,
)
_MASK = Mask(reduce(or_, _EVENTS))
_MASK_BELOW = Mask(_MASK | InotifyConstants.IN_DONT_FOLLOW)
_ROOT = InotifyConstants.IN_DELETE_SELF | InotifyConstants.IN_MOVE_SELF
_GONE = InotifyConstants.IN_DELETE | InotifyConstants.IN_MOVED_FROM
_THERE = InotifyConstants.IN_CREATE | InotifyConstants.IN_MOVED_TO | InotifyConstants.IN_ATTRIB
_WRITING = InotifyConstants.IN_MODIFY | InotifyConstants.IN_CREATE
_COMPLETE = InotifyConstants.IN_CLOSE_WRITE | InotifyConstants.IN_MOVED_TO


def watch_limit() -> int:
    """How many folders this user may watch at once, or a large number if that is not known."""
    try:
        with open(_LIMIT, encoding="ascii") as file:
            return int(file.read())
    except (OSError, ValueError):
        return 1 << 62


class Reader:
    """What reads the events of all trees, in one thread.

    Args:
        limit: watches this user may have; a tenth is left to other programs.

    Raises:
        OSError: there are too many readers on this computer.
    """

    def __init__(self, limit: Callable[[], int] = watch_limit) -> None:
        self._limit = limit
        self._allowed = 0.0
        self._uses: Counter[WatchDescriptor] = Counter()
        self._fd = InotifyFD()
        self._fd.start()

    def alive(self) -> bool:
        """Whether it still reads."""
        return self._fd.is_alive()

    def limit(self) -> int:
        """How many watches this user may have."""
        return self._limit()

    def watch(self, path: str, mask: Mask, callback: _Folder) -> WatchDescriptor:
        """Call back for what happens in this folder.

        Raises:
            OSError: it cannot be watched; ENOSPC if there are too many.
        """
        key = CallbackId(id(callback))
        watch = self._fd.add_callback(os.fsencode(path), mask, callback, key)
        if watch < 0:  # watchdog takes a folder that may not be read for a success
            self._fd.remove_callbacks([(watch, key)])
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        # Known only now: a folder that was watched already needs no further watch.
        if watch not in self._uses and not self._has_room():
            self._fd.remove_callbacks([(watch, key)])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        self._uses[watch] += 1
        return watch

    def _has_room(self) -> bool:
        if len(self._uses) >= self._allowed:
            self._allowed = self._limit() * _SHARE
        return len(self._uses) < self._allowed

    def unwatch(self, folders: Collection[_Folder]) -> None:
        """No longer call back for these."""
        for folder in folders:
            self._uses[folder.watch] -= 1
            if not self._uses[folder.watch]:
                del self._uses[folder.watch]
        self._fd.remove_callbacks([(folder.watch, CallbackId(id(folder))) for folder in folders])

    def close(self) -> None:
        """Stop; no callback is called afterwards."""
        self._fd.stop()
        self._fd.join()


class _Folder:
    """One watched folder, as watchdog's reader sees it."""

    __slots__ = ("_tree", "path", "watch")

    def __init__(self, tree: Tree, path: str) -> None:
        self._tree = tree
        self.path = path
        self.watch = WatchDescriptor(-1)

    def on_event(self, event: InotifyEvent) -> None:
        self._tree.take(self.path, event)

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:  # noqa: ARG002 - watchdog's
        self._tree.take_end(self)

    def on_queue_overflow(self) -> None:
        self._tree.inbox.lose()


class Tree:
    """The watches below one folder. All methods but `take` and `take_end` are for one thread.

    Attributes:
        inbox: where events go.
        full: not everything could be watched because of the limit.
    """

    def __init__(self, reader: Reader, selection: Selection, inbox: Inbox) -> None:
        self.inbox = inbox
        self.full = False
        self._reader = reader
        self._selection = selection
        self._folders: dict[str, _Folder] = {}
        self._ended: deque[_Folder] = deque()

    def __len__(self) -> int:
        return len(self._folders)

    # In watchdog's thread

    def take(self, folder: str, event: InotifyEvent) -> None:
        """Put an event into the inbox."""
        is_root = folder == self._selection.folder
        if event.mask & InotifyConstants.IN_UNMOUNT or (event.mask & _ROOT and is_root):
            self.inbox.touch_root()
        elif event.name:
            path = os.path.join(folder, os.fsdecode(event.name))
            if event.mask & InotifyConstants.IN_ISDIR:
                self._take_folder(path, event.mask)
            elif may_matter(self._selection, path):
                self._take_file(path, event.mask)

    def take_end(self, folder: _Folder) -> None:
        """A watch has ended, because its folder is gone or is being unwatched."""
        self._ended.append(folder)

    def _take_folder(self, path: str, mask: int) -> None:
        if not self._selection.wants_folder(path):
            return
        if mask & _GONE:
            self.inbox.folder(path, gone=True)
        elif mask & _THERE:
            self.inbox.folder(path)

    def _take_file(self, path: str, mask: int) -> None:
        complete = True if mask & _COMPLETE else False if mask & _WRITING else None
        self.inbox.file(path, complete=complete, gone=bool(mask & _GONE))

    # In the thread of the owner

    def rebuild(self, leave: Collection[str] = ()) -> None:
        """Watch all that is there now, and only that.

        The new watches are set before the old ones are removed, so that those that stay never
        end: each end is an event, too, and the queue may just have overflowed.

        Args:
            leave: folders below which nothing is watched.

        Raises:
            OSError: not even the folder itself can be watched.
        """
        before, self._folders = self._folders, {}
        self.full = False
        try:
            for _ in self.add(self._selection.folder, leave):
                pass
        finally:
            self._reader.unwatch(list(before.values()))

    def add(self, folder: str, leave: Collection[str] = ()) -> Iterator[str]:
        """Watch a folder and all below it, if it is there, and yield the files in them.

        A file that is not yielded came after the watch of its folder and has its own event.

        Raises:
            OSError: it is the followed folder itself and cannot be watched.
        """
        return files_below(
            folder, self._selection, lambda path: path not in leave and self._watch(path)
        )

    def drop(self, folders: Collection[str]) -> None:
        """Watch these folders and what is below them no longer."""
        gone = set(folders)
        self._end(
            [
                folder
                for folder in self._folders.values()
                if not gone.isdisjoint(above_and_self(folder.path))
            ]
        )

    def tidy(self) -> None:
        """Forget watches that have ended by themselves."""
        ended = [self._ended.popleft() for _ in range(len(self._ended))]
        self._end([folder for folder in ended if self._folders.get(folder.path) is folder])

    def alive(self) -> bool:
        """Whether events still come."""
        return self._reader.alive()

    def limit(self) -> int:
        """How many folders this user may watch at once."""
        return self._reader.limit()

    def close(self) -> None:
        """End all watches."""
        self._end(list(self._folders.values()))

    def _end(self, folders: Collection[_Folder]) -> None:
        for folder in folders:
            del self._folders[folder.path]
        self._reader.unwatch(folders)

    def _watch(self, path: str) -> bool:
        """Whether to look into a folder: it was not watched before."""
        if path in self._folders:
            return False
        is_root = path == self._selection.folder
        folder = _Folder(self, path)
        try:
            folder.watch = self._reader.watch(path, _MASK if is_root else _MASK_BELOW, folder)
        except OSError as error:
            if is_root:
                raise
            self.full = self.full or error.errno == errno.ENOSPC
            return False
        self._folders[path] = folder
        return True
