"""When a path that something happened to is worth looking at: pure, the clock comes from outside.

A file is handed on once nothing has happened to it for a moment and two looks at it agree, so that
a file that is still being copied is left alone. A file that grows for hours is looked at ever less
often. However much happens, a bounded number of paths is remembered: many files of one folder
become their folder, many folders the folders above them.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from indexer.watch.types import Look, Settled, Stamp


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how much to remember, in paths.

    Attributes:
        quiet: without an event, before a file or a folder is handed on.
        complete: the same for a file whose writer has closed it or moved it into place.
        writing: the same for a file that is being written and was not closed yet.
        gone: the same for what has vanished; longer, so that the new place of what was moved is
            handed on first, and a file that is written anew under its name was never gone.
        apart: between two looks that must agree.
        rarest: between two looks at a file that keeps growing, at most.
        longest: a folder is handed on after so long even if events keep coming.
        filling: the same for a folder that appeared and is being filled.
        files_of_folder: more of them become their folder.
        files: more of them become their folders.
        folders: more of them become folders above them.
    """

    quiet: float = 0.8
    complete: float = 0.4
    writing: float = 3.0
    gone: float = 1.0
    apart: float = 0.4
    rarest: float = 30.0
    longest: float = 5.0
    filling: float = 60.0
    files_of_folder: int = 1_000
    files: int = 10_000
    folders: int = 500


@dataclass(slots=True)
class _File:
    """A file that something happened to.

    `since` is the time of the event that began the waiting, `event` of the last one, `at` of the
    next look; `stamp` was first seen at `seen`. `complete` is None where nobody has told.
    """

    since: float
    event: float
    complete: bool | None
    at: float
    stamp: Stamp | None = None
    seen: float = 0.0


@dataclass(slots=True)
class _Folder:
    """A folder to be scanned, with the times of its first and its last event.

    If it is `new`, the files in it are waited for one by one as well, and before it.
    """

    since: float
    event: float
    gone: bool = False
    new: bool = False


class Settling:
    """The paths below one folder that something happened to."""

    def __init__(self, root: str, patience: Patience = Patience()) -> None:
        self._root = root
        self._patience = patience
        self._files: dict[str, _File] = {}
        self._folders: dict[str, _Folder] = {}
        self._in_folder: Counter[str] = Counter()
        self._spelled: dict[str, str] = {}
        self._looks: list[tuple[float, str]] = []

    def __len__(self) -> int:
        return len(self._files) + len(self._folders)

    def note(
        self, path: str, now: float, *, complete: bool | None = None, gone: bool = False
    ) -> None:
        """Something happened to a file.

        Args:
            path: absolute, below the root.
            now: when, in seconds.
            complete: its writer has finished (True) or is at work (False); None if that is not
                known from this event.
            gone: it seems to have vanished.
        """
        if self._extend_folder(os.path.dirname(path), now):
            return
        if self._drop_other_spelling(path):
            self.note_folder(os.path.dirname(path), now)
            return
        file = self._files.get(path)
        if file is None:
            self._begin(path, now, complete=complete, gone=gone)
        else:
            self._go_on(path, file, now, complete=complete, gone=gone)

    def note_folder(self, path: str, now: float, *, gone: bool = False, new: bool = False) -> None:
        """Something happened to a folder that only a scan of it can tell.

        Args:
            path: absolute; the root or below it.
            now: when, in seconds.
            gone: it seems to have vanished.
            new: it seems to have appeared, and the files in it are noted, too.
        """
        if path != self._root and self._drop_other_spelling(path):
            path, gone, new = os.path.dirname(path), False, False
        if self._extend_folder(path, now):
            return
        self._folders[path] = _Folder(now, now, gone, new)
        if path != self._root:
            self._spelled[_folded(path)] = path
        if len(self._folders) > self._patience.folders:
            self._raise_folders()

    def due(self, now: float, look: Look) -> Settled:
        """What is worth looking at now; it is forgotten here.

        Args:
            now: in seconds.
            look: called for some of the files.
        """
        files = []
        while self._looks and self._looks[0][0] <= now:
            at, path = heappop(self._looks)
            file = self._files.get(path)
            if file is None or file.at != at:
                continue  # it was done with, or its look was moved
            if self._is_settled(file, now, look(path)):
                self._forget(path)
                files.append(path)
            else:
                heappush(self._looks, (file.at, path))
        folders = self._due_folders(now)
        for path in folders:
            self._forget_folder(path)
        return Settled(tuple(files), outermost(folders))

    def next_at(self) -> float | None:
        """When `due` is worth being called again, in seconds; None if nothing is waiting."""
        while self._looks:
            at, path = self._looks[0]
            if path in self._files and self._files[path].at == at:
                break
            heappop(self._looks)
        times = [self._when(folder) for folder in self._folders.values()]
        if self._looks:
            times.append(self._looks[0][0])
        return min(times, default=None)

    def covers(self, path: str) -> bool:
        """Whether a scan is waiting that will find out about this path."""
        return any(self._scans(above) for above in above_and_self(path))

    # Files

    def _begin(self, path: str, now: float, *, complete: bool | None, gone: bool) -> None:
        wait = 0.0 if complete else self._patience.gone if gone else self._patience.apart
        self._files[path] = _File(now, now, complete, now + wait)
        heappush(self._looks, (now + wait, path))
        self._spelled[_folded(path)] = path
        folder = os.path.dirname(path)
        self._in_folder[folder] += 1
        if self._in_folder[folder] > self._patience.files_of_folder:
            self._collapse([folder], now)
        elif len(self._files) > self._patience.files:
            self._collapse(list(self._in_folder), now)

    def _go_on(
        self, path: str, file: _File, now: float, *, complete: bool | None, gone: bool
    ) -> None:
        file.event = now
        if complete is not None:
            file.complete = complete
        if complete:
            file.since = now  # whatever it took to write it, the looks begin anew
        soon = self._patience.gone if gone else self._patience.apart
        if (complete and file.stamp is None) or ((complete or gone) and file.at > now + soon):
            file.at = now + (soon if gone else 0.0)
            heappush(self._looks, (file.at, path))

    def _is_settled(self, file: _File, now: float, stamp: Stamp | None) -> bool:
        """Whether to hand it on; if not, sets the time of the next look."""
        if stamp is None:
            file.stamp, file.at = None, file.event + self._patience.gone
            return file.at <= now
        if stamp != file.stamp:
            grows = file.stamp is not None
            file.stamp, file.seen = stamp, now
            rest = (now - file.since) / 10 if grows else 0.0
            file.at = now + min(max(rest, self._patience.apart), self._patience.rarest)
            return False
        quiet = self._quiet(file)
        file.at = max(file.seen + self._patience.apart, file.event + quiet)
        return file.at <= now

    def _quiet(self, file: _File) -> float:
        if file.complete is None:
            return self._patience.quiet
        return self._patience.complete if file.complete else self._patience.writing

    def _forget(self, path: str) -> None:
        del self._files[path]
        self._spelled.pop(_folded(path), None)
        folder = os.path.dirname(path)
        self._in_folder[folder] -= 1
        if not self._in_folder[folder]:
            del self._in_folder[folder]

    def _drop_other_spelling(self, path: str) -> bool:
        """Whether another spelling of it was waiting: a disk may take both for the same file.

        Then only the list of its folder says how it is spelled, and the other waits no more.
        """
        other = self._spelled.get(_folded(path), path)
        if other == path:
            return False
        if other in self._files:
            self._forget(other)
        if other in self._folders:
            self._forget_folder(other)
        return True

    # Folders

    def _when(self, folder: _Folder) -> float:
        quiet = self._patience.gone if folder.gone else self._patience.quiet
        longest = self._patience.filling if folder.new else self._patience.longest
        return min(folder.event + quiet, folder.since + longest)

    def _due_folders(self, now: float) -> list[str]:
        due = [path for path, folder in self._folders.items() if self._when(folder) <= now]
        if not any(self._folders[path].new for path in due):
            return due
        filling = {above for folder in self._in_folder for above in above_and_self(folder)}
        return [path for path in due if path not in filling or not self._put_off(path, now)]

    def _put_off(self, path: str, now: float) -> bool:
        """Whether a folder in which files are waiting can wait, too."""
        folder = self._folders[path]
        if folder.new:
            folder.event = now
        return self._when(folder) > now

    def _scans(self, path: str) -> bool:
        """Whether a scan of this very folder is waiting that also speaks for its files."""
        return path in self._folders and not self._folders[path].new

    def _extend_folder(self, path: str, now: float) -> bool:
        """Whether a scan that will cover this folder is waiting; it then waits a little more."""
        if not self._folders:
            return False
        for above in above_and_self(path):
            if self._scans(above):
                self._folders[above].event = now
                return True
        return False

    def _collapse(self, folders: Iterable[str], now: float) -> None:
        """Scan these folders instead of looking at the files directly in them."""
        wanted = set(folders)
        for path in [path for path in self._files if os.path.dirname(path) in wanted]:
            self._forget(path)
        for folder in wanted:
            self.note_folder(folder, now)

    def _raise_folders(self) -> None:
        """Scan folders above the deepest ones instead of them, until they are half as many."""
        while len(self._folders) > max(1, self._patience.folders // 2):
            depth = max(path.count(os.sep) for path in self._folders)
            for path in [path for path in self._folders if path.count(os.sep) == depth]:
                self._merge(path, self._folders[path])

    def _merge(self, path: str, folder: _Folder) -> None:
        self._forget_folder(path)
        above = self._root if path == self._root else os.path.dirname(path)
        known = self._folders.setdefault(above, _Folder(folder.since, folder.event))
        known.gone = known.new = False
        known.since = min(known.since, folder.since)
        known.event = max(known.event, folder.event)

    def _forget_folder(self, path: str) -> None:
        del self._folders[path]
        if self._spelled.get(_folded(path)) == path and path not in self._files:
            del self._spelled[_folded(path)]


def outermost(folders: Collection[str]) -> tuple[str, ...]:
    """These folders without those that are below others of them."""
    kept: set[str] = set()
    for folder in sorted(folders, key=len):
        if not any(above in kept for above in above_and_self(folder)):
            kept.add(folder)
    return tuple(sorted(kept))


def above_and_self(path: str) -> Iterator[str]:
    """A path and every folder above it, inside out."""
    while True:
        yield path
        above = os.path.dirname(path)
        if above == path:
            return
        path = above


def _folded(path: str) -> str:
    """The same for spellings of a name that a disk may take for the same."""
    folder, name = os.path.split(path)
    return os.path.join(folder, name.casefold())
