using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

internal static class IdentityPrivileges
{
    public const string ManageCollaborators = "collaborators.manage";
    public const string ReviewApplications = "applications.review";

    public const string ViewAudit = "audit.view";

    public const string ViewAccounts = "accounts.view";
    public const string ActForAccounts = "accounts.act";

    public static readonly IReadOnlyList<Privilege> All =
    [
        new(ManageCollaborators), new(ViewAudit), new(ReviewApplications, StaffOnly: true), new(ViewAccounts, StaffOnly: true),
        new(ActForAccounts, StaffOnly: true),
    ];
}
