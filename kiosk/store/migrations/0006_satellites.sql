-- Further kiosks. Their secrets are in the keyring; here stands what staff see of them.
CREATE TABLE satellites (
    number      INTEGER PRIMARY KEY CHECK (number BETWEEN 2 AND 9),
    name        TEXT NOT NULL COLLATE NOCASE UNIQUE,
    added_at    TEXT NOT NULL,
    seen_at     TEXT,
    printer     TEXT,
    unsent      INTEGER NOT NULL DEFAULT 0,
    quarantined INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- The further kiosk on whose own printer the paper comes out; none: this machine's.
ALTER TABLE print_jobs ADD COLUMN kiosk INTEGER;

-- Which ticket an application has, when a further kiosk hands over the same act.
CREATE INDEX tickets_application ON tickets (application_id) WHERE application_id IS NOT NULL;
