using System.Globalization;
using Modular.BuildingBlocks.Http;

namespace Modular.BuildingBlocks.Ui;

/// <summary>Reads a list page's query: what a person cannot have meant becomes the default instead of an error.</summary>
public static class PageQuery
{
    public static Paging Of(string? page, string? size, string? sort, IReadOnlyCollection<string> sorts) => new(
        Number(page, 1, Paging.MaxPage) ?? 1,
        Number(size, 1, Paging.MaxSize) ?? Paging.DefaultSize,
        sort is not null && sorts.Contains(sort.TrimStart('-')) ? sort : null);

    private static int? Number(string? text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? n : null;
}
