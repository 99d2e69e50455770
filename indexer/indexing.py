"""One run of indexing: look at the folders, note what is gone, read what is new."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.pipeline import Pipeline
from indexer.reconcile import Reconciler, Sighting
from indexer.reports import IndexReport, Progress
from indexer.store.rows import AddedFolder
from indexer.store.store import Store
from indexer.tally import Tally

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


@dataclass(frozen=True)
class IndexRun:
    """Brings the library in step with its folders, once.

    Attributes:
        retry_failed: read files again that failed before and have not changed.
    """

    store: Store
    reconciler: Reconciler
    pipeline: Pipeline
    meter: ProgressMeter
    retry_failed: bool = False

    def run(self) -> IndexReport:
        """Look at every folder, then read what is due in them."""
        began, stop = self.meter.clock(), self.pipeline.stop
        unchanged = sum(map(self._scan, self.store.read.folders()))
        tally = self.pipeline.tally
        self.meter.phase, self.meter.total = "indexing", self.store.read.due_count()
        self.meter.update(tally, force=True)
        self.pipeline.drain()
        interrupted = stop()
        # A vanished photo may still turn up among what was not read.
        removed = 0 if interrupted else self.reconciler.sweep()
        self.meter.phase = "done"
        self.meter.update(tally, force=True)
        return report_of(
            tally, removed, unchanged, self.meter.clock() - began, interrupted=interrupted
        )

    def _scan(self, folder: AddedFolder) -> int:
        before = self.meter.total

        def seen(sighting: Sighting) -> None:
            self.meter.total = before + sighting.seen
            self.meter.update(self.pipeline.tally)

        return self.reconciler.scan(
            folder, stop=self.pipeline.stop, on_seen=seen, retry_failed=self.retry_failed
        ).unchanged


def report_of(
    tally: Tally, removed: int, unchanged: int, seconds: float, *, interrupted: bool
) -> IndexReport:
    """What a run did, as clients are told."""
    return IndexReport(
        embedded=tally.embedded,
        reused=tally.copied,
        moved=tally.moved,
        removed=removed,
        failed=tally.failed,
        unchanged=unchanged,
        seconds=seconds,
        interrupted=interrupted,
    )
