-- The trail filtered by the kind of what was changed, in the order it is shown.
CREATE INDEX audit_of_kind ON platform.audit (account_id, split_part(subject, '/', 1), at, seq);
