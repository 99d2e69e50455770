"""Files to searchable photos: recognise, decode, embed, commit; batch by batch.

Nothing is held but a few pictures in flight, so memory stays flat however many files there
are. Stopping or killing the process loses nothing that was committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from indexer.decode.errors import PictureError
from indexer.decode.source import read_source
from indexer.decode.types import Cause, Decoded, Failed, Job, Limits
from indexer.store.rows import FailedFile, FileStamp, KnownFile, PhotoRecord, PhotoRow, Placement
from indexer.store.store import Store
from indexer.thumbnails import Thumbnails
from models.encoder import Encoder

BATCH = 32
"""Pictures embedded at once and committed in one transaction."""

THUMBNAIL_SIDE = 384
"""Longest side of a thumbnail in pixels: a grid cell of 192 at scale factor 2."""


class Decoders(Protocol):
    """What the pipeline needs of a `DecoderPool`."""

    def run(self, jobs: Iterator[Job]) -> Iterator[Decoded | Failed]:
        """Decode, in any order; takes a new job only when a decoder is nearly free."""


@dataclass
class Tally:
    """What a run has done so far, in files."""

    embedded: int = 0
    copied: int = 0
    moved: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """Files finished, whatever came of them."""
        return self.embedded + self.copied + self.moved + self.failed


@dataclass
class Pipeline:
    """Reads files into the store.

    Attributes:
        store: where photos go.
        decoders: the decoder processes.
        encoder: makes the embeddings.
        thumbnails: where thumbnails go.
        limits: what one file may cost.
        on_batch: called after every commit.
        stop: asked before each file; once it says yes, what is in flight is finished.
    """

    store: Store
    decoders: Decoders
    encoder: Encoder
    thumbnails: Thumbnails
    limits: Limits
    on_batch: Callable[[Tally], None]
    stop: Callable[[], bool]
    tally: Tally = field(default_factory=Tally)

    def read(
        self,
        files: Sequence[FileStamp],
        known: Mapping[str, KnownFile],
        vanished: dict[str, KnownFile],
    ) -> None:
        """Bring `files` into the library.

        Args:
            files: new or changed files.
            known: what the library knows of changed files, by path.
            vanished: known photos whose file is gone, by path; those whose content turns up
                under another name are moved there and taken out of this dict.
        """
        later = self._read_once(files, known, vanished)
        # Files of equal size may be copies of each other: by now the first is known.
        self._read_once(later, known, vanished, defer=False)

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
                self._fail(FileStamp(photo.path, photo.size, photo.mtime_ns), result)
                continue
            if result.content_hash != photo.content_hash:
                continue  # changed since: the next run reads it as a whole
            batch.append((photo, result))
            if len(batch) == BATCH:
                self._add_embeddings(batch)
                batch = []
        self._add_embeddings(batch)

    def _read_once(
        self,
        files: Sequence[FileStamp],
        known: Mapping[str, KnownFile],
        vanished: dict[str, KnownFile],
        *,
        defer: bool = True,
    ) -> list[FileStamp]:
        later: list[FileStamp] = []
        sizes: set[int] = set()
        batch: list[tuple[FileStamp, Decoded]] = []

        def jobs() -> Iterator[Job]:
            for key, file in enumerate(files):
                if self.stop():
                    return
                if defer and file.size in sizes:
                    later.append(file)
                elif not self._recognise(file, known.get(file.path), vanished):
                    sizes.add(file.size)
                    yield self._job(key, file.path, with_rest=True)

        for result in self.decoders.run(jobs()):
            if isinstance(result, Failed):
                self._fail(files[result.key], result)
                continue
            batch.append((files[result.key], result))
            if len(batch) == BATCH:
                self._commit(batch)
                batch = []
        self._commit(batch)
        return later

    def _job(self, key: int, path: str, *, with_rest: bool) -> Job:
        side = THUMBNAIL_SIDE if with_rest else None
        return Job(key, path, None, self.encoder.input_spec, side, metadata=with_rest)

    def _recognise(
        self, file: FileStamp, known: KnownFile | None, vanished: dict[str, KnownFile]
    ) -> bool:
        """Whether the content is known already: the file was touched, moved or copied."""
        if not self.store.read.has_size(file.size):
            return False
        try:
            source = read_source(Job(0, file.path), self.limits)
        except PictureError:
            return False  # the decoder will meet it too, and say why
        same = self.store.read.find_same_content(source.content_hash)
        if not same:
            return False
        size, mtime_ns = len(source.data), source.mtime_ns
        itself = [photo for photo in same if known is not None and photo.id == known.id]
        gone = [photo for photo in same if photo.path in vanished]
        for photo in (itself or gone)[:1]:
            vanished.pop(photo.path, None)
            self.store.write.move([Placement(photo.id, file.path, size, mtime_ns)])
            self.tally.moved += 1
            self.on_batch(self.tally)
            return True
        self.store.write.copy([Placement(same[0].id, file.path, size, mtime_ns)])
        self.tally.copied += 1
        self.on_batch(self.tally)
        return True

    def _commit(self, batch: Sequence[tuple[FileStamp, Decoded]]) -> None:
        if not batch:
            return
        embeddings = self.encoder.encode_images(np.stack([_pixels(seen) for _, seen in batch]))
        for _, seen in batch:
            if seen.thumbnail is not None:
                self.thumbnails.keep(seen.content_hash, seen.thumbnail)
        records = [
            PhotoRecord(
                path=file.path,
                size=seen.size,
                mtime_ns=seen.mtime_ns,
                content_hash=seen.content_hash,
                width=seen.width,
                height=seen.height,
                kind=seen.kind,
                metadata=seen.metadata,
                model_id=self.encoder.model_id,
                embedding=embedding,
            )
            for (file, seen), embedding in zip(batch, embeddings.astype(np.float16), strict=True)
        ]
        self.store.write.commit_photos(records)
        self.tally.embedded += len(batch)
        self.on_batch(self.tally)

    def _add_embeddings(self, batch: Sequence[tuple[PhotoRow, Decoded]]) -> None:
        if not batch:
            return
        ids = [photo.id for photo, _ in batch]
        embeddings = self.encoder.encode_images(np.stack([_pixels(seen) for _, seen in batch]))
        self.store.write.add_embeddings(self.encoder.model_id, ids, embeddings.astype(np.float16))
        self.tally.embedded += len(batch)
        self.on_batch(self.tally)

    def _fail(self, file: FileStamp, failure: Failed) -> None:
        if failure.cause is Cause.CHANGED:
            return  # still being written: it stays pending, and the next run reads it
        self.store.write.mark_failed(
            [FailedFile(file.path, file.size, file.mtime_ns, failure.reason, str(failure.cause))]
        )
        self.tally.failed += 1
        self.on_batch(self.tally)


def _pixels(seen: Decoded) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    if seen.pixels is None:
        raise ValueError(f"no model input came back for {seen.key}")
    return seen.pixels
