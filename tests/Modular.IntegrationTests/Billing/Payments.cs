using Modular.IntegrationTests.Ordering;

namespace Modular.IntegrationTests.Billing;

/// <summary>A portal with the test provider of payments.</summary>
public sealed class Payments : IAsyncLifetime
{
    public const string Good = "4242 4242 4242 4242", Declined = "4000 0000 0000 0002", NoFunds = "4000 0000 0000 9995", Confirms = "4000 0025 0000 3155",
        Late = "4000 0000 0000 0259";

    public TestPortal Portal { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Portal = await TestPortal.Start(await TestPostgres.NewDatabase(), "Billing:TestProvider=true", "Billing:ProviderTimeout=2500", "Billing:GiveBackEvery=3600", "Silo:Shared=true");

    public Task DisposeAsync() => Portal.DisposeAsync().AsTask();

    /// <summary>What the provider gives for a number, as its script would.</summary>
    public async Task<string> Setup(string number, string expiry = "12/40")
    {
        var made = await Portal.Anonymous.Post("/test-payments/setups", new { number, expiry, holder = "Ana Contreras", cvc = "123" });
        made.Status.ShouldBe(200, made.Text);
        return made["setup"].GetString()!;
    }

    public async Task<Guid> NewCard(Api boss, string number = Good, string expiry = "12/40")
    {
        var added = await boss.Post("/api/payment-methods", new { kind = "card", setup = await Setup(number, expiry) });
        added.Status.ShouldBe(201, added.Text);
        return added.Id;
    }

    public async Task<Guid> NewBasket(Api buyer, decimal price = 10m) => await buyer.NewBasket((await Portal.NewProduct(price), 1));

    public static object Order(Guid paymentMethodId, string purchaseOrderNumber = "PO-1") =>
        new { purchaseOrderNumber, shipTo = Shop.ShipTo, paymentMethodId };

    /// <summary>What the provider holds for a basket, as <c>status</c>.</summary>
    public async Task<string[]> Held(Guid basket) =>
        [.. await Portal.Db.Many<string>(
            """
            SELECT t.status FROM billing.authorizations a JOIN billing.test_authorizations t ON t.key = replace(a.order_id::text, '-', '') || '-' || a.attempt
            WHERE a.basket_id = @basket ORDER BY t.made_at
            """, new { basket })];

    /// <summary>The buyer answers the bank on the provider's page.</summary>
    public static async Task<Browser.Page> Answer(Browser browser, string confirmationUrl, bool accept)
    {
        var page = await browser.Open(confirmationUrl);
        page.Status.ShouldBe(200, page.Text);
        return await browser.Send(confirmationUrl, [.. page.Form(confirmationUrl), ("accept", accept ? "true" : "false")]);
    }
}
