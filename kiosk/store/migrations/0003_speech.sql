-- What became of a call's announcement: heard in words, the chime alone, too old to be said, voice off, or no
-- number that can be said. `spoken_at` is then the time it was settled.
ALTER TABLE calls ADD COLUMN speech TEXT CHECK (speech IN ('spoken', 'chime', 'late', 'muted', 'silent'));
