using System.Diagnostics;
using System.Text;
using Xunit.Abstractions;

namespace Modular.IntegrationTests.Baskets;

/// <summary>Quick order.</summary>
public sealed class AddLinesTests(PortalFixture portal, ITestOutputHelper figures) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Each_line_is_answered_and_the_good_ones_go_in()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var answer = await team.Ana.Bulk(basket,
            $"""
            SKU;Cantidad
            {Goods.Sku(3)};2
            {Goods.Part(1)},5

            "{Goods.Ean(2)}";"7"
            {Goods.Sku(3).ToLowerInvariant()}	3
            UNHEARD-OF;1
            {Goods.Sku(5)};0
            {Goods.Sku(5)};1.5
            {Goods.Certified};1
            {Goods.TwinPart};1
            {Goods.InPesos};1
            {Goods.Sku(5)};100000
            """);

        answer.Status.ShouldBe(200, answer.Text);
        answer["lines"].EnumerateArray().Select(l => (l.GetProperty("line").GetInt32(), l.GetProperty("outcome").GetString(), l.GetProperty("sku").GetString())).ShouldBe(
        [
            (2, "added", Goods.Sku(3)), (3, "added", Goods.Sku(1)), (5, "added", Goods.Sku(2)), (6, "added", Goods.Sku(3)),
            (7, "notFound", null), (8, "quantityInvalid", Goods.Sku(5)), (9, "quantityInvalid", Goods.Sku(5)),
            (10, "certificationMissing", Goods.Certified), (11, "ambiguous", null), (12, "currencyDiffers", Goods.InPesos), (13, "quantityInvalid", Goods.Sku(5)),
        ]);
        var refused = answer["lines"][4].GetProperty("error");
        (refused.GetProperty("code").GetString(), refused.GetProperty("message").GetString().ShouldNotBeNull().Length > 10)
            .ShouldBe(("baskets.quick.not_found", true));
        answer["lines"][0].GetProperty("error").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        answer["lines"][7].GetProperty("certification").GetString().ShouldBe(Goods.Certification);
        answer["lines"][8].GetProperty("candidates").EnumerateArray().Select(c => c.GetString()).ShouldBe(["BT-TWIN-1", "BT-TWIN-2"]);
        answer["lines"][4].GetProperty("text").GetString().ShouldBe("UNHEARD-OF;1");
        (answer["added"].GetInt32(), answer["refused"].GetInt32(), answer.Version(), answer["lineCount"].GetInt32(), answer.ETag).ShouldBe((4, 7, 2, 3, "\"2\""));
        await team.Ana.ShouldContain(basket, (Goods.Sku(3), 5), (Goods.Sku(1), 5), (Goods.Sku(2), 7));
    }

    [Fact]
    public async Task Lines_that_would_overfill_a_line_of_the_basket_hold_no_other_back()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        await team.Ana.Added(basket, Goods.Sku(1), 99_999);
        var answer = await team.Ana.Bulk(basket, $"{Goods.Sku(1)};1\n{Goods.Sku(2)};1\n{Goods.InPesos};1");
        answer["lines"].EnumerateArray().Select(l => l.GetProperty("outcome").GetString()).ShouldBe(["quantityInvalid", "added", "currencyDiffers"]);
        await team.Ana.ShouldContain(basket, (Goods.Sku(1), 99_999), (Goods.Sku(2), 1));
    }

    public static TheoryData<string, byte[]> Files => new()
    {
        { "utf-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)] },
        { "utf-8", Encoding.UTF8.GetBytes(Text) },
        { "latin-1", Encoding.Latin1.GetBytes(Text) },
        { "utf-16, as spreadsheets save Unicode text", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)] },
        { "utf-16, big end first", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "line ends of old", Encoding.Latin1.GetBytes(Text.Replace("\r\n", "\r", StringComparison.Ordinal)) },
    };

    private static string Text => $"Código;Cantidad\r\n{Goods.Sku(1)};2\r\nMAÑANA;1\r\n{Goods.Sku(2)};3\r\n";

    [Theory, MemberData(nameof(Files))]
    public async Task Files_are_read_as_they_were_saved(string kind, byte[] file)
    {
        kind.ShouldNotBeEmpty();
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        using var body = new ByteArrayContent(file) { Headers = { ContentType = new("text/csv") } };
        var answer = await team.Ana.Post($"/api/baskets/{basket}/lines/bulk", body);

        answer.Status.ShouldBe(200, answer.Text);
        answer["lines"].EnumerateArray().Select(l => (l.GetProperty("code").GetString(), l.GetProperty("outcome").GetString()))
            .ShouldBe([(Goods.Sku(1), "added"), ("MAÑANA", "notFound"), (Goods.Sku(2), "added")]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_not_found_and_break_nothing()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        var answer = await team.Ana.Bulk(basket, $"A\0B;1\n\0\n\u0001\u0002;5\n{Goods.Sku(1)};1");
        answer.Status.ShouldBe(200, answer.Text);
        (answer["added"].GetInt32(), answer["refused"].GetInt32()).ShouldBe((1, 3));
    }

    [Fact]
    public async Task A_thousand_lines_take_less_than_two_seconds_and_one_more_is_refused()
    {
        var team = await Team.Meet(portal.Portal);
        var lines = Enumerable.Range(0, 1_000).Select(i => (i % 10) switch
        {
            0 => $"NOTHING-{i};1",
            1 => $"{Goods.Ean(i)};2",
            2 => $"{Goods.Part(i)},3",
            3 => $"\"{Goods.Sku(i)}\"\t4",
            _ => $"{Goods.Sku(i)};{i % 7}",
        }).ToArray();
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var basket = await team.Ana.NewBasket();
            var began = Stopwatch.GetTimestamp();
            var answer = await team.Ana.Bulk(basket, string.Join("\r\n", lines));
            best = new[] { best, Stopwatch.GetElapsedTime(began) }.Min();

            var zeros = Enumerable.Range(0, 1_000).Count(i => i % 10 > 3 && i % 7 == 0);
            (answer["added"].GetInt32(), answer["refused"].GetInt32()).ShouldBe((900 - zeros, 100 + zeros), answer.Text[..200]);
            (await team.Ana.See(basket)).Content().Select(c => c.Sku).ShouldBe(
                Enumerable.Range(0, 1_000).Where(i => i % 10 != 0 && (i % 10 < 4 || i % 7 != 0)).Select(Goods.Sku));
        }

        figures.WriteLine($"1,000 lines in {best.TotalMilliseconds:0} ms");
        best.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        var full = await team.Ana.NewBasket();
        (await team.Ana.Bulk(full, string.Join('\n', [.. lines, "X;1"]))).ShouldBeRefused(400, "baskets.too_many_typed", "lines");
        await team.Ana.ShouldContain(full);
    }

    [Fact]
    public async Task There_must_be_lines()
    {
        var team = await Team.Meet(portal.Portal);
        var basket = await team.Ana.NewBasket();
        foreach (var text in new[] { "", "  \r\n\t\n" }) (await team.Ana.Bulk(basket, text)).ShouldBeRefused(400, "request.invalid", "lines");
        (await team.Ana.Bulk(basket, "sku;quantity")).Version().ShouldBe(1);
    }

    [Fact]
    public async Task Who_may_not_edit_is_told_why()
    {
        var team = await Team.Meet(portal.Portal);
        var (mine, open, shared) = (await team.Ana.NewBasket(), await team.Ana.NewBasket("public"), await team.Ana.NewBasket("shared"));
        (await portal.Anonymous.Bulk(shared, Goods.Sku(1))).ShouldBeRefused(401, "request.sign_in_first");
        (await team.Stranger.Bulk(shared, Goods.Sku(1))).ShouldBeRefused(404, "baskets.unknown");
        (await team.Bruno.Bulk(mine, Goods.Sku(1))).ShouldBeRefused(404, "baskets.unknown");
        (await team.Bruno.Bulk(open, Goods.Sku(1))).ShouldBeRefused(403, "baskets.public_read_only");
        (await team.Diego.Bulk(shared, Goods.Sku(1))).ShouldBeRefused(403, "baskets.edit_shared_missing");
        (await team.Carla.Bulk(shared, Goods.Sku(1))).ShouldBeRefused(403, "request.privilege_missing");
    }
}
