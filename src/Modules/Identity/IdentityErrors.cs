using System.Globalization;

namespace Modular.Identity;

internal static class IdentityErrors
{
    public static readonly Error WrongCredentials = new(ErrorKind.SignedOut, "identity.wrong_credentials", []);
    public static readonly Error SessionEnded = new(ErrorKind.SignedOut, "identity.session_ended", []);
    public static readonly Error NotAMember = Error.NotFound("identity.account_unknown").On("accountId");
    public static readonly Error NoSuchAccount = Error.NotFound("identity.no_such_account");
    public static readonly Error BehalfOfStaff = Error.Conflict("identity.behalf_of_staff").On("accountId");
    public static readonly Error BehalfNeedsFactor = Error.Conflict("identity.behalf_needs_factor").On("accountId");
    public static readonly Error AlreadyActing = Error.Conflict("identity.already_acting");
    public static readonly Error TemporaryExpired = Error.Forbidden("identity.temporary_password_expired");
    public static readonly Error WrongPassword = Error.Invalid("identity.password_wrong", "currentPassword");
    public static readonly Error PasswordForEmail = Error.Invalid("identity.password_for_email", "currentPassword");
    public static readonly Error PasswordHasName = Error.Invalid("identity.password_has_name", "newPassword");
    public static readonly Error PasswordWellKnown = Error.Invalid("identity.password_well_known", "newPassword");
    public static readonly Error PasswordUsedBefore = Error.Invalid("identity.password_used_before", "newPassword");
    public static readonly Error NoSuchUser = Error.NotFound("identity.user_unknown");
    public static readonly Error NoSuchSession = Error.NotFound("identity.session_unknown");

    public static readonly Error SecondFactorRequired = new(ErrorKind.SignedOut, "identity.second_factor_required", []);
    public static readonly Error SecondFactorWrong = new(ErrorKind.SignedOut, "identity.second_factor_wrong", [], "code");
    public static readonly Error SecondFactorCodeWrong = Error.Invalid("identity.second_factor_wrong", "code");
    public static readonly Error SecondFactorOn = Error.Conflict("identity.second_factor_is_on");
    public static readonly Error SecondFactorOff = Error.Conflict("identity.second_factor_is_off");
    public static readonly Error SecondFactorNeeded = Error.Conflict("identity.second_factor_needed");

    public static Error Locked(int minutes, string phone) =>
        Error.Forbidden("identity.locked", Math.Max(1, minutes).ToString(CultureInfo.InvariantCulture), phone);

    public static Error PasswordShape(int length, bool symbol) => Error.Invalid(
        symbol ? "identity.password_shape_symbol" : "identity.password_shape", "newPassword", length.ToString(CultureInfo.InvariantCulture));

    public static readonly Error NotApproved = Error.Forbidden("identity.not_approved");
    public static readonly Error Deactivated = Error.Forbidden("identity.deactivated");
    public static readonly Error CollaboratorUnknown = Error.NotFound("identity.collaborator_unknown");
    public static readonly Error MembershipChanged = Error.Stale("identity.membership_changed");
    public static readonly Error AdministratorsOnly = Error.Forbidden("identity.administrators_only");
    public static readonly Error OwnPrivileges = Error.Forbidden("identity.own_privileges");
    public static readonly Error OwnAdministrator = Error.Conflict("identity.own_administrator");
    public static readonly Error LastAdministrator = Error.Conflict("identity.last_administrator");
    public static readonly Error NotOneself = Error.Conflict("identity.not_oneself");
    public static readonly Error NotApprovedYet = Error.Conflict("identity.not_approved_yet");
    public static readonly Error NotWaiting = Error.Conflict("identity.not_waiting");
    public static readonly Error BelongsElsewhere = Error.Conflict("identity.belongs_elsewhere");
    public static readonly Error UserNameTaken = Error.Conflict("identity.user_name_taken").On("userName");
    public static readonly Error AlreadyMember = Error.Conflict("identity.already_member");
    public static readonly Error InvitationUnknown = Error.NotFound("identity.invitation_unknown");
    public static readonly Error RoleTemplateUnknown = Error.NotFound("identity.role_template_unknown");
    public static readonly Error RoleTemplateExists = Error.Conflict("identity.role_template_exists").On("name");
    public static readonly Error RoleTemplateChanged = Error.Stale("identity.role_template_changed");
    public static readonly Error TooManyRoleTemplates = Error.Conflict("identity.too_many_role_templates");
    public static readonly Error TaxIdInvalid = Error.Invalid("identity.tax_id_invalid", "taxId");
    public static readonly Error NoReseller = Error.Invalid("identity.no_reseller", "sellsToEndUsers");
    public static readonly Error TooManyApplications = Error.TooMany("identity.too_many_applications", TimeSpan.FromHours(1));
    public static Error TaxIdTaken(string accountNumber) => Error.Conflict("identity.tax_id_taken", accountNumber);

    public static readonly Error ApplicationUnknown = Error.NotFound("identity.application_unknown");
    public static readonly Error ApplicationDecided = Error.Conflict("identity.application_decided");
    public static readonly Error CompanyChanged = Error.Stale("identity.company_changed");
    public static readonly Error OtherUserName = Error.Invalid("identity.other_user_name", "userName");
    public static readonly Error DocumentUnknown = Error.NotFound("identity.document_unknown");
    public static readonly Error AccessRequestUnknown = Error.NotFound("identity.access_request_unknown");
    public static readonly Error AccessAsked = Error.Conflict("identity.access_asked").On("tool");
    public static readonly Error AccessDecided = Error.Conflict("identity.access_decided");
    public static readonly Error ToolUnknown = Error.Invalid("identity.tool_unknown", "tool");
    public static readonly Error ToolHeld = Error.Conflict("identity.tool_held").On("tool");
    public static readonly Error AccessUnknown = Error.Invalid("identity.access_unknown", "access");
    public static readonly Error ClientUnknown = Error.NotFound("identity.client_unknown");
    public static readonly Error ClientRevoked = Error.Conflict("identity.client_revoked");
    public static readonly Error ClientChanged = Error.Stale("identity.client_changed");
    public static readonly Error TooManyClients = Error.Conflict("identity.too_many_clients");
    public static readonly Error SecretUnknown = Error.NotFound("identity.secret_unknown");
    public static readonly Error TooManySecrets = Error.Conflict("identity.too_many_secrets");
    public static readonly Error SignOnUnknown = Error.NotFound("identity.sso_unknown");
    public static readonly Error SignOnNotLinked = Error.NotFound("identity.sso_not_linked");
    public static readonly Error SignOnChanged = Error.Stale("identity.sso_changed");
    public static readonly Error SignOnDecided = Error.Conflict("identity.sso_decided");
    public static readonly Error SignOnDomainTaken = Error.Conflict("identity.sso_domain_taken");
    public static readonly Error SignOnSecretNeeded = Error.Invalid("identity.sso_secret_needed", "clientSecret");
    public static readonly Error IssuerRefused = Error.Invalid("identity.sso_issuer_refused", "issuer");
    public static readonly Error DomainWrong = Error.Invalid("identity.sso_domain_wrong", "domains");
    public static readonly Error OrganisationUnknown = Error.Invalid("identity.sso_organisation_unknown", "organisation");
    public static readonly Error ProviderAway = Error.Conflict("identity.sso_provider_away");
    public static readonly Error ProviderRefused = Error.Forbidden("identity.sso_provider_refused");
    public static readonly Error SignOnLost = new(ErrorKind.Invalid, "identity.sso_lost", []);
    public static readonly Error NoSuchMember = Error.Forbidden("identity.sso_no_member");
    public static readonly Error OrganisationOnly = Error.Forbidden("identity.sso_only");
    public static readonly Error OneAccountOnly = Error.Forbidden("identity.sso_one_account");
    public static readonly Error OwnSignInNeeded = Error.Forbidden("identity.sso_own_sign_in_needed");
    public static readonly Error OrganisationKeepsEmail = Error.Forbidden("identity.sso_keeps_email").On("email");

    public static readonly Error FeatureUnknown = Error.NotFound("identity.feature_unknown");
    public static readonly Error CertificationUnknown = Error.Invalid("identity.certification_unknown", "code");
    public static readonly Error CertificationOver = Error.Invalid("identity.certification_over", "validUntil");
    public static readonly Error CertificationNotHeld = Error.NotFound("identity.certification_not_held");
    public static readonly Error AddressUnknown = Error.NotFound("identity.address_unknown");
    public static readonly Error AddressChanged = Error.Stale("identity.address_changed");
    public static readonly Error AddressOfOtherKind = Error.Conflict("identity.address_of_other_kind").On("kind");
    public static readonly Error ShopperAdministrator = Error.Conflict("identity.shopper_administrator").On("role");

    public static Error NotForShoppers(string privilege) => Error.Conflict("identity.not_for_shoppers", privilege).On("privileges");

    public static Error PrivilegeUnknown(string privilege) => Error.Invalid("identity.privilege_unknown", "privileges", privilege);
}
