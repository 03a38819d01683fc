namespace Modular.Notifications.Features;

/// <summary>Marks everything that the caller sees as read.</summary>
internal static class ReadAll
{
    [SignedIn]
    public sealed record Command : IRequest<Result<Done>>;

    public sealed class Handler(Inbox inbox) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            await inbox.ReadAll(cancellationToken);
            return Done.Instance;
        }
    }

    public static void Map(IEndpointRouteBuilder notifications) => notifications
        .MapPost("read", async (ISender send, CancellationToken ct) => (await send.Send(new Command(), ct)).ToHttp())
        .Require<Command>();
}
