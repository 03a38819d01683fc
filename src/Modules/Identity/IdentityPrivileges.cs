using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

internal static class IdentityPrivileges
{
    public const string ManageCollaborators = "collaborators.manage";
    public const string ReviewApplications = "applications.review";

    public const string ViewAudit = "audit.view";
    public const string ManageSingleSignOn = "single_sign_on.manage";
    public const string DecideSingleSignOn = "single_sign_on.decide";
    public const string ManageApiClients = "api_clients.manage";

    public static readonly IReadOnlyList<Privilege> All = [new(ManageCollaborators), new(ViewAudit), new(ManageApiClients), new(ManageSingleSignOn), new(ReviewApplications, StaffOnly: true), new(DecideSingleSignOn, StaffOnly: true)];
}
