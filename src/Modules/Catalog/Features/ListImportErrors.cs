using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;
using Modular.Catalog.Import;

namespace Modular.Catalog.Features;

/// <summary>Lists what was wrong in a price file, in the order of its lines; at most <see cref="ImportLog.MaxErrorsKept"/> faults are kept.</summary>
internal static class ListImportErrors
{
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Query(Guid Id, Paging Paging) : IRequest<Result<Listing<Item>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Paging).SetValidator(new PagingRules([.. ImportError.Sorts.Columns.Keys])).OverridePropertyName("");
    }

    public sealed class Handler(Db db, ImportReading imports, Texts texts) : IRequestHandler<Query, Result<Listing<Item>>>
    {
        public async Task<Result<Listing<Item>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await imports.One(request.Id, cancellationToken) is null) return CatalogErrors.ImportUnknown;
            var (rows, total) = await db.Counted<ImportError>(
                $"SELECT * FROM catalog.import_errors WHERE import_id = @Id {ImportError.Sorts.OrderBy(request.Paging.Sort)} LIMIT @Size OFFSET @Offset",
                "SELECT count(*)::int FROM catalog.import_errors WHERE import_id = @Id",
                new { request.Id, request.Paging.Size, request.Paging.Offset }, cancellationToken);
            return new Listing<Item>(
                [.. rows.Select(r => new Item(r.Line, r.ColumnName, r.Code, texts[r.Code, [.. r.Args]], r.Value))],
                request.Paging.Page, request.Paging.Size, total);
        }
    }

    /// <param name="Line">The header is line 1.</param>
    /// <param name="Column">Empty where the whole line is at fault.</param>
    /// <param name="Value">What stood there.</param>
    public sealed record Item(int Line, string Column, string Code, string Message, string Value);

    public static void Map(IEndpointRouteBuilder imports) => imports
        .MapGet("{id:guid}/errors", async (Guid id, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(id, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
