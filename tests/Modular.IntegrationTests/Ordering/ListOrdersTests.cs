using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Modular.IntegrationTests.Ordering;

public sealed class ListOrdersTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Orders_are_found_by_the_beginning_of_any_of_their_names()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var (sku, other) = (await portal.NewProduct(1m), await portal.NewProduct(5m));
        var first = await buyer.Placed(await Basket(buyer, "Clínica Sur", (sku, 1)), Shop.Body("ALFA-1"));
        var second = await buyer.Placed(await buyer.NewBasket((other, 1)), Shop.Body("BETA_1"));

        (await Numbers(buyer, "")).ShouldBe([second.Number(), first.Number()]);
        (await Numbers(buyer, "?q=" + first.Number())).ShouldBe([first.Number()]);
        (await Numbers(buyer, "?q=alfa")).ShouldBe([first.Number()]);
        (await Numbers(buyer, "?q=beta_")).ShouldBe([second.Number()]);
        (await Numbers(buyer, "?q=be_")).ShouldBeEmpty();
        (await Numbers(buyer, "?q=" + Uri.EscapeDataString("CLÍN"))).ShouldBe([first.Number()]);
        (await Numbers(buyer, "?q=" + other[..^1].ToLowerInvariant())).ShouldContain(second.Number());
        (await Numbers(buyer, "?q=sur")).ShouldBeEmpty();
        (await Numbers(buyer, "?sort=total")).ShouldBe([first.Number(), second.Number()]);
        (await Numbers(buyer, "?sort=-number")).ShouldBe(new[] { first.Number(), second.Number() }.OrderDescending());
        (await Numbers(buyer, "?size=1&page=2")).ShouldBe([first.Number()]);
    }

    [Fact]
    public async Task Days_and_status_narrow_the_list()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var placed = await buyer.Placed(await buyer.NewBasket((await portal.NewProduct(), 1)));
        await portal.Portal.Db.Execute(
            "UPDATE ordering.orders SET placed_at = '2026-02-03T23:59:59Z' WHERE id = @Id", new { placed.Id });

        (await buyer.Total("?from=2026-02-03&to=2026-02-03")).ShouldBe(1);
        (await buyer.Total("?from=2026-02-04")).ShouldBe(0);
        (await buyer.Total("?to=2026-02-02")).ShouldBe(0);
        (await buyer.Total("?status=placed")).ShouldBe(1);
        (await buyer.Total("?status=invoiced")).ShouldBe(0);
    }

    [Theory]
    [InlineData("?status=lost", "status")]
    [InlineData("?sort=customer", "sort")]
    [InlineData("?size=101", "size")]
    [InlineData("?page=0", "page")]
    [InlineData("?from=2026-02-02&to=2026-02-01", "to")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?q=%00", "q")]
    public async Task Nonsense_is_refused_with_its_field(string query, string field)
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();

        var refused = await buyer.Get("/api/orders" + query);

        refused.Status.ShouldBe(400, refused.Text);
        refused.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task The_download_honours_the_filters()
    {
        var buyer = await (await portal.NewAccount()).NewBuyer();
        var sku = await portal.NewProduct(2.5m);
        var wanted = await buyer.Placed(await buyer.NewBasket((sku, 3)), Shop.Body("=HACK()"));
        await buyer.Placed(await buyer.NewBasket((sku, 1)), Shop.Body("OTHER"));

        var csv = await buyer.Get("/api/orders/export?format=csv&q=%3Dhack", ("Accept-Language", "pt-BR"));
        csv.Headers["Content-Type"].ShouldStartWith("text/csv");
        csv.Headers["Content-Disposition"].ShouldContain("pedidos.csv");
        var lines = csv.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("Data,Número do Pedido,Número do Cliente,Cliente,Status do Pedido,Status da entrega");
        lines[1].ShouldContain($"{wanted.Number()},'=HACK(),,Realizado,Em processamento,1,0,USD,7.50");

        var bytes = await buyer.Http.GetByteArrayAsync("/api/orders/export?format=xlsx");
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Count().ShouldBe(3);

        (await buyer.Get("/api/orders/export?format=pdf")).Fields.ShouldBe(["format"]);
        (await portal.Anonymous.Get("/api/orders/export?format=csv")).Status.ShouldBe(401);
    }

    private static async Task<Guid> Basket(Api buyer, string endCustomer, params (string Sku, int Quantity)[] lines)
    {
        var basket = await buyer.NewBasket(lines);
        (await buyer.Patch($"/api/baskets/{basket}", new { endCustomer })).Status.ShouldBe(200);
        return basket;
    }

    private static async Task<string?[]> Numbers(Api buyer, string query) =>
        [.. (await buyer.Get("/api/orders" + query))["items"].EnumerateArray().Select(o => o.GetProperty("number").GetString())];
}
