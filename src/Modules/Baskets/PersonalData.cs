using Dapper;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Baskets;

/// <summary>Baskets of a person. They are the account's business and stay; only who looked at which is forgotten.</summary>
internal sealed class PersonalData(Db db) : IPersonalData, IConsumer<UserErased>
{
    public IReadOnlyDictionary<string, IAsyncEnumerable<object>> Of(Guid userId, IReadOnlyCollection<Guid> accountIds, CancellationToken ct) =>
        new Dictionary<string, IAsyncEnumerable<object>>
        {
            ["baskets"] = db.Stream<Own>(
                """
                SELECT b.account_id, b.name, b.visibility, b.status, b.notes, b.created_at, b.changed_at
                FROM baskets.baskets b WHERE b.account_id = ANY(@accountIds) AND b.owner_id = @userId ORDER BY b.created_at
                """,
                new { userId, accountIds = accountIds.ToArray() }, ct),
        };

    public Task Handle(UserErased e, Delivery delivery, CancellationToken ct) => delivery.Connection.ExecuteAsync(new CommandDefinition(
        "DELETE FROM baskets.visits WHERE user_id = @UserId", e, delivery.Transaction, cancellationToken: ct));

    private sealed class Own
    {
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
        public string Visibility { get; init; } = "";
        public string Status { get; init; } = "";
        public string? Notes { get; init; }
        public DateTime CreatedAt { get; init; }
        public DateTime ChangedAt { get; init; }
    }
}
