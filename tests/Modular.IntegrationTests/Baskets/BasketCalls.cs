using System.Text.Json;

namespace Modular.IntegrationTests.Baskets;

/// <summary>The calls that many basket tests make.</summary>
internal static class BasketCalls
{
    public static (string, string) Seen(long version) => ("If-Match", $"\"{version}\"");

    public static (string, string) Key(string key) => ("Idempotency-Key", key);

    public static async Task<Guid> NewBasket(this Api api, string visibility = "private", string name = "Branch office")
    {
        var made = await api.Post("/api/baskets", new { name, visibility });
        made.Status.ShouldBe(201, made.Text);
        return made.Id;
    }

    public static Task<Answer> Add(this Api api, Guid basket, string sku, int quantity = 1, params (string, string)[] headers) =>
        api.Post($"/api/baskets/{basket}/lines", new { sku, quantity }, headers);

    /// <summary>A line that is in the basket now.</summary>
    public static async Task<Answer> Added(this Api api, Guid basket, string sku, int quantity = 1)
    {
        var added = await api.Add(basket, sku, quantity);
        added.Status.ShouldBe(201, added.Text);
        return added;
    }

    public static Task<Answer> Change(this Api api, Guid basket, Guid line, object body, params (string, string)[] headers) =>
        api.Patch($"/api/baskets/{basket}/lines/{line}", body, headers);

    public static Task<Answer> Remove(this Api api, Guid basket, Guid line, params (string, string)[] headers) =>
        api.Delete($"/api/baskets/{basket}/lines/{line}", headers);

    public static Task<Answer> Bulk(this Api api, Guid basket, string text, params (string, string)[] headers) =>
        api.Post($"/api/baskets/{basket}/lines/bulk", Api.Text(text, "text/plain"), headers);

    public static async Task<Answer> See(this Api api, Guid basket)
    {
        var seen = await api.Get($"/api/baskets/{basket}");
        seen.Status.ShouldBe(200, seen.Text);
        return seen;
    }

    public static long Version(this Answer answer) => answer["version"].GetInt64();

    public static JsonElement[] Lines(this Answer basket) => [.. basket["lines"].EnumerateArray()];

    /// <summary>SKU and quantity of each line, in the basket's order.</summary>
    public static (string Sku, int Quantity)[] Content(this Answer basket) =>
        [.. basket.Lines().Select(l => (l.GetProperty("sku").GetString()!, l.GetProperty("quantity").GetInt32()))];

    public static async Task ShouldContain(this Api api, Guid basket, params (string Sku, int Quantity)[] content) =>
        (await api.See(basket)).Content().ShouldBe(content);

    /// <summary>Refused with this status and code, blaming these fields.</summary>
    public static void ShouldBeRefused(this Answer answer, int status, string code, params string[] fields)
    {
        (answer.Status, answer.Code).ShouldBe((status, code), answer.Text);
        answer.Fields.ShouldBe(fields, answer.Text);
        answer["detail"].GetString().ShouldNotBeNullOrWhiteSpace();
        answer["detail"].GetString().ShouldNotBe(code);
    }
}
