namespace Modular.Billing.Providers;

/// <summary>The card numbers that the test provider knows, and what comes of them; docs/payments.md lists them.</summary>
internal static class TestCards
{
    public const string Authorised = "authorised", Declines = "declined", NoFunds = "insufficient_funds", Confirms = "confirms", Late = "late";

    private static readonly Dictionary<string, string> Known = new()
    {
        ["4242424242424242"] = Authorised,
        ["5555555555554444"] = Authorised,
        ["4000000000000002"] = Declines,
        ["4000000000009995"] = NoFunds,
        ["4000002500003155"] = Confirms,
        ["4000000000000259"] = Late,
    };

    public static string Behaviour(string number) => Known.GetValueOrDefault(number, Declines);

    public static string Brand(string number) => number[0] switch { '4' => "Visa", '5' or '2' => "Mastercard", '3' => "American Express", _ => "Card" };

    /// <returns>The digits, or null where no card has such a number (Luhn).</returns>
    public static string? Number(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        if (digits.Length is < 12 or > 19) return null;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var d = digits[^(i + 1)] - '0';
            if (i % 2 == 1 && (d *= 2) > 9) d -= 9;
            sum += d;
        }

        return sum % 10 == 0 ? digits : null;
    }

    public static bool IsSecurityCode(string? typed) => typed?.Trim() is { Length: 3 or 4 } code && code.All(char.IsAsciiDigit);

    /// <summary>The last day's month, from <c>MM/YY</c> or <c>MM/YYYY</c>.</summary>
    public static (int Year, int Month)? Expiry(string? typed)
    {
        var parts = (typed ?? "").Split('/', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !int.TryParse(parts[0], out var month) || !int.TryParse(parts[1], out var year) || month is < 1 or > 12) return null;
        if (year < 100) year += 2000;
        return year is < 2000 or > 2099 ? null : (year, month);
    }
}
