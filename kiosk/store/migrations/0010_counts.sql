-- How many wait, are parked or did not come: kept with every change, so that no act counts the waiting list.
CREATE TABLE queue_counts (
    queue_day TEXT NOT NULL,
    state     TEXT NOT NULL,
    service   TEXT NOT NULL,
    series    TEXT NOT NULL,
    favoured  INTEGER NOT NULL,
    front     INTEGER NOT NULL,
    directed  INTEGER NOT NULL,  -- waits for one counter or one person
    people    INTEGER NOT NULL,
    PRIMARY KEY (queue_day, state, service, series, favoured, front, directed)
) WITHOUT ROWID;

CREATE TRIGGER queue_counts_new AFTER INSERT ON tickets WHEN NEW.state IN ('waiting', 'parked', 'no_show')
BEGIN
    INSERT INTO queue_counts (queue_day, state, service, series, favoured, front, directed, people)
        VALUES (NEW.queue_day, NEW.state, NEW.service, NEW.series, NEW.priority <> 'umum', NEW.front,
                NEW.for_counter IS NOT NULL OR NEW.for_staff IS NOT NULL, 1)
        ON CONFLICT DO UPDATE SET people = people + 1;
END;

CREATE TRIGGER queue_counts_left
AFTER UPDATE OF queue_day, state, service, priority, front, for_counter, for_staff ON tickets
WHEN OLD.state IN ('waiting', 'parked', 'no_show')
BEGIN
    UPDATE queue_counts SET people = people - 1
        WHERE queue_day = OLD.queue_day AND state = OLD.state AND service = OLD.service
        AND series = OLD.series AND favoured = (OLD.priority <> 'umum') AND front = OLD.front
        AND directed = (OLD.for_counter IS NOT NULL OR OLD.for_staff IS NOT NULL);
END;

CREATE TRIGGER queue_counts_came
AFTER UPDATE OF queue_day, state, service, priority, front, for_counter, for_staff ON tickets
WHEN NEW.state IN ('waiting', 'parked', 'no_show')
BEGIN
    INSERT INTO queue_counts (queue_day, state, service, series, favoured, front, directed, people)
        VALUES (NEW.queue_day, NEW.state, NEW.service, NEW.series, NEW.priority <> 'umum', NEW.front,
                NEW.for_counter IS NOT NULL OR NEW.for_staff IS NOT NULL, 1)
        ON CONFLICT DO UPDATE SET people = people + 1;
END;

CREATE TRIGGER queue_counts_gone AFTER DELETE ON tickets WHEN OLD.state IN ('waiting', 'parked', 'no_show')
BEGIN
    UPDATE queue_counts SET people = people - 1
        WHERE queue_day = OLD.queue_day AND state = OLD.state AND service = OLD.service
        AND series = OLD.series AND favoured = (OLD.priority <> 'umum') AND front = OLD.front
        AND directed = (OLD.for_counter IS NOT NULL OR OLD.for_staff IS NOT NULL);
END;

INSERT INTO queue_counts (queue_day, state, service, series, favoured, front, directed, people)
    SELECT queue_day, state, service, series, priority <> 'umum', front,
           for_counter IS NOT NULL OR for_staff IS NOT NULL, count(*)
    FROM tickets WHERE state IN ('waiting', 'parked', 'no_show') GROUP BY 1, 2, 3, 4, 5, 6, 7;
