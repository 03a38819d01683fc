using System.Collections.Frozen;

namespace Modular.Identity;

/// <summary>The currency that a company of a country is expected to buy in; dollars where the portal knows none.</summary>
internal static class AccountCurrency
{
    public const string Otherwise = "USD";

    private static readonly FrozenDictionary<string, string> Countries = new Dictionary<string, string>
    {
        ["AR"] = "ARS", ["BO"] = "BOB", ["BR"] = "BRL", ["CL"] = "CLP", ["CO"] = "COP", ["CR"] = "CRC", ["DO"] = "DOP", ["GT"] = "GTQ", ["HN"] = "HNL",
        ["MX"] = "MXN", ["NI"] = "NIO", ["PE"] = "PEN", ["PY"] = "PYG", ["UY"] = "UYU",
    }.ToFrozenDictionary();

    public static readonly IReadOnlyList<string> All = [.. Countries.Values.Append(Otherwise).Order(StringComparer.Ordinal)];

    public static string Of(string country) => Countries.GetValueOrDefault(country, Otherwise);
}
