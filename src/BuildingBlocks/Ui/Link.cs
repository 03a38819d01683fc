using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Modular.BuildingBlocks.Ui;

/// <summary>The address of the page being shown with some query parameters changed: filters, sort and page live in the URL.</summary>
public static class Link
{
    /// <summary>Path and query of the page being shown, without the host.</summary>
    public static string Here(this NavigationManager navigation) => "/" + navigation.ToBaseRelativePath(navigation.Uri);

    public static string Path(this NavigationManager navigation) => navigation.Here().Split('?', '#')[0];

    /// <summary>One value of a query parameter, or null.</summary>
    public static string? Query(this NavigationManager navigation, string name) =>
        navigation.Parameters().TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>This page with each named parameter set, or taken away where its value is null; the rest is kept.</summary>
    public static string With(this NavigationManager navigation, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = navigation.Parameters();
        foreach (var (name, value) in changes)
        {
            if (string.IsNullOrEmpty(value)) query.Remove(name);
            else query[name] = value;
        }

        return navigation.Path() + Write(query);
    }

    /// <summary>This page without one value of a parameter that may be there several times, from the first page on.</summary>
    public static string Without(this NavigationManager navigation, string name, string value)
    {
        var query = navigation.Parameters();
        query.Remove("page");
        if (query.TryGetValue(name, out var values))
            query[name] = new StringValues([.. values.Where(v => !string.Equals(v, value, StringComparison.OrdinalIgnoreCase))]);
        return navigation.Path() + Write(query);
    }

    /// <summary>The query parameters of this page other than those named, for a GET form's hidden fields.</summary>
    public static IEnumerable<(string Name, string Value)> Others(this NavigationManager navigation, params IEnumerable<string> names) =>
        from parameter in navigation.Parameters()
        where !names.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase)
        from value in parameter.Value
        where !string.IsNullOrEmpty(value)
        select (parameter.Key, value);

    private static Dictionary<string, StringValues> Parameters(this NavigationManager navigation) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query);

    private static string Write(Dictionary<string, StringValues> query) => QueryHelpers.AddQueryString("", query);
}
