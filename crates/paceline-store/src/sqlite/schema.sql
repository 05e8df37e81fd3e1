-- The embedded journal. Rows are only ever added; a text alone may be erased.
CREATE TABLE event (
    seq    INTEGER PRIMARY KEY CHECK (seq > 0),
    at     INTEGER NOT NULL,  -- seconds since 1970-01-01T00:00:00Z, never less than in the row before
    by     TEXT    NOT NULL,  -- person:12, importer, paceline
    door   TEXT    NOT NULL,
    origin TEXT,
    body   TEXT    NOT NULL,  -- JSON, for ever
    words  TEXT,              -- JSON: [[number of the text, sha256(salt || text)], ...]
    hash   BLOB    NOT NULL
) STRICT;

CREATE TABLE word (
    id   INTEGER PRIMARY KEY CHECK (id > 0),
    salt BLOB,
    text TEXT,                -- without text and salt: erased
    CHECK ((salt IS NULL) = (text IS NULL))
) STRICT;

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,   -- form, organisation, tip, erasures
    value TEXT NOT NULL
) STRICT;
