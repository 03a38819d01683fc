using Modular.BuildingBlocks.Data;

namespace Modular.Notifications;

/// <summary>How much of what a reader was told is unread. Every page asks; those of a moment are counted by one statement.</summary>
internal sealed class UnreadCounts(Db db)
{
    /// <summary>The bell says "99+" from here on.</summary>
    public const int CountedUpTo = 100;

    private static readonly string Count =
        $"""
        SELECT (SELECT count(*)::int FROM (
            (SELECT 1 FROM notifications.inbox i WHERE i.user_id = r.user_id AND i.account_id = r.account_id AND i.read_at IS NULL LIMIT {CountedUpTo})
            UNION ALL
            (SELECT 1 FROM notifications.inbox i WHERE i.user_id = r.user_id AND i.account_id IS NULL AND i.read_at IS NULL LIMIT {CountedUpTo})
            LIMIT {CountedUpTo}) unread)
        FROM unnest((SELECT @users), (SELECT @accounts)) WITH ORDINALITY AS r (user_id, account_id, n) ORDER BY r.n
        """;

    private readonly Together<(Guid UserId, Guid AccountId), int> _counts = new(readers => db.Many<int>(
        Count, new { users = readers.Select(r => r.UserId).ToArray(), accounts = readers.Select(r => r.AccountId).ToArray() }));

    public Task<int> Of(Caller caller, CancellationToken ct) => _counts.Ask((caller.UserId, caller.AccountId), ct);
}
