using Npgsql;

namespace Modular.IntegrationTests.Baskets;

/// <summary>At most 100 active baskets per user, whatever happens at once and whoever writes.</summary>
public sealed class BasketLimitTests(PortalFixture portal, TwoHosts hosts) : IClassFixture<PortalFixture>, IClassFixture<TwoHosts>
{
    [Fact]
    public async Task Of_200_made_at_once_100_are_made()
    {
        var team = await Team.Meet(portal.Portal);
        await MakeTwoHundred(portal.Portal, team.AnaUser, _ => team.Ana);
        // A colleague has a hundred of their own.
        await team.Bruno.NewBasket();
    }

    [Fact]
    public async Task Of_200_made_at_once_through_two_hosts_100_are_made()
    {
        var user = await (await hosts.One.NewAccount()).NewUser(Team.Buyer);
        var (one, other) = (await user.SignIn(hosts.One), await user.SignIn(hosts.Other));
        await MakeTwoHundred(hosts.One, user, i => i % 2 == 0 ? one : other);
    }

    [Fact]
    public async Task The_database_itself_refuses_the_101st()
    {
        var (team, _) = await Full();
        var refused = await Should.ThrowAsync<PostgresException>(() => portal.Portal.Db.Execute(
            """
            INSERT INTO baskets.baskets (id, account_id, owner_id, name, visibility, status, version, created_at, changed_at, changed_by)
            VALUES (gen_random_uuid(), @accountId, @userId, 'Smuggled', 'private', 'active', 1, now(), now(), @userId)
            """, new { accountId = team.Account.Id, userId = team.AnaUser.Id }));
        (refused.SqlState, refused.ConstraintName).ShouldBe((PostgresErrorCodes.CheckViolation, "baskets_active_limit"));

        await Should.ThrowAsync<PostgresException>(() => portal.Portal.Db.Execute(
            """
            INSERT INTO baskets.baskets (id, account_id, owner_id, name, visibility, status, version, created_at, changed_at, changed_by)
            SELECT gen_random_uuid(), @accountId, @userId, 'Smuggled', 'private', 'deleted', 1, now(), now(), @userId;
            UPDATE baskets.baskets SET status = 'active' WHERE owner_id = @userId AND status = 'deleted'
            """, new { accountId = team.Account.Id, userId = team.AnaUser.Id }));
        (await Active(portal.Portal, team.AnaUser)).ShouldBe((100, 100));
    }

    [Fact]
    public async Task Copies_and_returns_count_too_and_deleting_makes_room()
    {
        var (team, baskets) = await Full();
        (await team.Ana.Post($"/api/baskets/{baskets[0]}/copy", new { })).ShouldBeRefused(409, "baskets.limit_reached");

        await team.Ana.Delete($"/api/baskets/{baskets[0]}");
        var next = await team.Ana.NewBasket();
        (await team.Ana.Post($"/api/baskets/{baskets[0]}/restoration")).ShouldBeRefused(409, "baskets.limit_reached");
        (await team.Ana.Get($"/api/baskets/{baskets[0]}")).Status.ShouldBe(404);

        await team.Ana.Delete($"/api/baskets/{next}");
        (await team.Ana.Post($"/api/baskets/{baskets[0]}/restoration")).Status.ShouldBe(200);
        (await Active(portal.Portal, team.AnaUser)).ShouldBe((100, 100));
    }

    [Fact]
    public async Task Ordering_makes_room()
    {
        var (team, baskets) = await Full();
        await team.Ana.Added(baskets[0], Goods.Sku(0));
        var ordered = await team.Ana.Post($"/api/baskets/{baskets[0]}/order", Orders.Body);
        ordered.Status.ShouldBe(201, ordered.Text);

        await team.Ana.NewBasket();
        (await team.Ana.Post("/api/baskets", new { name = "One more" })).ShouldBeRefused(409, "baskets.limit_reached");
        (await Active(portal.Portal, team.AnaUser)).ShouldBe((100, 100));
    }

    [Fact]
    public async Task Of_many_returns_at_once_as_many_work_as_there_is_room()
    {
        var (team, baskets) = await Full();
        foreach (var basket in baskets[..10]) await team.Ana.Delete($"/api/baskets/{basket}");
        for (var i = 0; i < 7; i++) await team.Ana.NewBasket();

        var restored = await Task.WhenAll(baskets[..10].Select(b => team.Ana.Post($"/api/baskets/{b}/restoration")));
        restored.Count(r => r.Status == 200).ShouldBe(3);
        restored.Where(r => r.Status != 200).ShouldAllBe(r => r.Status == 409 && r.Code == "baskets.limit_reached");
        (await Active(portal.Portal, team.AnaUser)).ShouldBe((100, 100));
    }

    private async Task<(Team Team, Guid[] Baskets)> Full()
    {
        var team = await Team.Meet(portal.Portal);
        return (team, await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => team.Ana.NewBasket())));
    }

    private static async Task MakeTwoHundred(TestPortal portal, TestUser user, Func<int, Api> through)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => through(i).Post("/api/baskets", new { name = $"Basket {i}" })));

        answers.Count(a => a.Status == 201).ShouldBe(100);
        answers.Where(a => a.Status == 201).Select(a => a.Id).Distinct().Count().ShouldBe(100);
        foreach (var refused in answers.Where(a => a.Status != 201)) refused.ShouldBeRefused(409, "baskets.limit_reached");
        (await Active(portal, user)).ShouldBe((100, 100));
    }

    /// <summary>Active baskets as they are, and as the database counts them.</summary>
    private static async Task<(int, int)> Active(TestPortal portal, TestUser user) => (
        await portal.Db.One<int>("SELECT count(*)::int FROM baskets.baskets WHERE owner_id = @Id AND status = 'active'", new { user.Id }),
        await portal.Db.One<int>("SELECT active FROM baskets.owners WHERE user_id = @Id", new { user.Id }));
}
