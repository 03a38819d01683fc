using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel with a call to the grains it reaches, and not back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>The value under this key, or null.</summary>
    public static object? Get(string key) => Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets the value for the calls made from here on.</summary>
    public static void Set(string key, object value) =>
        Values.Value = (Values.Value ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);

    /// <summary>Forgets one value; false if there was none.</summary>
    public static bool Remove(string key)
    {
        if (Values.Value is not { } values || !values.ContainsKey(key))
            return false;
        Values.Value = values.Remove(key);
        return true;
    }

    /// <summary>Forgets all values.</summary>
    public static void Clear() => Values.Value = null;
}
