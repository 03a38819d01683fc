using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows whoever has an invitation's link who invites them, and where to.</summary>
internal static class SeeInvitation
{
    [AllowAnyone]
    [Limited("invitation", 30, 60)]
    public sealed record Query(string? Token) : IRequest<Result<View>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Token).NotEmpty().Line(200);
    }

    public sealed class Handler(Db db, TimeProvider time) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.One<View>(
                $"""
                SELECT i.name, i.email, a.name AS account_name, u.display_name AS invited_by
                FROM identity.invitations i JOIN identity.accounts a ON a.id = i.account_id JOIN identity.users u ON u.id = i.invited_by
                WHERE i.token_hash = @hash AND i.valid_until > @now AND {Invitation.Open}
                """,
                new { hash = Token.Hash(request.Token!), now = time.GetUtcNow().UtcDateTime }, cancellationToken)
            is { } view ? view : IdentityErrors.InvitationUnknown;
    }

    internal sealed record View(string Name, string Email, string AccountName, string InvitedBy);
}
