namespace Modular.IntegrationTests.Baskets;

public sealed class CreateBasketTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("private")]
    [InlineData("public")]
    [InlineData("shared")]
    public async Task A_basket_is_made_empty_at_version_one(string visibility)
    {
        var team = await Team.Meet(portal.Portal);
        var made = await team.Ana.Post("/api/baskets", new
        {
            name = "  Branch office ", visibility, purchaseOrderNumber = "PO-7", endCustomer = "Hospital", notes = "By Friday,\nplease",
        });

        made.Status.ShouldBe(201, made.Text);
        (made.Location, made.ETag).ShouldBe(($"/api/baskets/{made.Id}", "\"1\""));
        var seen = await team.Ana.Get(made.Location!);
        (seen["name"].GetString(), seen["visibility"].GetString(), seen["status"].GetString()).ShouldBe(("Branch office", visibility, "active"));
        (seen["purchaseOrderNumber"].GetString(), seen["endCustomer"].GetString(), seen["notes"].GetString())
            .ShouldBe(("PO-7", "Hospital", "By Friday,\nplease"));
        (seen.ETag, seen["mine"].GetBoolean(), seen.Lines().Length, seen["total"].GetDecimal()).ShouldBe(("\"1\"", true, 0, 0m));
    }

    [Fact]
    public async Task Without_a_word_a_basket_is_private() =>
        (await (await Team.Meet(portal.Portal)).Ana.Post("/api/baskets", new { name = "Mine" }))["visibility"].GetString().ShouldBe("private");

    [Fact]
    public async Task Nobody_makes_a_basket_without_signing_in_and_the_privilege()
    {
        var team = await Team.Meet(portal.Portal);
        (await portal.Anonymous.Post("/api/baskets", new { name = "Mine" })).ShouldBeRefused(401, "request.sign_in_first");
        (await team.Carla.Post("/api/baskets", new { name = "Mine" })).ShouldBeRefused(403, "request.privilege_missing");
    }

    [Fact]
    public async Task A_repeated_key_makes_one_basket_even_when_the_first_answer_is_lost()
    {
        var team = await Team.Meet(portal.Portal);
        Task<Answer> Make() => team.Ana.Post("/api/baskets", new { name = "Once" }, BasketCalls.Key("make"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Make()));
        await portal.Portal.Db.Execute("DELETE FROM platform.idempotency WHERE account_id = @Id", new { team.Account.Id });
        answers = [.. answers, await Make()];

        answers.Select(a => a.Status).ShouldAllBe(status => status == 201);
        answers.Select(a => a.Id).Distinct().ShouldHaveSingleItem();
        (await team.Ana.Get("/api/baskets"))["total"].GetInt32().ShouldBe(1);
        (await team.Ana.Post("/api/baskets", new { name = "Another" }, BasketCalls.Key("make"))).ShouldBeRefused(409, "request.idempotency_key_reused");
    }

    [Fact]
    public async Task What_the_caller_may_not_decide_is_of_no_effect()
    {
        var team = await Team.Meet(portal.Portal);
        var somebody = Guid.NewGuid();
        var made = await team.Ana.Post("/api/baskets", new
        {
            name = "Mine", id = somebody, ownerId = somebody, accountId = somebody, version = 7, status = "ordered", total = 1, orderNumber = "20-12345",
        });

        made.Status.ShouldBe(201, made.Text);
        made.Id.ShouldNotBe(somebody);
        var seen = await team.Ana.See(made.Id);
        (seen.Version(), seen["status"].GetString(), seen["mine"].GetBoolean()).ShouldBe((1, "active", true));
        (await team.Stranger.Get($"/api/baskets/{made.Id}")).Status.ShouldBe(404);
    }
}
