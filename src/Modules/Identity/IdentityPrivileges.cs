using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

internal static class IdentityPrivileges
{
    public const string ManageCollaborators = "collaborators.manage";
    public const string ReviewApplications = "applications.review";

    public const string ViewAudit = "audit.view";
    public const string ManageFeatures = "features.manage";
    public const string ManageCertifications = "certifications.manage";
    public const string EditCompany = "company.edit";
    public const string ManageAddresses = "addresses.manage";
    public const string ManageApiClients = "api_clients.manage";
    public const string ManageSingleSignOn = "single_sign_on.manage";
    public const string DecideSingleSignOn = "single_sign_on.decide";

    public const string ViewAccounts = "accounts.view";
    public const string ActForAccounts = "accounts.act";

    /// <summary>Of Ordering: whoever may order sees the address book.</summary>
    public const string PlaceOrders = "orders.place";

    public static readonly IReadOnlyList<Privilege> All =
    [
        new(ManageCollaborators), new(EditCompany), new(ManageAddresses), new(ViewAudit), new(ManageApiClients), new(ManageSingleSignOn),
        new(ReviewApplications, StaffOnly: true), new(ViewAccounts, StaffOnly: true), new(ActForAccounts, StaffOnly: true),
        new(ManageFeatures, StaffOnly: true), new(ManageCertifications, StaffOnly: true),
        new(DecideSingleSignOn, StaffOnly: true),
    ];
}
