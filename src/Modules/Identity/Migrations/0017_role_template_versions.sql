-- Role templates are changed by several administrators: none overwrites what they have not seen.
ALTER TABLE identity.role_templates ADD COLUMN version bigint NOT NULL DEFAULT 1;
