using Modular.Baskets;
using Modular.Billing;
using Modular.BuildingBlocks.Modules;
using Modular.Catalog;
using Modular.Identity;
using Modular.Notifications;
using Modular.Ordering;

namespace Modular.Host;

/// <summary>What this program is made of.</summary>
public static class Modules
{
    public static readonly IReadOnlyList<Module> All =
    [
        new IdentityModule(),
        new CatalogModule(),
        new BasketsModule(),
        new OrderingModule(),
        new BillingModule(),
        new NotificationsModule(),
    ];
}
