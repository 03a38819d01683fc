using System.Globalization;

namespace Modular.Ordering;

/// <summary>Order numbers as people say them on the phone: <c>20-12345</c>.</summary>
internal static class OrderNumber
{
    private const int FirstPrefix = 20;
    private const int PerPrefix = 100_000;

    /// <summary>The number at a place of the sequence; after <c>20-99999</c> comes <c>21-00000</c>.</summary>
    public static string At(long place) =>
        string.Create(CultureInfo.InvariantCulture, $"{FirstPrefix + (place / PerPrefix)}-{place % PerPrefix:D5}");
}
