"""Everything that changes a library's database.

Each call is one transaction of its own, or part of the one it is called in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from indexer.errors import FolderError
from indexer.relocation import is_windows
from indexer.store import statements as sql
from indexer.store.marks_writer import MarksWriter
from indexer.store.paths import from_blob, is_below, range_below, separator_in, to_blob, words_of
from indexer.store.reading import as_json
from indexer.store.rows import (
    AddedFolder,
    FailedFile,
    FileStamp,
    Ids,
    KnownFile,
    KnownStamp,
    PhotoRecord,
    Placement,
)

_CHUNK = 500  # paths in one statement; SQLite allows 32,766 parameters


class Writer(MarksWriter):
    """The one writer of a library. Any thread may call; calls wait for each other."""

    # Folders

    def add_folder(self, path: str) -> AddedFolder:
        """Remember a folder the user added; adding it again changes nothing."""
        with self.transaction():
            self._run(sql.ADD_FOLDER, (_folder(path), self._now()))
            row = self._run(
                "SELECT id, path, added_at FROM folders WHERE path = ?", (_folder(path),)
            ).fetchone()
        return AddedFolder(row[0], from_blob(row[1]), row[2])

    def remove_folder(self, path: str) -> Ids:
        """Forget a folder and its photos, but for those that another added folder covers.

        Returns:
            Ids of the photos that were taken out, ascending.

        Raises:
            FolderError: the folder is not one of the library.
        """
        with self.transaction():
            if not self._run("DELETE FROM folders WHERE path = ?", (_folder(path),)).rowcount:
                raise _unknown_folder(path)
            others = self._roots()
            query = "SELECT id, path FROM photos WHERE path >= ? AND path < ? ORDER BY id"
            inside = self._run(query, range_below(path)).fetchall()
            gone = [row[0] for row in inside if not any(is_below(row[1], at) for at in others)]
            self.remove(gone)
        return np.array(gone, np.uint64)

    def set_folder(
        self, path: str, *, watched: bool, hidden: bool = False, excludes: Iterable[str] = ()
    ) -> None:
        """Say how an added folder is watched, and what of it to leave out.

        Raises:
            FolderError: the folder is not one of the library.
        """
        row = (watched, hidden, json.dumps(list(excludes)), _folder(path))
        with self.transaction():
            if not self._run(sql.SET_FOLDER, row).rowcount:
                raise _unknown_folder(path)

    # Files

    def add_pending(self, files: Iterable[FileStamp]) -> None:
        """Note files to be read, new or known, whatever their state was.

        A known one keeps its id and its embeddings, but is not found until it was read again.
        Its failed attempts are forgotten if its size or time changed.
        """
        with self.transaction():
            rows = [(to_blob(file.path), file.size, file.mtime_ns) for file in files]
            self._many(sql.ADD_PENDING, rows)

    def commit_photos(self, records: Sequence[PhotoRecord]) -> list[int]:
        """Store photos that were read and embedded; they can be found from now on.

        A known path keeps its id. If its content changed, embeddings of other models, which show
        the old content, are removed.

        Returns:
            The id of each record, in their order.
        """
        with self.transaction():
            latest = {to_blob(record.path): record for record in records}
            before = self._by_path(latest)
            now = self._now()
            places = {path: self._place_of(record.metadata) for path, record in latest.items()}
            rows = [sql.photo_row(one, places[path], now) for path, one in latest.items()]
            self._many(sql.COMMIT_PHOTO, rows)
            ids = {path: row[0] for path, row in self._by_path(latest).items()}
            changed = [
                before[path][0]
                for path, record in latest.items()
                if path in before and before[path][1] != record.content_hash
            ]
            self._remove_embeddings(changed)
            self._write_embeddings((ids[path], record) for path, record in latest.items())
            self._write_words(
                [(ids[path], path, record, places[path]) for path, record in latest.items()]
            )
        return [ids[to_blob(record.path)] for record in records]

    def add_embeddings(
        self, model_id: str, ids: Sequence[int], vectors: np.ndarray[Any, Any]
    ) -> None:
        """Store embeddings of indexed photos by a (second) model; unknown ids are left out.

        Args:
            model_id: the model that made them.
            ids: n photos.
            vectors: (n, dim) float16 unit vectors, one for each id.
        """
        with self.transaction():
            number = self._model(model_id)
            rows = [(number, _vector(v), int(i)) for i, v in zip(ids, vectors, strict=True)]
            self._many(sql.ADD_EMBEDDING, rows)

    def mark_failed(self, files: Iterable[FailedFile]) -> None:
        """Note files that could not be read: ids are kept, what was known of the content is not."""
        with self.transaction():
            now = self._now()
            failed = {to_blob(file.path): file for file in files}
            rows = [
                (path, file.size, file.mtime_ns, file.reason, file.cause, now)
                for path, file in failed.items()
            ]
            self._many(sql.MARK_FAILED, rows)
            ids = [row[0] for row in self._by_path(failed).values()]
            self._remove_embeddings(ids)
            self._remove_words(ids)

    def move(self, moves: Sequence[Placement]) -> None:
        """Photos whose files were renamed or moved: id and embeddings stay.

        All happen at once, so two photos may swap names. A photo that was known at a new path, and
        does not move itself, is replaced. A missing photo is there again.
        """
        with self.transaction():
            ids = [move.id for move in moves]
            self._run(sql.LEAVE_PLACES, (as_json(ids),))
            targets = self._by_path([to_blob(move.path) for move in moves])
            self.remove(row[0] for row in targets.values())
            self._many(sql.MOVE, [(to_blob(m.path), m.size, m.mtime_ns, m.id) for m in moves])
            roots = self._roots()
            self._many(sql.RENAME_WORDS, [(*words_of(to_blob(m.path), roots), m.id) for m in moves])

    def copy(self, copies: Sequence[Placement]) -> list[int]:
        """New files with the content of known photos: everything known of it is copied.

        Args:
            copies: `id` is the photo with the same content, the rest describes the new file.

        Returns:
            Ids of the new photos (a path that was known keeps its id).
        """
        with self.transaction():
            return [self._copy(copy) for copy in copies]

    def mark_missing(self, ids: Iterable[int]) -> None:
        """Files that cannot be reached now: not found, but nothing is lost."""
        with self.transaction():
            self._run(sql.MARK_MISSING, (as_json(ids),))

    def mark_present(self, ids: Iterable[int]) -> None:
        """Missing files that are there again, unchanged: they are what they were."""
        with self.transaction():
            self._run(sql.MARK_PRESENT, (as_json(ids),))

    def mark_absent(self, files: Iterable[KnownStamp | KnownFile], *, vanished: bool) -> None:
        """Files that are not there: not found by searches.

        Args:
            files: as they were known when they were missed; one that has moved since stays.
            vanished: they are gone, and `sweep` forgets them if they turn up nowhere. Otherwise
                nobody can say now whether they are.
        """
        rows = [(int(vanished), file.id, to_blob(file.path)) for file in files]
        with self.transaction():
            self._many(sql.MARK_ABSENT, rows)

    def mark_stale(self, ids: Iterable[int], *, in_any_case: bool = False) -> None:
        """Indexed files that have changed: to be read again, and found meanwhile.

        Args:
            ids: photos.
            in_any_case: read them even if their content proves to be the same.
        """
        with self.transaction():
            self._run(sql.MARK_STALE, (2 if in_any_case else 1, as_json(ids)))

    def sweep(self, ids: Iterable[int]) -> int:
        """Forget those of these files that are still marked as vanished; how many that was."""
        query = "DELETE FROM photos WHERE vanished AND id IN (SELECT value FROM json_each(?))"
        with self.transaction():
            return self._run(query, (as_json(ids),)).rowcount

    def retry(self, path: str | None = None, *, cause: str | None = None) -> int:
        """Have failed files read again: one, those below a folder, or all; how many.

        Args:
            path: the file or the folder; None for all.
            cause: of all, only those that failed for this reason.
        """
        with self.transaction():
            if path is None and cause is not None:
                return self._run(f"{sql.RETRY} AND failure_cause = ?", (cause,)).rowcount
            if path is None:
                return self._run(sql.RETRY, ()).rowcount
            where = " AND (path = ? OR (path >= ? AND path < ?))"
            return self._run(sql.RETRY + where, (to_blob(path), *range_below(path))).rowcount

    # Files being read

    def take_off(self, path: str) -> None:
        """Note that a file is being read from now on, in case it takes the engine with it."""
        with self.transaction():
            self._run(sql.TAKE_OFF, (to_blob(path),))

    def blame(self, path: str) -> None:
        """Count that this file, and no other, is about to be read by an engine that died before."""
        with self.transaction():
            self._run(sql.BLAME, (to_blob(path),))

    def land(self, paths: Iterable[str]) -> None:
        """Note that files are not being read any more, whatever came of them."""
        with self.transaction():
            self._many(sql.LAND, [(to_blob(path),) for path in paths])

    def remove(self, ids: Iterable[int]) -> None:
        """Forget files with all that is known of them; their ids are never used again."""
        with self.transaction():
            self._run(
                "DELETE FROM photos WHERE id IN (SELECT value FROM json_each(?))", (as_json(ids),)
            )

    def remove_embeddings(self, model_id: str, limit: int) -> int:
        """Remove some embeddings of a model; how many, and 0 when there are none any more.

        What is told of changes stays, so that an index of this model which somebody still holds,
        or finds again on disk, learns that they are gone.
        """
        with self.transaction():
            return self._run(sql.REMOVE_EMBEDDINGS, (model_id, limit)).rowcount

    # Within a transaction

    def _copy(self, copy: Placement) -> int:
        path = to_blob(copy.path)
        known = self._by_path([path])
        if known and known[path][0] == copy.id:
            raise ValueError("a photo cannot be copied to its own place")
        row = (path, copy.size, copy.mtime_ns, self._now(), copy.id)
        if not self._run(sql.COPY_PHOTO, row).rowcount:
            raise ValueError(f"photo {copy.id} was never indexed")
        number = self._by_path([path])[path][0]
        self._remove_embeddings([number])
        self._remove_words([number])
        self._run(sql.COPY_EMBEDDINGS, (number, copy.id))
        self._run(sql.COPY_KEYWORDS, (number, copy.id))
        self._run(sql.COPY_WORDS, (number, *words_of(path, self._roots()), copy.id))
        return number

    def _by_path(self, paths: Iterable[bytes]) -> dict[bytes, tuple[int, bytes | None]]:
        """{path: (id, content hash)} of those paths that are known."""
        wanted = list(paths)
        found: dict[bytes, tuple[int, bytes | None]] = {}
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            marks = ", ".join("?" * len(part))
            query = f"SELECT path, id, content_hash FROM photos WHERE path IN ({marks})"
            found.update({row[0]: (row[1], row[2]) for row in self._run(query, part)})
        return found

    def _write_embeddings(self, records: Iterable[tuple[int, PhotoRecord]]) -> None:
        rows = [
            (self._model(record.model_id), _vector(record.embedding), photo_id)
            for photo_id, record in records
            if record.embedding is not None
        ]
        self._many(sql.ADD_EMBEDDING, rows)

    def _write_words(self, records: Sequence[tuple[int, bytes, PhotoRecord, str | None]]) -> None:
        self._remove_words([photo_id for photo_id, *_ in records])
        roots = self._roots()
        self._many(
            sql.ADD_KEYWORD,
            [
                (photo_id, position, keyword)
                for photo_id, _, record, _ in records
                for position, keyword in enumerate(record.metadata.keywords)
            ],
        )
        self._many(
            sql.ADD_WORDS,
            [
                (photo_id, *words_of(path, roots), *sql.words_row(record, place))
                for photo_id, path, record, place in records
            ],
        )

    def _remove_words(self, ids: Sequence[int]) -> None:
        rows = [(photo_id,) for photo_id in ids]
        self._many("DELETE FROM keywords WHERE photo_id = ?", rows)
        self._many("DELETE FROM photo_words WHERE rowid = ?", rows)

    def _remove_embeddings(self, ids: Sequence[int]) -> None:
        rows = [(photo_id,) for photo_id in ids]
        self._many("DELETE FROM embeddings WHERE photo_id = ?", rows)

    def _model(self, model_id: str) -> int:
        query = "SELECT id FROM models WHERE name = ?"
        row = self._run(query, (model_id,)).fetchone()
        if row is None:
            self._run("INSERT INTO models (name) VALUES (?)", (model_id,))
            row = self._run(query, (model_id,)).fetchone()
        return int(row[0])

    def _roots(self) -> list[bytes]:
        return [row[0] for row in self._run("SELECT path FROM folders", ())]


def _unknown_folder(path: str) -> FolderError:
    return FolderError(
        f"The folder {path} is not in the library; `pictrove folders` lists its folders."
    )


def _folder(path: str) -> bytes:
    """An added folder as it is kept: without a separator at its end, but for a root."""
    blob = to_blob(path)
    bare = blob.rstrip(separator_in(blob))
    is_drive = is_windows(blob) and bare.endswith(b":")  # without it, that is another folder
    return blob if is_drive or not bare else bare


def _vector(embedding: np.ndarray[Any, Any]) -> bytes:
    half = np.ascontiguousarray(embedding, np.dtype("<f2"))
    if half.ndim != 1 or not np.isfinite(half).all():
        raise ValueError("an embedding must be one row of finite numbers")
    return half.tobytes()
