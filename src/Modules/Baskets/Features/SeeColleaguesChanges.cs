using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Baskets.Features;

/// <summary>Shows the shared baskets that colleagues changed in the last days.</summary>
internal static class SeeColleaguesChanges
{
    private const int Most = 5;

    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    [SignedIn]
    public sealed record Query : IRequest<Result<View>>;

    public sealed class Handler(Db db, IAccountDirectory people, Caller caller, TimeProvider time) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await db.Many<(Guid Id, string Name, DateTime ChangedAt, Guid ChangedBy)>(
                """
                SELECT id, name, changed_at, changed_by FROM baskets.baskets
                WHERE account_id = @AccountId AND status = 'active' AND visibility = 'shared'
                  AND changed_by <> @UserId AND changed_at > @since
                  AND changed_minute >= date_trunc('minute', @since AT TIME ZONE 'UTC')
                ORDER BY changed_minute DESC, changed_at DESC, id DESC LIMIT @Most
                """,
                new { caller.AccountId, caller.UserId, since = time.GetUtcNow().UtcDateTime - Recent, Most }, cancellationToken);
            var names = await people.Names([.. rows.Select(r => r.ChangedBy).Distinct()], cancellationToken);
            return new View([.. rows.Select(r => new Changed(r.Id, r.Name, r.ChangedAt, names.GetValueOrDefault(r.ChangedBy, "")))]);
        }
    }

    public sealed record View(IReadOnlyList<Changed> Baskets);

    public sealed record Changed(Guid Id, string Name, DateTime At, string By);
}
