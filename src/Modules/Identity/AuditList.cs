using Modular.BuildingBlocks.Lists;

namespace Modular.Identity;

/// <summary>The account's audit trail as a list.</summary>
internal static class AuditList
{
    public static readonly ListShape Shape = new(
        "audit", "/audit", AuditFilter.Sorts.Default,
        new("at", "identity.audit_when", "-at"),
        new("who", "identity.audit_who"),
        new("action", "identity.audit_action"),
        new("subject", "identity.audit_subject"),
        new("change", "identity.audit_change"),
        new("address", "identity.audit_address"));
}
