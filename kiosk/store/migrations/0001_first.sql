CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE acts (
    key         TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer      TEXT NOT NULL,
    made_at     TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE counters (
    office_day TEXT NOT NULL,
    series     TEXT NOT NULL,
    last       INTEGER NOT NULL,
    PRIMARY KEY (office_day, series)
) WITHOUT ROWID;

CREATE TABLE tickets (
    id             TEXT PRIMARY KEY,
    office_day     TEXT NOT NULL,
    series         TEXT NOT NULL,
    number         INTEGER NOT NULL,
    service        TEXT NOT NULL,
    priority       TEXT NOT NULL CHECK (priority IN ('umum', 'lansia', 'disabilitas', 'hamil', 'balita')),
    state          TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'serving', 'done', 'parked',
                                                  'transferred', 'no_show', 'cancelled')),
    language       TEXT NOT NULL,
    issued_at      TEXT NOT NULL,
    application_id TEXT REFERENCES applications (id),
    UNIQUE (office_day, series, number)
) WITHOUT ROWID;

CREATE INDEX tickets_waiting ON tickets (office_day, series, priority) WHERE state = 'waiting';

CREATE TABLE applications (
    id           TEXT PRIMARY KEY,
    code         TEXT NOT NULL UNIQUE,
    service      TEXT NOT NULL,
    service_title TEXT NOT NULL,
    version      TEXT NOT NULL,
    language     TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('received', 'in_review', 'needs_completion', 'awaiting_signature',
                                                'ready', 'done', 'cancelled', 'rejected')),
    answers      TEXT NOT NULL,
    applicant    TEXT NOT NULL,
    concerned    TEXT NOT NULL,
    presented    TEXT NOT NULL,
    missing      TEXT NOT NULL,
    for_staff    TEXT NOT NULL,
    note         TEXT NOT NULL DEFAULT '',
    submitted_at TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    ready_on     TEXT
) WITHOUT ROWID;

CREATE TABLE print_jobs (
    id         TEXT PRIMARY KEY,
    subject    TEXT NOT NULL CHECK (subject IN ('ticket', 'receipt')),
    subject_id TEXT NOT NULL,
    document   TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'in_printer', 'confirmed', 'unknown', 'failed')),
    copy       INTEGER NOT NULL DEFAULT 0,
    marker     INTEGER,
    waits_for  TEXT,
    problem    TEXT,
    decided_by TEXT CHECK (decided_by IN ('printer', 'person')),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

CREATE INDEX print_jobs_open ON print_jobs (created_at, id)
    WHERE state IN ('queued', 'sending', 'in_printer', 'unknown');
CREATE UNIQUE INDEX print_jobs_one_original ON print_jobs (subject, subject_id) WHERE copy = 0;

CREATE TABLE outbox (
    seq           INTEGER PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    office_day    TEXT NOT NULL,
    made_at       TEXT NOT NULL,
    clock_quality TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    payload       TEXT NOT NULL,
    state         TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'quarantined')),
    attempts      INTEGER NOT NULL DEFAULT 0,
    problem       TEXT,
    server_id     TEXT,
    sent_at       TEXT
);

CREATE INDEX outbox_waiting ON outbox (attempts, seq) WHERE state = 'waiting';
CREATE INDEX outbox_quarantined ON outbox (seq) WHERE state = 'quarantined';

CREATE TABLE help_calls (
    id          TEXT PRIMARY KEY,
    page        TEXT NOT NULL,
    called_at   TEXT NOT NULL,
    answered_at TEXT
) WITHOUT ROWID;

CREATE INDEX help_calls_open ON help_calls (called_at) WHERE answered_at IS NULL;

CREATE TABLE audit (
    seq       INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,
    event     TEXT NOT NULL,
    subject   TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash      TEXT NOT NULL
);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit rows are never changed');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit rows are never deleted');
END;
