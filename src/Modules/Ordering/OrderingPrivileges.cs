using Modular.BuildingBlocks.Modules;

namespace Modular.Ordering;

internal static class OrderingPrivileges
{
    public const string View = "orders.view";
    public const string Place = "orders.place";

    public const string ManageQuickPay = "quick_pay.manage";

    public static readonly IReadOnlyList<Privilege> All = [new(View), new(Place), new(ManageQuickPay)];
}
