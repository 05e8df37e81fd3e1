-- What is private: credentials, sessions, addresses, private notes. Rows can be deleted, and are then gone.
CREATE TABLE IF NOT EXISTS vault (
    kind   TEXT NOT NULL,
    id     TEXT NOT NULL,
    person INTEGER,           -- whose row it is; it goes with them
    until  INTEGER,           -- seconds since 1970-01-01T00:00:00Z; from then on it counts no more
    text   TEXT NOT NULL,     -- JSON
    PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX IF NOT EXISTS vault_person ON vault (person, kind) WHERE person IS NOT NULL;
CREATE INDEX IF NOT EXISTS vault_until ON vault (until) WHERE until IS NOT NULL;

-- Who did what with accounts and settings. Only ever added to; never holds a secret.
CREATE TABLE IF NOT EXISTS audit (
    number  INTEGER PRIMARY KEY CHECK (number > 0),
    at      INTEGER NOT NULL,
    by      INTEGER,          -- a person's number; nobody's when it is not known who it was
    what    TEXT NOT NULL,
    about   TEXT NOT NULL,    -- JSON
    address TEXT              -- of the network
) STRICT;
CREATE INDEX IF NOT EXISTS audit_by ON audit (by, number);
CREATE INDEX IF NOT EXISTS audit_about ON audit (json_extract(about, '$.person'), number);
CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT raise(ABORT, 'the audit is only ever added to'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_not_deleted BEFORE DELETE ON audit
    BEGIN SELECT raise(ABORT, 'the audit is only ever added to'); END;
