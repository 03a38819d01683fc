CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What a company sends with its application: a registration, a licence, a tax certificate.
CREATE TABLE identity.application_documents (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES identity.reseller_applications,
    name           text NOT NULL,
    media_type     text NOT NULL,
    content        bytea NOT NULL
);
-- Scans are compressed already.
ALTER TABLE identity.application_documents ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX application_documents_application ON identity.application_documents (application_id, id);

ALTER TABLE identity.reseller_applications ADD COLUMN words text GENERATED ALWAYS AS
    (company || ' ' || reference || ' ' || tax_id || ' ' || applicant_name || ' ' || email) STORED;
CREATE INDEX reseller_applications_words ON identity.reseller_applications USING gin (words gin_trgm_ops);
CREATE INDEX reseller_applications_received ON identity.reseller_applications (received_at, id);
CREATE INDEX reseller_applications_company ON identity.reseller_applications (lower(company), id);
CREATE INDEX reseller_applications_country ON identity.reseller_applications (country, received_at);
DROP INDEX identity.reseller_applications_status;
CREATE INDEX reseller_applications_status ON identity.reseller_applications (status, received_at, id);
