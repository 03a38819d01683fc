using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Takes one's own request for a tool back while nobody has decided.</summary>
internal static class WithdrawAccess
{
    [SignedIn(InPerson = true)]
    public sealed record Command(Guid Id) : IRequest<Result<Done>>;

    public sealed class Handler(AccessRequests requests, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) =>
            await requests.Withdraw(caller, request.Id, cancellationToken) is { } refusal ? refusal : Done.Instance;
    }

    public static void Map(IEndpointRouteBuilder requests) => requests
        .MapDelete("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();

    public static void MapForms(IEndpointRouteBuilder app) => app
        .MapPost("/access/{id:guid}/withdrawal", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            flash.Say(texts[(await send.Send(new Command(id), ct)).Error?.Code ?? "identity.said.access_withdrawn"]);
            return TypedResults.LocalRedirect("/access");
        }).Require<Command>().WithMetadata(new RequireAntiforgeryTokenAttribute());
}
