-- When each part of the office's kiosks worked: a row at every change, written down where it was seen.
-- Kiosk 0 is the office as a whole, 1 this machine, 2 to 9 the further ones.
CREATE TABLE running (
    seq   INTEGER PRIMARY KEY,
    at    TEXT NOT NULL,
    kiosk INTEGER NOT NULL,
    part  TEXT NOT NULL CHECK (part IN ('office', 'doors', 'screen', 'link', 'printer')),
    up    INTEGER NOT NULL CHECK (up IN (0, 1))
);

CREATE INDEX running_at ON running (at);
CREATE INDEX running_part ON running (kiosk, part, seq);
