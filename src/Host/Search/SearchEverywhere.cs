using System.Text.RegularExpressions;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Switches;
using Modular.BuildingBlocks.Ui;
using Modular.Host.Web;

namespace Modular.Host.Search;

/// <summary>Finds what was typed in everything that the caller may see: pages, orders, baskets, products.</summary>
internal static partial class SearchEverywhere
{
    public const int MaxWords = 100;
    public const int OnPage = 5;

    private const int WhileTyping = 4;
    private const int TypedAtLeast = 2;

    /// <param name="Size">Hits of each kind, at most.</param>
    [AllowAnyone]
    public sealed record Query(string? Q, int Size = OnPage) : IRequest<Result<Answer>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Q).Line(MaxWords);
            RuleFor(q => q.Size).InclusiveBetween(1, 20);
        }
    }

    public sealed class Handler(IEnumerable<ISearchable> modules, FeatureMap features, Caller caller) : IRequestHandler<Query, Result<Answer>>
    {
        public async Task<Result<Answer>> Handle(Query request, CancellationToken cancellationToken)
        {
            var words = Spaces().Replace(request.Q ?? "", " ").Trim();
            if (words.Length == 0) return new Answer([]);
            var found = await Task.WhenAll(modules.Where(module => !features.IsOff(module.GetType(), caller)).Select(module => module.Find(words, request.Size, cancellationToken)));
            return new Answer(
                [.. found.OfType<SearchGroup>().OrderByDescending(group => group.Hits.Any(hit => hit.IsExact)).ThenBy(group => group.Order)]);
        }
    }

    public sealed record Answer(IReadOnlyList<SearchGroup> Groups);

    public sealed record View(IReadOnlyList<Group> Groups)
    {
        /// <summary>Without what only a page's form can do.</summary>
        public static View Of(Answer answer) => new(
        [
            .. answer.Groups.Select(g => new Group(g.Kind, [.. g.Hits.Where(h => !h.Posts).Select(h => new Item(h.Title, h.Detail, h.Href))], g.More))
                .Where(g => g.Items.Count > 0),
        ]);
    }

    /// <param name="More">The page that lists all; null where these items are all.</param>
    public sealed record Group(string Kind, IReadOnlyList<Item> Items, string? More);

    public sealed record Item(string Title, string? Detail, string Href);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/search", async (string? q, int? size, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(q, size ?? OnPage), ct)).Map(View.Of).ToHttp())
            .Require<Query>();

        app.MapGet("/search/suggestions", async (string? q, ISender send, CancellationToken ct) =>
        {
            var words = (q ?? "").Trim();
            var found = words.Length < TypedAtLeast ? null : (await send.Send(new Query(words, WhileTyping), ct)).Value?.Groups;
            return new RazorComponentResult<Suggestions>(new { Groups = found, Words = words });
        }).Require<Query>();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
