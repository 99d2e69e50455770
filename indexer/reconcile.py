"""Brings what the library knows of its files in step with what is on disk; reads no photo.

New and changed files become *due*: the pipeline reads them. Files that are gone are marked so,
and forgotten only by `sweep`, because their content may turn up under another name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from indexer.disk import has_entries, is_absent, stamp_of
from indexer.mounts import Mounts
from indexer.scan import Walk, paired
from indexer.selection import Selection
from indexer.store.paths import lies_below
from indexer.store.rows import IN_THE_CLOUD, AddedFolder, FileStamp, KnownStamp
from indexer.store.store import Store
from indexer.surroundings.placeholders import is_placeholder

_AT_ONCE = 500  # files settled in one transaction


@dataclass
class Sighting:
    """What a look at files came to, in files.

    Attributes:
        due: new or changed, to be read.
        unchanged: as they are known.
        gone: marked as vanished.
        unreachable: known files that nobody can see now.
    """

    seen: int = 0
    due: int = 0
    unchanged: int = 0
    gone: int = 0
    unreachable: int = 0


@dataclass
class _Pile:
    """Files that await one transaction."""

    pending: list[FileStamp] = field(default_factory=list)
    changed: list[FileStamp] = field(default_factory=list)
    present: list[int] = field(default_factory=list)
    gone: list[KnownStamp] = field(default_factory=list)
    unreachable: list[KnownStamp] = field(default_factory=list)

    def __len__(self) -> int:
        piles = (self.pending, self.changed, self.present, self.gone, self.unreachable)
        return sum(len(pile) for pile in piles)


def _never() -> bool:
    return False


def _ignore(_: Sighting) -> None:
    return


class Reconciler:
    """Compares the folders of a library with the disk. One thread at a time."""

    def __init__(self, store: Store, own_folders: Collection[str] = ()) -> None:
        """Compare for a store.

        Args:
            store: where the results go.
            own_folders: Pictrove's own, which are never looked into.
        """
        self._store = store
        self._own_folders = tuple(own_folders)
        self.mounts = Mounts(store)

    def selection(self, folder: AddedFolder) -> Selection:
        """What belongs to an added folder: added folders below it decide for themselves."""
        inner = [
            other.path
            for other in self._store.read.folders()
            if lies_below(other.path, folder.path)
        ]
        skipped = frozenset((*self._own_folders, *inner))
        return Selection(folder.path, folder.excludes, folder.hidden, skipped)

    def scan(
        self,
        folder: AddedFolder,
        below: str | None = None,
        *,
        stop: Callable[[], bool] = _never,
        on_seen: Callable[[Sighting], None] = _ignore,
        retry_failed: bool = False,
    ) -> Sighting:
        """Compare all files of an added folder, or of one that lies below it.

        Args:
            folder: an added folder.
            below: a folder within it; it may be gone.
            stop: asked for every file; once it says yes, what was not seen stays as it was.
            on_seen: called now and then with what was seen so far.
            retry_failed: files that failed before are due again, though they are unchanged.
        """
        if not os.path.isdir(folder.path):
            return self._all_unreachable(folder.path)
        scan = _Scan(self, folder, below, stop, on_seen, retry_failed)
        return scan.run()

    def look_at(self, paths: Iterable[str]) -> Sighting:
        """Compare single files, whatever has happened to them."""
        selections = [self.selection(folder) for folder in self._store.read.folders()]
        exact = _ExactNames(paths := list(paths))
        pile, sighting = _Pile(), Sighting()
        for path in paths:
            governing = _governing(path, selections)
            found = None
            if governing is not None and governing.reaches(os.path.dirname(path)):
                found = (
                    stamp_of(path) if governing.wants_file(path) and exact.exists(path) else None
                )
            known = self._store.read.stamp(path)
            if governing is not None and (found is not None or known is not None):
                here = found is not None or self.is_gone(path)
                self.settle(found, known, here, pile, sighting)
                if found is not None and _is_same(found, known):
                    # Something happened to it, though neither size nor time tell: another file
                    # may have taken its place. Its hash will tell.
                    pile.changed.append(found)
        self.write(pile)
        return sighting

    def read_again(self, paths: Iterable[str]) -> None:
        """Have indexed photos read again though they are unchanged: a sidecar did change."""
        stamps = [self._store.read.stamp(path) for path in paths]
        self._store.write.mark_stale([one.id for one in stamps if one], in_any_case=True)

    def is_gone(self, path: str) -> bool:
        """Whether a file that is not there is gone, rather than out of reach."""
        if not is_absent(path):
            return False
        root = _governing(path, [Selection(f.path) for f in self._store.read.folders()])
        if root is None:
            return True
        lost = self.mounts.lost(root.folder)
        return has_entries(root.folder) and not any(lies_below(path, mount) for mount in lost)

    def sweep(self) -> int:
        """Forget what has vanished; how many files that was.

        Each is looked for once more: a drive may have been pulled out while it was compared.
        """
        gone: list[KnownStamp] = []
        doubtful: list[KnownStamp] = []
        for known in self._store.read.vanished():
            # One that is there is not wanted any more, or comes back as a new one.
            sure = os.path.lexists(known.path) or self.is_gone(known.path)
            (gone if sure else doubtful).append(known)
        self._store.write.mark_absent(doubtful, vanished=False)
        return self._store.write.sweep(known.id for known in gone)

    # For one path

    def settle(
        self,
        found: FileStamp | None,
        known: KnownStamp | None,
        visible: bool,
        pile: _Pile,
        sighting: Sighting,
        retry_failed: bool = False,
    ) -> None:
        """Decide what becomes of one path, and pile it up for `write`.

        Args:
            found: the file as it is on disk, if it is there.
            known: what the library knows of it.
            visible: whether its absence means that it is gone.
            pile: where the decision goes.
            sighting: what is counted.
            retry_failed: see `scan`.
        """
        if found is None:
            assert known is not None
            _settle_absent(known, pile, sighting, visible=visible)
            return
        sighting.seen += 1
        if known is not None and known.state == "missing":
            pile.present.append(known.id)
        if known is None:
            pile.pending.append(found)
        elif (known.size, known.mtime_ns) != (found.size, found.mtime_ns):
            _settle_changed(found, known, pile)
        elif not known.stale and not _wanted_again(known, retry_failed):
            sighting.unchanged += 1
            return
        elif known.state == "failed":
            pile.pending.append(found)
        sighting.due += 1

    def write(self, pile: _Pile) -> None:
        """Make the decisions true, in one transaction."""
        if not len(pile):
            return
        write = self._store.write
        with self._store.transaction():
            write.mark_present(pile.present)
            known = {file.path: self._store.read.stamp(file.path) for file in pile.changed}
            write.mark_stale([stamp.id for stamp in known.values() if stamp])
            # A photo that has moved away meanwhile left a new file behind.
            write.add_pending(file for file in pile.changed if not known[file.path])
            write.add_pending(pile.pending)
            write.mark_absent(pile.gone, vanished=True)
            write.mark_absent(pile.unreachable, vanished=False)

    def _all_unreachable(self, folder: str) -> Sighting:
        pile, sighting = _Pile(), Sighting()
        for known in self._store.read.stamps_below(folder):
            _settle_absent(known, pile, sighting, visible=False)
            if len(pile) >= _AT_ONCE:
                self.write(pile)
                pile = _Pile()
        self.write(pile)
        return sighting

    def known_below(self, selection: Selection, below: str) -> Iterable[KnownStamp]:
        """Known files below a folder, but for those that inner folders decide about."""
        inner = [folder for folder in selection.skipped if lies_below(folder, below)]
        for known in self._store.read.stamps_below(below):
            if not any(lies_below(known.path, folder) for folder in inner):
                yield known


class _Scan:
    """One scan under way."""

    def __init__(
        self,
        reconciler: Reconciler,
        folder: AddedFolder,
        below: str | None,
        stop: Callable[[], bool],
        on_seen: Callable[[Sighting], None],
        retry_failed: bool,
    ) -> None:
        self._reconciler = reconciler
        self._root = folder.path
        self._below = below or folder.path
        self._stop = stop
        self._on_seen = on_seen
        self._retry_failed = retry_failed
        self._selection = reconciler.selection(folder)
        self._walk = Walk(self._selection, self._below)
        self._lost = reconciler.mounts.lost(folder.path)
        self._pile = _Pile()
        self._sighting = Sighting()
        # Nothing counts as gone before something was found: that is what the mount point of an
        # unplugged drive looks like.
        self._absent: list[KnownStamp] = []
        self._found_any = self._below != self._root and has_entries(self._root)

    def run(self) -> Sighting:
        if self._selection.reaches(self._below):
            self._compare()
        if not self._stop():
            for known in self._absent:
                self._settle(None, known, self._found_any)
            self._reconciler.mounts.seen(self._below, self._walk.mounts)
        self._reconciler.write(self._pile)
        self._on_seen(self._sighting)
        return self._sighting

    def _compare(self) -> None:
        known = self._reconciler.known_below(self._selection, self._below)
        for file, stamp in paired(self._walk, known):
            if self._stop():
                self._absent.clear()
                return
            self._found_any = self._found_any or file is not None
            if file is None and not self._found_any:
                assert stamp is not None
                self._absent.append(stamp)
            else:
                self._settle(file, stamp, self._found_any)

    def _settle(self, file: FileStamp | None, known: KnownStamp | None, visible: bool) -> None:
        if file is None and visible:
            assert known is not None
            visible = not self._out_of_sight(known.path)
        self._reconciler.settle(
            file, known, visible, self._pile, self._sighting, self._retry_failed
        )
        if len(self._pile) >= _AT_ONCE:
            self._reconciler.write(self._pile)
            self._pile = _Pile()
        if self._sighting.seen % _AT_ONCE == 0:
            self._on_seen(self._sighting)

    def _out_of_sight(self, path: str) -> bool:
        if any(lies_below(path, mount) for mount in self._lost):
            return True
        closed = self._walk.unreadable
        if self._below in closed and os.path.isdir(self._below):
            return True
        return any(folder != self._below and lies_below(path, folder) for folder in closed)


class _ExactNames:
    """Tells a file from another one whose name differs in case only."""

    def __init__(self, paths: Sequence[str]) -> None:
        folded: dict[str, set[str]] = {}
        for path in paths:
            folded.setdefault(path.casefold(), set()).add(path)
        self._doubtful = {path for names in folded.values() if len(names) > 1 for path in names}

    def exists(self, path: str) -> bool:
        """Whether a file of exactly this name is there; asks the disk only in doubt."""
        if path not in self._doubtful:
            return True
        try:
            return os.path.basename(path) in os.listdir(os.path.dirname(path))
        except OSError:
            return False


def _settle_absent(known: KnownStamp, pile: _Pile, sighting: Sighting, *, visible: bool) -> None:
    if visible:
        sighting.gone += 1
        if not known.vanished:
            pile.gone.append(known)
    else:
        sighting.unreachable += 1
        if known.state != "missing" or known.vanished:
            pile.unreachable.append(known)


def _settle_changed(found: FileStamp, known: KnownStamp, pile: _Pile) -> None:
    """A changed file is found by what it was until it was read again."""
    if known.state in ("pending", "failed"):
        pile.pending.append(found)
    else:
        pile.changed.append(found)


def _is_same(found: FileStamp, known: KnownStamp | None) -> bool:
    return (
        known is not None
        and known.state == "indexed"
        and (known.size, known.mtime_ns) == (found.size, found.mtime_ns)
    )


def _wanted_again(known: KnownStamp, retry_failed: bool) -> bool:
    if known.state == "pending":
        return True
    if known.state != "failed":
        return False
    return retry_failed or (known.cause == IN_THE_CLOUD and _is_local(known.path))


def _is_local(path: str) -> bool:
    try:
        return not is_placeholder(os.stat(path))
    except OSError:
        return False


def _belongs(path: str, governing: Selection) -> bool:
    return governing.reaches(os.path.dirname(path)) and governing.wants_file(path)


def _governing(path: str, selections: Iterable[Selection]) -> Selection | None:
    """The innermost added folder that a path lies below."""
    above = [one for one in selections if lies_below(path, one.folder)]
    return max(above, key=lambda one: len(one.folder), default=None)
