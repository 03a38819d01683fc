using System.Text;

namespace Modular.Catalog.Search;

/// <summary>The words that somebody looks for.</summary>
internal sealed class SearchQuestion
{
    private const int MaxChunks = 12;
    private static readonly HashSet<string> Fillers =
    [
        "de", "del", "la", "el", "los", "las", "con", "para", "por", "en", "un", "una", "y",
        "da", "do", "das", "dos", "com", "um", "uma", "e", "o", "a", "of", "the", "for", "with", "and", "or",
    ];

    private readonly List<List<string>> _chunks;

    private SearchQuestion(List<List<string>> chunks) => _chunks = chunks;

    public bool IsEmpty => _chunks.Count == 0;

    public string Text => string.Join(' ', _chunks.Select(pieces => string.Join('-', pieces)));

    public static SearchQuestion Of(string? text)
    {
        var chunks = SearchWords.Fold(text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Take(MaxChunks).Select(SearchWords.Pieces).Where(pieces => pieces.Count > 0).ToList();
        // "cable de red" wants a cable for networks; "de" alone wants what begins with it.
        var telling = chunks.Where(pieces => pieces.Count > 1 || !Fillers.Contains(pieces[0])).ToList();
        return new SearchQuestion(telling.Count > 0 ? telling : chunks);
    }

    /// <summary>A tsquery: every word must be there, in full or as a beginning; null when nothing is asked for.</summary>
    public string? ToQuery() => IsEmpty ? null : string.Join(" & ", _chunks.Select(Term));

    /// <summary>Words that a typing mistake may be in.</summary>
    public IEnumerable<string> Mendable => _chunks.Where(pieces => pieces is [{ Length: >= 4 } word] && word.All(char.IsLetter)).Select(pieces => pieces[0]);

    public SearchQuestion Mended(IReadOnlyDictionary<string, string> mended) =>
        new([.. _chunks.Select(pieces => pieces is [var word] && mended.TryGetValue(word, out var right) ? [right] : pieces)]);

    private static string Term(List<string> pieces) => pieces.Count == 1
        ? Beginning(pieces[0])
        : $"(({string.Join(" & ", pieces.SkipLast(1).Select(Whole).Append(Beginning(pieces[^1])))}) | {Prefix(string.Concat(pieces))})";

    /// <summary>A plural finds the singular too. A letter or a short number is only found as itself: what begins so is half the catalog.</summary>
    private static string Beginning(string word) => word switch
    {
        { Length: 1 } => Whole(word),
        { Length: <= 3 } when word.All(char.IsDigit) => Whole(word),
        { Length: > 5 } when word.EndsWith("es", StringComparison.Ordinal) => $"({Prefix(word)} | {Prefix(word[..^1])} | {Prefix(word[..^2])})",
        { Length: > 4 } when word.EndsWith('s') => $"({Prefix(word)} | {Prefix(word[..^1])})",
        _ => Prefix(word),
    };

    private static string Whole(string word) => SearchWords.Quote(new StringBuilder(), word).ToString();

    private static string Prefix(string word) => SearchWords.Quote(new StringBuilder(), word).Append(":*").ToString();
}
