-- The language that a user last chose: e-mails are written in it.
ALTER TABLE identity.users ADD COLUMN language text NOT NULL DEFAULT 'en' CHECK (language IN ('es', 'pt-BR', 'en'));
