-- Repetitions come within a day; older commands are removed, found by their age.
CREATE INDEX commands_at ON baskets.commands (at);
