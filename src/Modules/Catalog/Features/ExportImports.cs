using Modular.BuildingBlocks.Http.Exports;
using Modular.BuildingBlocks.Ui;
using Modular.Catalog.Import;

namespace Modular.Catalog.Features;

/// <summary>Downloads the list of imports.</summary>
internal static class ExportImports
{
    [Requires(CatalogPrivileges.Manage)]
    public sealed record Query(string? Sort, string? Format) : IRequest<Result<Rows<ImportView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Format).FileFormat();
            RuleFor(q => new Paging(1, 1, q.Sort)).SetValidator(new PagingRules([.. ImportReading.Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(ImportReading imports) : IRequestHandler<Query, Result<Rows<ImportView>>>
    {
        public Task<Result<Rows<ImportView>>> Handle(Query request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<Rows<ImportView>>>(new Rows<ImportView>(imports.All(request.Sort, cancellationToken)));
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapDownload<Query>("/api/catalog/imports/export", "/catalog/imports/download", async (
        string? format, string? sort, ISender send, Texts texts, CancellationToken ct) =>
        (await send.Send(new Query(sort, format), ct)).ToFile(texts["catalog.imports.file_name"], format, Columns(texts)));

    private static ExportColumn<ImportView>[] Columns(Texts texts) =>
    [
        new(texts["catalog.import.started"], i => i.StartedAt),
        new(texts["catalog.import.started_by"], i => i.StartedBy),
        new(texts["catalog.import.file"], i => i.FileName),
        new(texts["catalog.import.state"], i => texts["catalog.import.state." + i.State.ToString().ToLowerInvariant()]),
        new(texts["catalog.import.rehearsal"], i => i.DryRun ? texts["catalog.yes"] : null),
        new(texts["catalog.import.rows"], i => i.Rows),
        new(texts["catalog.import.added"], i => i.Added),
        new(texts["catalog.import.changed"], i => i.Changed),
        new(texts["catalog.import.unchanged"], i => i.Unchanged),
        new(texts["catalog.import.rejected"], i => i.Rejected),
        new(texts["catalog.import.reason"], i => i.Failure?.Message),
    ];
}
