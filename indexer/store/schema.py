"""The tables of a library, as migrations. Imported only by what may write."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from indexer.store.connections import APPLICATION_ID, MIGRATION_SET

MIGRATIONS = Migrations(MIGRATION_SET)

_PHOTOS = """
CREATE TABLE folders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE photos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'indexed', 'failed', 'missing')),
    -- what a missing file was, and will be again
    returns_to TEXT CHECK (returns_to IN ('pending', 'indexed', 'failed')),
    content_hash BLOB CHECK (length(content_hash) = 32),
    width INTEGER,
    height INTEGER,
    kind TEXT,
    indexed_at TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    failure_reason TEXT,
    failure_cause TEXT,
    failed_at TEXT,
    taken_at TEXT,
    taken_offset_minutes INTEGER,
    camera_make TEXT,
    camera_model TEXT,
    lens TEXT,
    exposure_s REAL,
    f_number REAL,
    iso INTEGER,
    focal_length_mm REAL,
    latitude REAL,
    longitude REAL,
    altitude_m REAL,
    orientation INTEGER NOT NULL DEFAULT 1,
    rating INTEGER,
    title TEXT,
    caption TEXT,
    CHECK ((state = 'missing') = (returns_to IS NOT NULL)),
    CHECK (state <> 'failed' OR failure_reason IS NOT NULL)
) STRICT;
CREATE INDEX photos_by_hash ON photos (content_hash);
CREATE INDEX photos_by_size ON photos (size);
CREATE INDEX photos_by_state ON photos (state);
CREATE INDEX photos_by_time ON photos (taken_at);

CREATE TABLE keywords (
    photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
    position INTEGER NOT NULL,
    keyword TEXT NOT NULL,
    PRIMARY KEY (photo_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX keywords_by_word ON keywords (keyword);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- tells caches of this library from those of another
INSERT INTO settings (key, value) VALUES ('library_id', '"' || lower(hex(randomblob(16))) || '"');

CREATE VIRTUAL TABLE photo_words USING fts5 (
    name, folders, keywords, title, caption,
    tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER photos_forget_words AFTER DELETE ON photos BEGIN
    DELETE FROM photo_words WHERE rowid = OLD.id;
END;
"""

# A rowid table: embeddings above a quarter page would leave a WITHOUT ROWID tree for overflow
# pages, and reading them in bulk would take twice the time.
_EMBEDDINGS = """
CREATE TABLE models (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    sequence INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE embeddings (
    model INTEGER NOT NULL REFERENCES models,
    photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
    vector BLOB NOT NULL,
    UNIQUE (photo_id, model)
) STRICT;

-- When each photo last came to, changed or left what can be found with a model:
-- what an index that was saved at some sequence has missed.
CREATE TABLE vector_changes (
    model INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (model, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX vector_changes_by_sequence ON vector_changes (model, sequence);
"""

_NOTE_CHANGE = """
    UPDATE models SET sequence = sequence + 1 WHERE id = {model};
    INSERT INTO vector_changes (model, photo_id, sequence)
        SELECT id, {photo}, sequence FROM models WHERE id = {model}
        ON CONFLICT (model, photo_id) DO UPDATE SET sequence = excluded.sequence;
"""

_TRIGGERS = f"""
CREATE TRIGGER embeddings_added AFTER INSERT ON embeddings BEGIN
    {_NOTE_CHANGE.format(model="NEW.model", photo="NEW.photo_id")}
END;
CREATE TRIGGER embeddings_changed AFTER UPDATE ON embeddings BEGIN
    {_NOTE_CHANGE.format(model="NEW.model", photo="NEW.photo_id")}
END;
CREATE TRIGGER embeddings_removed AFTER DELETE ON embeddings BEGIN
    {_NOTE_CHANGE.format(model="OLD.model", photo="OLD.photo_id")}
END;
CREATE TRIGGER photos_found_or_lost AFTER UPDATE OF state ON photos
WHEN (OLD.state = 'indexed') <> (NEW.state = 'indexed') BEGIN
    -- touching the row is enough: its own trigger notes the change
    UPDATE embeddings SET photo_id = photo_id WHERE photo_id = NEW.id;
END;
"""


@MIGRATIONS()
def m001_create_library(db: Database) -> None:
    """Folders, photos, words, embeddings and settings."""
    run_script(db, _PHOTOS + _EMBEDDINGS + _TRIGGERS)
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.conn.execute("PRAGMA user_version = 1")


_WATCHING = """
ALTER TABLE folders ADD COLUMN watched INTEGER NOT NULL DEFAULT 0;
ALTER TABLE folders ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
-- globs, as a JSON array
ALTER TABLE folders ADD COLUMN excludes TEXT NOT NULL DEFAULT '[]';

-- an indexed file that has changed since: found by what it was until it is read again
ALTER TABLE photos ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
-- a missing file that is not just out of reach; it is forgotten unless it turns up elsewhere
ALTER TABLE photos ADD COLUMN vanished INTEGER NOT NULL DEFAULT 0;
CREATE INDEX photos_due ON photos (id) WHERE state = 'pending' OR stale;
CREATE INDEX photos_vanished ON photos (id) WHERE vanished;

-- Files being read right now. What is here when the engine starts was being read when it died.
CREATE TABLE in_flight (
    path BLOB PRIMARY KEY,
    -- how often the engine died while it read this file and no other
    crashes INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
"""


@MIGRATIONS()
def m002_watch_folders(db: Database) -> None:
    """How folders are watched, what has changed or vanished, and what is being read."""
    run_script(db, _WATCHING)
    db.conn.execute("PRAGMA user_version = 2")


_LOOKING = """
-- what the user says of photos, in the library only
ALTER TABLE photos ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
ALTER TABLE photos ADD COLUMN own_rating INTEGER CHECK (own_rating BETWEEN 1 AND 5);
ALTER TABLE photos ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
-- the town it was taken in or near: empty if there is none, NULL if nobody has looked
ALTER TABLE photos ADD COLUMN place TEXT;

-- answers by date are read from here alone
DROP INDEX photos_by_time;
CREATE INDEX photos_by_time ON photos (state, hidden, taken_at);
CREATE INDEX photos_by_lens ON photos (lens) WHERE lens IS NOT NULL;
CREATE INDEX photos_by_place ON photos (place) WHERE place IS NOT NULL;
CREATE INDEX photos_favourite ON photos (id) WHERE favourite;
CREATE INDEX photos_hidden ON photos (id) WHERE hidden;
CREATE INDEX photos_unplaced ON photos (id) WHERE place IS NULL AND latitude IS NOT NULL;

-- Marks of photos that were forgotten: their content may come back. They stay when it does,
-- for other copies of it, until the user marks one of these otherwise.
CREATE TABLE remembered_marks (
    content_hash BLOB PRIMARY KEY CHECK (length(content_hash) = 32),
    favourite INTEGER NOT NULL,
    own_rating INTEGER CHECK (own_rating BETWEEN 1 AND 5),
    hidden INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_MARKED = "({row}.favourite OR {row}.hidden OR {row}.own_rating IS NOT NULL)"

_REMEMBER = """
    INSERT INTO remembered_marks (content_hash, favourite, own_rating, hidden)
        VALUES (OLD.content_hash, OLD.favourite, OLD.own_rating, OLD.hidden)
        ON CONFLICT (content_hash) DO UPDATE SET favourite = excluded.favourite,
            own_rating = excluded.own_rating, hidden = excluded.hidden;
"""

_TAKE_OVER = """
    UPDATE photos SET (favourite, own_rating, hidden) = (SELECT favourite, own_rating, hidden
        FROM remembered_marks WHERE content_hash = NEW.content_hash)
        WHERE id = NEW.id
        AND EXISTS (SELECT 1 FROM remembered_marks WHERE content_hash = NEW.content_hash);
"""

_MEMORY = f"""
CREATE TRIGGER photos_leave_marks BEFORE DELETE ON photos
WHEN OLD.content_hash IS NOT NULL AND {_MARKED.format(row="OLD")} BEGIN
    {_REMEMBER}
END;
-- a photo that cannot be read any more: should it be forgotten, nobody knows what it was
CREATE TRIGGER photos_lose_content AFTER UPDATE OF content_hash ON photos
WHEN OLD.content_hash IS NOT NULL AND NEW.content_hash IS NULL AND {_MARKED.format(row="OLD")} BEGIN
    {_REMEMBER}
END;
CREATE TRIGGER photos_come_back AFTER INSERT ON photos
WHEN NEW.content_hash IS NOT NULL AND NOT {_MARKED.format(row="NEW")} BEGIN
    {_TAKE_OVER}
END;
CREATE TRIGGER photos_show_content AFTER UPDATE OF content_hash ON photos
WHEN NEW.content_hash IS NOT OLD.content_hash AND NEW.content_hash IS NOT NULL
    AND NOT {_MARKED.format(row="NEW")} BEGIN
    {_TAKE_OVER}
END;
"""


@MIGRATIONS()
def m003_mark_photos(db: Database) -> None:
    """Favourites, ratings, hidden photos, places, and searches that are kept."""
    run_script(db, _LOOKING + _MEMORY)
    db.conn.execute("PRAGMA user_version = 3")


def run_script(db: Database, script: str) -> None:
    """Run statements one by one: `executescript` would commit the migration's transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
