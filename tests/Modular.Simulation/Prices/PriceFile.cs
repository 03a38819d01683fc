using System.Globalization;
using static Modular.Simulation.Prices.Assortment;

namespace Modular.Simulation.Prices;

/// <summary>A distributor's price file: the same seed gives the same products, a later revision other prices and stock for some.</summary>
/// <param name="Rows">How many products.</param>
/// <param name="Seed">Which products.</param>
/// <param name="Revision">0 is the first file; each later one changes about 5 % of the rows.</param>
public sealed record PriceFile(int Rows, int Seed = 1, int Revision = 0)
{
    public static readonly IReadOnlyList<string> Warehouses = ["MIA", "SCL", "GRU", "BOG"];

    private static readonly DateOnly FirstArrival = new(2026, 9, 1);

    /// <summary>The products, made one at a time.</summary>
    public IEnumerable<PriceLine> Lines()
    {
        var random = new Random(Seed);
        var changes = new Random(unchecked((Seed * 31) + Revision));
        PriceLine? last = null;
        for (var row = 0; row < Rows; row++)
        {
            var line = Make(row, random);
            // One part number in two vendors' lists: only the SKU or the UPC tells them apart.
            if (last is not null && row % 97 == 96 && last.Vendor != line.Vendor) line = line with { VendorPartNumber = last.VendorPartNumber };
            last = line;
            yield return Revision > 0 && changes.Next(20) == 0 ? Revised(line, changes) : line;
        }
    }

    /// <summary>Writes the file as CSV with a header line.</summary>
    public async Task WriteTo(TextWriter writer, char delimiter = ',', CancellationToken ct = default)
    {
        writer.NewLine = "\n";
        await writer.WriteLineAsync(PriceCsv.Header(Warehouses, delimiter).AsMemory(), ct);
        foreach (var line in Lines()) await writer.WriteLineAsync(PriceCsv.Row(line, delimiter).AsMemory(), ct);
        await writer.FlushAsync(ct);
    }

    /// <summary>The file as one text, for small ones.</summary>
    public async Task<string> Text(char delimiter = ',')
    {
        await using var writer = new StringWriter();
        await WriteTo(writer, delimiter);
        return writer.ToString();
    }

    private static PriceLine Make(int row, Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var makerName = kind.Makers[random.Next(kind.Makers.Length)];
        var maker = Array.FindIndex(Makers, m => m.Name == makerName);
        var family = Families[random.Next(Families.Length)];
        var model = string.Create(CultureInfo.InvariantCulture, $"{family[0]}{row % 9000 + 1000}");
        var description = string.Format(
            CultureInfo.InvariantCulture, kind.Pattern,
            $"{makerName} {family} {model}", kind.First[random.Next(kind.First.Length)], kind.Second[random.Next(kind.Second.Length)]);
        return new PriceLine(
            string.Create(CultureInfo.InvariantCulture, $"{Makers[maker].Prefix}{row + 1_000_000}"),
            string.Create(CultureInfo.InvariantCulture, $"{kind.Part}-{model}-{Base36(row, 4)}"),
            makerName,
            // Half of the world writes 13 digits, the other half 12.
            CheckDigits.WithCheckDigit((row % 2 == 0 ? "" : "7") + string.Create(CultureInfo.InvariantCulture, $"{maker + 10}{row:D9}")),
            description,
            kind.Category,
            kind.Unspsc,
            Price(kind, random),
            "USD",
            Math.Round(kind.Weight * (decimal)(0.6 + random.NextDouble()), 3),
            kind.Serialised,
            kind.Certification is not null && random.Next(5) == 0 ? kind.Certification : null,
            [.. Warehouses.Select(_ => Stock(random))]);
    }

    private static PriceLine Revised(PriceLine line, Random changes) => line with
    {
        RetailPrice = Math.Round(line.RetailPrice * (decimal)(0.9 + (changes.NextDouble() / 5)), 2) + 0.01m,
        Stock = [.. line.Stock.Select(_ => Stock(changes))],
    };

    private static decimal Price(Kind kind, Random random)
    {
        // Many cheap things, few dear ones.
        var share = (decimal)Math.Pow(random.NextDouble(), 3);
        return Math.Floor(kind.From + ((kind.To - kind.From) * share)) + (random.Next(3) switch { 0 => 0.99m, 1 => 0.5m, _ => 0m });
    }

    private static StockCell Stock(Random random)
    {
        var onHand = random.Next(10) < 4 ? 0 : random.Next(1, 400);
        if (random.Next(6) != 0) return new StockCell(onHand, 0, null);
        return new StockCell(onHand, random.Next(5, 250), FirstArrival.AddDays(random.Next(90)));
    }

    private static string Base36(int number, int length)
    {
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        Span<char> text = stackalloc char[length];
        for (var i = length - 1; i >= 0; i--, number /= 36) text[i] = digits[number % 36];
        return text.ToString();
    }
}
