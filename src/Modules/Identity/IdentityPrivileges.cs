using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

internal static class IdentityPrivileges
{
    public const string ManageCollaborators = "collaborators.manage";
    public const string ReviewApplications = "applications.review";

    public const string ViewAudit = "audit.view";
    public const string ManageApiClients = "api_clients.manage";

    public static readonly IReadOnlyList<Privilege> All = [new(ManageCollaborators), new(ViewAudit), new(ManageApiClients), new(ReviewApplications, StaffOnly: true)];
}
