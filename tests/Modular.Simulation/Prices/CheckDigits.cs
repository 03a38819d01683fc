using System.Globalization;

namespace Modular.Simulation.Prices;

/// <summary>The last digit of a UPC, EAN or GTIN.</summary>
public static class CheckDigits
{
    /// <summary>The number with its GS1 check digit behind it.</summary>
    public static string WithCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }
}
