using Modular.Simulation.Prices;

namespace Modular.IntegrationTests;

/// <summary>A small price file, imported through the API. Each product is given to one test only, so that its stock is the test's own.</summary>
public sealed class TestCatalog
{
    private readonly List<PriceLine> _free = [.. new PriceFile(2_000, Seed: 7).Lines()];

    private TestCatalog() => All = [.. _free];

    /// <summary>What was imported.</summary>
    public IReadOnlyList<PriceLine> All { get; }

    internal static async Task<TestCatalog> Import(TestPortal portal)
    {
        var catalog = new TestCatalog();
        var csv = await new PriceFile(2_000, Seed: 7).Text();
        var answer = await (await portal.NewStaff()).Post("/api/catalog/imports", Api.Text(csv, "text/csv"));
        answer.Status.ShouldBe(201, answer.Text);
        return catalog;
    }

    /// <summary>A product that fits and that no other test gets; without a condition one that anybody may buy.</summary>
    public PriceLine Take(Func<PriceLine, bool>? fits = null)
    {
        lock (_free)
        {
            var line = _free.First(fits ?? (l => l.RequiredCertification is null));
            _free.Remove(line);
            return line;
        }
    }

    /// <summary>A product that anybody may buy, of which at least so many are in stock.</summary>
    public PriceLine TakeInStock(int atLeast = 1) => Take(l => l.RequiredCertification is null && l.Stock.Sum(s => s.OnHand) >= atLeast);
}
