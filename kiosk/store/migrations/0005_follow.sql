-- From this key come the addresses under which a phone follows one ticket. Whoever has the key can follow
-- every ticket of the office, so it never leaves this store.
INSERT INTO meta (name, value) VALUES ('follow_key', lower(hex(randomblob(32))));
