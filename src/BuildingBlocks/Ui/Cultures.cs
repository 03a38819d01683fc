using System.Collections.Concurrent;
using System.Globalization;

namespace Modular.BuildingBlocks.Ui;

/// <summary>The portal's languages, and how each is written in the caller's country.</summary>
public static class Cultures
{
    public const string CookieName = "modular_language";

    /// <summary>BCP 47 tags as the language switch shows them; the first is the default.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "es", "pt-BR"];

    // Languages and countries are few, and asking the system for their pair costs more than anything else a small request does.
    private static readonly ConcurrentDictionary<(string Language, string Country), CultureInfo> Formats = new();

    /// <summary>The portal's language that fits a tag best, or null: <c>pt-PT</c> is <c>pt-BR</c>, <c>es-CL</c> is <c>es</c>.</summary>
    public static string? Match(string? tag) =>
        tag is null or "" ? null
        : Languages.FirstOrDefault(l => l.Equals(tag, StringComparison.OrdinalIgnoreCase))
          ?? Languages.FirstOrDefault(l => l[..2].Equals(tag.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>How numbers, money and dates are written: the language in the account's country where that pair exists.</summary>
    public static CultureInfo Format(string language, string country) =>
        Formats.TryGetValue((language, country), out var known) ? known : Formats.GetOrAdd((language, country), Find(language, country));

    private static CultureInfo Find(string language, string country)
    {
        if (language == "pt-BR") return CultureInfo.GetCultureInfo("pt-BR");
        var tag = country.Length == 2 ? $"{language[..2]}-{country}" : language[..2];
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo(language);
        }
    }
}
