using System.ComponentModel;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace Modular.Host;

/// <summary>Which value of the address or the query a route could not read: generated bindings answer a bare 400.</summary>
internal static class UnreadableValue
{
    /// <returns>The parameter's name; null where all can be read.</returns>
    public static string? Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        .FirstOrDefault(p => p.HasTryParse && Values(http.Request, p.Name).Any(value => !IsReadable(value, p.ParameterInfo.ParameterType)))?.Name;

    private static StringValues Values(HttpRequest request, string name) =>
        request.RouteValues.TryGetValue(name, out var value) ? value as string : request.Query[name];

    private static bool IsReadable(string? value, Type type)
    {
        var one = type.IsArray ? type.GetElementType()! : type;
        return string.IsNullOrEmpty(value) || TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(one) ?? one).IsValid(value);
    }
}
