using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Values;

/// <summary>The countries of ISO 3166-1 that the platform's culture data knows, named in the reader's language.</summary>
public static class Countries
{
    // In use, but not of the standard: Kosovo, the Canary Islands, Ceuta and Melilla, Diego Garcia.
    private static readonly FrozenSet<string> NotOfTheStandard = ["XK", "IC", "EA", "DG"];

    private static readonly FrozenSet<string> Codes = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name).TwoLetterISORegionName)
        .Where(code => code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] && !NotOfTheStandard.Contains(code))
        .ToFrozenSet();

    private static readonly ConcurrentDictionary<string, InLanguage> Languages = new();

    public static bool IsCode(string? code) => code is not null && Codes.Contains(code);

    /// <summary>The country's name in the reader's language.</summary>
    public static string Name(string code) => Reader.Names.GetValueOrDefault(code, code);

    /// <summary>All of them, as the reader's language sorts them.</summary>
    public static IReadOnlyList<Choice> Choices() => Reader.Sorted;

    private static InLanguage Reader =>
        Languages.GetOrAdd(Cultures.Match(CultureInfo.CurrentUICulture.Name) ?? Cultures.Languages[0], language => new InLanguage(language));

    private sealed class InLanguage
    {
        public InLanguage(string language)
        {
            // A display name ignores the reader's culture; a native name is of the pair's language, whether anybody speaks it there or not.
            Names = Codes.ToFrozenDictionary(code => code, code => new RegionInfo($"{language[..2]}-{code}").NativeName);
            Sorted =
            [
                .. Names.Select(country => new Choice(country.Key, country.Value))
                    .OrderBy(choice => choice.Text, StringComparer.Create(CultureInfo.GetCultureInfo(language), ignoreCase: true)),
            ];
        }

        public FrozenDictionary<string, string> Names { get; }

        public IReadOnlyList<Choice> Sorted { get; }
    }
}
