using System.Reflection;
using Carter;
using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Lists;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Switches;
using Modular.BuildingBlocks.Ui;
using Modular.Host.Search;
using Modular.Host.Silos;
using Modular.Host.Web;

namespace Modular.Host;

/// <summary>Registers the building blocks and every module of <see cref="Modules.All"/>.</summary>
internal static class Composition
{
    public const long MaxBody = 1024 * 1024;

    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        Assembly[] assemblies = [.. Modules.All.Select(m => m.Assembly), typeof(Composition).Assembly];

        builder.AddSilo();
        services.AddMediatR(c =>
        {
            c.RegisterServicesFromAssemblies([typeof(ListShape).Assembly, .. assemblies]);
            c.AddOpenBehavior(typeof(Tracing<,>));
            c.AddOpenBehavior(typeof(Authorization<,>));
            c.AddOpenBehavior(typeof(Limiting<,>));
            c.AddOpenBehavior(typeof(Validation<,>));
        });
        services.AddCarter(configurator: c => c.WithModules([.. Modules.All.Select(m => m.GetType())]).WithEmptyValidators());
        services.TryAddSingleton(TimeProvider.System);
        services.AddCallers();
        services.AddSingleton<RateLimits>().AddSingleton<Draining>().AddSingleton<Admission>();
        services.AddSingleton<FeatureMap>();
        services.AddSingleton(Modules.All);
        services.AddSingleton<IdempotencyStore>().AddSingleton(IdempotencyStore.Retention);
        services.AddHostedService<Housekeeping>().AddHostedService<SpareMemory>();
        builder.AddDatabase();
        services.AddTexts();
        RuleSentences.Use();
        services.AddValidators(typeof(Composition).Assembly);
        services.AddLists();
        services.AddValidators(typeof(ListShape).Assembly);
        foreach (var module in Modules.All)
        {
            services.AddValidators(module.Assembly);
            services.AddConsumers(module.Assembly);
            module.AddServices(services, builder.Configuration);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        services.AddExceptionHandler<Exceptions>();
        services.AddSingleton<Unavailable>().AddSingleton<IExceptionHandler>(provider => provider.GetRequiredService<Unavailable>());
        services.AddResponseCompression(o => o.EnableForHttps = true);
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((options, http) => options.Cookie = new FormCookie(http)
        {
            SameSite = SameSiteMode.Strict, HttpOnly = true, IsEssential = true, SecurePolicy = CookieSecurePolicy.SameAsRequest, Path = "/",
        });
        DataProtectionKeys.Use(services);
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        services.AddSingleton<WebFiles>();
        services.AddSingleton<FeatureLinks>();
        services.AddScoped<MenuLinks>();
        services.AddScoped<Flash>();
        services.AddScoped<ISearchable, Commands>();
        services.AddFrameLinks();
        services.AddApiDescription();
        builder.AddTelemetry();
    }

    /// <summary>The texts of BuildingBlocks, the host and each module, found by the module's name.</summary>
    private static void AddTexts(this IServiceCollection services)
    {
        foreach (var source in TextSource.BuildingBlocks) services.AddSingleton(source);
        foreach (var module in Modules.All)
            services.AddSingleton(TextSource.Of(module.Name, module.Assembly.GetName().Name + ".Text", module.Assembly));
        foreach (var prefix in new[] { "help", "search" })
            services.AddSingleton(TextSource.Of(prefix, "Modular.Host.Web.Text", typeof(Composition).Assembly));
        services.AddSingleton<Texts>();
    }

    private static void AddFrameLinks(this IServiceCollection services)
    {
        services.AddSingleton(new MenuItem("ui.home", "/", "home", MenuItem.SignedIn, 0));
        services.AddSingleton(new MenuItem("help.menu", "/help", "help-circle", null, 0, MenuItem.Help));
        services.AddSingleton(new MenuItem("help.index", "/help", "help-circle", null, 0, MenuItem.Footer));
        services.AddSingleton(new MenuItem("help.api", "/docs/api", "book", null, 90, MenuItem.Footer));
        services.AddSingleton(new MenuItem("ui.sign_out", "/sign-out", "logout", MenuItem.SignedIn, 99, MenuItem.Action));
    }

    private static void AddValidators(this IServiceCollection services, Assembly assembly)
    {
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(assembly, includeInternalTypes: true))
        {
            if (found.ValidatorType.GetConstructor(Type.EmptyTypes) is not null)
                services.AddSingleton(found.InterfaceType, found.ValidatorType);
        }
    }
}
