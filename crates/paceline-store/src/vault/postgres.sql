-- What is private: credentials, sessions, addresses, private notes. Rows can be deleted, and are then gone.
CREATE TABLE IF NOT EXISTS paceline_vault (
    kind   text NOT NULL,
    id     text COLLATE "C" NOT NULL,
    person bigint,            -- whose row it is; it goes with them
    until  bigint,            -- seconds since 1970-01-01T00:00:00Z; from then on it counts no more
    text   text NOT NULL,     -- JSON
    PRIMARY KEY (kind, id)
);
CREATE INDEX IF NOT EXISTS paceline_vault_person ON paceline_vault (person, kind) WHERE person IS NOT NULL;
CREATE INDEX IF NOT EXISTS paceline_vault_until ON paceline_vault (until) WHERE until IS NOT NULL;

-- Who did what with accounts and settings. Only ever added to; never holds a secret.
CREATE TABLE IF NOT EXISTS paceline_audit (
    number  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      bigint NOT NULL,
    by      bigint,           -- a person's number; nobody's when it is not known who it was
    what    text NOT NULL,
    about   text NOT NULL,    -- JSON
    address text              -- of the network
);
CREATE INDEX IF NOT EXISTS paceline_audit_by ON paceline_audit (by, number);
CREATE INDEX IF NOT EXISTS paceline_audit_about ON paceline_audit (((about::jsonb ->> 'person')::bigint), number);
CREATE OR REPLACE FUNCTION paceline_audit_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit is only ever added to'; END $$;
DROP TRIGGER IF EXISTS paceline_audit_stays ON paceline_audit;
CREATE TRIGGER paceline_audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON paceline_audit
    FOR EACH STATEMENT EXECUTE FUNCTION paceline_audit_stays();
