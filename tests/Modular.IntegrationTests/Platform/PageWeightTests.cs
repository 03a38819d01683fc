using System.Diagnostics;
using System.Text.RegularExpressions;
using Modular.IntegrationTests.Baskets;

namespace Modular.IntegrationTests.Platform;

/// <summary>What a page weighs on the wire and how long it takes to answer.</summary>
[Collection(Alone.Name)]
public sealed partial class PageWeightTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const int FirstVisit = 200_000;
    private const int NextPage = 30_000;
    // The host is compiled to its best only after some calls.
    private const int WarmUp = 40;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task The_first_visit_is_under_200_kB_the_next_pages_under_30_and_each_answers_within_50_ms()
    {
        await portal.Catalog;
        var user = await (await portal.NewAccount()).NewUser(Team.Buyer);
        var api = await user.SignIn();
        var basket = await api.NewBasket("shared");
        var products = (await portal.Catalog).All.Where(p => p.RequiredCertification is null && p.RetailPrice > 0).Take(20).ToArray();
        await api.Bulk(basket, string.Join('\n', products.Select(p => $"{p.Sku};3")));
        (await api.See(basket)).Lines().Length.ShouldBe(20);
        using var http = new HttpClient { BaseAddress = portal.Portal.Address };
        http.DefaultRequestHeaders.Add("Cookie", "modular_session=" + api.Http.DefaultRequestHeaders.Authorization!.Parameter);
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, deflate, br");

        var faults = new List<string>();
        foreach (var path in new[] { "/", "/products", $"/baskets/{basket}", "/orders" })
        {
            var (page, html) = await Load(http, path);
            var parts = 0;
            foreach (var part in Parts().Matches(html).Select(m => m.Groups[1].Value).Distinct()) parts += (await Load(http, part)).Bytes;
            parts.ShouldBeGreaterThan(50_000, "the page's parts were found");
            if (page + parts >= FirstVisit) faults.Add($"{path}: first visit {page + parts:N0} bytes");
            if (page >= NextPage) faults.Add($"{path}: page {page:N0} bytes");
            for (var i = 0; i < WarmUp; i++) await Load(http, path);
            var times = new List<TimeSpan>();
            for (var i = 0; i < 15; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await Load(http, path);
                times.Add(Stopwatch.GetElapsedTime(started));
            }

            var median = times.Order().ElementAt(times.Count / 2);
            if (median >= Quick) faults.Add($"{path}: {median.TotalMilliseconds:N0} ms");
        }

        faults.ShouldBeEmpty();
    }

    private static async Task<(int Bytes, string Html)> Load(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {answer.StatusCode}");
        var body = await answer.Content.ReadAsByteArrayAsync();
        var isPage = answer.Content.Headers.ContentType?.MediaType == "text/html";
        if (!isPage) return (body.Length, "");
        answer.Content.Headers.ContentEncoding.ShouldHaveSingleItem();
        await using var plain = answer.Content.Headers.ContentEncoding.Single() == "br"
            ? new System.IO.Compression.BrotliStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress)
            : (Stream)new System.IO.Compression.GZipStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        return (body.Length, await reader.ReadToEndAsync());
    }

    /// <summary>Stylesheets, scripts, the font and the icon sheet.</summary>
    [GeneratedRegex("(?:href|src)=\"(/?(?:lib|css|js|favicon)[^\"#]*)")]
    private static partial Regex Parts();
}
