using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;
using Modular.Integration.Ordering;
using Modular.Ordering.Features;

namespace Modular.Ordering;

/// <summary>Orders: placed from baskets, exactly one each, then listed, shown, downloaded and ordered again.</summary>
public sealed class OrderingModule : Module
{
    public override string Name => "ordering";

    public override IReadOnlyList<Privilege> Privileges => OrderingPrivileges.All;

    public override IReadOnlyList<Feature> Features => [
        new("orders", IsWholeModule: true), new(QuickPayProfile.Feature) { Privileges = [OrderingPrivileges.ManageQuickPay] },
        new(GuestLookups.Feature),
    ];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<OrderStore>().AddSingleton<OrderPlacing>().AddSingleton<OrderReading>();
        services.AddSingleton<GuestLookups>().AddSingleton(GuestLookups.Retention);
        services.AddScoped<Placement>().AddScoped<OrderTerms>().AddScoped<Paying>().AddSingleton(Paying.Retention);
        services.AddSingleton<QuickPayProfiles>().AddScoped<IQuickPay, QuickPay>();
        services.AddSingleton(
            new MenuItem("ordering.quick_pay", "/quick-pay", "bolt", OrderingPrivileges.Place, 62, "billing.menu") { Or = OrderingPrivileges.ManageQuickPay });
        services.AddScoped<ISearchable, OrderSearch>().AddScoped<IHomeCards, HomeCards>();
        services.AddSingleton(new HomePart(typeof(HomeOrders), OrderingPrivileges.View, 20));
        services.AddSingleton(new MenuItem("ordering.menu", "/orders", "clipboard-list", OrderingPrivileges.View, 40));
        services.AddScoped<IPersonalData, PersonalData>();
        services.AddSingleton(OrderList.Shape);
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
        PlaceOrder.Map(app);
        LookUpOrder.Map(app.MapGroup("").WithFeature(GuestLookups.Feature));
        ExportOrders.Map(app);
        OrderForms.Map(app);
        var orders = app.MapGroup("/api/orders");
        ListOrders.Map(orders);
        SeeOrder.Map(orders);
        CopyOrder.Map(orders);
        ConfirmOrder.Map(orders);
        var quick = app.MapGroup("").WithFeature(QuickPayProfile.Feature);
        var profiles = quick.MapGroup("/api/quick-pay-profiles");
        ListQuickPayProfiles.Map(profiles);
        SeeQuickPayProfile.Map(profiles);
        AddQuickPayProfile.Map(profiles);
        ChangeQuickPayProfile.Map(profiles);
        RemoveQuickPayProfile.Map(profiles);
        QuickPayForms.Map(quick);
    }
}
