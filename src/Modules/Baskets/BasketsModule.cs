using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.Baskets.Features;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Baskets;
using Modular.Integration.Identity;

namespace Modular.Baskets;

/// <summary>Baskets: private ones, public templates, and shared ones that several people edit at once.</summary>
public sealed class BasketsModule : Module
{
    public override string Name => "baskets";

    public override IReadOnlyList<Privilege> Privileges => BasketsPrivileges.All;

    public override IReadOnlyList<Feature> Features => [new("baskets", IsWholeModule: true)];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        BasketsJson.Use();
        services.AddSingleton<BasketLoading>().AddSingleton<RememberedBaskets>().AddSingleton<BasketStore>().AddSingleton<LineChanges>().AddSingleton<BasketReading>().AddSingleton(BasketStore.CommandRetention);
        services.AddSingleton<ICheckout, Checkout>();
        services.AddSingleton<Visits>().AddSingleton<LastChanges>();
        services.AddSingleton(Visits.Retention);
        services.AddScoped<IHomeCards, HomeCards>();
        services.AddScoped<ISearchable, BasketSearch>();
        services.AddSingleton(new HomePart(typeof(HomeBaskets), null, 10));
        services.AddSingleton(new MenuItem("baskets.title", "/baskets", "basket", MenuItem.SignedIn, 20));
        services.AddSingleton(new MenuItem("baskets.new", "/baskets/new", "plus", BasketsPrivileges.Edit, 21, MenuItem.Command));
        services.AddSingleton(new MenuItem("baskets.quick_order", "/quick-order", "bolt", BasketsPrivileges.Edit, 22, MenuItem.Command));
        services.AddScoped<IPersonalData, PersonalData>();
        services.AddSingleton(BasketList.Shape);
        services.AddScoped<IBasketFiller, BasketFilling>();
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
        var baskets = app.MapGroup("/api/baskets");
        ListBaskets.Map(baskets);
        ExportBaskets.Map(app);
        CreateBasket.Map(baskets);
        SeeBasket.Map(baskets);
        DescribeBasket.Map(baskets);
        DeleteBasket.Map(baskets);
        DeleteBaskets.Map(baskets);
        RestoreBasket.Map(baskets);
        RestoreBaskets.Map(baskets);
        CopyBasket.Map(baskets);
        SeeChanges.Map(baskets);
        SeePresence.Map(baskets);
        LookAtBasket.Map(baskets);
        LookAtBasket.MapPart(app);
        AddLine.Map(baskets);
        AddLines.Map(baskets);
        SeeLine.Map(baskets);
        AddProducts.Map(baskets);
        ChangeLine.Map(baskets);
        RemoveLine.Map(baskets);
        RestoreLine.Map(baskets);
        SetLimit.Map(app);
        BasketForms.Map(app);
        SelectionForms.Map(app);
    }
}
