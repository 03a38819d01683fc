using Modular.BuildingBlocks.Modules;

namespace Modular.Catalog;

internal static class CatalogPrivileges
{
    public const string Manage = "catalog.manage";

    public static readonly IReadOnlyList<Privilege> All = [new(Manage, StaffOnly: true)];
}
