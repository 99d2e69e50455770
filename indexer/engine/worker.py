"""The thread that reads due files: when it may, as politely as it should."""

from __future__ import annotations

import math
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from indexer.engine.completing import Completion
from indexer.engine.courtesy import PoliteEncoder
from indexer.engine.governor import Permission
from indexer.engine.tools import Toolbox
from indexer.engine.worker_parts import WorkerParts
from indexer.errors import LibraryError
from indexer.indexing import ProgressMeter
from indexer.pipeline import Pipeline
from indexer.reports import Activity, Progress
from indexer.store.rows import KnownFile
from indexer.surroundings import priority
from indexer.surroundings.memory import give_back
from indexer.tally import Tally
from models.encoder import Encoder
from models.errors import ModelError

_AGAIN_SECONDS = 2.0  # a file that was being written is tried again
_SETTLE_SECONDS = 5.0
_PRUNE_SECONDS = 600.0
_LOOK_SECONDS = 600.0  # whether a model is here again, on a disk that was away
_MOST_URGENT = 1000  # so many are remembered while it may not read, for days perhaps


class Worker:
    """Reads what is due: all of it while a client asked for that, else what is watched."""

    def __init__(self, parts: WorkerParts) -> None:
        """Make the worker; `start` starts its thread."""
        self._parts = parts
        self._library = parts.library
        self._changed = threading.Condition()
        self._woken = True
        self._busy = False
        self._closing = False
        self._resting = 0
        self._asked = 0
        self._everything = False
        self._urgent: deque[str] = deque(maxlen=_MOST_URGENT)
        self._named: set[str] = set()
        self._fetch: set[str] = set()
        self._removed = 0
        self._tally = Tally()
        self._began = Tally()  # the tally when it was idle last
        self._meter = ProgressMeter(self._show, phase="indexing")
        self._measured = ""  # the model whose speed that is
        self._activity = Activity("idle")
        self._tools = Toolbox(
            parts.open_encoder,
            parts.open_decoders,
            cores=lambda: parts.settings().cores,
            wanted=lambda: parts.library.shelf.wanted,
        )
        self._completion = Completion(
            self._library, self._completing, self._another_encoder, lambda: self._woken
        )
        self._trouble = ""
        self._dirty = False
        self._litter = False
        self._pruned_at = -math.inf
        self._thread = threading.Thread(target=self._work, name="indexing", daemon=True)

    # For other threads

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self) -> None:
        """End after the batch at work."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """Something may be due, or the settings are others."""
        with self._changed:
            self._woken = True
            self._changed.notify_all()

    def hurry(self, paths: Iterable[str]) -> None:
        """Read these files before others: somebody has just saved them.

        Of very many, only the last are read early.
        """
        with self._changed:
            self._urgent.extend(paths)

    def look_for(self, paths: Iterable[str]) -> None:
        """Read these files if they are due, watched or not: a client has just changed them.

        Unlike everything else they wait for nothing but the end of a pause.
        """
        with self._changed:
            self._named.update(paths)
        self.hurry(paths)
        self.wake()

    def tidy(self) -> None:
        """Remove what was kept of forgotten photos, as soon as nothing is due."""
        self._litter, self._pruned_at = True, -math.inf
        self.wake()

    def read_again(self, fetch: set[str]) -> None:
        """Read everything that is due once, and files in the cloud among `fetch` as well."""
        with self._changed:
            self._everything = True
            self._fetch |= fetch
        self.wake()

    @contextmanager
    def asked(self) -> Iterator[None]:
        """A client waits for everything to be read, whatever the rules for the background say."""
        with self._changed:
            self._asked += 1
            self._trouble = ""  # perhaps it is over
        self.wake()
        try:
            yield
        finally:
            with self._changed:
                self._asked -= 1

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Nothing is read meanwhile; what is in hand is finished first."""
        with self._changed:
            self._resting += 1
            self._woken = True  # there may be something to do afterwards: it is not idle
            self._changed.wait_for(lambda: self._closing or not self._busy)
        try:
            yield
        finally:
            with self._changed:
                self._resting -= 1
                self._changed.notify_all()

    @property
    def activity(self) -> Activity:
        """What the worker does now."""
        return self._activity

    @property
    def tally(self) -> Tally:
        """What was done since the start, a copy."""
        return replace(self._tally)

    @property
    def removed(self) -> int:
        """Photos forgotten since the start because their files are gone."""
        return self._removed

    @property
    def trouble(self) -> str:
        """A sentence about what keeps it from working; empty if nothing does."""
        return self._trouble

    @property
    def hindrance(self) -> str:
        """A sentence about what keeps a model from taking over; all else goes on meanwhile."""
        return self._completion.hindrance if self._library.shelf.next_model else ""

    def settle(self) -> None:
        """Wait a moment for the batch at work, after nobody needs the rest any more."""
        with self._changed:
            self._changed.wait_for(lambda: not self._busy and not self._woken, _SETTLE_SECONDS)

    @property
    def idle(self) -> bool:
        """Whether nothing is left that it may read now."""
        with self._changed:
            return not self._woken and not self._busy

    def release(self) -> bool:
        """Give back the model's memory and the decoders, if they are not in use."""
        with self._changed:
            return not self._busy and self._tools.release()

    @property
    def fence_note(self) -> str:
        """What decoders lack of the sandbox on this machine; empty if nothing, or not known."""
        tools = self._tools.held
        confinement = tools.decoders.confinement if tools else None
        return confinement.note if confinement else ""

    @property
    def holds_model(self) -> bool:
        """Whether a model is in memory for indexing."""
        return self._tools.held is not None

    @property
    def lacking(self) -> int:
        """Photos that are still to be embedded by a second model."""
        return self._completion.lacking

    # The thread

    def _work(self) -> None:
        priority.lower_this_thread()
        pause: float | None = None
        while self._wait(pause):
            try:
                pause = self._turn()
                self._trouble = ""
            except (LibraryError, ModelError) as error:
                pause = self._in_trouble(str(error))
            except Exception as error:  # noqa: BLE001 - a bug with one file must not end the engine
                self._parts.on_bug(error)
                pause = self._in_trouble("Indexing met a bug; it goes on in a moment.")
        self._finish()

    def _wait(self, seconds: float | None) -> bool:
        """Wait until woken or for so long; false when closing."""
        with self._changed:
            self._busy = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._closing or self._woken, seconds)
            self._changed.wait_for(lambda: self._closing or not self._resting)
            self._woken, self._busy = False, True
            return not self._closing

    def _turn(self) -> float | None:
        """Do what can be done; how many seconds to wait then (None: until woken)."""
        permission = self._allowed()
        if not permission.allowed:
            waiting = permission.paused or self._has_work()
            state = "paused" if permission.paused else "waiting"
            self._set(Activity(state, permission.reason) if waiting else Activity("idle"))
            return None if math.isinf(permission.look_again_in) else permission.look_again_in
        left = self._read_due()
        if self._allowed().allowed and not self._closing and not self._woken:
            left = self._settle() or left
        if left:
            return _AGAIN_SECONDS
        # After what a client named, the rules hold again: the next turn says what they say.
        if not self._named and not self._allowed().allowed:
            return 0.0
        return _LOOK_SECONDS if self.hindrance else None

    def _allowed(self) -> Permission:
        permission = self._parts.permission()
        if (self._asked or self._named) and not permission.paused:
            return Permission(allowed=True)
        return permission

    def _stop(self) -> bool:
        """Asked before each file."""
        self._parts.courtesy.give_way()
        leaves = self._closing or self._resting > 0
        return leaves or not self._allowed().allowed or not self._tools.fit()

    def _read_due(self) -> bool:
        """Read what is due and wanted; whether some of it stays for a later time."""
        if not self._library.store.read.due(limit=1):
            return False
        before = self._tally.done
        pipeline = self._pipeline(self._library.model)
        pipeline.wanted, self._measured = self._wanted(), ""
        pipeline.drain()
        done = self._tally.done > before
        self._dirty = self._dirty or done
        return pipeline.left_over or (done and not self._allowed().allowed)

    def _wanted(self) -> Callable[[KnownFile], bool]:
        """Which due files to read now; the answer may change while they are read."""
        watched = [folder.path for folder in self._library.store.read.folders() if folder.watched]
        starts = tuple(path.rstrip(os.sep) + os.sep for path in watched)

        def wanted(file: KnownFile) -> bool:
            if self._asked > 0 or file.path in self._named:
                return True
            if not self._parts.permission().allowed:
                return False
            return self._everything or file.path.startswith(starts)

        return wanted

    def _has_work(self) -> bool:
        read = self._library.store.read
        follows = self._library.shelf.next_model is not None and not self.hindrance
        return follows or read.due_count() > 0

    def _settle(self) -> bool:
        """Nothing is due any more: forget what is gone, and tidy up; whether something is left."""
        left = False
        if not self._parts.scanning():
            removed = self._library.reconciler.sweep()
            self._removed += removed
            self._dirty = self._dirty or removed > 0
            self._prune(removed)
            self._everything = False
            with self._changed:
                self._named.clear()
            if self._library.fill_places(lambda: self._closing or self._woken):
                self._parts.on_change()
            model = self._library.model
            left = self._completion.run()
            if self._library.model != model:
                self._parts.on_change()
        if self._dirty and not self._parts.scanning():
            self._library.save_vectors(lambda: self._closing or self._woken)
            self._dirty = False
        if not self._tools.fit() and self._tools.release():
            give_back()  # of a model that was called off, perhaps
        with self._changed:
            if not self._woken:
                self._began, self._meter = self.tally, ProgressMeter(self._show, phase="indexing")
                self._set(Activity("idle"))
        return left

    def _completing(self, model_id: str) -> Pipeline:
        """What embeds with one of two models; each has a speed of its own."""
        pipeline, self._dirty = self._pipeline(model_id), True
        if model_id != self._measured:
            self._measured, self._began = model_id, self.tally
            self._meter = ProgressMeter(self._meter.show, self._meter.clock, "indexing")
        return pipeline

    def _prune(self, removed: int) -> None:
        """Remove thumbnails of forgotten photos, not too often: all of them are looked at."""
        self._litter = self._litter or removed > 0
        if self._litter and time.monotonic() - self._pruned_at > _PRUNE_SECONDS:
            self._library.prune_thumbnails(lambda: self._closing)
            self._litter, self._pruned_at = False, time.monotonic()

    def _in_trouble(self, sentence: str) -> float:
        self._trouble = sentence
        self._set(Activity("waiting", sentence))
        return self._parts.trouble_seconds

    def _finish(self) -> None:
        self._tools.release()
        if self._dirty:
            try:
                self._library.save_vectors(lambda: True)
            except LibraryError:
                return  # a cache; the next start builds it again

    # Tools

    def _pipeline(self, model_id: str) -> Pipeline:
        tools = self._tools.fitting(model_id)
        # A cache file from the future shows before a commit only.
        for model in {model_id, self._library.model}:
            self._library.open_vectors(model)
        self._set(Activity("indexing", progress=self._activity.progress))
        encoder = PoliteEncoder(tools.encoder, self._parts.courtesy)
        pipeline = self._library.pipeline(encoder, tools.decoders, self._batch, self._stop)
        pipeline.tally, pipeline.urgent, pipeline.fetch = self._tally, self._hurried, self._fetch
        return pipeline

    def _another_encoder(self, model_id: str) -> Encoder:
        return PoliteEncoder(self._tools.another_encoder(model_id), self._parts.courtesy)

    def _hurried(self) -> list[str]:
        if not self._urgent:
            return []
        with self._changed:
            urgent = list(self._urgent)
            self._urgent.clear()
        return urgent

    # Telling

    def _batch(self, tally: Tally) -> None:
        self._meter.update(tally - self._began)

    def _show(self, progress: Progress) -> None:
        # Files become due and vanish meanwhile, so the total is asked each time.
        self._meter.total = progress.done + self._library.store.read.due_count() + self.lacking
        self._set(Activity("indexing", progress=replace(progress, total=self._meter.total)))

    def _set(self, activity: Activity) -> None:
        changed = activity != self._activity
        self._activity = activity
        if changed:
            self._parts.on_change()
