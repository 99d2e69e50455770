"""One run of indexing: look at the folders, note what is gone, read what is new."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from indexer.client import IndexReport, Progress
from indexer.decode.kinds import looks_like_photo
from indexer.pipeline import Pipeline, Tally
from indexer.scan import Changes, Walk, compare
from indexer.store.rows import FileStamp, KnownFile
from indexer.store.store import Store

_PROGRESS_EVERY = 0.25
_RATE_OVER = 10.0
_EARLY_SECONDS, _EARLY_FILES = 1, 12  # a guess from less would jump about


@dataclass
class ProgressMeter:
    """Turns a tally into `Progress`, at most four times a second.

    Attributes:
        show: gets the progress.
        clock: monotonic seconds.
    """

    show: Callable[[Progress], None]
    clock: Callable[[], float] = time.monotonic
    phase: str = "scanning"
    total: int = 0
    _shown_at: float = -1.0
    _window: deque[tuple[float, int]] = field(default_factory=deque)

    def update(self, tally: Tally, *, force: bool = False) -> None:
        """Show the progress, unless it was shown a moment ago."""
        now = self.clock()
        self._window.append((now, tally.done))
        while now - self._window[0][0] > _RATE_OVER:
            self._window.popleft()
        if force or now - self._shown_at >= _PROGRESS_EVERY:
            self._shown_at = now
            self.show(self._progress(tally, now))

    def _progress(self, tally: Tally, now: float) -> Progress:
        began, done_then = self._window[0]
        elapsed = now - began
        rate = (tally.done - done_then) / elapsed if elapsed > 0 else 0.0
        early = elapsed < _EARLY_SECONDS or tally.done - done_then < _EARLY_FILES
        known = self.phase == "indexing" and not early
        left = (self.total - tally.done) / rate if known else None
        return Progress(
            phase=self.phase,
            done=tally.done,
            total=self.total,
            embedded=tally.embedded,
            reused=tally.copied + tally.moved,
            failed=tally.failed,
            rate=rate,
            seconds_left=left,
        )


@dataclass
class _Work:
    """What a look at the folders found to do."""

    files: list[FileStamp] = field(default_factory=list)
    known: dict[str, KnownFile] = field(default_factory=dict)
    vanished: dict[str, KnownFile] = field(default_factory=dict)
    unchanged: int = 0


@dataclass(frozen=True)
class IndexRun:
    """Brings the library in step with its folders.

    Attributes:
        own_folders: Pictrove's folders, which are never scanned.
        retry_failed: read files again that failed before and have not changed.
    """

    store: Store
    pipeline: Pipeline
    meter: ProgressMeter
    own_folders: Collection[str]
    retry_failed: bool = False

    def run(self, folders: Iterable[str]) -> IndexReport:
        """Look at every folder, then read what is new in them."""
        began = self.meter.clock()
        work = _Work()
        for folder in folders:
            self._look_at(folder, work)
        tally = self.pipeline.tally
        self.meter.phase, self.meter.total = "indexing", len(work.files)
        self.meter.update(tally, force=True)
        self.pipeline.read(work.files, work.known, work.vanished)
        interrupted = self.pipeline.stop()
        removed = 0
        if not interrupted:  # a vanished photo may still turn up among what was not read
            self.store.write.remove([known.id for known in work.vanished.values()])
            removed = len(work.vanished)
        self.meter.phase = "done"
        self.meter.update(tally, force=True)
        return IndexReport(
            embedded=tally.embedded,
            reused=tally.copied,
            moved=tally.moved,
            removed=removed,
            failed=tally.failed,
            unchanged=work.unchanged,
            seconds=self.meter.clock() - began,
            interrupted=interrupted,
        )

    def _look_at(self, folder: str, work: _Work) -> None:
        known = self.store.read.known_files(folder)
        if not os.path.isdir(folder):
            self.store.write.mark_missing([file.id for file in known.values()])
            return
        walk = Walk(folder, looks_like_photo, self.own_folders)
        changes = compare(self._counted(walk), known, walk.unreadable)
        if not self.pipeline.stop():  # after half a walk, unseen files would look vanished
            self._settle(changes, known, work)

    def _counted(self, walk: Walk) -> Iterable[FileStamp]:
        for file in walk:
            if self.pipeline.stop():
                return
            self.meter.total += 1
            self.meter.update(self.pipeline.tally)
            yield file

    def _settle(self, changes: Changes, known: dict[str, KnownFile], work: _Work) -> None:
        unchanged = [known[path] for path in changes.unchanged]
        self.store.write.mark_present([file.id for file in unchanged if file.state == "missing"])
        self.store.write.mark_missing([known[path].id for path in changes.unreachable])
        self.store.write.add_pending(changes.new)
        again = [file for file in unchanged if self._wanted_again(file)]
        work.files += changes.new + changes.changed
        work.files += [FileStamp(file.path, file.size, file.mtime_ns) for file in again]
        work.known |= {file.path: known[file.path] for file in changes.changed}
        work.vanished |= {path: known[path] for path in changes.vanished}
        work.unchanged += len(unchanged) - len(again)

    def _wanted_again(self, file: KnownFile) -> bool:
        return file.state == "pending" or (file.state == "failed" and self.retry_failed)
