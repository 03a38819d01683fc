using Dapper;
using Modular.Catalog.Search;
using Npgsql;
using NpgsqlTypes;

namespace Modular.Catalog.Import;

/// <summary>Puts rows into a temporary table of this connection: not logged, seen by nobody, gone with a host that is killed.</summary>
internal sealed class Staging(NpgsqlConnection connection) : IAsyncDisposable
{
    private readonly HashSet<string> _words = [];
    private NpgsqlBinaryImporter? _copy;

    /// <summary>The words of prose in the rows, that search may mend others to.</summary>
    public IReadOnlyCollection<string> Words => _words;

    public static async Task<Staging> Open(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            """
            CREATE TEMP TABLE import_rows (
                line integer, sku text COLLATE "C", vendor_part_number text, vendor text, upc text, description text,
                category text COLLATE "C", unspsc text, retail_price numeric(14, 2), currency text, weight_kg numeric(10, 3),
                serialised boolean, required_certification text, words text, name_key text COLLATE "C",
                on_hand integer[], incoming integer[], incoming_date date[])
            """, cancellationToken: ct));
        return new Staging(connection);
    }

    public async Task Add(PriceRow row, CancellationToken ct)
    {
        _copy ??= await connection.BeginBinaryImportAsync("COPY import_rows FROM STDIN (FORMAT BINARY)", ct);
        await _copy.StartRowAsync(ct);
        await _copy.WriteAsync(row.Line, NpgsqlDbType.Integer, ct);
        await Text(row.Sku, ct);
        await Text(row.VendorPartNumber, ct);
        await Text(row.Vendor, ct);
        await Text(row.Upc, ct);
        await Text(row.Description, ct);
        await Text(row.Category, ct);
        await Text(row.Unspsc, ct);
        await _copy.WriteAsync(row.RetailPrice, NpgsqlDbType.Numeric, ct);
        await Text(row.Currency, ct);
        if (row.WeightKg is { } weight) await _copy.WriteAsync(weight, NpgsqlDbType.Numeric, ct);
        else await _copy.WriteNullAsync(ct);
        await _copy.WriteAsync(row.Serialised, NpgsqlDbType.Boolean, ct);
        await Text(row.RequiredCertification, ct);
        await Text(SearchWords.Vector(row.Sku, row.VendorPartNumber, row.Vendor, row.Description, row.Category, _words), ct);
        await Text(SearchWords.Fold(row.Description), ct);
        await _copy.WriteAsync(Array.ConvertAll(row.Stock, s => s.OnHand), NpgsqlDbType.Array | NpgsqlDbType.Integer, ct);
        await _copy.WriteAsync(Array.ConvertAll(row.Stock, s => s.Incoming), NpgsqlDbType.Array | NpgsqlDbType.Integer, ct);
        await _copy.WriteAsync(Array.ConvertAll(row.Stock, s => s.IncomingDate), NpgsqlDbType.Array | NpgsqlDbType.Date, ct);
    }

    /// <summary>Ends the COPY of the rows so far: each is a short transaction, however slowly the file arrives.</summary>
    public async Task Flush(CancellationToken ct)
    {
        if (_copy is null) return;
        await _copy.CompleteAsync(ct);
        await _copy.DisposeAsync();
        _copy = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_copy is not null) await _copy.DisposeAsync();
    }

    private Task Text(string? value, CancellationToken ct) =>
        value is null ? _copy!.WriteNullAsync(ct) : _copy!.WriteAsync(value, NpgsqlDbType.Text, ct);
}
