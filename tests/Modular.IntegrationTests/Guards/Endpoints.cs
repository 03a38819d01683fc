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

    /// <summary>An address that fits the pattern and leads to nothing.</summary>
    public string Address => Parameter().Replace(Path, m => m.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.NewGuid().ToString() : "1");

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

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
