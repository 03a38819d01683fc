using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Modules;
using Modular.BuildingBlocks.Ui;
using Modular.Catalog.Features;
using Modular.Catalog.Import;
using Modular.Catalog.Prices;
using Modular.Catalog.Search;
using Modular.Integration.Catalog;

namespace Modular.Catalog;

/// <summary>What is sold, at which price to whom, and how much of it is there.</summary>
public sealed class CatalogModule : Module
{
    public override string Name => "catalog";

    public override IReadOnlyList<Privilege> Privileges => CatalogPrivileges.All;

    public override IReadOnlyList<Feature> Features => [new("catalog", IsWholeModule: true)];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        CatalogJson.Use();
        services.AddOptions<CatalogOptions>().Bind(configuration.GetSection("Catalog")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CatalogMemory>().AddSingleton<PriceBook>().AddSingleton<ProductPlaces>().AddSingleton<ProductSearch>().AddSingleton<ProductPages>().AddSingleton<PriceWords>().AddSingleton<PriceListReading>();
        services.AddSingleton<IPriceBook>(provider => provider.GetRequiredService<PriceBook>());
        services.AddSingleton<IStock, Stock>();
        services.AddSingleton<ImportLog>().AddSingleton<PriceImport>().AddSingleton<ImportReading>().AddSingleton<ImportQueue>();
        services.AddHostedService<CatalogChanges>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportQueue>());
        services.AddSingleton<ICertificationCodes, CertificationCodes>().AddSingleton<IRememberedTerms>(provider => provider.GetRequiredService<CatalogMemory>());
        services.AddScoped<ISearchable, ProductHits>();
        services.AddSingleton(new MenuItem("catalog.products", "/products", "package", null, 10));
        services.AddSingleton(new MenuItem("catalog.imports", "/catalog/imports", "upload", CatalogPrivileges.Manage, 80, "catalog.menu"));
        services.AddSingleton(new MenuItem("catalog.price_lists", "/catalog/price-lists", "tag", CatalogPrivileges.Manage, 81, "catalog.menu"));
        foreach (var list in CatalogLists.All) services.AddSingleton(list);
        services.AddSingleton<IDemoData, DemoPriceLists>();
        services.AddSingleton<IDemoData, DemoPriceFile>();
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/api/products");
        SearchProducts.Map(products);
        SuggestProducts.Map(products);
        SeeProduct.Map(products);
        ExportProducts.Map(app);

        var imports = app.MapGroup("/api/catalog/imports");
        ImportPrices.Map(imports);
        ListImports.Map(imports);
        SeeImport.Map(imports);
        ListImportErrors.Map(imports);
        ExportImports.Map(app);
        ExportImportErrors.Map(app);

        var lists = app.MapGroup("/api/catalog/price-lists");
        ListPriceLists.Map(lists);
        SeePriceList.Map(lists);
        SavePriceList.Map(lists);
        CatalogForms.Map(app);
    }
}
