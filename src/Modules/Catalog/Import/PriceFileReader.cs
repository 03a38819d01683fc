using CsvHelper;

namespace Modular.Catalog.Import;

/// <summary>Reads a price file line by line, never more than a line of it in memory.</summary>
internal sealed class PriceFileReader : IAsyncDisposable
{
    private const int MaxLine = 64 * 1024;

    private readonly CsvReader _csv;
    private bool _broken;

    private PriceFileReader(Stream body, string? charset)
    {
        _csv = CsvReader.Create(PriceFileText.Open(body, charset), new CsvReaderOptions
        {
            // A quote that is never closed would swallow all lines after it.
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = MaxLine,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            OnMalformedRecord = record => _broken |= record.Reason != CsvMalformedReason.StrayQuote,
        });
    }

    public PriceColumns Columns { get; private set; } = null!;

    /// <summary>Where the record is in the file, the header being line 1.</summary>
    public int Line => (int)_csv.LineNumber;

    public int Cells => _csv.FieldCount;

    /// <summary>Whether the quotes of this record can be read in more than one way.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The file after its header, or why its header cannot be used.</summary>
    public static async Task<Result<PriceFileReader>> Open(Stream body, string? charset, CancellationToken ct)
    {
        var file = new PriceFileReader(body, charset);
        var columns = await file.ReadColumns(ct);
        if (columns.IsSuccess)
        {
            file.Columns = columns.Value;
            return file;
        }

        await file.DisposeAsync();
        return columns.Error;
    }

    /// <exception cref="CsvFormatException">A line is longer than any price could be: this is no price file.</exception>
    public async Task<bool> Read(CancellationToken ct)
    {
        _broken = false;
        var read = await _csv.ReadAsync(ct);
        IsBroken = _broken;
        return read;
    }

    public string Cell(int place) => _csv.GetString(place);

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private async Task<Result<PriceColumns>> ReadColumns(CancellationToken ct)
    {
        try
        {
            await _csv.ReadHeaderAsync(ct);
        }
        catch (CsvFormatException)
        {
            return Error.Invalid("catalog.import_unreadable", "file", "1");
        }

        var header = _csv.Headers.ToArray();
        return header.All(string.IsNullOrWhiteSpace) ? Error.Invalid("catalog.import_empty_file", "file") : PriceColumns.Read(header);
    }
}
