using FluentValidation;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Http;

/// <summary>One page of a list. <paramref name="Page"/> counts from 1; <paramref name="Total"/> counts all pages' items.</summary>
public sealed record Listing<T>(IReadOnlyList<T> Items, int Page, int Size, long Total);

/// <summary>Which page of a list, how long, in which order: <c>?page=2&amp;size=25&amp;sort=-createdAt</c>.</summary>
public sealed record Paging(int Page = 1, int Size = Paging.DefaultSize, string? Sort = null)
{
    public const int DefaultSize = 10;
    public const int MaxSize = 100;
    public const int MaxPage = 100_000;

    public long Offset => (long)(Page - 1) * Size;

    public static Paging Of(int? page, int? size, string? sort) => new(page ?? 1, size ?? DefaultSize, string.IsNullOrEmpty(sort) ? null : sort);
}

/// <summary>The shape of <see cref="Paging"/>; <paramref name="sorts"/> are the names a list can be sorted by.</summary>
public sealed class PagingRules : AbstractValidator<Paging>
{
    public PagingRules(IReadOnlyCollection<string> sorts)
    {
        RuleFor(p => p.Page).InclusiveBetween(1, Paging.MaxPage).OverridePropertyName("page");
        RuleFor(p => p.Size).InclusiveBetween(1, Paging.MaxSize).OverridePropertyName("size");
        RuleFor(p => p.Sort)
            .Must(sort => sort is null || sorts.Contains(sort.TrimStart('-')))
            .WithMessage(_ => Texts.Shared["request.unknown_sort", string.Join(", ", sorts)])
            .OverridePropertyName("sort");
    }
}

/// <summary>A list's sort names and the SQL they stand for; nothing of the request ever reaches the SQL text.</summary>
/// <param name="Columns">Sort name to column expression.</param>
/// <param name="Default">Sort name used without one, with <c>-</c> for descending.</param>
/// <param name="TieBreak">A unique column, so that pages neither repeat nor skip.</param>
public sealed record Sorting(IReadOnlyDictionary<string, string> Columns, string Default, string TieBreak)
{
    public string OrderBy(string? sort)
    {
        var chosen = sort ?? Default;
        var direction = chosen.StartsWith('-') ? "DESC" : "ASC";
        return $"ORDER BY {Columns[chosen.TrimStart('-')]} {direction}, {TieBreak} {direction}";
    }
}
