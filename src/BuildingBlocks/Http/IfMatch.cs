using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Modular.BuildingBlocks.Http;

/// <summary>The version that the caller has seen, from <c>If-Match: "7"</c>.</summary>
/// <param name="Version">Null without the header; a tag that is no version matches none (-1).</param>
public readonly record struct IfMatch(long? Version)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString().Trim();
        return ValueTask.FromResult(new IfMatch(
            header.Length == 0 || header == "*" ? null
            : long.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
            : -1));
    }
}
