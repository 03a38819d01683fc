using System.Globalization;
using CsvHelper;
using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Catalog.Prices;
using Npgsql;

namespace Modular.Catalog.Import;

/// <summary>Carries a price file into the catalog while it arrives: all its good rows at one moment, or nothing.</summary>
internal sealed class PriceImport(Db db, ImportLog imports, CatalogMemory memory, TimeProvider time)
{
    private const int RowsAtOnce = 10_000;

    /// <returns>The import's id when it is done; an error where the file as a whole cannot be used.</returns>
    public async Task<Result<Guid>> Run(ImportOrder order, Stream body, CancellationToken ct)
    {
        var opened = await PriceFileReader.Open(body, order.Charset, ct);
        if (!opened.IsSuccess) return opened.Error;
        await using var file = opened.Value;
        await using var connection = await db.Open(ct);
        await connection.ExecuteAsync($"SELECT pg_advisory_lock({ImportLog.LockOf("@id")})", new { id = order.Id.ToString() });
        await imports.Begin(order, file.Columns, ct);
        try
        {
            var words = await Stage(order.Id, file, connection, ct);
            // The file is here: its sender may go now, the import goes on.
            await Apply(order, file.Columns, words, connection);
            return order.Id;
        }
        catch (CsvFormatException e)
        {
            var line = e.LineNumber.ToString(CultureInfo.InvariantCulture);
            await imports.Fail(order.Id, "catalog.import_unreadable", line);
            return Error.Invalid("catalog.import_unreadable", "file", line);
        }
        catch (Exception e)
        {
            var senderWentAway = ct.IsCancellationRequested || e is OperationCanceledException or IOException;
            await imports.Fail(order.Id, senderWentAway ? "catalog.import_cut_short" : "catalog.import_interrupted");
            throw;
        }
        finally
        {
            await Db.Forget(connection);
        }
    }

    /// <returns>The words that search may mend others to.</returns>
    private async Task<IReadOnlyCollection<string>> Stage(Guid id, PriceFileReader file, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var staging = await Staging.Open(connection, ct);
        var faults = new List<RowFault>();
        var (rows, rejected, kept) = (0, 0, 0);
        while (await file.Read(ct))
        {
            rows++;
            if (Parse(file, out var row) is { Count: > 0 } wrong)
            {
                rejected++;
                if (kept + faults.Count < ImportLog.MaxErrorsKept) faults.AddRange(wrong);
            }
            else
            {
                await staging.Add(row!, ct);
            }

            if (rows % RowsAtOnce != 0) continue;
            await staging.Flush(ct);
            await imports.Progress(id, "reading", rows, rejected, faults, ct);
            kept += faults.Count;
            faults.Clear();
        }

        await staging.Flush(ct);
        await imports.Progress(id, "applying", rows, rejected, faults, ct);
        return staging.Words;
    }

    private async Task Apply(ImportOrder order, PriceColumns columns, IReadOnlyCollection<string> words, NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var merge = new Merge(connection, transaction, columns, CancellationToken.None);
        var counts = await merge.Compare(order.Id);
        var now = time.GetUtcNow().UtcDateTime;
        if (!order.DryRun && counts.Added + counts.Changed > 0)
        {
            await merge.Apply(words, now);
            await transaction.Audit(
                new AuditEntry(order.AccountId, "catalog.prices_imported", $"import/{order.Id}", null, new { order.FileName, counts.Added, counts.Changed }), now,
                // The queue imports what somebody left there: for them.
                Actor.Current with { UserId = order.StartedBy }, CancellationToken.None);
        }

        await ImportLog.Done(connection, transaction, order.Id, counts, now);
        await merge.End();
        await transaction.CommitAsync();
        // The other hosts are told by the database; whoever asks here next must not see an old price.
        memory.ForgetAll();
    }

    private static IReadOnlyList<RowFault> Parse(PriceFileReader file, out PriceRow? row)
    {
        row = null;
        if (file.IsBroken) return [new RowFault(file.Line, "", "catalog.import_quotes", "")];
        if (file.Cells != file.Columns.Count)
        {
            return [new RowFault(file.Line, "", file.Cells < file.Columns.Count ? "catalog.import_cells_missing" : "catalog.import_cells_extra", "",
                file.Columns.Count.ToString(CultureInfo.InvariantCulture), file.Cells.ToString(CultureInfo.InvariantCulture))];
        }

        return PriceRowParser.TryParse(file.Columns, file.Line, file.Cell, out row, out var faults) ? [] : faults;
    }
}
