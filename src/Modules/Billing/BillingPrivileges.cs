using Modular.BuildingBlocks.Modules;

namespace Modular.Billing;

internal static class BillingPrivileges
{
    public const string Manage = "payment_types.manage";

    /// <summary>Of Ordering: whoever may order sees how the account pays.</summary>
    public const string PlaceOrders = "orders.place";

    public static readonly IReadOnlyList<Privilege> All = [new(Manage)];
}
