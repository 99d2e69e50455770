"""Due files to searchable photos: recognise, decode, embed, commit; batch by batch.

What is due stands in the store, so nothing is held but a few pictures in flight: memory stays
flat however many files there are, and killing the process loses nothing that was committed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from indexer.decode.errors import PictureError
from indexer.decode.source import read_source
from indexer.decode.types import Cause, Decoded, Failed, Job, Limits
from indexer.disk import is_away
from indexer.store.rows import (
    ENDED_THE_ENGINE,
    IN_THE_CLOUD,
    FailedFile,
    HalfVectors,
    KnownFile,
    PhotoRecord,
    PhotoRow,
    Placement,
)
from indexer.store.store import Store
from indexer.surroundings.placeholders import is_placeholder
from indexer.tally import Tally
from indexer.thumbnails import Thumbnails
from models.encoder import Encoder

BATCH = 32
"""Pictures embedded at once and committed in one transaction."""

THUMBNAIL_SIDE = 384
"""Longest side of a thumbnail in pixels: a grid cell of 192 at scale factor 2."""

_BATCH_SECONDS = 1.0  # nor does a photo wait longer for its batch to be full
_MOST_CRASHES = 3
_MOST_SIZES = 100_000


class Decoders(Protocol):
    """What the pipeline needs of a `DecoderPool`."""

    def run(self, jobs: Iterator[Job]) -> Iterator[Decoded | Failed]:
        """Decode, in any order; takes a new job only when a decoder is nearly free."""


@dataclass(frozen=True)
class _Found:
    """A due file as it is on disk now."""

    known: KnownFile
    size: int
    mtime_ns: int


def _nothing() -> Sequence[str]:
    return ()


@dataclass
class Pipeline:
    """Reads what is due in the store.

    Attributes:
        store: where photos go.
        decoders: the decoder processes.
        encoder: makes the embeddings.
        thumbnails: where thumbnails go.
        limits: what one file may cost.
        on_batch: called after every commit.
        stop: asked before each file; once it says yes, what is in flight is finished.
        is_gone: tells a deleted file from one that cannot be reached now.
        urgent: paths to read before all others; asked before each file, told each only once.
        fetch: paths that may be read though that downloads them.
        wanted: which due files to read; None for all.
        clock: monotonic seconds.
        tally: what was done.
        left_over: some files stay due because they changed while they were read.
    """

    store: Store
    decoders: Decoders
    encoder: Encoder
    thumbnails: Thumbnails
    limits: Limits
    on_batch: Callable[[Tally], None]
    stop: Callable[[], bool]
    is_gone: Callable[[str], bool] = lambda path: not os.path.lexists(path)
    urgent: Callable[[], Collection[str]] = _nothing
    fetch: Collection[str] = frozenset()
    wanted: Callable[[KnownFile], bool] | None = None
    clock: Callable[[], float] = time.monotonic
    tally: Tally = field(default_factory=Tally)
    left_over: bool = False

    def drain(self) -> None:
        """Read everything that is due, or until `stop`.

        Files that change while they are read stay due, for another time.
        """
        self._read_suspects()
        if self._read(self._due(), defer=True):
            # Files of equal size may be copies of each other: by now the first is known.
            self._read(self._due(), defer=False)

    def embed_again(self, photos: Sequence[PhotoRow]) -> None:
        """Add this pipeline's model to photos that other models have embedded."""
        jobs = (
            self._job(key, photo.path, with_rest=False)
            for key, photo in enumerate(photos)
            if not self.stop()
        )
        batch: list[tuple[PhotoRow, Decoded]] = []
        for result in self.decoders.run(jobs):
            photo = photos[result.key]
            if isinstance(result, Failed):
                self._fail_again(photo, result)
                continue
            if result.content_hash != photo.content_hash:
                self.store.write.mark_stale([photo.id])  # it is read as a whole
                self.left_over = True
                continue
            batch.append((photo, result))
            if len(batch) == BATCH:
                self._add_embeddings(batch)
                batch = []
        self._add_embeddings(batch)

    # What to read

    def _due(self) -> Iterator[KnownFile]:
        after = 0
        early: set[int] = set()
        while page := self.store.read.due(after):
            for file in page:
                for path in self.urgent():
                    known = self.store.read.known_file(path)
                    if known is not None and (known.state == "pending" or known.stale):
                        early.add(known.id)
                        yield known
                if file.id not in early and (self.wanted is None or self.wanted(file)):
                    yield file
            after = page[-1].id

    def _read_suspects(self) -> None:
        """Read one by one what was in flight when the engine died: one of them may be why."""
        for path, crashes in self.store.read.in_flight().items():
            known = self.store.read.known_file(path)
            if self.stop():
                return
            if known is None or not (known.state == "pending" or known.stale):
                self.store.write.land([path])
            elif crashes >= _MOST_CRASHES:
                self._fail(known, _ENDED, ENDED_THE_ENGINE)
            else:
                self.store.write.blame(path)
                self._read(iter([known]), defer=False)

    # Reading

    def _read(self, files: Iterable[KnownFile], *, defer: bool) -> bool:
        """Read files; whether some were put off because they may be copies of others."""
        flight = _Flight(defer=defer)
        batch: list[tuple[_Found, Decoded]] = []
        began = self.clock()
        for result in self.decoders.run(self._jobs(files, flight)):
            found = flight.landed(result.key)
            if isinstance(result, Failed):
                self._failed(found, result)
                continue
            began = began if batch else self.clock()
            batch.append((found, result))
            if len(batch) == BATCH or self.clock() - began > _BATCH_SECONDS:
                self._commit(batch)
                batch = []
        self._commit(batch)
        return flight.put_off

    def _jobs(self, files: Iterable[KnownFile], flight: _Flight) -> Iterator[Job]:
        for file in files:
            if self.stop():
                return
            found = None if flight.has(file) else self._look(file)
            if found is None or flight.waits(found) or self._recognise(found):
                continue
            flight.take_off(found)
            self.store.write.take_off(file.path)
            yield self._job(file.id, file.path, with_rest=True)

    def _look(self, file: KnownFile) -> _Found | None:
        """The file as it is now; None if there is nothing to read."""
        try:
            status = os.stat(file.path)
        except (OSError, ValueError):
            if self._absent(file):
                return None
            return _Found(file, file.size, file.mtime_ns)  # the decoder will say why
        if is_placeholder(status) and file.path not in self.fetch:
            self._fail(file, _CLOUD, IN_THE_CLOUD)
            return None
        return _Found(file, status.st_size, status.st_mtime_ns)

    def _job(self, key: int, path: str, *, with_rest: bool) -> Job:
        side = THUMBNAIL_SIDE if with_rest else None
        return Job(key, path, None, self.encoder.input_spec, side, metadata=with_rest)

    def _recognise(self, found: _Found) -> bool:
        """Whether the content is known already: the file was touched, moved or copied."""
        known = found.known
        if known.stale > 1 or not self.store.read.has_size(found.size):
            return False
        try:
            source = read_source(Job(0, known.path), self.limits)
        except PictureError:
            return False  # the decoder will meet it too, and say why
        same = self.store.read.find_same_content(source.content_hash)
        if not same:
            return False
        size, mtime_ns = len(source.data), source.mtime_ns
        itself = [photo for photo in same if photo.id == known.id]
        gone = [photo for photo in same if photo.id != known.id and self.is_gone(photo.path)]
        if itself or gone:
            photo = (itself or gone)[0]
            self.store.write.move([Placement(photo.id, known.path, size, mtime_ns)])
            self.tally.moved += 1
        else:
            self.store.write.copy([Placement(same[0].id, known.path, size, mtime_ns)])
            self.tally.copied += 1
        self._landed([known.path])
        return True

    # What came of it

    def _commit(self, batch: Sequence[tuple[_Found, Decoded]]) -> None:
        if not batch:
            return
        embeddings = self._embedded([_pixels(seen) for _, seen in batch])
        for _, seen in batch:
            if seen.thumbnail is not None:
                self.thumbnails.keep(seen.content_hash, seen.thumbnail)
        model_id = self.encoder.model_id
        records = [
            _record(found.known.path, seen, model_id, embedding)
            for (found, seen), embedding in zip(batch, embeddings, strict=True)
        ]
        good = [record for record in records if _is_number(record)]
        with self.store.transaction():
            self.store.write.commit_photos(good)
            self.store.write.land(record.path for record in good)
            self._mark_outdated(good)
        self.tally.embedded += len(good)
        for (found, _), record in zip(batch, records, strict=True):
            if not _is_number(record):
                self._fail(found.known, _NO_NUMBERS, "damaged")
        self.on_batch(self.tally)

    def _mark_outdated(self, records: Sequence[PhotoRecord]) -> None:
        """A file that changed since it was decoded is due again: committing it forgot that."""
        outdated = [record.path for record in records if _differs(record)]
        known = [self.store.read.known_file(path) for path in outdated]
        self.store.write.mark_stale([file.id for file in known if file])

    def _embedded(
        self, pictures: Sequence[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]
    ) -> HalfVectors:
        return self.encoder.encode_images(np.stack(pictures)).astype(np.float16)

    def _add_embeddings(self, batch: Sequence[tuple[PhotoRow, Decoded]]) -> None:
        if not batch:
            return
        ids = [photo.id for photo, _ in batch]
        embeddings = self._embedded([_pixels(seen) for _, seen in batch])
        self.store.write.add_embeddings(self.encoder.model_id, ids, embeddings)
        self.tally.embedded += len(batch)
        self.on_batch(self.tally)

    def _failed(self, found: _Found, failure: Failed) -> None:
        if failure.cause is Cause.CHANGED:
            self.left_over = True  # still being written: it stays due
            self.store.write.land([found.known.path])
        elif failure.cause is not Cause.UNREADABLE or not self._absent(found.known):
            self._fail(found.known, failure.reason, str(failure.cause), found)

    def _fail(self, known: KnownFile, reason: str, cause: str, found: _Found | None = None) -> None:
        seen = found or known
        file = FailedFile(known.path, seen.size, seen.mtime_ns, reason, cause)
        with self.store.transaction():
            self.store.write.mark_failed([file])
            self.store.write.land([known.path])
        self.tally.failed += 1
        self.on_batch(self.tally)

    def _fail_again(self, photo: PhotoRow, failure: Failed) -> None:
        """A photo that another model has embedded cannot be read any more."""
        if failure.cause is Cause.CHANGED:
            self.left_over = True  # still being written
            return
        known = self.store.read.known_file(photo.path)
        if known is None or self._absent(known):
            return
        file = FailedFile(
            photo.path, photo.size, photo.mtime_ns, failure.reason, str(failure.cause)
        )
        self.store.write.mark_failed([file])
        self.tally.failed += 1
        self.on_batch(self.tally)

    def _absent(self, known: KnownFile) -> bool:
        """Whether a file is not there any more: deleted, or out of reach with its drive."""
        gone = self.is_gone(known.path)
        if not gone and not is_away(known.path):
            return False
        with self.store.transaction():
            self.store.write.mark_absent([known], vanished=gone)
            self.store.write.land([known.path])
        self.tally.gone += 1
        return True

    def _landed(self, paths: Sequence[str]) -> None:
        self.store.write.land(paths)
        self.on_batch(self.tally)


@dataclass
class _Flight:
    """What decoders have in hand, and which sizes they have seen."""

    defer: bool
    put_off: bool = False
    _found: dict[int, _Found] = field(default_factory=dict)
    _sizes: set[int] = field(default_factory=set)

    def has(self, file: KnownFile) -> bool:
        """Whether a decoder has this file in hand."""
        return file.id in self._found

    def waits(self, found: _Found) -> bool:
        """Whether a file is put off because an earlier one may have the same content."""
        wait = self.defer and found.size in self._sizes
        self.put_off = self.put_off or wait
        return wait

    def take_off(self, found: _Found) -> None:
        """A decoder gets this file."""
        self._found[found.known.id] = found
        if self.defer:
            if len(self._sizes) >= _MOST_SIZES:
                self._sizes.clear()  # then some copies are embedded twice, and memory stays flat
            self._sizes.add(found.size)

    def landed(self, key: int) -> _Found:
        """A decoder is done with this file."""
        return self._found.pop(key)


_ENDED = (
    "The engine ended while it read this file, several times; it is left alone until it changes."
)
_CLOUD = "The file is not on this computer; `pictrove retry --fetch` with its name downloads it."
_NO_NUMBERS = "The model makes nothing of this picture."


def _record(path: str, seen: Decoded, model_id: str, embedding: HalfVectors) -> PhotoRecord:
    return PhotoRecord(
        path=path,
        size=seen.size,
        mtime_ns=seen.mtime_ns,
        content_hash=seen.content_hash,
        width=seen.width,
        height=seen.height,
        kind=seen.kind,
        metadata=seen.metadata,
        model_id=model_id,
        embedding=embedding,
    )


def _is_number(record: PhotoRecord) -> bool:
    return record.embedding is not None and bool(np.isfinite(record.embedding).all())


def _differs(record: PhotoRecord) -> bool:
    try:
        status = os.stat(record.path)
    except OSError:
        return False  # the watcher or the next scan finds that out
    return (status.st_size, status.st_mtime_ns) != (record.size, record.mtime_ns)


def _pixels(seen: Decoded) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    if seen.pixels is None:
        raise ValueError(f"no model input came back for {seen.key}")
    return seen.pixels
