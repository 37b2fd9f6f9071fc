CREATE TABLE application_checks (
    application_id TEXT NOT NULL REFERENCES applications (id),
    requirement    TEXT NOT NULL,
    seen_at        TEXT NOT NULL,
    staff          TEXT NOT NULL,
    PRIMARY KEY (application_id, requirement)
) WITHOUT ROWID;

CREATE TABLE letters (
    application_id TEXT PRIMARY KEY REFERENCES applications (id),
    year           INTEGER NOT NULL,
    agenda         INTEGER NOT NULL,
    number         TEXT NOT NULL,
    template       TEXT NOT NULL,
    made_at        TEXT NOT NULL,
    staff          TEXT NOT NULL,
    UNIQUE (year, agenda)
) WITHOUT ROWID;
