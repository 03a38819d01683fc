using Modular.BuildingBlocks.Modules;

namespace Modular.Identity;

/// <summary>What of Identity can be switched off per country and account.</summary>
internal static class IdentityFeatures
{
    public const string Addresses = "addresses", AccessRequests = "access_requests", ApiClients = "api_clients", Audit = "audit", SingleSignOn = "single_sign_on";

    public static readonly IReadOnlyList<Feature> All =
    [
        new(Addresses) { Privileges = [IdentityPrivileges.ManageAddresses] },
        new(AccessRequests),
        new(ApiClients) { Privileges = [IdentityPrivileges.ManageApiClients] },
        new(SingleSignOn) { Privileges = [IdentityPrivileges.ManageSingleSignOn] },
        new(Audit) { Privileges = [IdentityPrivileges.ViewAudit] },
    ];
}
