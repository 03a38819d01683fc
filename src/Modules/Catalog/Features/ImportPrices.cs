using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Modular.Catalog.Import;

namespace Modular.Catalog.Features;

/// <summary>Takes a price file while it is being sent and answers when it is in the catalog; others can watch its progress meanwhile.</summary>
internal static class ImportPrices
{
    /// <param name="Charset">As the Content-Type names it, or null.</param>
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Command(Stream Body, string? Charset, string? FileName, bool DryRun) : IRequest<Result<ImportView>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.FileName).Line(200);
    }

    public sealed class Handler(PriceImport import, ImportReading imports, Caller caller) : IRequestHandler<Command, Result<ImportView>>
    {
        public async Task<Result<ImportView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var order = new ImportOrder(Guid.CreateVersion7(), request.FileName, request.Charset, request.DryRun, caller.AccountId, caller.UserId);
            var done = await import.Run(order, request.Body, cancellationToken);
            return done.IsSuccess ? (await imports.One(done.Value, cancellationToken))! : done.Error;
        }
    }

    public static void Map(IEndpointRouteBuilder imports) => imports
        .MapPost("", async (HttpRequest request, bool? dryRun, string? fileName, ISender send, CancellationToken ct) =>
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Value is "text/csv" or "application/csv" or "text/plain"
                ? (IResult)(await send.Send(new Command(request.Body, type.Charset.Value, fileName, dryRun ?? false), ct))
                    .ToCreated(view => $"/api/catalog/imports/{view.Id}")
                : new Problem(new Error(ErrorKind.Invalid, "request.media_type", []), status: StatusCodes.Status415UnsupportedMediaType))
        .Produces<ImportView>(StatusCodes.Status201Created)
        .WithMetadata(new BodyLimit(imports.ServiceProvider.GetRequiredService<IOptions<CatalogOptions>>().Value.MaxPriceFileMegabytes * 1024L * 1024L))
        .Require<Command>();

    internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
