using System.Diagnostics;
using System.Globalization;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Identity;

namespace Modular.IntegrationTests.Ordering;

/// <summary>A guest learns how an order stands, and whoever guesses learns nothing.</summary>
public sealed class LookUpOrderTests : IAsyncLifetime
{
    private readonly AdvancedTime _time = new();
    private TestPortal _portal = null!;

    public async Task InitializeAsync() => _portal = await TestPortal.Start(await TestPostgres.NewDatabase(), _time, "RateLimits:order-lookup=1000000");

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Number_and_postal_code_or_e_mail_show_the_state_and_nothing_else()
    {
        var (user, number) = await Placed();
        foreach (object body in new object[]
        {
            new { orderNumber = number, postalCode = "7500000" },
            new { orderNumber = $" {number} ", postalCode = "750 00-00" },
            new { orderNumber = number, email = user.EmailOf().ToUpperInvariant() },
        })
        {
            var found = await _portal.Anonymous.Post("/api/order-lookup", body);
            found.Status.ShouldBe(200, found.Text);
            found.Body.EnumerateObject().Select(m => m.Name).ShouldBe(["number", "status", "deliveryStatus", "placedAt", "backordered"]);
            (found.Number(), found["status"].GetString(), found["deliveryStatus"].GetString()).ShouldBe((number, "placed", "processing"));
        }
    }

    [Fact]
    public async Task An_unknown_number_and_a_wrong_proof_are_answered_to_the_letter_alike()
    {
        var (_, number) = await Placed();
        var wrong = await _portal.Anonymous.Post("/api/order-lookup", new { orderNumber = number, postalCode = "7500001" });
        var unknown = await _portal.Anonymous.Post("/api/order-lookup", new { orderNumber = "99-99999", postalCode = "7500000" });
        wrong.ShouldBeRefused(404, "ordering.lookup_nothing");
        string Told(Answer answer) => answer.Text.Replace(answer["traceId"].GetString()!, "", StringComparison.Ordinal);
        Told(unknown).ShouldBe(Told(wrong));
        (await _portal.Anonymous.Post("/api/order-lookup", new { orderNumber = number, email = "somebody@else.example" })).ShouldBeRefused(404, "ordering.lookup_nothing");
        (await _portal.Anonymous.Post("/api/order-lookup", new { orderNumber = number, postalCode = "%" })).ShouldBeRefused(404, "ordering.lookup_nothing");
    }

    [Fact]
    public async Task After_ten_wrong_guesses_the_right_one_finds_nothing_for_an_hour()
    {
        var (_, number) = await Placed();
        for (var n = 0; n < 10; n++) (await Ask(number, (7_000_000 + n).ToString(CultureInfo.InvariantCulture))).Status.ShouldBe(404);
        (await Ask(number, "7500000")).ShouldBeRefused(404, "ordering.lookup_nothing");
        _time.By = TimeSpan.FromMinutes(61);
        (await Ask(number, "7500000")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_unknown_number_takes_as_long_as_a_wrong_proof()
    {
        var (_, number) = await Placed();
        var (wrong, unknown) = (new List<double>(), new List<double>());
        // The quickest of many is the one that nothing else disturbed: a machine at work needs more of them, a real difference stays.
        for (var n = 0; n < 60 || (n < 600 && unknown.Min() / wrong.Min() is < 0.6 or > 1.6); n++)
        {
            wrong.Add(await Time(number));
            unknown.Add(await Time(string.Create(CultureInfo.InvariantCulture, $"98-{n:D5}")));
        }

        (unknown.Min() / wrong.Min()).ShouldBeInRange(0.6, 1.6, $"{wrong.Min():F2} ms for an order, {unknown.Min():F2} ms for none");
    }

    [Theory]
    [InlineData("", "7500000", null, "orderNumber")]
    [InlineData("20-10001", null, null, "postalCode")]
    [InlineData("20-10001", " ", "", "postalCode")]
    [InlineData("20-10001", "7500000", "a@b.example", "postalCode")]
    [InlineData("20-10001", "123456789012345678901", null, "postalCode")]
    public async Task What_is_missing_is_refused_at_its_field(string orderNumber, string? postalCode, string? email, string field) =>
        (await _portal.Anonymous.Post("/api/order-lookup", new { orderNumber, postalCode, email })).ShouldBeRefused(400, "request.invalid", field);

    [Fact]
    public async Task The_page_does_it_for_a_guest_and_the_sign_in_page_leads_to_it()
    {
        var (_, number) = await Placed();
        using var browser = new Browser(_portal, null);
        (await browser.Open("/sign-in")).Html.ShouldContain("href=\"/order-lookup\"");
        var page = await browser.Open("/order-lookup");

        var wrong = await browser.Submit(page, "lookup", ("Input.OrderNumber", number), ("Input.PostalCode", "1"));
        wrong.Status.ShouldBe(422);
        wrong.Text.ShouldContain("No order fits both");
        wrong.Html.ShouldContain($"value=\"{number}\"");
        var found = await browser.Submit(page, "lookup", ("Input.OrderNumber", number), ("Input.PostalCode", "7500000"));
        found.Status.ShouldBe(200);
        found.Html.ShouldContain("id=\"found-order\"");
        found.Text.ShouldContain("Placed");
        found.Text.ShouldNotContain("Andes Sistemas");
        found.Text.ShouldNotContain("Providencia");
        found.Text.ShouldNotContain("USD");
    }

    [Fact]
    public async Task Too_many_questions_from_one_address_wait()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase(), "RateLimits:order-lookup=3");
        for (var n = 0; n < 3; n++) (await own.Anonymous.Post("/api/order-lookup", new { orderNumber = "1", postalCode = "2" })).Status.ShouldBe(404);
        var refused = await own.Anonymous.Post("/api/order-lookup", new { orderNumber = "1", postalCode = "2" });
        refused.ShouldBeRefused(429, "request.too_many");
        int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        using var browser = new Browser(own, null);
        (await browser.Submit(await browser.Open("/order-lookup"), "lookup", ("Input.OrderNumber", "1"), ("Input.PostalCode", "2"))).Status.ShouldBe(429);
    }

    private async Task<(TestUser User, string Number)> Placed()
    {
        var user = await (await _portal.NewAccount()).NewUser(Shop.Buyer);
        var buyer = await user.SignIn();
        return (user, (await buyer.Placed(await buyer.NewBasket((await _portal.NewProduct(), 1)))).Number());
    }

    private Task<Answer> Ask(string orderNumber, string postalCode) => _portal.Anonymous.Post("/api/order-lookup", new { orderNumber, postalCode });

    private async Task<double> Time(string number)
    {
        var clock = Stopwatch.StartNew();
        (await Ask(number, "1")).Status.ShouldBe(404);
        return clock.Elapsed.TotalMilliseconds;
    }
}
