-- One row per person in the office. `queue_day` is the day in whose queue the ticket stands: its own day, or
-- a later one where the office keeps open tickets over night. `since` orders the queue; `front` overtakes.
ALTER TABLE tickets ADD COLUMN queue_day TEXT;
ALTER TABLE tickets ADD COLUMN since TEXT;
ALTER TABLE tickets ADD COLUMN front INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN favoured INTEGER GENERATED ALWAYS AS (priority <> 'umum') VIRTUAL;
ALTER TABLE tickets ADD COLUMN changed_at TEXT;
ALTER TABLE tickets ADD COLUMN step INTEGER NOT NULL DEFAULT 1;
ALTER TABLE tickets ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN counter INTEGER;
ALTER TABLE tickets ADD COLUMN staff TEXT;
ALTER TABLE tickets ADD COLUMN for_counter INTEGER;
ALTER TABLE tickets ADD COLUMN for_staff TEXT;
ALTER TABLE tickets ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN until TEXT;
ALTER TABLE tickets ADD COLUMN channel TEXT NOT NULL DEFAULT 'kiosk';

-- One row per service of a visit. Figures are taken at the moves, in milliseconds: wait (issued → called),
-- walk (called → serving), service (serving → ended, without the time parked). `forgotten`: the end was
-- pressed too late, so the service time says nothing.
CREATE TABLE visit_steps (
    ticket_id     TEXT NOT NULL REFERENCES tickets (id),
    step          INTEGER NOT NULL,
    service       TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('planned', 'open', 'ended')),
    office_day    TEXT NOT NULL,
    waiting_since TEXT,
    called_at     TEXT,
    serving_at    TEXT,
    ended_at      TEXT,
    wait_ms       INTEGER,
    walk_ms       INTEGER,
    service_ms    INTEGER,
    counter       INTEGER,
    staff         TEXT,
    outcome       TEXT,
    forgotten     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (ticket_id, step)
) WITHOUT ROWID;

-- Before there were counters nobody ended a ticket: those of earlier days are over.
UPDATE tickets SET state = 'cancelled', queue_day = office_day, since = issued_at, changed_at = issued_at
    WHERE state = 'waiting' AND office_day < (SELECT value FROM meta WHERE name = 'office_day');
UPDATE tickets SET queue_day = office_day, since = issued_at, changed_at = issued_at WHERE state = 'waiting';
INSERT INTO visit_steps (ticket_id, step, service, state, office_day, waiting_since)
    SELECT id, 1, service, 'open', office_day, issued_at FROM tickets WHERE state = 'waiting';

-- Everything that is asked on a busy day reads partial indexes, so nothing grows with history.
DROP INDEX tickets_waiting;
CREATE INDEX tickets_waiting ON tickets (queue_day, service, favoured, front DESC, since, number)
    WHERE state = 'waiting' AND for_counter IS NULL AND for_staff IS NULL;
CREATE INDEX tickets_directed ON tickets (queue_day)
    WHERE state = 'waiting' AND (for_counter IS NOT NULL OR for_staff IS NOT NULL);
CREATE INDEX tickets_open ON tickets (queue_day, state, since, number, series)
    WHERE state IN ('waiting', 'called', 'serving', 'parked');
CREATE UNIQUE INDEX tickets_in_hand ON tickets (counter) WHERE state IN ('called', 'serving');
CREATE INDEX tickets_missed ON tickets (queue_day, changed_at) WHERE state = 'no_show';
CREATE INDEX tickets_kept ON tickets (queue_day, series, number) WHERE queue_day <> office_day;
CREATE INDEX tickets_issued ON tickets (office_day, service);
CREATE INDEX visit_steps_day ON visit_steps (office_day, service);

CREATE TABLE ticket_events (
    seq       INTEGER PRIMARY KEY,
    ticket_id TEXT NOT NULL REFERENCES tickets (id),
    event     TEXT NOT NULL,
    at        TEXT NOT NULL,
    act       TEXT NOT NULL,
    counter   INTEGER,
    staff     TEXT,
    detail    TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX ticket_events_ticket ON ticket_events (ticket_id, seq);

CREATE TABLE calls (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT NOT NULL UNIQUE,
    queue_day TEXT NOT NULL,
    ticket_id TEXT NOT NULL REFERENCES tickets (id),
    number    TEXT NOT NULL,
    counter   INTEGER NOT NULL,
    counter_name TEXT NOT NULL,
    language  TEXT NOT NULL,
    ordinal   INTEGER NOT NULL,
    called_at TEXT NOT NULL,
    spoken_at TEXT
);
CREATE INDEX calls_day ON calls (queue_day, seq);
CREATE INDEX calls_ticket ON calls (ticket_id, seq);
CREATE INDEX calls_unspoken ON calls (seq) WHERE spoken_at IS NULL;

-- How many favoured tickets a pool of counters has called one after another.
CREATE TABLE streaks (
    queue_day TEXT NOT NULL,
    pool      INTEGER NOT NULL,
    favoured  INTEGER NOT NULL,
    PRIMARY KEY (queue_day, pool)
) WITHOUT ROWID;

-- What a counter is comes from office.toml; this is how it stands now.
CREATE TABLE desks (
    number INTEGER PRIMARY KEY,
    state  TEXT NOT NULL CHECK (state IN ('open', 'paused', 'closed')),
    staff  TEXT,
    reason TEXT NOT NULL DEFAULT '',
    since  TEXT NOT NULL
);
CREATE UNIQUE INDEX desks_one_person ON desks (staff) WHERE staff IS NOT NULL;

CREATE TABLE desk_events (
    seq    INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,
    event  TEXT NOT NULL,
    at     TEXT NOT NULL,
    office_day TEXT NOT NULL,
    staff  TEXT,
    reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX desk_events_day ON desk_events (office_day, number);

-- The empty service closes the whole kiosk.
CREATE TABLE closures (
    service   TEXT PRIMARY KEY,
    reason    TEXT NOT NULL,
    closed_at TEXT NOT NULL,
    staff     TEXT
) WITHOUT ROWID;

CREATE TABLE days (
    office_day TEXT NOT NULL,
    closed_at  TEXT NOT NULL,
    summary    TEXT NOT NULL,
    PRIMARY KEY (office_day, closed_at)
) WITHOUT ROWID;

CREATE TABLE staff (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL COLLATE NOCASE UNIQUE,
    role         TEXT NOT NULL CHECK (role IN ('counter', 'supervisor', 'technician')),
    pin          TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    pin_changed_at TEXT NOT NULL,
    disabled_at  TEXT,
    wrong        INTEGER NOT NULL DEFAULT 0,
    locked_at    TEXT,
    locked_s     INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE staff_sessions (
    token_hash TEXT PRIMARY KEY,
    staff      TEXT NOT NULL REFERENCES staff (id),
    created_at TEXT NOT NULL,
    seen_at    TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX staff_sessions_staff ON staff_sessions (staff);
