using Microsoft.AspNetCore.Http;

namespace Modular.Identity.Features;

/// <summary>Acts for another of the user's accounts from now on; all that is shown afterwards belongs to it.</summary>
internal static class SwitchAccount
{
    [SignedIn(InPerson = true)]
    public sealed record Command(Guid AccountId) : IRequest<Result<Done>>;

    public sealed class Handler(Sessions sessions, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) =>
            caller.BySingleSignOn ? IdentityErrors.OneAccountOnly
            : await sessions.Switch(caller, request.AccountId, cancellationToken) ? Done.Instance : IdentityErrors.NotAMember;
    }

    public sealed record Body(Guid AccountId);

    public static void Map(IEndpointRouteBuilder session) => session
        .MapPut("account", async (Body body, HttpRequest request, ISender send, CancellationToken ct) =>
        {
            var switched = await send.Send(new Command(body.AccountId), ct);
            return switched.IsSuccess
                ? (IResult)(await send.Send(new SeeSession.Query(SessionCallers.Bearer(request)!), ct)).ToHttp()
                : switched.ToHttp();
        })
        .Produces<SessionView>()
        .Require<Command>();
}
