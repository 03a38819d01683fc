using System.Globalization;
using Modular.BuildingBlocks.Results;

namespace Modular.Identity;

internal static class IdentityErrors
{
    public static readonly Error WrongCredentials = new(ErrorKind.SignedOut, "identity.wrong_credentials", []);
    public static readonly Error SessionEnded = new(ErrorKind.SignedOut, "identity.session_ended", []);
    public static readonly Error NotAMember = Error.NotFound("identity.account_unknown").On("accountId");

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
    public static readonly Error AccountNumberUnknown = Error.Invalid("identity.account_number_unknown", "accountNumber");
    public static readonly Error InvitationUnknown = Error.NotFound("identity.invitation_unknown");
    public static readonly Error RoleTemplateUnknown = Error.NotFound("identity.role_template_unknown");
    public static readonly Error RoleTemplateExists = Error.Conflict("identity.role_template_exists").On("name");
    public static readonly Error TooManyRoleTemplates = Error.Conflict("identity.too_many_role_templates");
    public static readonly Error TaxIdInvalid = Error.Invalid("identity.tax_id_invalid", "taxId");
    public static readonly Error NoReseller = Error.Invalid("identity.no_reseller", "sellsToEndUsers");
    public static readonly Error TooManyApplications = Error.Conflict("identity.too_many_applications");
    public static readonly Error ApplicationUnknown = Error.NotFound("identity.application_unknown");
    public static readonly Error ApplicationDecided = Error.Conflict("identity.application_decided");
    public static readonly Error AccessUnknown = Error.Invalid("identity.access_unknown", "access");

    public static Error PrivilegeUnknown(string privilege) => Error.Invalid("identity.privilege_unknown", "privileges", privilege);

    public static Error Locked(int minutes) =>
        Error.Forbidden("identity.locked", Math.Max(1, minutes).ToString(CultureInfo.InvariantCulture));
}
