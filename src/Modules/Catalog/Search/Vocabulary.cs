using Modular.BuildingBlocks.Data;

namespace Modular.Catalog.Search;

/// <summary>The words that products are described with, to mend mistyped ones.</summary>
internal static class Vocabulary
{
    /// <summary>More different words than any assortment has; a file that has more is not kept in memory.</summary>
    public const int MaxKept = 100_000;

    /// <summary>A word of prose: numbers and codes are looked up, not guessed.</summary>
    public static bool Takes(string word) => word.Length is >= 4 and <= 30 && word.All(char.IsLetter);

    /// <summary>For each word that no product has, the nearest that one has, by trigrams and then by length; others are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Nearest(Db db, IEnumerable<string> words, CancellationToken ct) =>
        (await db.Many<(string Word, string Nearest)>(
            """
            SELECT asked.word, near.word
            FROM unnest(@words) AS asked(word)
            CROSS JOIN LATERAL (
                SELECT w.word FROM catalog.words w WHERE w.word % asked.word
                ORDER BY similarity(w.word, asked.word) DESC, abs(length(w.word) - length(asked.word)), w.word LIMIT 1
            ) near
            WHERE NOT EXISTS (SELECT FROM catalog.words w WHERE starts_with(w.word, asked.word))
            """,
            new { words = words.Distinct().ToArray() }, ct))
            .ToDictionary(pair => pair.Word, pair => pair.Nearest);
}
