-- The account of whoever did it, at a counter or for a citizen; none: a citizen, a command, or the office by
-- itself. It is part of the row's hash. Rows from before say it in their event, as "… by …".
ALTER TABLE audit ADD COLUMN staff TEXT;
