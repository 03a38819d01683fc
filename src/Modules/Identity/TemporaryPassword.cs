using System.Security.Cryptography;

namespace Modular.Identity;

/// <summary>A password to be read from an e-mail and typed once: <c>Kalomi-Repusa-Tivone-4827</c>, some 68 bits of chance.</summary>
internal static class TemporaryPassword
{
    // Without letters that look or sound like another.
    private const string Consonants = "bdfgklmnprstvz", Vowels = "aeiou";

    public static string New() => string.Join('-', [.. Enumerable.Range(0, 3).Select(_ => Word()), Digits()]);

    private static string Word()
    {
        var word = string.Concat(Enumerable.Range(0, 3).Select(_ => $"{Any(Consonants)}{Any(Vowels)}"));
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    private static char Any(string letters) => letters[RandomNumberGenerator.GetInt32(letters.Length)];

    private static string Digits() => RandomNumberGenerator.GetInt32(1000, 10_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
