using Modular.Catalog.Import;

namespace Modular.Catalog.Features;

/// <summary>Lists the imports, the latest first.</summary>
internal static class ListImports
{
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Query(Paging Paging) : IRequest<Result<Listing<ImportView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() =>
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. ImportReading.Sorts.Columns.Keys])).OverridePropertyName("");
    }

    public sealed class Handler(ImportReading imports) : IRequestHandler<Query, Result<Listing<ImportView>>>
    {
        public async Task<Result<Listing<ImportView>>> Handle(Query request, CancellationToken cancellationToken) =>
            await imports.Page(request.Paging, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder imports) => imports
        .MapGet("", async (int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
