"""Everything that is asked of a library's database. Any thread may ask."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np

from indexer.store.connections import damaged
from indexer.store.paths import from_blob, range_below, to_blob
from indexer.store.photo_reader import PhotoReader
from indexer.store.reading import as_json, ids_of
from indexer.store.rows import (
    AddedFolder,
    Counts,
    EmbeddingCount,
    FailureRow,
    HalfVectors,
    Ids,
    KnownFile,
    KnownStamp,
)

_KNOWN = "id, path, size, mtime_ns, state, content_hash, attempts, stale"
_STAMP = "id, path, size, mtime_ns, state, failure_cause, stale, vanished"
_DUE = "(state = 'pending' OR stale) AND state <> 'missing'"
_PAGE = 2000
_LAST_BYTE = 0xFF


class Reader(PhotoReader):
    """Reads what is committed; within a transaction, its thread also reads what it wrote."""

    # Folders and files

    def folders(self) -> list[AddedFolder]:
        """The folders the user added, in the order of their paths."""
        rows = self._all(
            "SELECT id, path, added_at, watched, hidden, excludes FROM folders ORDER BY path"
        )
        return [
            AddedFolder(
                number, from_blob(path), at, bool(watched), bool(hidden), tuple(json.loads(globs))
            )
            for number, path, at, watched, hidden, globs in rows
        ]

    def stamps_below(self, folder: str) -> Iterator[KnownStamp]:
        """Every file known below a folder, by ascending bytes of its path.

        Drawn in pages, so that neither memory nor the database is held however many there are.
        """
        after, end = range_below(folder)
        while True:
            rows = self._all(
                f"SELECT {_STAMP} FROM photos WHERE path > ? AND path < ? ORDER BY path LIMIT ?",
                (after, end, _PAGE),
            )
            yield from map(_known_stamp, rows)
            if len(rows) < _PAGE:
                return
            after = rows[-1][1]

    def stamp(self, path: str) -> KnownStamp | None:
        """What a scan would compare of one path."""
        rows = self._all(f"SELECT {_STAMP} FROM photos WHERE path = ?", (to_blob(path),))
        return _known_stamp(rows[0]) if rows else None

    def vanished(self) -> list[KnownStamp]:
        """Files that are gone, and are forgotten if their content turns up nowhere."""
        return [
            _known_stamp(row) for row in self._all(f"SELECT {_STAMP} FROM photos WHERE vanished")
        ]

    def due(self, after: int = 0, limit: int = _PAGE) -> list[KnownFile]:
        """Files to be read, new or changed, with ids above `after`, ascending."""
        rows = self._all(
            f"SELECT {_KNOWN} FROM photos WHERE {_DUE} AND id > ? ORDER BY id LIMIT ?",
            (after, limit),
        )
        return [_known(row) for row in rows]

    def due_count(self) -> int:
        """How many files are to be read."""
        return int(self._all("SELECT count(*) FROM photos WHERE state = 'pending' OR stale")[0][0])

    def in_flight(self) -> dict[str, int]:
        """Files that are being read, or were when their reader died: {path: crashes alone}."""
        rows = self._all("SELECT path, crashes FROM in_flight ORDER BY crashes, path")
        return {from_blob(path): crashes for path, crashes in rows}

    def known_files(self, folder: str | None = None) -> dict[str, KnownFile]:
        """Every file that the library knows below a folder (or at all), by path."""
        where, bounds = _where_below(folder)
        files = map(_known, self._all(f"SELECT {_KNOWN} FROM photos{where}", bounds))
        return {file.path: file for file in files}

    def known_file(self, path: str) -> KnownFile | None:
        """What the library knows of one path."""
        rows = self._all(f"SELECT {_KNOWN} FROM photos WHERE path = ?", (to_blob(path),))
        return _known(rows[0]) if rows else None

    def pending(self, folder: str | None = None) -> list[KnownFile]:
        """Files still to be read, below a folder or all, in the order they became known."""
        where, bounds = _where_below(folder)
        query = f"SELECT {_KNOWN} FROM photos{where or ' WHERE 1'} AND +state = 'pending'"
        if folder is None:
            query = f"SELECT {_KNOWN} FROM photos WHERE state = 'pending'"
        return [_known(row) for row in self._all(query + " ORDER BY id", bounds)]

    def has_size(self, size: int) -> bool:
        """Whether content of this size was read before: only then hashing can recognise it."""
        return bool(
            self._all(
                "SELECT 1 FROM photos WHERE size = ? AND content_hash IS NOT NULL LIMIT 1", (size,)
            )
        )

    def find_same_content(self, content_hash: bytes) -> list[KnownFile]:
        """Photos with this content that are indexed, or were until their file went missing."""
        return [
            _known(row)
            for row in self._all(
                f"SELECT {_KNOWN} FROM photos WHERE content_hash = ?"
                " AND 'indexed' IN (state, returns_to) ORDER BY id",
                (content_hash,),
            )
        ]

    def hashes(self, first_byte: int) -> set[bytes]:
        """Content hashes of all known files that begin with this byte, 0 to 255."""
        low = bytes([first_byte])
        end = " AND content_hash < ?" if first_byte < _LAST_BYTE else ""
        parameters = (low, bytes([first_byte + 1])) if end else (low,)
        rows = self._all(
            f"SELECT DISTINCT content_hash FROM photos WHERE content_hash >= ?{end}", parameters
        )
        return {row[0] for row in rows}

    def failures(self) -> list[FailureRow]:
        """Files that could not be read, latest first."""
        rows = self._all(
            "SELECT id, path, failure_reason, failure_cause, failed_at, attempts FROM photos"
            " WHERE state = 'failed' ORDER BY failed_at DESC, id DESC"
        )
        return [FailureRow(row[0], from_blob(row[1]), *row[2:]) for row in rows]

    def counts(self, folder: str | None = None) -> Counts:
        """Files by state, of the library or of what lies below a folder."""
        if folder is None:
            return self._counts_of_all()
        where, bounds = _where_below(folder)
        rows = self._all(f"SELECT state, count(*) FROM photos{where} GROUP BY state", bounds)
        return Counts.of(dict(rows))

    def _counts_of_all(self) -> Counts:
        """Counted once per change of the database: every answer to a query tells them."""
        connection = self._connection()
        now = None if connection.in_transaction else self._all("PRAGMA data_version")[0][0]
        known = getattr(self._local, "counts", None)
        # The writer's connection does not see its own changes as changes, but it is another one.
        if now is not None and known is not None and known[:2] == (connection, now):
            return cast("Counts", known[2])
        rows = self._all("SELECT state, count(*) FROM photos GROUP BY state")
        counts = Counts.of(dict(rows))
        self._local.counts = (connection, now, counts)
        return counts

    # Embeddings

    def embeddings(
        self, model_id: str, ids: Iterable[int] | None = None
    ) -> tuple[Ids, HalfVectors]:
        """Embeddings of indexed photos: all of a model, or those of `ids`.

        Returns:
            (ids (n,) uint64 ascending, vectors (n, dim) float16); ids without an embedding are
            left out, and with none at all the shapes are (0,) and (0, 0).
        """
        # Without a sort in SQL: that would copy every vector once more.
        query = (
            "SELECT photo_id, vector FROM embeddings CROSS JOIN photos ON photos.id = photo_id"
            " WHERE model = (SELECT id FROM models WHERE name = ?) AND state = 'indexed'"
        )
        parameters: tuple[str, ...] = (model_id,)
        if ids is not None:
            query += " AND photo_id IN (SELECT value FROM json_each(?))"
            parameters = (model_id, as_json(ids))
        rows = self._all(query, parameters)
        found = ids_of(rows)
        vectors = _stacked([row[1] for row in rows], self._path)
        if np.all(found[:-1] < found[1:]):
            return found, vectors
        order = np.argsort(found)
        return found[order], vectors[order]

    def embedding_of(self, photo_id: int, model_id: str) -> HalfVectors | None:
        """(dim,) float16: the embedding of one indexed photo, if there is one."""
        found, vectors = self.embeddings(model_id, [photo_id])
        return vectors[0] if found.size else None

    def ids_without_embedding(self, model_id: str) -> list[int]:
        """Indexed photos that this model has not embedded yet.

        Not those that are to be read again: they will be embedded then.
        """
        return [row[0] for row in self._all(f"SELECT id {_LACKING} ORDER BY id", (model_id,))]

    def count_without_embedding(self, model_id: str) -> int:
        """How many photos `ids_without_embedding` names."""
        return int(self._all(f"SELECT count(*) {_LACKING}", (model_id,))[0][0])

    def count_absent_without_embedding(self, model_id: str) -> int:
        """How many photos this model has not embedded whose files cannot be reached now."""
        absent = _LACKING.replace("'indexed'", "'missing'")
        return int(self._all(f"SELECT count(*) {absent}", (model_id,))[0][0])

    def embeddings_of_models(self) -> dict[str, EmbeddingCount]:
        """The models that have embedded anything, and how much."""
        models = self._all("SELECT id, name FROM models ORDER BY id")
        counted = {name: self._embedding_count(number) for number, name in models}
        return {name: count for name, count in counted.items() if count.photos}

    def _embedding_count(self, model: int) -> EmbeddingCount:
        # Both are answered from an index: a library's vectors may be gigabytes.
        photos = self._all("SELECT count(*) FROM embeddings WHERE model = ?", (model,))[0][0]
        sizes = self._all(
            "SELECT length(vector) FROM embeddings WHERE rowid ="
            " (SELECT rowid FROM embeddings WHERE model = ? LIMIT 1)",
            (model,),
        )
        return EmbeddingCount(photos, sizes[0][0] if sizes else 0)

    def sequence(self, model_id: str) -> int:
        """A number that grows whenever what can be found with this model changes; 0 at first."""
        rows = self._all("SELECT sequence FROM models WHERE name = ?", (model_id,))
        return int(rows[0][0]) if rows else 0

    def changed_since(self, model_id: str, sequence: int) -> Ids:
        """Photos whose embedding came, changed or went after that sequence, ascending."""
        rows = self._all(
            "SELECT photo_id FROM vector_changes WHERE model = (SELECT id FROM models"
            " WHERE name = ?) AND sequence > ? ORDER BY photo_id",
            (model_id, sequence),
        )
        return ids_of(rows)

    # Settings and size

    def setting(self, key: str, default: Any = None) -> Any:
        """A stored setting (any JSON value), or the default."""
        rows = self._all("SELECT value FROM settings WHERE key = ?", (key,))
        return json.loads(rows[0][0]) if rows else default

    def library_id(self) -> str:
        """A name no other library has: caches that carry another one are not of this library."""
        return str(self.setting("library_id"))

    def database_bytes(self) -> int:
        """Bytes of the database on disk, with what is not merged into it yet."""
        files = (self._path, self._path.with_name(self._path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def problem(self) -> str:
        """What a check of the whole database complains of; empty if nothing."""
        found = str(self._all("PRAGMA quick_check(1)")[0][0])
        return "" if found == "ok" else found


_LACKING = """
FROM photos WHERE state = 'indexed' AND NOT stale AND NOT EXISTS (SELECT 1 FROM embeddings
    WHERE photo_id = photos.id AND model = (SELECT id FROM models WHERE name = ?))
"""


def _where_below(folder: str | None) -> tuple[str, tuple[bytes, ...]]:
    return ("", ()) if folder is None else (" WHERE path >= ? AND path < ?", range_below(folder))


def _known(row: tuple[Any, ...]) -> KnownFile:
    return KnownFile(row[0], from_blob(row[1]), *row[2:])


def _known_stamp(row: tuple[Any, ...]) -> KnownStamp:
    return KnownStamp(row[0], from_blob(row[1]), *row[2:])


def _stacked(blobs: list[bytes], path: Path) -> HalfVectors:
    if not blobs:
        return np.empty((0, 0), np.float16)
    size = len(blobs[0])
    if size % 2 or any(len(blob) != size for blob in blobs):
        raise damaged(path)
    flat = np.frombuffer(b"".join(blobs), np.dtype("<f2"))
    return flat.reshape(len(blobs), size // 2).astype(np.float16, copy=False)
