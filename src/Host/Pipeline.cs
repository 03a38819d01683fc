using Carter;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Lists;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Switches;
using Modular.Host.Search;
using Modular.Host.Web;

namespace Modular.Host;

/// <summary>What a request passes, in this order, on its way to an endpoint.</summary>
internal static class Pipeline
{
    private static readonly TimeSpan AssetLifetime = TimeSpan.FromDays(365);

    public static void UsePortal(this WebApplication app)
    {
        Draining.Use(app);
        // Both error pages get services of their own: a page that failed half-way has used up the request's.
        app.UseWhen(http => !http.IsApi(), pages => pages.UseExceptionHandler(
            new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", CreateScopeForErrors = true, StatusCodeSelector = Exceptions.StatusOf }));
        app.UseWhen(http => http.IsApi(), api => api.UseExceptionHandler(_ => { }));
        app.UseHsts();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        // What is for pages alone is in nobody's way at the API.
        app.UseWhen(http => !http.IsApi(), pages =>
        {
            pages.UseCompressedFiles(app.Environment.WebRootFileProvider);
            pages.UseStaticFiles(new StaticFileOptions
            {
                ContentTypeProvider = CompressedFiles.Types,
                OnPrepareResponse = file =>
                {
                    // Every asset link carries the content's fingerprint, so that a copy never has to be asked for again.
                    file.Context.Response.GetTypedHeaders().CacheControl = new() { Public = true, MaxAge = AssetLifetime };
                    CompressedFiles.Describe(file.Context.Response, file.File.Name);
                },
            });
            pages.UseDocumentation();
        });
        app.UseMiddleware<AdmissionMiddleware>();
        app.UseWhen(http => http.IsApi(), api => api.UseStatusCodePages(Explain));
        app.UseWhen(http => !http.IsApi(), pages =>
        {
            pages.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
            pages.Use((http, next) =>
            {
                // An error page is shown only: as the refused POST that it answers, it would be refused like it.
                if (http.Request.Path.StartsWithSegments("/error")) http.Request.Method = HttpMethods.Get;
                return next(http);
            });
            pages.Use(ShowWhyAFormIsRefused);
        });
        app.UseRouting();
        app.UseMiddleware<CallerMiddleware>();
        app.UseAccountStamp();
        app.UseMiddleware<AccessMiddleware>();
        app.UseAntiforgery();
        app.UseWhen(http => !http.IsApi(), pages => pages.Use(RefuseOutdatedForms));
        app.UseMiddleware<IdempotencyMiddleware>();

        app.MapCarter();
        app.MapLists();
        app.MapRazorComponents<App>()
            .AddAdditionalAssemblies([.. Modules.All.Select(m => m.Assembly)])
            .Add(page => NameFeature(page, app.Services.GetRequiredService<FeatureMap>()));
        SearchEverywhere.Map(app);
        app.MapHealth();
        app.MapApiDescription();
    }

    /// <summary>A page belongs to the feature that its module is, unless it names another itself.</summary>
    private static void NameFeature(EndpointBuilder page, FeatureMap features)
    {
        if (page.Metadata.OfType<FeatureAttribute>().Any() || page.Metadata.OfType<ComponentTypeMetadata>().FirstOrDefault() is not { } component) return;
        if (features.Of(component.Type) is { } feature) page.Metadata.Add(new FeatureAttribute(feature));
    }

    /// <summary>A form whose thing is gone is not found, like its page; the framework, which looks for the form there, would answer an empty 400.</summary>
    private static async Task ShowWhyAFormIsRefused(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response is not { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest } response
            || response.ContentType?.StartsWith("text/plain", StringComparison.Ordinal) != true
            || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null) return;
        // What has a content type already gets no error page.
        response.ContentType = null;
        if (http.Items.ContainsKey(Routes.NotFound)) response.StatusCode = StatusCodes.Status404NotFound;
    }

    /// <summary>A form opened for another account or another session gets the error page; the framework would answer a bare sentence.</summary>
    private static Task RefuseOutdatedForms(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/error")
            || http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(http);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    /// <summary>Gives what the framework refuses by status alone (404, 405, 415 …) the body of every other refusal.</summary>
    private static Task Explain(Microsoft.AspNetCore.Diagnostics.StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        var code = status switch
        {
            StatusCodes.Status404NotFound => "request.no_such_endpoint",
            StatusCodes.Status405MethodNotAllowed => "request.method_not_allowed",
            StatusCodes.Status415UnsupportedMediaType => "request.media_type",
            StatusCodes.Status413PayloadTooLarge => "request.body_too_large",
            _ => "request.malformed",
        };
        var error = status == StatusCodes.Status400BadRequest && UnreadableValue.Of(http) is { } field
            ? Error.Invalid("request.value_unreadable", field)
            : new Error(ErrorKind.Invalid, code, []);
        return new Problem(error, status: status).ExecuteAsync(http);
    }
}
