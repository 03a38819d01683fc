namespace Modular.Catalog.Import;

/// <summary>The number under a bar code: UPC-A (12 digits), EAN-13, EAN-8 or GTIN-14, with its check digit last.</summary>
internal static class Gtin
{
    public static bool HasLength(string digits) => digits.Length is 8 or 12 or 13 or 14 && digits.All(char.IsAsciiDigit);

    public static bool IsValid(string digits)
    {
        var sum = 0;
        for (var i = 1; i <= digits.Length; i++)
            sum += (digits[^i] - '0') * (i % 2 == 0 ? 3 : 1);
        return sum % 10 == 0;
    }
}
