namespace Modular.Notifications.Features;

/// <summary>Shows what the caller wants to be told of, and where.</summary>
internal static class SeePreferences
{
    [SignedIn]
    public sealed record Query : IRequest<Result<PreferencesView>>;

    public sealed class Handler(Preferences preferences, Caller caller) : IRequestHandler<Query, Result<PreferencesView>>
    {
        public async Task<Result<PreferencesView>> Handle(Query request, CancellationToken cancellationToken) =>
            await preferences.Of(caller.UserId, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder preferences) => preferences
        .MapGet("", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
