-- What a member is to the account beside the privileges: a site administrator manages its people, a shopper never its contracts.
ALTER TABLE identity.memberships
    ADD COLUMN role text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'site_administrator', 'shopper'));

DROP TRIGGER memberships_changed ON identity.memberships;
CREATE TRIGGER memberships_changed AFTER UPDATE OF privileges, is_administrator, access_group, status, role OR DELETE ON identity.memberships
    FOR EACH ROW EXECUTE FUNCTION identity.tell_change();
