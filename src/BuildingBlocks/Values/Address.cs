namespace Modular.BuildingBlocks.Values;

/// <summary>A postal address as it is typed in.</summary>
public sealed record Address(
    string? Name, string? Line1, string? Line2, string? City, string? Region, string? PostalCode, string? Country)
{
    /// <summary>The person at the place.</summary>
    public string? Attention { get; init; }

    public string? Phone { get; init; }

    /// <summary>Without spaces around it, nothing where nothing was typed, codes in capitals.</summary>
    public Address Tidy()
    {
        var country = OrNull(Country)?.ToUpperInvariant();
        var rule = PostalRule.Of(country);
        return new(
            OrNull(Name), OrNull(Line1), OrNull(Line2), OrNull(City), rule.Region(OrNull(Region)), OrNull(PostalCode)?.ToUpperInvariant(), country)
        {
            Attention = OrNull(Attention), Phone = OrNull(Phone),
        };
    }

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
