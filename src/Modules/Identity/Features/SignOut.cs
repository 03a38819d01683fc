namespace Modular.Identity.Features;

/// <summary>Ends the session; its token is worth nothing from then on.</summary>
internal static class SignOut
{
    [SignedIn(WhilePending = true, ClientsToo = true)]
    public sealed record Command : IRequest<Result<Done>>;

    public sealed class Handler(Sessions sessions, Behalf behalf, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (caller.Behalf is not null || caller.Pending == Steps.BehalfEnded) await behalf.End(caller, cancellationToken);
            await sessions.End(caller, cancellationToken);
            return Done.Instance;
        }
    }

    public static void Map(IEndpointRouteBuilder session) => session
        .MapDelete("", async (ISender send, CancellationToken ct) => (await send.Send(new Command(), ct)).ToHttp())
        .Require<Command>();
}
