namespace Modular.Identity.Features;

/// <summary>Acts for oneself again; also when it has ended already and everything else is refused.</summary>
internal static class StopActing
{
    [SignedIn(WhilePending = true)]
    public sealed record Command : IRequest<Result<Done>>;

    public sealed class Handler(Behalf behalf, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            await behalf.End(caller, cancellationToken);
            return Done.Instance;
        }
    }

    public static void Map(IEndpointRouteBuilder session) => session
        .MapDelete("behalf", async (ISender send, CancellationToken ct) => (await send.Send(new Command(), ct)).ToHttp())
        .Require<Command>();
}
