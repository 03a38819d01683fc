using Modular.BuildingBlocks.Modules;

namespace Modular.Baskets;

internal static class BasketsPrivileges
{
    public const string Edit = "baskets.edit";
    public const string EditShared = "baskets.edit_shared";
    public const string SetLimits = "baskets.set_limits";

    public static readonly IReadOnlyList<Privilege> All = [new(Edit), new(EditShared), new(SetLimits, StaffOnly: true)];
}
