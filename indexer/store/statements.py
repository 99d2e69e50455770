"""The longer statements of the writer, and how a record becomes their parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from indexer.metadata import PhotoMetadata
from indexer.store.paths import to_blob
from indexer.store.rows import PhotoRecord

METADATA = tuple(field.name for field in fields(PhotoMetadata) if field.name != "keywords")
"""Fields of `PhotoMetadata` that are columns of photos, of the same name."""

_FORGET_FAILURE = "attempts = 0, failure_reason = NULL, failure_cause = NULL, failed_at = NULL"
_NOTHING_AMISS = f"returns_to = NULL, stale = 0, vanished = 0, {_FORGET_FAILURE}"
_SAME_FILE = "size = excluded.size AND mtime_ns = excluded.mtime_ns"
_CONTENT = ("content_hash", "width", "height", "kind", "place", *METADATA)

ADD_FOLDER = "INSERT INTO folders (path, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING"

ADD_PENDING = f"""
INSERT INTO photos (path, size, mtime_ns, state) VALUES (?, ?, ?, 'pending')
ON CONFLICT (path) DO UPDATE SET state = 'pending', returns_to = NULL, stale = 0, vanished = 0,
    attempts = CASE WHEN {_SAME_FILE} THEN attempts ELSE 0 END,
    failure_reason = NULL, failure_cause = NULL, failed_at = NULL,
    size = excluded.size, mtime_ns = excluded.mtime_ns
"""

COMMIT_PHOTO = f"""
INSERT INTO photos (path, size, mtime_ns, indexed_at, {", ".join(_CONTENT)}, state)
VALUES (?, ?, ?, ?, {", ".join("?" * len(_CONTENT))}, 'indexed')
ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,
    indexed_at = excluded.indexed_at, state = 'indexed', {_NOTHING_AMISS},
    {", ".join(f"{name} = excluded.{name}" for name in _CONTENT)}
"""

MARK_FAILED = f"""
INSERT INTO photos (path, size, mtime_ns, failure_reason, failure_cause, failed_at, state, attempts)
VALUES (?, ?, ?, ?, ?, ?, 'failed', 1)
ON CONFLICT (path) DO UPDATE SET state = 'failed', returns_to = NULL, content_hash = NULL,
    stale = 0, vanished = 0,
    attempts = CASE WHEN {_SAME_FILE} THEN attempts + 1 ELSE 1 END,
    failure_reason = excluded.failure_reason, failure_cause = excluded.failure_cause,
    failed_at = excluded.failed_at, size = excluded.size, mtime_ns = excluded.mtime_ns
"""

ADD_EMBEDDING = """
INSERT INTO embeddings (model, vector, photo_id)
SELECT ?, ?, id FROM photos WHERE id = ? AND state = 'indexed'
ON CONFLICT (photo_id, model) DO UPDATE SET vector = excluded.vector
"""

# The inner query is answered from an index, so that no vector is read to be forgotten.
REMOVE_EMBEDDINGS = """
DELETE FROM embeddings WHERE rowid IN (SELECT rowid FROM embeddings
    WHERE model = (SELECT id FROM models WHERE name = ?) LIMIT ?)
"""

COPY_EMBEDDINGS = """
INSERT INTO embeddings (model, vector, photo_id)
SELECT model, vector, ? FROM embeddings WHERE photo_id = ?
"""

ADD_KEYWORD = "INSERT INTO keywords (photo_id, position, keyword) VALUES (?, ?, ?)"

COPY_KEYWORDS = """
INSERT INTO keywords (photo_id, position, keyword)
SELECT ?, position, keyword FROM keywords WHERE photo_id = ?
"""

ADD_WORDS = """
INSERT INTO photo_words (rowid, name, folders, keywords, title, caption) VALUES (?, ?, ?, ?, ?, ?)
"""

COPY_WORDS = """
INSERT INTO photo_words (rowid, name, folders, keywords, title, caption)
SELECT ?, ?, ?, keywords, title, caption FROM photo_words WHERE rowid = ?
"""

RENAME_WORDS = "UPDATE photo_words SET name = ?, folders = ? WHERE rowid = ?"

# Names no file can have, so that photos may swap theirs.
LEAVE_PLACES = """
UPDATE photos SET path = CAST(char(0) || id AS BLOB)
WHERE id IN (SELECT value FROM json_each(?))
"""

MOVE = """
UPDATE photos SET path = ?, size = ?, mtime_ns = ?,
    state = coalesce(returns_to, state), returns_to = NULL, stale = 0, vanished = 0
WHERE id = ?
"""

COPY_PHOTO = f"""
INSERT INTO photos (path, size, mtime_ns, indexed_at, {", ".join(_CONTENT)}, state)
SELECT ?, ?, ?, ?, {", ".join(_CONTENT)}, 'indexed' FROM photos
WHERE id = ? AND 'indexed' IN (state, returns_to)
ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,
    indexed_at = excluded.indexed_at, state = 'indexed', {_NOTHING_AMISS},
    {", ".join(f"{name} = excluded.{name}" for name in _CONTENT)}
"""

MARK_MISSING = """
UPDATE photos SET returns_to = state, state = 'missing'
WHERE state <> 'missing' AND id IN (SELECT value FROM json_each(?))
"""

# By path as well: a photo that has moved meanwhile is not gone.
MARK_ABSENT = """
UPDATE photos SET returns_to = coalesce(returns_to, state), state = 'missing', vanished = ?
WHERE id = ? AND path = ?
"""

MARK_STALE = """
UPDATE photos SET stale = max(stale, ?)
WHERE 'indexed' IN (state, returns_to) AND id IN (SELECT value FROM json_each(?))
"""

MARK_PRESENT = """
UPDATE photos SET state = returns_to, returns_to = NULL, vanished = 0
WHERE state = 'missing' AND id IN (SELECT value FROM json_each(?))
"""

RETRY = f"""
UPDATE photos SET state = 'pending', {_FORGET_FAILURE} WHERE state = 'failed'
"""

SET_FOLDER = """
UPDATE folders SET watched = ?, hidden = ?, excludes = ? WHERE path = ?
"""

TAKE_OFF = "INSERT INTO in_flight (path) VALUES (?) ON CONFLICT DO NOTHING"
BLAME = "UPDATE in_flight SET crashes = crashes + 1 WHERE path = ?"
LAND = "DELETE FROM in_flight WHERE path = ?"

SET_SETTING = """
INSERT INTO settings (key, value) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


# Whoever marks a copy otherwise does not want the old marks back with the next one.
FORGET_MARKS = """
DELETE FROM remembered_marks WHERE content_hash IN
    (SELECT content_hash FROM photos WHERE id IN (SELECT value FROM json_each(?)))
"""

MARK = """
UPDATE photos SET favourite = coalesce(?, favourite),
    own_rating = CASE WHEN ? IS NULL THEN own_rating ELSE nullif(?, 0) END,
    hidden = coalesce(?, hidden)
WHERE id IN (SELECT value FROM json_each(?))
"""

SAVE_SEARCH = """
INSERT INTO saved_searches (name, query) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET query = excluded.query
"""

UNPLACED = """
SELECT id, latitude, coalesce(longitude, 0) FROM photos
WHERE place IS NULL AND latitude IS NOT NULL ORDER BY id LIMIT ?
"""

SET_PLACE = "UPDATE photos SET place = ? WHERE id = ?"

ADD_PLACE_WORDS = """
UPDATE photo_words SET keywords = iif(keywords = '', ?, keywords || ', ' || ?) WHERE rowid = ?
"""


def photo_row(record: PhotoRecord, place: str | None, now: str) -> tuple[object, ...]:
    """The parameters of `COMMIT_PHOTO`."""
    return (
        to_blob(record.path),
        record.size,
        record.mtime_ns,
        now,
        record.content_hash,
        record.width,
        record.height,
        record.kind,
        place,
        *(getattr(record.metadata, name) for name in METADATA),
    )


def words_row(record: PhotoRecord, place: str | None) -> tuple[str, str, str]:
    """(keywords, title, caption) as full-text search knows them."""
    metadata = record.metadata
    return keyword_words(metadata.keywords, place), metadata.title or "", metadata.caption or ""


def keyword_words(keywords: Iterable[str], place: str | None) -> str:
    """Keywords and, behind them, the place as full-text search knows them."""
    # A comma keeps the phrase of one keyword from running into the next.
    return ", ".join([*keywords, place] if place else keywords)
