"""Follows folders: one thread that waits for events, and hands on what has settled."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Mapping
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from indexer.selection import Selection
from indexer.watch.inbox import Inbox
from indexer.watch.mounts import MountTable
from indexer.watch.probe import Probe
from indexer.watch.root import Pace, Root, Source
from indexer.watch.settle import Patience
from indexer.watch.types import Following, Settled

if TYPE_CHECKING:
    from indexer.watch.tree import Reader

_TOGETHER = 0.05
_AGAIN = 60.0

OpenSource = Callable[[Selection, Inbox], Source]


class Watcher:
    """Tells what has changed in the folders it follows. It works until it is closed.

    The first it tells of a folder is the folder itself, as soon as its watches are set: a scan at
    that time and what comes later miss nothing.

    Args:
        on_settled: called in the watcher's thread, never twice at once. While it works, events
            are kept in bounded memory.
        pace: how often to look without being told.
        patience: how long to wait for what is being written.
        clock: seconds.
        mounts: what is mounted.
        open_source: makes what tells of events; the platform's own if None.
    """

    def __init__(
        self,
        on_settled: Callable[[Settled], None],
        *,
        pace: Pace | None = None,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
        mounts: MountTable | None = None,
        open_source: OpenSource | None = None,
    ) -> None:
        self._on_settled = on_settled
        self._pace, self._patience = pace or _usual_pace(), patience or Patience()
        self._clock = clock
        self._mounts = mounts or MountTable()
        self._sources = _Sources()
        self._open_source = open_source or self._sources.open
        self._lock = Lock()
        self._wanted: Mapping[str, Selection] = {}
        self._roots: Mapping[str, Root] = {}
        self._wake, self._end = Event(), Event()
        self._thread: Thread | None = None

    def follow(self, selection: Selection) -> None:
        """Follow a folder, or follow it by another selection. Returns at once."""
        with self._lock:
            self._wanted = {**self._wanted, selection.folder: selection}
            if self._thread is None and not self._end.is_set():
                self._thread = Thread(target=self._run, name="watcher", daemon=True)
                self._thread.start()
        self._wake.set()

    def unfollow(self, folder: str) -> None:
        """Follow it no longer. What is just being handed on may still come."""
        with self._lock:
            self._wanted = {path: self._wanted[path] for path in self._wanted if path != folder}
        self._wake.set()

    def how(self, folder: str) -> Following | None:
        """How the changes in a folder are noticed; None if it is not followed."""
        root, wanted = self._roots.get(folder), self._wanted.get(folder)
        if wanted is None:
            return None
        return root.following if root and root.selection == wanted else Following("starting")

    def scanned(self, folder: str, seconds: float) -> None:
        """A scan of a whole followed folder took so long."""
        if root := self._roots.get(folder):
            root.scanned(seconds)
            self._wake.set()

    def close(self) -> None:
        """Follow nothing any more, and end all threads."""
        self._end.set()
        self._wake.set()
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    # In the thread

    def _run(self) -> None:
        try:
            while not self._end.is_set():
                self._wake.clear()
                self._adopt()
                for root in self._roots.values():
                    self._step(root)
                self._end.wait(_TOGETHER)  # what happens at once is dealt with at once
                self._wake.wait(self._rest())
        finally:
            for root in self._roots.values():
                root.close()
            self._sources.close()
            self._mounts.close()

    def _rest(self) -> float | None:
        """Seconds until something is to be done even if nothing happens."""
        times = [root.next_at() for root in self._roots.values()]
        return max(0.0, min(times) - self._clock()) if times else None

    def _adopt(self) -> None:
        """Begin to follow what is wanted, and end what is not."""
        before, wanted = self._roots, self._wanted
        kept = {
            folder: before[folder]
            for folder, selection in wanted.items()
            if folder in before and before[folder].selection == selection
        }
        for folder, root in before.items():
            if folder not in kept:
                root.close()
        new = {folder: self._begin(wanted[folder]) for folder in wanted if folder not in kept}
        self._roots = {**kept, **new}

    def _begin(self, selection: Selection) -> Root:
        return Root(
            selection,
            Inbox(self._wake.set, self._clock),
            find=Probe(selection.folder).look,
            mounts=lambda: self._mounts.at(self._clock()),
            open_source=self._open_source,
            pace=self._pace,
            patience=self._patience,
        )

    def _step(self, root: Root) -> None:
        if self._end.is_set():
            return
        try:
            settled = root.step(self._clock())
            if settled and self._wanted.get(root.selection.folder) == root.selection:
                self._on_settled(settled)
        except Exception:  # noqa: BLE001 - a bug is reported and must not end all watching
            root.start_over(self._clock() + _AGAIN)
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self._thread)))


class _Sources:
    """Makes the platform's sources of events; those on Linux share one reader."""

    def __init__(self) -> None:
        self._reader: Reader | None = None

    def open(self, selection: Selection, inbox: Inbox) -> Source:
        """What tells of the events of a folder.

        Raises:
            OSError: there are too many programs that watch something.
        """
        if not sys.platform.startswith("linux"):
            from indexer.watch.observed import ObservedTree

            return ObservedTree(selection, inbox)
        from indexer.watch.tree import Reader, Tree

        if self._reader is None or not self._reader.alive():
            self._reader = Reader()
        return Tree(self._reader, selection, inbox)

    def close(self) -> None:
        """End the reader."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()


def _usual_pace() -> Pace:
    """Elsewhere than on Linux nobody tells that events were lost, so scans are more frequent."""
    return Pace() if sys.platform.startswith("linux") else Pace(precaution=3600.0)
