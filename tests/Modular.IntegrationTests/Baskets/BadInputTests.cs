using static Modular.IntegrationTests.Baskets.BasketCalls;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Whatever is sent: a clear answer that names the field, and nothing half-written.</summary>
public sealed class BadInputTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Unreadable = "request.value_unreadable";
    private const string Invalid = "request.invalid";
    private const string Malformed = "request.malformed_json";

    public static TheoryData<string, string, string?> Additions => new()
    {
        { """{"sku":"BT-0001","quantity":0}""", Invalid, "quantity" },
        { """{"sku":"BT-0001","quantity":-1}""", Invalid, "quantity" },
        { """{"sku":"BT-0001","quantity":100000}""", Invalid, "quantity" },
        { """{"sku":"BT-0001"}""", Invalid, "quantity" },
        { """{"sku":"BT-0001","quantity":2147483648}""", Unreadable, "quantity" },
        { """{"sku":"BT-0001","quantity":1e99}""", Unreadable, "quantity" },
        { """{"sku":"BT-0001","quantity":1.5}""", Unreadable, "quantity" },
        { """{"sku":"BT-0001","quantity":"5"}""", Unreadable, "quantity" },
        { """{"sku":"BT-0001","quantity":null}""", Unreadable, "quantity" },
        { """{"sku":"BT-0001","quantity":true}""", Unreadable, "quantity" },
        { """{"sku":"BT-0001","quantity":[5]}""", Unreadable, "quantity" },
        { """{"sku":"BT-0001","quantity":NaN}""", Malformed, null },
        { """{"quantity":1}""", Invalid, "sku" },
        { """{"sku":null,"quantity":1}""", Invalid, "sku" },
        { """{"sku":"","quantity":1}""", Invalid, "sku" },
        { """{"sku":"  ","quantity":1}""", Invalid, "sku" },
        { """{"sku":7,"quantity":1}""", Unreadable, "sku" },
        { """{"sku":["BT-0001"],"quantity":1}""", Unreadable, "sku" },
        { """{"sku":"BT\u0000-0001","quantity":1}""", Invalid, "sku" },
        { """{"sku":"BT\ud800","quantity":1}""", Unreadable, "sku" },
        { $$"""{"sku":"{{new string('A', 10_000)}}","quantity":1}""", Invalid, "sku" },
        { """{"sku":"BT-NONE","quantity":1}""", "baskets.not_for_sale", "sku" },
        { """{"sku":"' OR 1=1 --","quantity":1}""", "baskets.not_for_sale", "sku" },
        { $$"""{"sku":"BT-0001","quantity":1,"notes":"{{new string('A', 501)}}"}""", Invalid, "notes" },
        { """{"sku":"BT-0001","quantity":1,"notes":"a\u0007b"}""", Invalid, "notes" },
        { """{"sku":"BT-0001","quantity":1""", Malformed, null },
        { """{"sku":"BT-0001","quantity":1}}""", Malformed, null },
        { """["BT-0001",1]""", Malformed, null },
        { "7", Malformed, null },
        { "not json", Malformed, null },
    };

    [Theory, MemberData(nameof(Additions))]
    public async Task A_bad_addition(string body, string code, string? field)
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        (await team.Ana.Post($"/api/baskets/{basket}/lines", Api.Text(body))).ShouldBeRefused(400, code, [.. new[] { field }.OfType<string>()]);
        (await team.Ana.See(basket)).Version().ShouldBe(1);
        (await team.Ana.Get($"/api/baskets/{basket}/changes"))["total"].GetInt32().ShouldBe(1);
    }

    public static TheoryData<string, string, string?> Changes => new()
    {
        { """{}""", Invalid, "quantity" },
        { """{"quantity":null}""", Invalid, "quantity" },
        { """{"quantity":0}""", Invalid, "quantity" },
        { """{"quantity":-5}""", Invalid, "quantity" },
        { """{"quantity":100000}""", Invalid, "quantity" },
        { """{"quantity":1.5}""", Unreadable, "quantity" },
        { """{"quantity":"5"}""", Unreadable, "quantity" },
        { """{"quantity":99999999999}""", Unreadable, "quantity" },
        { """{"notes":7}""", Unreadable, "notes" },
        { """{"notes":"\u0000"}""", Invalid, "notes" },
        { """{"quantity":5""", Malformed, null },
    };

    [Theory, MemberData(nameof(Changes))]
    public async Task A_bad_change(string body, string code, string? field)
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var line = (await team.Ana.Added(basket, Goods.Sku(1), 3)).Id;
        (await team.Ana.Change(basket, line, Api.Text(body))).ShouldBeRefused(400, code, [.. new[] { field }.OfType<string>()]);
        (await team.Ana.See(basket)).Version().ShouldBe(2);
    }

    public static TheoryData<string, string, string?> Descriptions => new()
    {
        { $$"""{"name":"{{new string('A', 10_000)}}"}""", Invalid, "name" },
        { """{"name":"a\u0001b"}""", Invalid, "name" },
        { """{"name":"a\nb"}""", Invalid, "name" },
        { """{"name":"a\u0000"}""", Invalid, "name" },
        { """{"name":""}""", Invalid, "name" },
        { """{"name":" \t "}""", Invalid, "name" },
        { """{"name":null}""", Invalid, "name" },
        { """{"name":7}""", Unreadable, "name" },
        { """{"name":"A","visibility":"secret"}""", Unreadable, "visibility" },
        { """{"name":"A","visibility":1}""", Unreadable, "visibility" },
        { """{"name":"A","visibility":""}""", Unreadable, "visibility" },
        { """{"name":"A","purchaseOrderNumber":"123456789012345678901234567890123456"}""", Invalid, "purchaseOrderNumber" },
        { """{"name":"A","endCustomer":"a\u0001"}""", Invalid, "endCustomer" },
        { $$"""{"name":"A","notes":"{{new string('A', 2_001)}}"}""", Invalid, "notes" },
        { """{"name":"A""", Malformed, null },
        { """[]""", Malformed, null },
    };

    [Theory, MemberData(nameof(Descriptions))]
    public async Task A_bad_description(string body, string code, string? field)
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        string[] fields = [.. new[] { field }.OfType<string>()];
        (await team.Ana.Post("/api/baskets", Api.Text(body))).ShouldBeRefused(400, code, fields);
        (await team.Ana.Patch($"/api/baskets/{basket}", Api.Text(body))).ShouldBeRefused(400, code, fields);
        (await team.Ana.Get("/api/baskets"))["total"].GetInt32().ShouldBe(1);
        (await team.Ana.See(basket)).Version().ShouldBe(1);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var team = await Team.Meet(portal.Portal);
        var refused = await team.Ana.Post("/api/baskets", new { name = "", endCustomer = "\u0001", notes = new string('A', 2_001) });
        refused.ShouldBeRefused(400, Invalid, "name", "endCustomer", "notes");
    }

    [Fact]
    public async Task Bodies_that_are_missing_or_of_another_kind()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var path = $"/api/baskets/{basket}/lines";
        (await team.Ana.Post(path)).Status.ShouldBeOneOf(400, 415);
        (await team.Ana.Post(path, Api.Text(""))).Status.ShouldBe(400);
        (await team.Ana.Post(path, Api.Text("null"))).Status.ShouldBe(400);
        (await team.Ana.Post(path, Api.Text("sku=BT-0001&quantity=1", "application/x-www-form-urlencoded"))).ShouldBeRefused(415, "request.media_type");
        (await team.Ana.See(basket)).Version().ShouldBe(1);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("00000000-0000-0000-0000-00000000000")]
    [InlineData("null")]
    [InlineData("..%2f..")]
    [InlineData("%00")]
    public async Task Ids_that_are_none(string id)
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        foreach (var answer in new[]
        {
            await team.Ana.Get($"/api/baskets/{id}"), await team.Ana.Delete($"/api/baskets/{id}"), await team.Ana.Add(Guid.Empty, "BT-0001"),
            await team.Ana.Patch($"/api/baskets/{basket}/lines/{id}", new { quantity = 1 }), await team.Ana.Delete($"/api/baskets/{basket}/lines/{id}"),
        })
        {
            answer.Status.ShouldBeOneOf(400, 404);
        }
    }

    [Fact]
    public async Task A_basket_that_was_ordered_meanwhile_stays_as_it_was_ordered()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket("shared");
        var line = await team.Ana.Added(basket, Goods.Sku(1), 3);
        await team.Ana.Added(basket, Goods.Sku(2), 1);
        var seen = await team.Bruno.See(basket);
        (await team.Ana.Post($"/api/baskets/{basket}/order", Orders.Body, ("If-Match", seen.ETag!))).Status.ShouldBe(201);

        foreach (var refused in new[]
        {
            await team.Bruno.Add(basket, Goods.Sku(1)), await team.Bruno.Bulk(basket, $"{Goods.Sku(1)};1"),
            await team.Bruno.Change(basket, line.Id, new { quantity = 9 }, Seen(1)), await team.Bruno.Remove(basket, line.Id, Seen(1)),
            await team.Bruno.Patch($"/api/baskets/{basket}", new { name = "Late" }, ("If-Match", seen.ETag!)),
            await team.Bruno.Delete($"/api/baskets/{basket}", ("If-Match", seen.ETag!)),
            await team.Bruno.Post($"/api/baskets/{basket}/lines/{line.Id}/restoration"),
        }) refused.ShouldBeRefused(409, "baskets.ordered");
        (await team.Bruno.Post($"/api/baskets/{basket}/restoration")).ShouldBeRefused(409, "baskets.nothing_to_restore");

        var ordered = await team.Bruno.See(basket);
        (ordered["status"].GetString(), ordered["editable"].GetBoolean()).ShouldBe(("ordered", false));
        ordered.Content().ShouldBe(seen.Content());
        (await team.Bruno.Post($"/api/baskets/{basket}/copy", new { }))["lineCount"].GetInt32().ShouldBe(2);
    }
}
