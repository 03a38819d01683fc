using Modular.Simulation.Prices;

namespace Modular.IntegrationTests.Catalog;

/// <summary>What a large price file costs in memory.</summary>
[Collection(Alone.Name)]
public sealed class ImportMemoryTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Two_hundred_thousand_rows_need_no_more_memory_than_a_few()
    {
        var staff = await portal.NewStaff();
        await staff.Import(await PriceUpload.Made(PriceUpload.NewPrefix(), 2_000), "?dryRun=true");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;

        var content = new StreamContent(new GeneratedStream(
            new PriceFile(200_000, 8).Lines().Select(line => PriceCsv.Row(line, ',')).Prepend(PriceCsv.Header(PriceFile.Warehouses, ',')),
            line =>
            {
                if (line % 20_000 == 10_000) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }));
        content.Headers.ContentType = new("text/csv");
        var import = await staff.Post("/api/catalog/imports?dryRun=true", content);

        import.Status.ShouldBe(201, import.Text);
        import["rows"].GetInt32().ShouldBe(200_000);
        ((most - before) / 1024 / 1024).ShouldBeLessThan(16);
    }
}
