using Modular.Catalog.Import;

namespace Modular.Catalog.Features;

/// <summary>Tells how far an import is, or how it ended.</summary>
internal static class SeeImport
{
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Query(Guid Id) : IRequest<Result<ImportView>>;

    public sealed class Handler(ImportReading imports, ImportQueue queue) : IRequestHandler<Query, Result<ImportView>>
    {
        public async Task<Result<ImportView>> Handle(Query request, CancellationToken cancellationToken) =>
            (await imports.One(request.Id, cancellationToken) ?? queue.Waiting(request.Id)) is { } view ? view : CatalogErrors.ImportUnknown;
    }

    public static void Map(IEndpointRouteBuilder imports) => imports
        .MapGet("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Query(id), ct)).ToHttp())
        .Require<Query>();
}
