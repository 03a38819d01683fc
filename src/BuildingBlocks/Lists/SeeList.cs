using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;
using Modular.BuildingBlocks.Ui;

namespace Modular.BuildingBlocks.Lists;

/// <summary>Shows how the caller wants to see a list: its columns, and the searches they saved for the account they act for.</summary>
internal static class SeeList
{
    [SignedIn]
    public sealed record Query(string List) : IRequest<Result<View>>;

    public sealed class Handler(IEnumerable<ListShape> lists, ListPreferences preferences, Texts texts, Caller caller)
        : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (lists.FirstOrDefault(l => l.Name == request.List) is not { } list) return ListErrors.Unknown(request.List);
            var (hidden, searches) = await preferences.Read(caller, list.Name, cancellationToken);
            return new View(
                [.. list.Columns.Select(c => new Column(c.Name, texts[c.TextKey], hidden.Contains(c.Name)))],
                [.. searches.Select(s => new Search(s.Name, s.Query, $"{list.Path}?{s.Query}"))]);
        }
    }

    internal sealed record View(IReadOnlyList<Column> Columns, IReadOnlyList<Search> Searches);

    internal sealed record Column(string Name, string Label, bool Hidden);

    /// <param name="Url">The page that shows what is found.</param>
    internal sealed record Search(string Name, string Query, string Url);

    public static void Map(IEndpointRouteBuilder lists) => lists
        .MapGet("", async (string list, ISender send, CancellationToken ct) => (await send.Send(new Query(list), ct)).ToHttp())
        .Require<Query>();
}
