"""What is done for one followed folder, step by step; the clock comes from outside.

Whatever may have gone unnoticed ends in a scan of the whole folder, and always after the watches
are in place, so that nothing falls between.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from math import inf
from stat import S_ISREG
from typing import Protocol

from indexer.selection import Selection
from indexer.watch import notes
from indexer.watch.inbox import Inbox, Mail
from indexer.watch.mounts import Mounts, different, mount_of, mounts_below
from indexer.watch.probe import Place
from indexer.watch.settle import Patience, Settling, outermost
from indexer.watch.sidecars import with_photos
from indexer.watch.types import Following, Settled, Stamp


class Source(Protocol):
    """Where the events of a folder come from; `tree.Tree` says more."""

    full: bool

    def __len__(self) -> int: ...

    def rebuild(self, leave: Collection[str] = ()) -> None:
        """Watch all that is there now, but not below `leave`."""
        ...

    def add(self, folder: str, leave: Collection[str] = ()) -> Iterator[str]:
        """Watch a folder that has appeared, and yield the files below it."""
        ...

    def drop(self, folders: Collection[str]) -> None:
        """Folders have vanished."""
        ...

    def tidy(self) -> None:
        """Forget watches that have ended."""
        ...

    def alive(self) -> bool:
        """Whether events still come."""
        ...

    def limit(self) -> int:
        """How many folders can be watched at once."""
        ...

    def close(self) -> None:
        """End all watches."""
        ...


@dataclass(frozen=True)
class Pace:
    """How often to look without being told, in seconds.

    Attributes:
        check: whether the folder can be reached and is the same.
        poll: scans where no events come, at most that often,
        share: and at least so many times as long apart as the last scan took.
        full: scans where not all folders can be watched, and trials to watch what cannot be.
        inside: scans of silent drives that are mounted below a folder that tells.
        precaution: scans where events come.
        linked: scans because a file with several names was written, at most that often; the
            event comes for one of the names only.
        rebuild: between setting up watches anew because events were lost, at least.
    """

    check: float = 5.0
    poll: float = 60.0
    share: float = 20.0
    full: float = 600.0
    inside: float = 300.0
    precaution: float = 24 * 3600.0
    linked: float = 300.0
    rebuild: float = 2.0


class Root:
    """One followed folder. All but `inbox`, `following` and `scanned` is for one thread.

    Args:
        selection: the folder and what of it matters.
        inbox: where its events are put.
        find: looks for the folder.
        mounts: what is mounted now.
        open_source: makes what puts events into the inbox; OSError if there can be none.
        pace: how often to look without being told.
        patience: how long to wait for what is being written.
        stat: looks at a file.

    Attributes:
        following: how changes are noticed now.
    """

    def __init__(
        self,
        selection: Selection,
        inbox: Inbox,
        *,
        find: Callable[[], Place | None],
        mounts: Callable[[], Mounts],
        open_source: Callable[[Selection, Inbox], Source],
        pace: Pace,
        patience: Patience,
        stat: Callable[[str], os.stat_result] = os.stat,
    ) -> None:
        self.selection = selection
        self.inbox = inbox
        self.following = Following("starting")
        self._folder = selection.folder
        self._find, self._mounts, self._open_source = find, mounts, open_source
        self._pace, self._stat = pace, stat
        self._patience = patience
        self._settling = Settling(self._folder, patience)
        self._source: Source | None = None
        self._place: Place | None = None
        self._inside: Mounts = {}
        self._limit = 0
        self._check_at = -inf
        self._scan_at = inf
        self._asked_at = inf
        self._inside_at = inf
        self._retry_at = inf
        self._was_mount = False
        self._is_missing = False
        self._linked_at = -inf
        self._rebuild_at: float | None = None
        self._rebuilt_at = -inf
        self._is_linked = False
        self._took: float | None = None
        self._scan_seconds = 0.0

    def scanned(self, seconds: float) -> None:
        """A scan of the whole folder took so long; from any thread."""
        self._took = seconds

    def step(self, now: float) -> Settled:
        """Do what is to be done now, and say what is worth looking at."""
        mail = self.inbox.empty()
        if mail.root:
            # Its watch has ended. A folder made anew at once may even have the same number.
            self._place = None
        if mail.root or now >= self._check_at:
            self._check(now)
        if self._source is not None:
            self._take(self._source, mail, now)
        settled = self._with_scans(self._due(now), now)
        return with_photos(settled, self.selection.wants_file, self._exists)

    def next_at(self) -> float:
        """When the next step is worth its while, if no mail comes, in seconds."""
        times = (self._check_at, self._scan_at, self._asked_at, self._inside_at)
        more = (self._rebuild_at, self._settling.next_at())
        return min(*times, *(time for time in more if time is not None))

    def start_over(self, at: float) -> None:
        """Set everything up anew at this time, in seconds, and scan the whole folder then."""
        self._place, self._check_at = None, at
        self._asked_at = min(self._asked_at, at)

    def close(self) -> None:
        """End its watches."""
        source, self._source = self._source, None
        if source is not None:
            source.close()

    # Whether it is there

    def _check(self, now: float) -> None:
        self._check_at = now + self._pace.check
        place, mounts = self._find(), self._mounts()
        if place is None or self._is_bare_mount_point(place, mounts):
            self._go_offline(now)
        elif place != self._place or not self._is_alive() or now >= self._retry_at:
            self._set_up(place, mounts, now)
        else:
            self._look_inside(place, mounts, now)
            self._try_again(now)

    def _is_bare_mount_point(self, place: Place, mounts: Mounts) -> bool:
        """Whether the drive it was is gone, and only the folder it was mounted at is left."""
        return self._was_mount and place.real not in mounts

    def _is_alive(self) -> bool:
        if self.following.how == "polling":
            return True
        return self._source is not None and self._source.alive()

    def _go_offline(self, now: float) -> None:
        if self.following.how == "offline":
            return
        self.close()
        self._place, self._inside, self._rebuild_at = None, {}, None
        self._settling = Settling(self._folder, self._patience)
        self.following = Following("offline", notes.offline(self._folder))
        self._scan_at = now

    def _set_up(self, place: Place, mounts: Mounts, now: float) -> None:
        """Watch it, or find out that it must be scanned from time to time; and scan it now."""
        self.close()
        self._place, self._was_mount = place, place.real in mounts
        self._inside = self._mounts_inside(place, mounts)
        self._rebuild_at, self._retry_at, self._scan_at = None, inf, now
        mount = mount_of(place.real, mounts)
        if not mount.tells:
            note = notes.on_silent_mount(self._folder, mount)
            self.following = Following("polling", note)
            return
        try:
            self._source = self._open_source(self.selection, self.inbox)
            self._rebuild(self._source, now)
        except OSError as error:
            self._poll_for_now(error, now)

    def _poll_for_now(self, error: OSError, now: float) -> None:
        limit = self._source.limit() if self._source is not None else 0
        self.close()
        self._retry_at = now + self._pace.full
        self.following = Following("polling", notes.not_watched(self._folder, error, limit))

    # What is mounted inside it

    def _mounts_inside(self, place: Place, mounts: Mounts) -> Mounts:
        below = mounts_below(place.real, mounts)
        as_followed = {
            os.path.join(self._folder, os.path.relpath(path, place.real)): below[path]
            for path in below
        }
        return {path: as_followed[path] for path in as_followed if self.selection.reaches(path)}

    def _look_inside(self, place: Place, mounts: Mounts, now: float) -> None:
        """Notice drives that were mounted or unmounted somewhere below it."""
        before, self._inside = self._inside, self._mounts_inside(place, mounts)
        for path in different(before, self._inside):
            if self._source is not None:
                self._source.drop([path])
                for _ in self._source.add(path, self._silent()):
                    pass
            self._settling.note_folder(path, now, gone=path not in self._inside)
        if before != self._inside and self._source is not None:
            self._tell_events(self._source, now)

    def _silent(self) -> Mounts:
        return {path: self._inside[path] for path in self._inside if not self._inside[path].tells}

    # Events

    def _take(self, source: Source, mail: Mail, now: float) -> None:
        source.tidy()
        self._take_folders(source, mail, now)
        for path, happened in mail.files.items():
            self._settling.note(path, happened.when, complete=happened.complete, gone=happened.gone)
        # Last, because it goes by what is there now, and events may be older.
        if mail.lost and self._rebuild_at is None:
            self._rebuild_at = max(now, self._rebuilt_at + self._pace.rebuild)
        if self._rebuild_at is not None and now >= self._rebuild_at:
            self._recover(source, now)

    def _recover(self, source: Source, now: float) -> None:
        """Watch what is there, and scan it, because nobody knows what has happened."""
        try:
            self._rebuild(source, now)
        except OSError:
            self._place, self._check_at = None, now  # it is gone, or another one
        self._settling.note_folder(self._folder, now)

    def _take_folders(self, source: Source, mail: Mail, now: float) -> None:
        if mail.vanished:
            source.drop(mail.vanished)
        for path in sorted(mail.vanished):
            self._settling.note_folder(path, now, gone=True)
        for path in sorted(mail.appeared):
            for file in source.add(path, self._silent()):
                self._settling.note(file, now)
            # A scan may have seen it before it was watched, and files in it that are gone again.
            self._settling.note_folder(path, now, new=not source.full)
        if mail.appeared and source.full:
            self._tell_events(source, now)

    def _rebuild(self, source: Source, now: float) -> None:
        self._rebuild_at = None
        source.rebuild(self._silent())
        self._rebuilt_at, self._limit = now, source.limit()
        self._tell_events(source, now)

    def _try_again(self, now: float) -> None:
        """Watch what could not be watched, if somebody has raised the limit since."""
        source = self._source
        if source is not None and source.full and source.limit() > self._limit:
            self._rebuild_at = now

    def _tell_events(self, source: Source, now: float) -> None:
        """Say what is not watched, and see that it is scanned."""
        silent = self._silent()
        self._inside_at = min(self._inside_at, now + self._pace.inside) if silent else inf
        note = ""
        if source.full:
            note = notes.not_all_watched(self._folder, len(source), source.limit())
            self._scan_at = min(self._scan_at, now + self._interval())
        elif silent:
            folder = min(silent)
            note = notes.on_silent_mount(folder, silent[folder])
        self.following = Following("events", note)

    # Scans

    def _interval(self) -> float:
        """Seconds between scans of the whole folder."""
        longest = self._pace.share * self._scan_seconds
        if self.following.how == "offline":
            return inf
        if self.following.how == "polling":
            return max(self._pace.poll, longest)
        if self._source is not None and self._source.full:
            return max(self._pace.full, longest)
        return self._pace.precaution

    def _with_scans(self, settled: Settled, now: float) -> Settled:
        """The same with the folders whose time for a scan has come."""
        self._hear_of_scan(now)
        if self._is_linked:
            self._is_linked, at = False, max(now, self._linked_at + self._pace.linked)
            self._asked_at = min(self._asked_at, at)
        if now >= min(self._scan_at, self._asked_at) or self._folder in settled.folders:
            if now >= self._asked_at:
                self._linked_at = now
            self._asked_at, self._scan_at = inf, now + self._interval()
            return replace(settled, folders=(self._folder,))
        if now >= self._inside_at:
            self._inside_at = now + self._pace.inside
            return replace(settled, folders=outermost((*settled.folders, *self._silent())))
        return settled

    def _hear_of_scan(self, now: float) -> None:
        took, self._took = self._took, None
        if took is not None:
            self._scan_seconds = took
            if self._scan_at > now:
                self._scan_at = now + self._interval()

    # Files

    def _due(self, now: float) -> Settled:
        """What has settled; but what is gone with its drive is not handed on as if deleted."""
        self._is_missing = False
        settled = self._settling.due(now, self._look)
        if not self._is_missing and not settled.folders:
            return settled
        self._check(now)
        if self.following.how == "offline":
            return Settled()
        files = tuple(path for path in settled.files if not self._settling.covers(path))
        return replace(settled, files=files)

    def _exists(self, path: str) -> bool:
        try:
            return bool(self._stat(path))
        except (OSError, ValueError):
            return False

    def _look(self, path: str) -> Stamp | None:
        try:
            found = self._stat(path)
        except (OSError, ValueError):
            self._is_missing = True
            return None
        if not S_ISREG(found.st_mode):
            return None
        self._is_linked = self._is_linked or found.st_nlink > 1
        return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)
