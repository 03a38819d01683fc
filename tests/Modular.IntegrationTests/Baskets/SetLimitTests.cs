namespace Modular.IntegrationTests.Baskets;

public sealed class SetLimitTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_distributor_decides_how_many_baskets_an_accounts_users_may_have()
    {
        var team = await Team.Meet(portal.Portal);
        var staff = await portal.NewStaff();
        var set = await Set(staff, team.Account.Id, 1);
        (set.Status, set["activeBaskets"].GetInt32()).ShouldBe((200, 1));

        await team.Ana.NewBasket();
        var refused = await team.Ana.Post("/api/baskets", new { name = "One more" });
        refused.ShouldBeRefused(409, "baskets.limit_reached");
        refused["detail"].GetString()!.ShouldContain(" 1 ");
        // It counts per user, and other accounts keep theirs.
        await team.Bruno.NewBasket();
        await team.Stranger.NewBasket();
        await team.Stranger.NewBasket();

        (await Set(staff, team.Account.Id, 2)).Status.ShouldBe(200);
        await team.Ana.NewBasket();
        (await Set(staff, team.Account.Id, 0)).Status.ShouldBe(200);
        (await team.Ana.Post("/api/baskets", new { name = "One more" })).ShouldBeRefused(409, "baskets.limit_reached");
        (await team.Ana.Get("/api/baskets"))["total"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_else_decides_it()
    {
        var team = await Team.Meet(portal.Portal);
        var administrator = await (await team.Account.NewAdministrator()).SignIn();
        (await Set(portal.Anonymous, team.Account.Id, 5)).ShouldBeRefused(401, "request.sign_in_first");
        (await Set(administrator, team.Account.Id, 5)).ShouldBeRefused(403, "request.privilege_missing");
        (await Set(team.Stranger, team.Account.Id, 5)).ShouldBeRefused(403, "request.privilege_missing");
    }

    [Fact]
    public async Task Accounts_that_are_none_and_numbers_that_make_no_sense_are_refused()
    {
        var team = await Team.Meet(portal.Portal);
        var staff = await portal.NewStaff();
        (await Set(staff, Guid.NewGuid(), 5)).ShouldBeRefused(404, "baskets.account_unknown");
        (await Set(staff, team.Account.Id, -1)).ShouldBeRefused(400, "request.invalid", "activeBaskets");
        (await Set(staff, team.Account.Id, 100_001)).ShouldBeRefused(400, "request.invalid", "activeBaskets");
    }

    private static Task<Answer> Set(Api api, Guid account, int activeBaskets) => api.Put($"/api/accounts/{account}/basket-limit", new { activeBaskets });
}
