using System.Globalization;
using System.Text;

namespace Modular.Catalog.Search;

/// <summary>How products are found: the words they are indexed by, and the words of a question, made by the same rules.</summary>
/// <remarks>
/// Case, accents and punctuation do not count: <c>SW-A1000</c> is found by <c>sw a1000</c> and by <c>swa1000</c>.
/// Vendor and category levels are indexed as <c>v/…</c> and <c>c/…</c>, so that one index answers words and filters together.
/// </remarks>
internal static class SearchWords
{
    private const int MaxPosition = 16_000;

    /// <summary>Lower case, without accents.</summary>
    public static string Fold(string text)
    {
        var lower = text.ToLowerInvariant();
        if (Ascii.IsValid(lower)) return lower;
        var plain = new StringBuilder(lower.Length);
        foreach (var c in lower.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(c);
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A product's tsvector as text: names and numbers weigh most, then the description, then the category. UPCs are only asked for whole.</summary>
    /// <param name="vocabulary">Gets the words of prose.</param>
    public static string Vector(string sku, string part, string vendor, string description, string category, ISet<string>? vocabulary = null)
    {
        var vector = new StringBuilder(400);
        var position = 0;
        Append(vector, sku, 'A', ref position, null);
        Append(vector, part, 'A', ref position, null);
        Append(vector, vendor, 'A', ref position, vocabulary);
        Append(vector, description, 'B', ref position, vocabulary);
        Append(vector, category, 'C', ref position, vocabulary);
        Quote(vector, VendorFilter(vendor)).Append(' ');
        foreach (var level in CategoryPath.Levels(category)) Quote(vector, CategoryFilter(level)).Append(' ');
        return vector.ToString();
    }

    public static string VendorFilter(string vendor) => "v/" + Fold(vendor);

    public static string CategoryFilter(string path) => "c/" + Fold(path);

    /// <summary>The pieces of a folded text between spaces and punctuation, and each chunk with its punctuation left out.</summary>
    public static IEnumerable<string> WordsOf(string folded)
    {
        foreach (var chunk in folded.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var pieces = Pieces(chunk);
            foreach (var piece in pieces) yield return piece;
            if (pieces.Count > 1) yield return string.Concat(pieces);
        }
    }

    /// <summary>What lies between punctuation: <c>wi-fi</c> is <c>wi</c> and <c>fi</c>.</summary>
    public static List<string> Pieces(string chunk)
    {
        var pieces = new List<string>(4);
        for (int i = 0, start = 0; i <= chunk.Length; i++)
        {
            if (i < chunk.Length && char.IsLetterOrDigit(chunk[i])) continue;
            if (i > start) pieces.Add(chunk[start..i]);
            start = i + 1;
        }

        return pieces;
    }

    /// <summary>A lexeme as tsvector and tsquery texts want it.</summary>
    public static StringBuilder Quote(StringBuilder text, string lexeme) => text.Append('\'')
        .Append(lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)).Append('\'');

    private static void Append(StringBuilder vector, string text, char weight, ref int position, ISet<string>? vocabulary)
    {
        foreach (var word in WordsOf(Fold(text)))
        {
            position = Math.Min(position + 1, MaxPosition);
            if (vocabulary?.Count < Vocabulary.MaxKept && Vocabulary.Takes(word)) vocabulary.Add(word);
            vector.Append('\'').Append(word).Append("':").Append(position).Append(weight).Append(' ');
        }
    }
}
