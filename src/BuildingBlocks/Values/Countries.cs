using System.Globalization;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Values;

/// <summary>The countries of ISO 3166-1 that the platform's culture data knows.</summary>
public static class Countries
{
    private static readonly Dictionary<string, RegionInfo> Known = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name))
        // Kosovo's code is in use but not of the standard.
        .Where(region => region.TwoLetterISORegionName is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] and not "XK")
        .GroupBy(region => region.TwoLetterISORegionName)
        .ToDictionary(same => same.Key, same => same.First());

    public static bool IsCode(string? code) => code is not null && Known.ContainsKey(code);

    /// <summary>The country's name in the caller's language.</summary>
    public static string Name(string code) => Known.TryGetValue(code, out var region) ? region.DisplayName : code;

    public static IReadOnlyList<Choice> Choices() => [.. Known.Values
        .Select(region => new Choice(region.TwoLetterISORegionName, region.DisplayName))
        .OrderBy(choice => choice.Text, StringComparer.CurrentCulture)];
}
