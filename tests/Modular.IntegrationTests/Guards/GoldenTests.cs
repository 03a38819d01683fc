using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace Modular.IntegrationTests.Guards;

/// <summary>What the program offers changes only where a reviewer sees it.</summary>
public sealed class GoldenTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    // Our pages load no script of Blazor's, so its own endpoints stay closed.
    private const string Framework = "/_framework/";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Golden_endpoints_and_who_may_use_them()
    {
        var endpoints = Endpoint.Of(portal.Portal);
        string.Concat(endpoints.Select(e => e + "\n")).ShouldBeGolden("endpoints.txt");
        endpoints.Where(e => e.Privilege == "closed" && !e.Path.StartsWith(Framework, StringComparison.Ordinal)).Select(e => e.ToString())
            .ShouldBeEmpty("an endpoint without a mark is closed to everybody: give it [Requires(…)], [SignedIn] or [AllowAnyone]");
    }

    [Fact]
    public async Task Golden_description_of_the_API()
    {
        var served = await portal.Anonymous.Get("/openapi/v1.json");
        served.Status.ShouldBe(200);
        var document = JsonNode.Parse(served.Text)!.AsObject();
        // The test's own address.
        document.Remove("servers");
        (Sorted(document)!.ToJsonString(Indented) + "\n").ShouldBeGolden("openapi.json");
    }

    [Fact]
    public async Task Golden_schema_of_the_database() =>
        string.Concat((await portal.Portal.Db.Many<string>(Schema.Query)).Select(line => line + "\n")).ShouldBeGolden("schema.txt");

    [Fact]
    public void Golden_public_types() =>
        string.Concat(Host.Modules.All.Select(m => m.Assembly).Append(typeof(Integration.Catalog.IPriceBook).Assembly).Append(typeof(Host.Portal).Assembly)
                .SelectMany(a => a.GetExportedTypes())
                // A component is public because Razor makes it so; only those with an address are for anybody else.
                .Where(t => !t.IsNested && t.Name != "_Imports" && (!typeof(IComponent).IsAssignableFrom(t) || t.IsDefined(typeof(RouteAttribute), false)))
                .Select(t => $"{(t.IsInterface ? "interface" : t.IsEnum ? "enum" : t.IsValueType ? "struct" : "class")} {t.FullName}\n")
                .Order(StringComparer.Ordinal))
            .ShouldBeGolden("public-types.txt");

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
