using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Audit;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Identity;

/// <summary>Who changed what, and that nobody can change that.</summary>
public sealed class AuditTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Each_change_of_a_basket_is_there_with_who_what_and_from_where()
    {
        await Goods.For(portal.Portal);
        var account = await portal.NewAccount();
        var user = await account.NewAdministrator();
        var ana = await user.SignIn();
        var basket = await ana.NewBasket();
        var line = await ana.Added(basket, Goods.Sku(0), 3);
        await ana.Change(basket, line.Id, new { quantity = 5 });

        var trail = await ana.Get($"/api/audit?subject=basket/{basket}");

        trail.Status.ShouldBe(200, trail.Text);
        trail["total"].GetInt32().ShouldBe(3);
        trail["items"].EnumerateArray().Select(i => i.GetProperty("action").GetString())
            .ShouldBe(["baskets.quantity_changed", "baskets.line_added", "baskets.created"]);
        var changed = trail["items"][0];
        changed.GetProperty("userId").GetGuid().ShouldBe(user.Id);
        changed.GetProperty("before").GetProperty("value").GetString().ShouldBe("3");
        changed.GetProperty("after").GetProperty("value").GetString().ShouldBe("5");
        changed.GetProperty("after").GetProperty("sku").GetString().ShouldBe(Goods.Sku(0));
        changed.GetProperty("remoteAddress").GetString().ShouldNotBeNullOrEmpty();
        changed.GetProperty("correlationId").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_account_sees_its_own_trail_and_only_with_the_privilege()
    {
        var (ana, stranger) = (await NewAdministrator(), await NewAdministrator());
        var basket = await ana.NewBasket();

        (await stranger.Get($"/api/audit?subject=basket/{basket}"))["total"].GetInt32().ShouldBe(0);
        var member = await (await (await portal.NewAccount()).NewUser("baskets.edit")).SignIn();
        (await member.Get("/api/audit")).Status.ShouldBe(403);
        (await member.Get("/api/audit/verify")).Status.ShouldBe(403);
        (await portal.Anonymous.Get("/api/audit")).Status.ShouldBe(401);
        (await ana.Get("/api/audit?sort=name")).ShouldBeRefused(400, "request.invalid", "sort");
    }

    [Fact]
    public async Task The_trail_is_filtered_by_action_and_downloaded_by_those_who_see_it()
    {
        var account = await portal.NewAccount();
        var user = await account.NewAdministrator();
        var ana = await user.SignIn();
        var basket = await ana.NewBasket();
        (await ana.Post("/api/role-templates", new { name = "Buyer", privileges = new[] { "orders.view" } })).Status.ShouldBe(201);

        (await ana.Get("/api/audit?action=baskets.created"))["items"].EnumerateArray().Select(i => i.GetProperty("action").GetString()).ShouldBe(["baskets.created"]);
        var lines = (await ana.Get("/api/audit/export?format=csv&action=baskets.created")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain($",baskets.created,basket/{basket},");
        (await ana.Get("/api/audit/export?format=csv")).Text.ShouldContain(",identity.role_template_added,");
        (await ana.Get("/api/audit/export?format=pdf")).ShouldBeRefused(400, "request.invalid", "format");
        (await (await (await account.NewUser("baskets.edit")).SignIn()).Get("/api/audit/export?format=csv")).Status.ShouldBe(403);
        (await (await NewAdministrator()).Get("/api/audit/export?format=csv")).Text.ShouldNotContain(basket.ToString());
        using var browser = new Browser(portal.Portal, ana);
        var page = await browser.Open("/audit?action=baskets.created");
        page.Html.ShouldContain("/audit/download?action=baskets.created&amp;format=csv");
        page.Html.ShouldContain("<option value=\"baskets.created\" selected");
        page.Html.ShouldContain("<option value=\"identity.user_renamed\"");
        (await browser.Open("/audit/download?subject=&action=&from=&to=&format=xlsx")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_trail_is_found_by_kind_by_person_and_by_a_number_alone()
    {
        var account = await portal.NewAccount();
        var (boss, ana) = (await account.NewAdministrator(), await account.NewUser("baskets.edit"));
        await portal.Portal.Db.Execute("UPDATE identity.users SET display_name = 'Ana Contreras' WHERE id = @Id", new { ana.Id });
        var (manager, buyer) = (await boss.SignIn(), await ana.SignIn());
        var (own, others) = (await buyer.NewBasket(name: "Mine"), await manager.NewBasket());
        (await manager.Put($"/api/collaborators/{ana.Id}/privileges", new { privileges = new[] { "orders.view" } })).Status.ShouldBe(200);
        // A namesake of another account is nobody here.
        await portal.Portal.Db.Execute("UPDATE identity.users SET display_name = 'Ana Contreras' WHERE id = @Id", new { (await (await portal.NewAccount()).NewUser()).Id });
        async Task<string?[]> Found(string query)
        {
            var list = await manager.Get("/api/audit?" + query);
            list.Status.ShouldBe(200, list.Text);
            list["total"].GetInt32().ShouldBe(list["items"].GetArrayLength());
            return [.. list["items"].EnumerateArray().Select(i => $"{i.GetProperty("action").GetString()} {i.GetProperty("subject").GetString()}")];
        }

        string privileges = $"identity.privileges_changed user/{ana.Id}", mine = $"baskets.created basket/{own}", theirs = $"baskets.created basket/{others}";
        (await Found("person=contreras")).ShouldBe([privileges, mine]);
        (await Found($"person={ana.UserName.ToUpperInvariant()}&sort=at")).ShouldBe([mine, privileges]);
        (await Found("person=contreras&kind=basket")).ShouldBe([mine]);
        (await manager.Get("/api/audit?person=contreras&size=1&page=2"))["items"][0].GetProperty("subject").GetString().ShouldBe($"basket/{own}");
        (await Found("person=nobody")).ShouldBeEmpty();
        (await Found("kind=basket")).ShouldBe([theirs, mine]);
        (await Found("kind=user")).ShouldBe([privileges]);
        (await Found($"subject={own}")).ShouldBe([mine]);
        (await manager.Get("/api/audit?person=" + new string('a', 101))).ShouldBeRefused(400, "request.invalid", "person");
        var lines = (await manager.Get("/api/audit/export?format=csv&person=contreras&kind=basket")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain($"basket/{own}");

        using var browser = new Browser(portal.Portal, manager);
        var page = await browser.Open("/audit?person=contreras&kind=basket");
        page.Html.ShouldContain("/audit/download?person=contreras&amp;kind=basket&amp;format=csv");
        page.Html.ShouldContain("<option value=\"basket\" selected");
        page.Text.ShouldContain("Mine");
        page.Html.ShouldNotContain(others.ToString());
    }

    [Fact]
    public async Task Each_kind_of_record_that_is_written_has_words()
    {
        var texts = portal.Portal.Services.GetRequiredService<Modular.BuildingBlocks.Ui.Texts>();
        var kinds = AuditWords.Kinds(texts).Select(k => k.Value).ToHashSet();
        var written = await portal.Portal.Db.Many<string>("SELECT DISTINCT split_part(subject, '/', 1) FROM platform.audit WHERE action NOT LIKE 'test.%'");
        written.Except(kinds).ShouldBeEmpty();
        kinds.ShouldContain("order");
    }

    [Fact]
    public async Task A_new_basket_is_told_with_its_name_and_visibility()
    {
        var ana = await NewAdministrator();
        var basket = await ana.NewBasket(name: "For the branch");

        var after = (await ana.Get($"/api/audit?subject=basket/{basket}"))["items"][0].GetProperty("after");

        (after.GetProperty("name").GetString(), after.GetProperty("visibility").GetString()).ShouldBe(("For the branch", "private"));
        using var browser = new Browser(portal.Portal, ana);
        (await browser.Open($"/audit?subject={basket}")).Text.ShouldContain("Visibility: now: Private");
    }

    [Fact]
    public async Task A_row_that_was_altered_or_removed_by_hand_shows()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase());
        var account = await own.NewAccount();
        var ana = await (await account.NewAdministrator()).SignIn();
        for (var n = 0; n < 5; n++) await ana.NewBasket();
        await own.Services.GetRequiredService<AuditSealing>().Seal(default);
        await BuildingBlocks.Eventually.True(async () => (await ana.Get("/api/audit/verify"))["checked"].GetInt64() == 5, "all rows are sealed");
        (await ana.Get("/api/audit/verify"))["intact"].GetBoolean().ShouldBeTrue();

        var third = await own.Db.One<long>("SELECT seq FROM platform.audit_seals WHERE account_id = @Id AND no = 3", new { account.Id });
        await Should.ThrowAsync<Npgsql.PostgresException>(() => own.Db.Execute("UPDATE platform.audit SET subject = 'x' WHERE seq = @third", new { third }));
        await own.Db.Execute("ALTER TABLE platform.audit DISABLE TRIGGER audit_is_append_only");
        await own.Db.Execute("UPDATE platform.audit SET subject = 'x' WHERE seq = @third", new { third });
        await ShouldBreakAt(third);

        await own.Db.Execute("DELETE FROM platform.audit WHERE seq = @third", new { third });
        await ShouldBreakAt(third);

        async Task ShouldBreakAt(long seq)
        {
            var check = await ana.Get("/api/audit/verify");
            (check["intact"].GetBoolean(), check["checked"].GetInt64(), check["firstBroken"].GetInt64()).ShouldBe((false, 2, seq));
        }
    }

    [Fact]
    public async Task Rows_of_a_transaction_under_way_are_sealed_after_it_and_none_is_left_out()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase());
        var account = await own.NewAccount();
        var ana = await (await account.NewAdministrator()).SignIn();
        var sealing = own.Services.GetRequiredService<AuditSealing>();
        await using (var open = await own.Db.Open())
        await using (var underWay = await open.BeginTransactionAsync())
        {
            await underWay.Audit(new AuditEntry(account.Id, "test.happened", "thing/1"), DateTime.UtcNow);
            await ana.NewBasket();
            await sealing.Seal(default);
            (await ana.Get("/api/audit/verify"))["checked"].GetInt64().ShouldBe(0);
            await underWay.CommitAsync();
        }

        await ana.NewBasket();
        await BuildingBlocks.Eventually.True(
            async () =>
            {
                await sealing.Seal(default);
                return (await ana.Get("/api/audit/verify"))["checked"].GetInt64() == 3;
            },
            "all three are sealed");
        (await own.Db.Many<string>(
            "SELECT a.action FROM platform.audit_seals s JOIN platform.audit a USING (seq) WHERE s.account_id = @Id ORDER BY s.no", new { account.Id }))
            .ShouldBe(["test.happened", "baskets.created", "baskets.created"]);
    }

    [Fact]
    public async Task After_a_restore_into_another_cluster_the_chain_goes_on()
    {
        await using var own = await TestPortal.Start(await TestPostgres.NewDatabase());
        var ana = await (await (await own.NewAccount()).NewAdministrator()).SignIn();
        await ana.NewBasket();
        var sealing = own.Services.GetRequiredService<AuditSealing>();
        await SealedAre(1);
        // There the transactions had come much further.
        await own.Db.Execute("UPDATE platform.audit_sealed SET before = (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000000)::text::xid8");

        await ana.NewBasket();
        await SealedAre(2);

        await ana.NewBasket();
        await SealedAre(3);
        (await ana.Get("/api/audit/verify"))["intact"].GetBoolean().ShouldBeTrue();

        Task SealedAre(int rows) => BuildingBlocks.Eventually.True(
            async () =>
            {
                await sealing.Seal(default);
                return (await ana.Get("/api/audit/verify"))["checked"].GetInt64() == rows;
            },
            $"{rows} are sealed");
    }

    private async Task<Api> NewAdministrator() => await (await (await portal.NewAccount()).NewAdministrator()).SignIn();
}
