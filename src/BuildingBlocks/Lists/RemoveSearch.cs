using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Lists;

/// <summary>Forgets a saved search, and answers what it was, so that it can be saved again.</summary>
internal static class RemoveSearch
{
    [SignedIn]
    public sealed record Command(string List, string? Name) : IRequest<Result<SavedQuery>>;

    public sealed class Handler(ListPreferences preferences, Caller caller) : IRequestHandler<Command, Result<SavedQuery>>
    {
        public async Task<Result<SavedQuery>> Handle(Command request, CancellationToken cancellationToken) =>
            await preferences.Forget(caller, request.List, request.Name ?? "", cancellationToken) is { } query
                ? new SavedQuery(request.Name!, query)
                : ListErrors.SearchUnknown;
    }

    /// <summary>The name is no part of the path, where a slash in it would mean something else.</summary>
    public static void Map(IEndpointRouteBuilder lists) => lists
        .MapDelete("searches", async (string list, string? name, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(list, name), ct)).Map(_ => Done.Instance).ToHttp())
        .Require<Command>();
}
