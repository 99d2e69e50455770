"""The thread that compares folders and files with the disk, as they are reported."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from indexer.errors import LibraryError
from indexer.reconcile import Reconciler, Sighting
from indexer.store.rows import AddedFolder
from indexer.store.store import Store


@dataclass(eq=False)
class Ticket:
    """A scan that was asked for: whether it is done, and what it has seen."""

    folder: str
    below: str
    retry_failed: bool = False
    sighting: Sighting = field(default_factory=Sighting)
    done: bool = False
    trouble: Exception | None = None


@dataclass
class ScanEvents:
    """What the scanner tells.

    Attributes:
        on_found: files may have become due, or a scan is done.
        on_scanned: a whole folder was scanned: its path, and how many seconds that took.
        on_bug: an exception that nobody expected; what it ended is tried again.
        trouble_seconds: how long to wait after trouble.
    """

    on_found: Callable[[], None]
    on_scanned: Callable[[str, float], None]
    on_bug: Callable[[BaseException], None]
    trouble_seconds: float = 10.0


class Scanner:
    """Scans one thing after another, single files first. Any thread may ask."""

    def __init__(self, store: Store, reconciler: Reconciler, events: ScanEvents) -> None:
        """Make the scanner; `start` starts its thread."""
        self._store = store
        self._reconciler = reconciler
        self._events = events
        self._changed = threading.Condition()
        self._tickets: list[Ticket] = []
        self._current: Ticket | None = None
        self._files: dict[str, None] = {}
        self._sidecars: dict[str, None] = {}
        self._settling = False
        self._closing = False
        self._resting = 0
        self._orders = 0
        self._trouble = ""
        self._thread = threading.Thread(target=self._work, name="scanner", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self) -> None:
        """End the thread; what was asked for and not done is found again by the next scan."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def look_at(self, files: Iterable[str], sidecars: Iterable[str] = ()) -> None:
        """Compare single files soon, and have photos read again whose sidecars changed."""
        with self._changed:
            self._orders += 1
            self._note(files, sidecars)
            self._changed.notify_all()

    def scan(self, folder: str, below: str | None = None, *, retry_failed: bool = False) -> Ticket:
        """Compare an added folder, or one below it, soon."""
        with self._changed:
            self._orders += 1
            self._changed.notify_all()
            return self._add(folder, below or folder, retry_failed=retry_failed)

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Nothing is compared meanwhile; a scan that is under way begins again afterwards."""
        with self._changed:
            self._resting += 1
            self._changed.wait_for(lambda: self._closing or not (self._current or self._settling))
        try:
            yield
        finally:
            with self._changed:
                self._resting -= 1
                self._changed.notify_all()

    @property
    def trouble(self) -> str:
        """A sentence about what keeps it from working; empty if nothing does."""
        return self._trouble

    @property
    def busy(self) -> bool:
        """Whether something is being scanned or waits for it."""
        with self._changed:
            return bool(
                self._current or self._tickets or self._files or self._sidecars or self._settling
            )

    @property
    def scanning(self) -> Sighting | None:
        """What the scan of a folder that is under way has seen so far."""
        with self._changed:
            return self._current.sighting if self._current else None

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work)
                if self._closing:
                    return
                files, sidecars = self._take_files()
            try:
                if files or sidecars:
                    self._look(files, sidecars)
                else:
                    self._scan_next()
                self._trouble = ""
            except LibraryError as error:
                self._trouble = str(error)
            except Exception as error:  # noqa: BLE001 - the thread must live; others decide
                self._trouble = "Looking at the folders met a bug; it goes on in a moment."
                self._events.on_bug(error)
            self._events.on_found()
            if self._trouble:
                self._rest()

    def _has_work(self) -> bool:
        if self._closing:
            return True
        return not self._rests() and bool(self._tickets or self._files or self._sidecars)

    def _rests(self) -> bool:
        return self._resting > 0

    def _rest(self) -> None:
        """Wait a while after trouble, such as a full disk: what was asked for is not forgotten."""
        with self._changed:
            orders = self._orders
            self._changed.wait_for(
                lambda: self._closing or self._orders != orders, self._events.trouble_seconds
            )

    def _note(self, files: Iterable[str], sidecars: Iterable[str]) -> None:
        with self._changed:
            self._files.update(dict.fromkeys(files))
            self._sidecars.update(dict.fromkeys(sidecars))

    def _add(self, folder: str, below: str, *, retry_failed: bool) -> Ticket:
        with self._changed:
            for ticket in self._tickets:
                if (ticket.folder, ticket.below) == (folder, below):
                    ticket.retry_failed |= retry_failed
                    return ticket
            self._tickets.append(Ticket(folder, below, retry_failed))
            return self._tickets[-1]

    def _take_files(self) -> tuple[list[str], list[str]]:
        files, sidecars = list(self._files), list(self._sidecars)
        self._files, self._sidecars = {}, {}
        self._settling = bool(files or sidecars)
        return files, sidecars

    def _look(self, files: list[str], sidecars: list[str]) -> None:
        try:
            self._reconciler.look_at(files)
            self._reconciler.read_again(sidecars)
        except Exception:
            self._note(files, sidecars)
            raise
        finally:
            with self._changed:
                self._settling = False
                self._changed.notify_all()

    def _scan_next(self) -> None:
        with self._changed:
            if self._rests():
                return
            ticket = self._current = self._tickets.pop(0)
        try:
            folder = self._added(ticket.folder)
            if folder is not None:
                began = time.monotonic()
                self._scan(folder, ticket)
                if self._rests():  # it may not have come to the end
                    self._add(ticket.folder, ticket.below, retry_failed=ticket.retry_failed)
                elif ticket.below == ticket.folder:
                    self._events.on_scanned(ticket.folder, time.monotonic() - began)
        except Exception as error:
            ticket.trouble = error
            self._add(ticket.folder, ticket.below, retry_failed=ticket.retry_failed)
            raise
        finally:
            with self._changed:
                ticket.done, self._current = True, None
                self._changed.notify_all()

    def _scan(self, folder: AddedFolder, ticket: Ticket) -> None:
        def seen(sighting: Sighting) -> None:
            ticket.sighting = sighting
            self._events.on_found()
            self._look_between()

        below = None if ticket.below == ticket.folder else ticket.below
        ticket.sighting = self._reconciler.scan(
            folder,
            below,
            stop=lambda: self._closing or self._rests(),
            on_seen=seen,
            retry_failed=ticket.retry_failed,
        )

    def _look_between(self) -> None:
        """A long scan must not keep a new photo waiting."""
        with self._changed:
            files, sidecars = self._take_files()
        if files or sidecars:
            self._look(files, sidecars)

    def _added(self, path: str) -> AddedFolder | None:
        known = {folder.path: folder for folder in self._store.read.folders()}
        return known.get(os.path.normpath(path)) or known.get(path)
