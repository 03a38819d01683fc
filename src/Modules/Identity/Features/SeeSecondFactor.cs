using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Shows whether signing in takes a code, and whether it must.</summary>
internal static class SeeSecondFactor
{
    [SignedIn(WhilePending = true)]
    public sealed record Query : IRequest<Result<View>>;

    /// <param name="IsRequired">By an account that the user is a member of.</param>
    /// <param name="RequiredHere">By the account that the caller acts for.</param>
    public sealed record View(bool IsOn, bool IsRequired, bool RequiredHere, int RecoveryCodesLeft);

    public sealed class Handler(Db db, Caller caller) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken) => (await db.One<View>(
            """
            SELECT u.factor_confirmed_at IS NOT NULL AS is_on,
                   EXISTS (SELECT FROM identity.memberships m JOIN identity.accounts a ON a.id = m.account_id
                           WHERE m.user_id = u.id AND a.requires_second_factor) AS is_required,
                   (SELECT requires_second_factor FROM identity.accounts WHERE id = @AccountId) AS required_here,
                   (SELECT count(*)::int FROM identity.recovery_codes r WHERE r.user_id = u.id AND r.used_at IS NULL) AS recovery_codes_left
            FROM identity.users u WHERE u.id = @UserId
            """,
            new { caller.UserId, caller.AccountId }, cancellationToken))!;
    }

    public static void Map(IEndpointRouteBuilder me) => me
        .MapGet("second-factor", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
