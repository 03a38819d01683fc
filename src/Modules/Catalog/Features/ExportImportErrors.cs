using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;
using Modular.Catalog.Import;

namespace Modular.Catalog.Features;

/// <summary>Downloads what was wrong in a price file, to be sent back to its vendor.</summary>
internal static class ExportImportErrors
{
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Query(Guid Id, string? Sort, string? Format) : IRequest<Result<Rows<ImportError>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. ImportError.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db, ImportReading imports) : IRequestHandler<Query, Result<Rows<ImportError>>>
    {
        public async Task<Result<Rows<ImportError>>> Handle(Query request, CancellationToken cancellationToken) =>
            await imports.One(request.Id, cancellationToken) is null
                ? CatalogErrors.ImportUnknown
                : new Rows<ImportError>(db.Stream<ImportError>(
                    $"SELECT * FROM catalog.import_errors WHERE import_id = @Id {ImportError.Sorts.OrderBy(request.Sort)}",
                    new { request.Id }, cancellationToken));
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>(
        "/api/catalog/imports/{id:guid}/errors/export", "/catalog/imports/{id:guid}/errors/download", async (
        Guid id, string? format, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(id, sort, format), ct)).ToFile(texts["catalog.import_errors.file_name"], format, Columns(texts)));

    private static ExportColumn<ImportError>[] Columns(Texts texts) =>
    [
        new(texts["catalog.import.line"], e => e.Line),
        new(texts["catalog.import.column"], e => e.ColumnName),
        new(texts["catalog.import.value"], e => e.Value),
        new(texts["catalog.import.reason"], e => texts[e.Code, [.. e.Args]]),
        new(texts["catalog.import.code"], e => e.Code),
    ];
}
