using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Modular.BuildingBlocks.Http;

/// <summary>The version that the caller has seen, from <c>If-Match: "7"</c>.</summary>
/// <param name="Version">Null without the header; a tag that is no version matches none (-1).</param>
public readonly record struct IfMatch(long? Version) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new TakesHeader("If-Match", "The version that was seen, in quotes; required where people work together."));

    public static ValueTask<IfMatch> BindAsync(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString().Trim();
        return ValueTask.FromResult(new IfMatch(
            header.Length == 0 || header == "*" ? null
            : long.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
            : -1));
    }
}
