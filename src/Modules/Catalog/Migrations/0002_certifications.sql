-- Which certifications products ask for.
CREATE INDEX products_certification ON catalog.products (required_certification) WHERE required_certification IS NOT NULL;
