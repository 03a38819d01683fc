namespace Modular.Notifications.Features;

/// <summary>Marks one notification as read.</summary>
internal static class ReadNotification
{
    [SignedIn]
    public sealed record Command(Guid Id) : IRequest<Result<Notification>>;

    public sealed class Handler(Inbox inbox) : IRequestHandler<Command, Result<Notification>>
    {
        public async Task<Result<Notification>> Handle(Command request, CancellationToken cancellationToken) =>
            await inbox.Read(request.Id, cancellationToken) is { } read ? read : NotificationErrors.Unknown;
    }

    public static void Map(IEndpointRouteBuilder notifications) => notifications
        .MapPost("{id:guid}/read", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
        .Require<Command>();
}
