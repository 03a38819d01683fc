ALTER TABLE identity.password_resets ADD COLUMN email text;
COMMENT ON COLUMN identity.password_resets.email IS 'As it was asked for, in lower case; null in rows of an older version.';

-- Whoever does not know the e-mail address uses up nobody's allowance but their own.
DROP INDEX identity.password_resets_name;
CREATE INDEX password_resets_pair ON identity.password_resets (user_name, email, at);
