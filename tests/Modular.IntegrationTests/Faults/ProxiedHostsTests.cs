using System.Diagnostics;
using System.Net;
using Modular.IntegrationTests.Baskets;
using Modular.IntegrationTests.Identity;
using Modular.IntegrationTests.Ordering;
using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Faults;

/// <summary>What holds at one host holds through a proxy before three, which knows nothing of sessions or baskets.</summary>
public sealed class ProxiedHostsTests(ProxiedHosts hosts) : IClassFixture<ProxiedHosts>
{
    [Fact]
    public async Task Requests_come_to_every_host()
    {
        var (user, api) = await hosts.NewBuyer();
        var basket = await api.NewBasket("shared");
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => api.Added(basket, Goods.Sku(0))));
        (await api.See(basket)).Content().ShouldBe([(Goods.Sku(0), 60)]);
        foreach (var host in hosts.All) (await (await user.SignIn(host)).See(basket)).Version().ShouldBe(61);
    }

    [Fact]
    public async Task Of_200_baskets_made_at_once_100_are_made()
    {
        var (user, api) = await hosts.NewBuyer();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => api.Post("/api/baskets", new { name = $"Basket {i}" })));
        answers.Count(a => a.Status == 201).ShouldBe(100);
        foreach (var refused in answers.Where(a => a.Status != 201)) refused.ShouldBeRefused(409, "baskets.limit_reached");
        (await hosts.One.Db.One<int>("SELECT count(*)::int FROM baskets.baskets WHERE owner_id = @Id AND status = 'active'", new { user.Id })).ShouldBe(100);
    }

    [Fact]
    public async Task Whatever_is_read_has_what_was_acknowledged_before()
    {
        var (_, api) = await hosts.NewBuyer();
        var basket = await api.NewBasket();
        var line = (await api.Added(basket, Goods.Sku(0), 1)).Id;
        for (var quantity = 2; quantity < 60; quantity++)
        {
            (await api.Change(basket, line, new { quantity })).Status.ShouldBe(200);
            (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.See(basket)))).ShouldAllBe(b => b.Content()[0].Quantity == quantity);
        }
    }

    [Fact]
    public async Task A_basket_ordered_many_times_at_once_is_one_order()
    {
        var (_, api) = await hosts.NewBuyer();
        for (var round = 0; round < 4; round++)
        {
            var basket = await api.NewBasket();
            await api.Added(basket, Goods.Sku(round), 2);
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => api.Post($"/api/baskets/{basket}/order", Orders.Body, Key($"order {basket}"))));
            answers.ShouldAllBe(a => a.Status == 201);
            answers.Select(a => a.Number()).Distinct().ShouldHaveSingleItem();
        }

        (await api.Total()).ShouldBe(4);
    }

    [Fact]
    public async Task Changes_of_one_version_have_one_winner()
    {
        var (_, api) = await hosts.NewBuyer();
        var basket = await api.NewBasket("shared");
        var line = (await api.Added(basket, Goods.Sku(0), 1)).Id;
        for (var round = 1; round <= 8; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(q => api.Change(basket, line, new { quantity = (100 * round) + q }, Seen(round))));
            answers.Count(a => a.Status == 200).ShouldBe(1);
            foreach (var loser in answers.Where(a => a.Status != 200)) loser.ShouldBeRefused(412, "baskets.line_changed");
        }
    }

    [Fact]
    public async Task A_privilege_taken_away_is_gone_everywhere_within_a_second()
    {
        var account = await hosts.One.NewAccount();
        var boss = hosts.Through(await (await account.NewAdministrator()).SignIn());
        var user = await account.NewUser("orders.view");
        var api = await user.SignIn();
        var everywhere = hosts.All.Select(h => h.NewApi(api.Http.DefaultRequestHeaders.Authorization!.Parameter)).ToArray();
        foreach (var host in everywhere) (await host.Get("/api/orders")).Status.ShouldBe(200);

        (await boss.Strip(user.Id)).Status.ShouldBe(200);

        var clock = Stopwatch.StartNew();
        foreach (var host in everywhere)
            while ((await host.Get("/api/orders")).Status != 403) clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Who_signs_in_at_one_host_posts_the_form_of_another_at_a_third()
    {
        var user = await (await hosts.One.NewAccount()).NewUser(Team.Buyer);
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false });
        Uri At(int host, string path) => new(hosts.All[host].Address, path);

        using var opened = await http.GetAsync(At(0, "/sign-in"));
        var signIn = (await Browser.Page.Of(opened, "/sign-in")).Fields("sign-in");
        (signIn["Input.UserName"], signIn["Input.Password"]) = (user.UserName, TestAccount.Password);
        using var signedIn = await http.PostAsync(At(1, "/sign-in"), new FormUrlEncodedContent(signIn));
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Found);

        using var form = await http.GetAsync(At(2, "/baskets/new"));
        var page = await Browser.Page.Of(form, "/baskets/new");
        var fields = page.Fields("new-basket");
        fields["Input.Name"] = "From three hosts";
        using var made = await http.PostAsync(At(0, "/baskets/new"), new FormUrlEncodedContent(fields));
        made.StatusCode.ShouldBe(HttpStatusCode.Found, await made.Content.ReadAsStringAsync());
        using var seen = await http.GetAsync(At(1, made.Headers.Location!.ToString()));
        (await seen.Content.ReadAsStringAsync()).ShouldContain("From three hosts");
    }
}
