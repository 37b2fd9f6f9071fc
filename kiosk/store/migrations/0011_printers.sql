-- What is known of each printer, and on which one a paper is.
CREATE TABLE printers (
    place      TEXT PRIMARY KEY CHECK (place IN ('first', 'second', 'a4')),
    url        TEXT NOT NULL,
    marker     TEXT CHECK (marker IN ('process-id', 'paper', 'none')),
    model      TEXT NOT NULL DEFAULT '',
    probed_at  TEXT,
    used_mm    REAL NOT NULL DEFAULT 0,
    papers     INTEGER NOT NULL DEFAULT 0,
    roll_since TEXT
) WITHOUT ROWID;

ALTER TABLE print_jobs ADD COLUMN printer TEXT;

CREATE INDEX print_jobs_kept ON print_jobs (changed_at)
    WHERE document <> '' AND state IN ('confirmed', 'failed');
