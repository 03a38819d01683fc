using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Lists;

/// <summary>Keeps the filters and the order of a list under a name, in place of what had that name.</summary>
internal static class SaveSearch
{
    [SignedIn]
    public sealed record Command(string List, string? Name, string? Query) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Name).NotEmpty().Line(60);
            RuleFor(c => c.Query).NotEmpty().Line(1000);
        }
    }

    public sealed class Handler(IEnumerable<ListShape> lists, ListPreferences preferences, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (lists.FirstOrDefault(l => l.Name == request.List) is not { } list) return ListErrors.Unknown(request.List);
            if (Tidy(request.Query!) is not { Length: > 0 } query) return ListErrors.NothingToSave;
            return await preferences.Save(caller, list.Name, request.Name!.Trim(), query, cancellationToken) ? Done.Instance : ListErrors.SearchesFull;
        }
    }

    /// <summary>A query without the page that was open and without filters that filter nothing.</summary>
    public static string Tidy(string query) => QueryHelpers.AddQueryString(
        "",
        from parameter in QueryHelpers.ParseQuery(query)
        where parameter.Key is not ("page" or "") && !string.IsNullOrEmpty(parameter.Value)
        select parameter).TrimStart('?');

    public sealed record Body(string? Name, string? Query);

    public static void Map(IEndpointRouteBuilder lists) => lists
        .MapPut("searches", async (string list, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(list, body.Name, body.Query), ct)).ToHttp())
        .Require<Command>();
}
