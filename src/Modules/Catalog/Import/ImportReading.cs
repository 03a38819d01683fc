using System.Runtime.CompilerServices;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;

namespace Modular.Catalog.Import;

/// <summary>Reads imports as they stand.</summary>
internal sealed class ImportReading(Db db, Texts texts, IAccountDirectory people)
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string> { ["startedAt"] = "started_at", ["rows"] = "rows", ["state"] = "state" }, "-startedAt", "id");

    // People's names are looked up for so many rows at a time.
    private const int Batch = 200;

    public async Task<ImportView?> One(Guid id, CancellationToken ct) =>
        (await Views(await db.Many<Row>("SELECT * FROM catalog.imports WHERE id = @id", new { id }, ct), ct)).SingleOrDefault();

    public async Task<Listing<ImportView>> Page(Paging paging, CancellationToken ct)
    {
        var (rows, total) = await db.Counted<Row>(
            $"SELECT * FROM catalog.imports {Sorts.OrderBy(paging.Sort)} LIMIT @Size OFFSET @Offset",
            "SELECT count(*)::int FROM catalog.imports", new { paging.Size, paging.Offset }, ct);
        return new Listing<ImportView>(await Views(rows, ct), paging.Page, paging.Size, total);
    }

    /// <summary>One by one, for downloads.</summary>
    public async IAsyncEnumerable<ImportView> All(string? sort, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var rows in db.Stream<Row>($"SELECT * FROM catalog.imports {Sorts.OrderBy(sort)}", ct: ct).Chunk(Batch).WithCancellation(ct))
        {
            foreach (var view in await Views(rows, ct)) yield return view;
        }
    }

    private async Task<IReadOnlyList<ImportView>> Views(IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var names = await people.Names([.. rows.Select(r => r.StartedBy).OfType<Guid>().Distinct()], ct);
        return [.. rows.Select(row => new ImportView(
            row.Id, Enum.Parse<ImportState>(row.State, ignoreCase: true), row.DryRun, row.FileName,
            row.Rows, row.Added, row.Changed, row.Unchanged, row.Rejected, row.IgnoredColumns,
            row.FailureCode is null ? null : new ImportFailure(row.FailureCode, texts[row.FailureCode, [.. row.FailureArgs]]),
            row.StartedAt, row.EndedAt, row.StartedBy is { } by ? names.GetValueOrDefault(by) : null))];
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string State { get; init; } = "";
        public bool DryRun { get; init; }
        public string? FileName { get; init; }
        public Guid? StartedBy { get; init; }
        public DateTime StartedAt { get; init; }
        public DateTime? EndedAt { get; init; }
        public int Rows { get; init; }
        public int Added { get; init; }
        public int Changed { get; init; }
        public int Unchanged { get; init; }
        public int Rejected { get; init; }
        public string[] IgnoredColumns { get; init; } = [];
        public string? FailureCode { get; init; }
        public string[] FailureArgs { get; init; } = [];
    }
}
