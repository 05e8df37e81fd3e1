-- The shared journal. Rows are only ever added; a text alone may be erased. The numbers and lengths are Paceline's
-- own; whoever appends holds the advisory lock, and the primary key stops whoever does not.
CREATE TABLE IF NOT EXISTS paceline_event (
    seq    bigint PRIMARY KEY CHECK (seq > 0),
    at     bigint NOT NULL,  -- seconds since 1970-01-01T00:00:00Z, never less than in the row before
    by     text   NOT NULL,  -- person:12, importer, paceline
    door   text   NOT NULL,
    origin text,
    body   text   NOT NULL,  -- JSON, byte for byte as it was hashed; so not jsonb
    words  text,             -- JSON: [[number of the text, sha256(salt || text)], ...]
    hash   bytea  NOT NULL
);

CREATE TABLE IF NOT EXISTS paceline_word (
    id   bigint PRIMARY KEY CHECK (id > 0),
    salt bytea,
    text text,               -- without text and salt: erased
    CHECK ((salt IS NULL) = (text IS NULL))
);

CREATE TABLE IF NOT EXISTS paceline_meta (
    key   text PRIMARY KEY,  -- form, organisation, tip, erasures
    value text NOT NULL
) WITH (fillfactor = 10);
