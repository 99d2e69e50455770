"""The events of one folder and all below it by watchdog's own observer: macOS and Windows.

It does not tell when events were lost, so the folder is scanned from time to time as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator

from watchdog.events import FileClosedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from indexer.selection import Selection
from indexer.watch.inbox import Inbox
from indexer.watch.walk import files_below, may_matter

_IGNORED = frozenset({"opened", "closed_no_write"})
_WRITING = frozenset({"created", "modified"})


class ObservedTree:
    """What `tree.Tree` is on Linux.

    Attributes:
        inbox: where events go.
        full: never; these systems have no limit of this kind.
    """

    full = False

    def __init__(
        self, selection: Selection, inbox: Inbox, make: Callable[[], BaseObserver] = Observer
    ) -> None:
        self.inbox = inbox
        self._selection = selection
        self._make = make
        self._real = os.path.realpath(selection.folder)
        self._observer: BaseObserver | None = None

    def take(self, event: FileSystemEvent) -> None:
        """Put an event into the inbox; in watchdog's thread."""
        if event.event_type in _IGNORED:
            return
        for path, gone in self._places(event):
            if path == self._selection.folder:
                if gone:
                    self.inbox.touch_root()
            elif self._selection.reaches(os.path.dirname(path)):
                self._put(path, event, gone=gone)

    def rebuild(self, leave: Collection[str] = ()) -> None:  # noqa: ARG002 - all or nothing
        """Begin anew.

        Raises:
            OSError: the folder cannot be watched.
        """
        self.close()
        observer = self._make()
        observer.schedule(_Handler(self), self._selection.folder, recursive=True)
        observer.start()
        self._observer = observer

    def add(self, folder: str, leave: Collection[str] = ()) -> Iterator[str]:
        """Yield the files in a folder that has appeared, and below it."""
        return files_below(folder, self._selection, lambda path: path not in leave)

    def drop(self, folders: Collection[str]) -> None:
        """Nothing is to be done for folders that have vanished."""

    def __len__(self) -> int:
        return 1

    def tidy(self) -> None:
        """Nothing is to be forgotten."""

    def alive(self) -> bool:
        """Whether events still come."""
        observer = self._observer
        return (
            observer is not None
            and observer.is_alive()
            and all(emitter.is_alive() for emitter in observer.emitters)
        )

    def limit(self) -> int:
        """How many folders this user may watch at once: as many as there are."""
        return 1 << 62

    def close(self) -> None:
        """End all."""
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()
            observer.join()

    def _places(self, event: FileSystemEvent) -> Iterator[tuple[str, bool]]:
        """Each path of an event, and whether it is gone from there."""
        if event.src_path:
            yield self._as_followed(event.src_path), event.event_type in {"deleted", "moved"}
        if event.dest_path:
            yield self._as_followed(event.dest_path), False

    def _put(self, path: str, event: FileSystemEvent, *, gone: bool) -> None:
        is_file = not event.is_directory and may_matter(self._selection, path)
        if is_file:
            self.inbox.file(path, complete=_is_complete(event, gone=gone), gone=gone)
        # Windows calls every folder that is gone a file.
        elif (
            gone or (event.is_directory and event.event_type != "modified")
        ) and self._selection.wants_folder(path):
            self.inbox.folder(path, gone=gone)

    def _as_followed(self, path: bytes | str) -> str:
        """The path below the folder as it is called here: macOS resolves links on the way."""
        text = os.fsdecode(path)
        if self._real != self._selection.folder and (text + os.sep).startswith(
            self._real.rstrip(os.sep) + os.sep
        ):
            return self._selection.folder + text[len(self._real) :]
        return text


class _Handler(FileSystemEventHandler):
    def __init__(self, tree: ObservedTree) -> None:
        self._tree = tree

    def dispatch(self, event: FileSystemEvent) -> None:
        self._tree.take(event)


def _is_complete(event: FileSystemEvent, *, gone: bool) -> bool | None:
    if isinstance(event, FileClosedEvent) or (event.event_type == "moved" and not gone):
        return True
    return False if event.event_type in _WRITING else None
