-- Who bears a tax number already, before another application with it is accepted.
CREATE INDEX accounts_tax_id ON identity.accounts (country, tax_id) WHERE tax_id IS NOT NULL;
CREATE INDEX reseller_applications_tax_id ON identity.reseller_applications (country, tax_id);
