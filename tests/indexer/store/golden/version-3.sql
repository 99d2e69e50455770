PRAGMA application_id = 1347702614;
PRAGMA user_version = 3;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE folders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    added_at TEXT NOT NULL
, watched INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0, excludes TEXT NOT NULL DEFAULT '[]') STRICT;
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
    caption TEXT, stale INTEGER NOT NULL DEFAULT 0, vanished INTEGER NOT NULL DEFAULT 0, favourite INTEGER NOT NULL DEFAULT 0, own_rating INTEGER CHECK (own_rating BETWEEN 1 AND 5), hidden INTEGER NOT NULL DEFAULT 0, place TEXT,
    CHECK ((state = 'missing') = (returns_to IS NOT NULL)),
    CHECK (state <> 'failed' OR failure_reason IS NOT NULL)
) STRICT;
CREATE TABLE keywords (
    photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
    position INTEGER NOT NULL,
    keyword TEXT NOT NULL,
    PRIMARY KEY (photo_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE photo_words USING fts5 (
    name, folders, keywords, title, caption,
    tokenize = "unicode61 remove_diacritics 2"
);
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
CREATE TABLE vector_changes (
    model INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (model, photo_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE in_flight (
    path BLOB PRIMARY KEY,
    -- how often the engine died while it read this file and no other
    crashes INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
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
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (1, 'pictrove-library', 'm001_create_library', '2026-11-20 13:14:27.701060+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (2, 'pictrove-library', 'm002_watch_folders', '2026-11-21 09:53:29.954572+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (3, 'pictrove-library', 'm003_mark_photos', '2026-11-21 14:36:07.586108+00:00');
INSERT INTO embeddings (model, photo_id, vector) VALUES (1, 1, X'0000003C00000000');
INSERT INTO embeddings (model, photo_id, vector) VALUES (1, 2, X'00000000003C0000');
INSERT INTO embeddings (model, photo_id, vector) VALUES (1, 3, X'000000000000003C');
INSERT INTO embeddings (model, photo_id, vector) VALUES (2, 1, X'003C003C');
INSERT INTO folders (id, path, added_at, watched, hidden, excludes) VALUES (1, X'2F70', '2026-08-01T12:00:00+00:00', 1, 1, '["*.tmp", "caf\udce9"]');
INSERT INTO in_flight (path, crashes) VALUES (X'2F702F782E6A7067', 0);
INSERT INTO keywords (photo_id, position, keyword) VALUES (1, 0, 'city');
INSERT INTO keywords (photo_id, position, keyword) VALUES (1, 1, 'été');
INSERT INTO models (id, name, sequence) VALUES (1, 'm', 4);
INSERT INTO models (id, name, sequence) VALUES (2, 'other', 1);
INSERT INTO photo_words (rowid, name, folders, keywords, title, caption) VALUES (1, 'a', 'p Rome', 'city, été, Rome, Italy', 'Trevi', 'The fountain');
INSERT INTO photo_words (rowid, name, folders, keywords, title, caption) VALUES (2, 'b', 'p', '', '', '');
INSERT INTO photo_words (rowid, name, folders, keywords, title, caption) VALUES (3, 'gone', 'p', '', '', '');
INSERT INTO photos (id, path, size, mtime_ns, state, returns_to, content_hash, width, height, kind, indexed_at, attempts, failure_reason, failure_cause, failed_at, taken_at, taken_offset_minutes, camera_make, camera_model, lens, exposure_s, f_number, iso, focal_length_mm, latitude, longitude, altitude_m, orientation, rating, title, caption, stale, vanished, favourite, own_rating, hidden, place) VALUES (1, X'2F702F526F6D652F612E6A7067', 1001, 5, 'indexed', NULL, X'0101010101010101010101010101010101010101010101010101010101010101', 400, 300, 'jpeg', '2026-08-01T12:00:00+00:00', 0, NULL, NULL, NULL, '2026-08-01T17:03:21', 120, 'Canon', 'EOS R6', NULL, NULL, 1.8, 400, NULL, 41.9009, 12.4833, NULL, 1, 4, 'Trevi', 'The fountain', 0, 0, 1, 4, 0, 'Rome, Italy');
INSERT INTO photos (id, path, size, mtime_ns, state, returns_to, content_hash, width, height, kind, indexed_at, attempts, failure_reason, failure_cause, failed_at, taken_at, taken_offset_minutes, camera_make, camera_model, lens, exposure_s, f_number, iso, focal_length_mm, latitude, longitude, altitude_m, orientation, rating, title, caption, stale, vanished, favourite, own_rating, hidden, place) VALUES (2, X'2F702F622E6A7067', 1002, 10, 'indexed', NULL, X'0202020202020202020202020202020202020202020202020202020202020202', 400, 300, 'jpeg', '2026-08-01T12:00:00+00:00', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, 0, 0, 0, NULL, 0, NULL);
INSERT INTO photos (id, path, size, mtime_ns, state, returns_to, content_hash, width, height, kind, indexed_at, attempts, failure_reason, failure_cause, failed_at, taken_at, taken_offset_minutes, camera_make, camera_model, lens, exposure_s, f_number, iso, focal_length_mm, latitude, longitude, altitude_m, orientation, rating, title, caption, stale, vanished, favourite, own_rating, hidden, place) VALUES (3, X'2F702F676F6E652E6A7067', 1003, 15, 'missing', 'indexed', X'0303030303030303030303030303030303030303030303030303030303030303', 400, 300, 'jpeg', '2026-08-01T12:00:00+00:00', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, 0, 0, 0, NULL, 1, NULL);
INSERT INTO photos (id, path, size, mtime_ns, state, returns_to, content_hash, width, height, kind, indexed_at, attempts, failure_reason, failure_cause, failed_at, taken_at, taken_offset_minutes, camera_make, camera_model, lens, exposure_s, f_number, iso, focal_length_mm, latitude, longitude, altitude_m, orientation, rating, title, caption, stale, vanished, favourite, own_rating, hidden, place) VALUES (4, X'2F702F636166E92E6A7067', 7, 8, 'failed', NULL, NULL, NULL, NULL, NULL, NULL, 1, 'The file ends too early.', 'truncated', '2026-08-01T12:00:00+00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, 0, 0, 0, NULL, 0, NULL);
INSERT INTO photos (id, path, size, mtime_ns, state, returns_to, content_hash, width, height, kind, indexed_at, attempts, failure_reason, failure_cause, failed_at, taken_at, taken_offset_minutes, camera_make, camera_model, lens, exposure_s, f_number, iso, focal_length_mm, latitude, longitude, altitude_m, orientation, rating, title, caption, stale, vanished, favourite, own_rating, hidden, place) VALUES (5, X'2F702F6C617465722E6A7067', 1, 2, 'pending', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, 0, 0, 0, NULL, 0, NULL);
INSERT INTO remembered_marks (content_hash, favourite, own_rating, hidden) VALUES (X'0909090909090909090909090909090909090909090909090909090909090909', 1, NULL, 0);
INSERT INTO saved_searches (name, query) VALUES ('Fountains', '{"terms": [{"text": "a fountain", "weight": 1.0}, {"path": "/p/caf\udce9.jpg", "weight": -0.5}], "filters": {"favourites": true}, "limit": 100, "order": "newest"}');
INSERT INTO settings (key, value) VALUES ('library_id', '"894b36916e1eda5041588f46b7adb80d"');
INSERT INTO settings (key, value) VALUES ('model', '"m"');
INSERT INTO vector_changes (model, photo_id, sequence) VALUES (1, 1, 1);
INSERT INTO vector_changes (model, photo_id, sequence) VALUES (1, 2, 2);
INSERT INTO vector_changes (model, photo_id, sequence) VALUES (1, 3, 4);
INSERT INTO vector_changes (model, photo_id, sequence) VALUES (2, 1, 1);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX photos_by_hash ON photos (content_hash);
CREATE INDEX photos_by_size ON photos (size);
CREATE INDEX photos_by_state ON photos (state);
CREATE INDEX keywords_by_word ON keywords (keyword);
CREATE INDEX vector_changes_by_sequence ON vector_changes (model, sequence);
CREATE INDEX photos_due ON photos (id) WHERE state = 'pending' OR stale;
CREATE INDEX photos_vanished ON photos (id) WHERE vanished;
CREATE INDEX photos_by_time ON photos (state, hidden, taken_at);
CREATE INDEX photos_by_lens ON photos (lens) WHERE lens IS NOT NULL;
CREATE INDEX photos_by_place ON photos (place) WHERE place IS NOT NULL;
CREATE INDEX photos_favourite ON photos (id) WHERE favourite;
CREATE INDEX photos_hidden ON photos (id) WHERE hidden;
CREATE INDEX photos_unplaced ON photos (id) WHERE place IS NULL AND latitude IS NOT NULL;
CREATE TRIGGER photos_forget_words AFTER DELETE ON photos BEGIN
    DELETE FROM photo_words WHERE rowid = OLD.id;
END;
CREATE TRIGGER embeddings_added AFTER INSERT ON embeddings BEGIN
    
    UPDATE models SET sequence = sequence + 1 WHERE id = NEW.model;
    INSERT INTO vector_changes (model, photo_id, sequence)
        SELECT id, NEW.photo_id, sequence FROM models WHERE id = NEW.model
        ON CONFLICT (model, photo_id) DO UPDATE SET sequence = excluded.sequence;

END;
CREATE TRIGGER embeddings_changed AFTER UPDATE ON embeddings BEGIN
    
    UPDATE models SET sequence = sequence + 1 WHERE id = NEW.model;
    INSERT INTO vector_changes (model, photo_id, sequence)
        SELECT id, NEW.photo_id, sequence FROM models WHERE id = NEW.model
        ON CONFLICT (model, photo_id) DO UPDATE SET sequence = excluded.sequence;

END;
CREATE TRIGGER embeddings_removed AFTER DELETE ON embeddings BEGIN
    
    UPDATE models SET sequence = sequence + 1 WHERE id = OLD.model;
    INSERT INTO vector_changes (model, photo_id, sequence)
        SELECT id, OLD.photo_id, sequence FROM models WHERE id = OLD.model
        ON CONFLICT (model, photo_id) DO UPDATE SET sequence = excluded.sequence;

END;
CREATE TRIGGER photos_found_or_lost AFTER UPDATE OF state ON photos
WHEN (OLD.state = 'indexed') <> (NEW.state = 'indexed') BEGIN
    -- touching the row is enough: its own trigger notes the change
    UPDATE embeddings SET photo_id = photo_id WHERE photo_id = NEW.id;
END;
CREATE TRIGGER photos_leave_marks BEFORE DELETE ON photos
WHEN OLD.content_hash IS NOT NULL AND (OLD.favourite OR OLD.hidden OR OLD.own_rating IS NOT NULL) BEGIN
    
    INSERT INTO remembered_marks (content_hash, favourite, own_rating, hidden)
        VALUES (OLD.content_hash, OLD.favourite, OLD.own_rating, OLD.hidden)
        ON CONFLICT (content_hash) DO UPDATE SET favourite = excluded.favourite,
            own_rating = excluded.own_rating, hidden = excluded.hidden;

END;
CREATE TRIGGER photos_lose_content AFTER UPDATE OF content_hash ON photos
WHEN OLD.content_hash IS NOT NULL AND NEW.content_hash IS NULL AND (OLD.favourite OR OLD.hidden OR OLD.own_rating IS NOT NULL) BEGIN
    
    INSERT INTO remembered_marks (content_hash, favourite, own_rating, hidden)
        VALUES (OLD.content_hash, OLD.favourite, OLD.own_rating, OLD.hidden)
        ON CONFLICT (content_hash) DO UPDATE SET favourite = excluded.favourite,
            own_rating = excluded.own_rating, hidden = excluded.hidden;

END;
CREATE TRIGGER photos_come_back AFTER INSERT ON photos
WHEN NEW.content_hash IS NOT NULL AND NOT (NEW.favourite OR NEW.hidden OR NEW.own_rating IS NOT NULL) BEGIN
    
    UPDATE photos SET (favourite, own_rating, hidden) = (SELECT favourite, own_rating, hidden
        FROM remembered_marks WHERE content_hash = NEW.content_hash)
        WHERE id = NEW.id
        AND EXISTS (SELECT 1 FROM remembered_marks WHERE content_hash = NEW.content_hash);

END;
CREATE TRIGGER photos_show_content AFTER UPDATE OF content_hash ON photos
WHEN NEW.content_hash IS NOT OLD.content_hash AND NEW.content_hash IS NOT NULL
    AND NOT (NEW.favourite OR NEW.hidden OR NEW.own_rating IS NOT NULL) BEGIN
    
    UPDATE photos SET (favourite, own_rating, hidden) = (SELECT favourite, own_rating, hidden
        FROM remembered_marks WHERE content_hash = NEW.content_hash)
        WHERE id = NEW.id
        AND EXISTS (SELECT 1 FROM remembered_marks WHERE content_hash = NEW.content_hash);

END;
