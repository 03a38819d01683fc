namespace Modular.Identity;

/// <summary>The browser and system that a user agent's name tells, as far as people know them.</summary>
internal static class Device
{
    private const int MaxLength = 300;

    // The first that occurs: browsers name those that they descend from, too.
    private static readonly (string Sign, string Name)[]
        Browsers = [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")],
        Systems = [("iPhone", "iOS"), ("iPad", "iPadOS"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
            ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <returns><c>Firefox, Linux</c>; null where nothing is known.</returns>
    public static string? Of(string? userAgent)
    {
        var known = new[] { Name(Browsers, userAgent), Name(Systems, userAgent) }.OfType<string>().ToArray();
        return known.Length == 0 ? null : string.Join(", ", known);
    }

    public static string? Shortened(string? userAgent) => userAgent is { Length: > MaxLength } ? userAgent[..MaxLength] : userAgent;

    private static string? Name((string Sign, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(k => userAgent?.Contains(k.Sign, StringComparison.Ordinal) == true).Name;
}
