namespace Modular.Identity;

/// <summary>A company's tax number; its check digits are known for Brazil (CNPJ), Chile (RUT) and Mexico (RFC).</summary>
internal static class TaxId
{
    private const string RfcLetters = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";

    /// <summary>Without punctuation, in upper case.</summary>
    public static string Plain(string? text) =>
        string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '/'))).ToUpperInvariant();

    public static bool IsValid(string? country, string? text)
    {
        var id = Plain(text);
        return country switch
        {
            "BR" => IsCnpj(id),
            "CL" => IsRut(id),
            "MX" => IsRfc(id),
            _ => id.Length is >= 4 and <= 30 && id.All(char.IsLetterOrDigit),
        };
    }

    /// <summary>Twelve digits or, since 2026, letters, and two check digits.</summary>
    private static bool IsCnpj(string id)
    {
        if (id.Length != 14 || !id.All(char.IsAsciiLetterOrDigit) || id.All(c => c == id[0])) return false;
        return id[12] == Digit(id[..12]) && id[13] == Digit(id[..13]);

        static char Digit(string part)
        {
            // Weights 2 to 9 from the right, again and again; a letter counts by its distance from '0'.
            var rest = part.Reverse().Select((c, i) => (c - '0') * (2 + (i % 8))).Sum() % 11;
            return (char)('0' + (rest < 2 ? 0 : 11 - rest));
        }
    }

    private static bool IsRut(string id)
    {
        if (id.Length is < 8 or > 9 || !id[..^1].All(char.IsAsciiDigit)) return false;
        var rest = 11 - (id[..^1].Reverse().Select((c, i) => (c - '0') * (2 + (i % 6))).Sum() % 11);
        return id[^1] == rest switch { 11 => '0', 10 => 'K', _ => (char)('0' + rest) };
    }

    /// <summary>Three letters (a company) or four (a person), a date, and three characters of which the last one checks.</summary>
    private static bool IsRfc(string id)
    {
        if (id.Length is not (12 or 13)) return false;
        var full = id.PadLeft(13);
        if (!id[..^9].All(c => char.IsAsciiLetterUpper(c) || c is 'Ñ' or '&') || !id[^3..].All(char.IsAsciiLetterOrDigit)) return false;
        if (!DateOnly.TryParseExact(id[^9..^3], "yyMMdd", out _)) return false;
        var rest = 11 - (full[..12].Select((c, i) => RfcLetters.IndexOf(c, StringComparison.Ordinal) * (13 - i)).Sum() % 11);
        return id[^1] == rest switch { 11 => '0', 10 => 'A', _ => (char)('0' + rest) };
    }
}
