namespace Modular.Notifications.Features;

/// <summary>Lists what the caller was told, the newest first.</summary>
internal static class ListNotifications
{
    [SignedIn]
    public sealed record Query(bool Unread, string? Kind, Paging Paging) : IRequest<Result<Listing<Notification>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Paging).SetValidator(new PagingRules([])).OverridePropertyName("");
    }

    public sealed class Handler(Inbox inbox) : IRequestHandler<Query, Result<Listing<Notification>>>
    {
        public async Task<Result<Listing<Notification>>> Handle(Query request, CancellationToken cancellationToken) =>
            await inbox.Page(request.Unread, request.Kind, request.Paging, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder notifications) => notifications
        .MapGet("", async (bool? unread, string? kind, int? page, int? size, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(unread ?? false, kind, Paging.Of(page, size, null)), ct)).ToHttp())
        .Require<Query>();
}
