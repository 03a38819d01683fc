using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.Baskets.Features;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Baskets;

namespace Modular.Baskets;

/// <summary>Baskets: private ones, public templates, and shared ones that several people edit at once.</summary>
public sealed class BasketsModule : Module
{
    public override string Name => "baskets";

    public override IReadOnlyList<Privilege> Privileges => BasketsPrivileges.All;

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<BasketStore>().AddSingleton(BasketStore.CommandRetention);
        services.AddSingleton<ICheckout, Checkout>();
        services.AddScoped<Visits>();
        services.AddSingleton(Visits.Retention);
        services.AddScoped<IHomeCards, HomeCards>();
        services.AddSingleton(new MenuItem("baskets.title", "/baskets", "basket", MenuItem.SignedIn, 20));
        services.AddScoped<IBasketFiller, BasketFilling>();
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
        var baskets = app.MapGroup("/api/baskets");
        ListBaskets.Map(baskets);
        CreateBasket.Map(baskets);
        SeeBasket.Map(baskets);
        DescribeBasket.Map(baskets);
        DeleteBasket.Map(baskets);
        RestoreBasket.Map(baskets);
        CopyBasket.Map(baskets);
        SeeChanges.Map(baskets);
        SeePresence.Map(baskets);
        LookAtBasket.Map(baskets);
        LookAtBasket.MapPart(app);
        AddLine.Map(baskets);
        AddLines.Map(baskets);
        SeeLine.Map(baskets);
        ChangeLine.Map(baskets);
        RemoveLine.Map(baskets);
        RestoreLine.Map(baskets);
        SetLimit.Map(app);
        BasketForms.Map(app);
    }
}
