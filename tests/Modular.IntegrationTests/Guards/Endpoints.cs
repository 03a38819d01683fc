using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Modular.BuildingBlocks.Requests;

namespace Modular.IntegrationTests.Guards;

/// <summary>One way into the program, as the running host knows it.</summary>
/// <param name="Privilege"><c>anonymous</c>, <c>signed-in</c>, a privilege, or <c>closed</c>: without a mark, so refused to everybody.</param>
/// <param name="Accepts">The media type that its body has; routing refuses any other before it asks who sends it.</param>
internal sealed partial record Endpoint(string Method, string Path, string Privilege, string Accepts)
{
    public bool IsApi => Path.StartsWith("/api/", StringComparison.Ordinal);

    public bool IsAnonymous => Privilege == AllowAnyoneAttribute.Name;

    public bool NeedsPrivilege => !IsAnonymous && Privilege != SignedInAttribute.Name;

    /// <summary>Without a mark: refused to everybody.</summary>
    public bool IsClosed => Privilege == "closed";

    /// <summary>For the distributor's own people alone.</summary>
    public bool IsForStaff => StaffOnly.Contains(Privilege);

    public bool IsRead => Method == "GET";

    /// <summary>Takes what a page's form sends.</summary>
    public bool IsForm => !IsApi && Method == "POST" && !Path.StartsWith("/oauth", StringComparison.Ordinal);

    /// <summary>What the address names, one entry per parameter: <c>baskets/{}</c> and <c>baskets/{}/lines/{}</c>, for page and API alike.</summary>
    public IReadOnlyList<string> Things => [.. Ends(Shape).Select(end => Shape[..end])];

    /// <summary>The address of these things.</summary>
    public string AddressOf(IReadOnlyDictionary<string, string> things)
    {
        var n = 0;
        var names = Things;
        return Parameter().Replace(Path, _ => Uri.EscapeDataString(things[names[n++]]));
    }

    /// <summary>An address that fits the pattern and leads to nothing.</summary>
    public string Address => Parameter().Replace(Path, m => m.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.NewGuid().ToString() : "1");

    private string Shape => Parameter().Replace(IsApi ? Path["/api/".Length..] : Path[1..], "{}");

    public override string ToString() => $"{Method} {Path} {Privilege}";

    public static IReadOnlyList<Endpoint> Of(TestPortal portal) =>
    [
        .. portal.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).Distinct().OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => new Endpoint(
                method,
                "/" + e.RoutePattern.RawText!.Trim('/'),
                e.Metadata.GetMetadata<AccessAttribute>()?.Privilege ?? "closed",
                e.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json")))
            .Distinct()
            .OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal),
    ];

    private static readonly HashSet<string> StaffOnly =
        [.. Host.Modules.All.SelectMany(m => m.Privileges).Where(p => p.StaffOnly).Select(p => p.Name)];

    private static IEnumerable<int> Ends(string shape)
    {
        for (var at = shape.IndexOf("{}", StringComparison.Ordinal); at >= 0; at = shape.IndexOf("{}", at + 2, StringComparison.Ordinal))
            yield return at + 2;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
