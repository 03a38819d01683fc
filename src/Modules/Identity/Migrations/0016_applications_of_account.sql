CREATE INDEX reseller_applications_account ON identity.reseller_applications (account_id) WHERE account_id IS NOT NULL;
