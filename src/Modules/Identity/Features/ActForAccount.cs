using Microsoft.AspNetCore.Http;

namespace Modular.Identity.Features;

/// <summary>The distributor's staff acts for an account from now on, visibly, for a reason that its administrators can read.</summary>
internal static class ActForAccount
{
    public const int ShortestReason = 10;

    [Requires(IdentityPrivileges.ActForAccounts, InPerson = true)]
    public sealed record Command(Guid AccountId, string? Reason) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.AccountId).NotEmpty();
            RuleFor(c => c.Reason).Line(500);
            RuleFor(c => (c.Reason ?? "").Trim()).MinimumLength(ShortestReason).OverridePropertyName("reason");
        }
    }

    public sealed class Handler(Behalf behalf, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) =>
            behalf.Begin(caller, request.AccountId, request.Reason!.Trim(), cancellationToken);
    }

    public sealed record Body(Guid AccountId, string? Reason);

    public static void Map(IEndpointRouteBuilder session) => session
        .MapPost("behalf", async (Body body, HttpRequest request, SessionCache cache, Sessions sessions, ISender send, CancellationToken ct) =>
        {
            var begun = await send.Send(new Command(body.AccountId, body.Reason), ct);
            if (!begun.IsSuccess) return begun.ToHttp();
            // The caller of this request is still the one from before.
            var session = await cache.Find(SessionCallers.Bearer(request)!, ct);
            return (IResult)(session is null ? (Result<SessionView>)IdentityErrors.SessionEnded : await sessions.Describe(session, null, ct)).ToHttp();
        })
        .Produces<SessionView>()
        .Require<Command>();
}
