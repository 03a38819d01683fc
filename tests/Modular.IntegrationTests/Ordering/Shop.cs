using System.Globalization;
using System.Text.Json;

namespace Modular.IntegrationTests.Ordering;

/// <summary>What a test about orders needs: goods on the shelf, a buyer, a basket.</summary>
internal static class Shop
{
    public static readonly string[] Buyer = ["baskets.edit", "baskets.edit_shared", "orders.view", "orders.place"];

    private static int _made;

    public static readonly object ShipTo = new
    {
        name = "Andes Sistemas", line1 = "Av. Providencia 1", city = "Santiago", region = "RM", postalCode = "7500000", country = "CL",
    };

    public static Task<string> NewProduct(this PortalFixture portal, decimal price = 10m, int onHand = 1000, string? certification = null) =>
        portal.Portal.NewProduct(price, onHand, certification);

    /// <summary>Puts a product of its own on the shelf.</summary>
    public static async Task<string> NewProduct(this TestPortal portal, decimal price = 10m, int onHand = 1000, string? certification = null)
    {
        var sku = string.Create(CultureInfo.InvariantCulture, $"T{Interlocked.Increment(ref _made):D6}{Random.Shared.Next(1000):D3}");
        await portal.Db.Execute(
            """
            WITH product AS (
                INSERT INTO catalog.products (sku, vendor_part_number, vendor, description, category, retail_price, currency, serialised,
                                              required_certification, words, name_key, updated_at)
                VALUES (@sku, 'P-' || @sku, 'Acme', 'Thing ' || @sku, 'Things', @price, 'USD', false, @certification, ''::tsvector, lower(@sku), now()))
            INSERT INTO catalog.stock (sku, warehouse, on_hand) VALUES (@sku, 'MIA', @onHand)
            """,
            new { sku, price, onHand, certification });
        return sku;
    }

    public static Task SetPrice(this PortalFixture portal, string sku, decimal price) => portal.Portal.Db.Execute(
        "UPDATE catalog.products SET retail_price = @price WHERE sku = @sku", new { sku, price });

    public static async Task<Api> NewBuyer(this TestAccount account) => await (await account.NewUser(Buyer)).SignIn();

    /// <summary>A basket with these products.</summary>
    public static async Task<Guid> NewBasket(this Api buyer, string visibility, params (string Sku, int Quantity)[] lines)
    {
        var opened = await buyer.Post("/api/baskets", new { name = "Basket", visibility });
        opened.Status.ShouldBe(201, opened.Text);
        foreach (var (sku, quantity) in lines)
        {
            var added = await buyer.Post($"/api/baskets/{opened.Id}/lines", new { sku, quantity });
            added.Status.ShouldBe(201, added.Text);
        }

        return opened.Id;
    }

    public static Task<Guid> NewBasket(this Api buyer, params (string Sku, int Quantity)[] lines) => buyer.NewBasket("private", lines);

    public static Task<Answer> Order(this Api buyer, Guid basket, object? body = null, params (string Name, string Value)[] headers) =>
        buyer.Post($"/api/baskets/{basket}/order", body ?? Body(), headers);

    public static object Body(string purchaseOrderNumber = "PO-1", decimal? confirmedTotal = null, bool shipComplete = false) =>
        new { purchaseOrderNumber, shipTo = ShipTo, shipComplete, confirmedTotal };

    /// <summary>An order that went through.</summary>
    public static async Task<Answer> Placed(this Api buyer, Guid basket, object? body = null, params (string Name, string Value)[] headers)
    {
        var placed = await buyer.Order(basket, body, headers);
        placed.Status.ShouldBe(201, placed.Text);
        return placed;
    }

    public static string Number(this Answer order) => order["number"].GetString()!;

    public static int Sum(this JsonElement lines, string member) => lines.EnumerateArray().Sum(l => l.GetProperty(member).GetInt32());

    public static async Task<long> Total(this Api buyer, string query = "") => (await buyer.Get("/api/orders" + query))["total"].GetInt64();
}
