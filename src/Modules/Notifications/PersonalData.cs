using Dapper;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Notifications;

/// <summary>What was written to a person and how they want to be told; forgotten with the person.</summary>
internal sealed class PersonalData(Db db) : IPersonalData, IConsumer<UserErased>
{
    public IReadOnlyDictionary<string, IAsyncEnumerable<object>> Of(Guid userId, IReadOnlyCollection<Guid> accountIds, CancellationToken ct) =>
        new Dictionary<string, IAsyncEnumerable<object>>
        {
            ["emails"] = db.Stream<Mail>("SELECT written_at, sent_at, kind, email, subject FROM notifications.messages WHERE user_id = @userId ORDER BY written_at", new { userId }, ct),
            ["notifications"] = db.Stream<Told>("SELECT told_at, read_at, kind, args FROM notifications.inbox WHERE user_id = @userId ORDER BY told_at", new { userId }, ct),
            ["notificationAddress"] = db.Stream<Address>("SELECT email FROM notifications.addresses WHERE user_id = @userId", new { userId }, ct),
            ["notificationPreferences"] = db.Stream<Choice>("SELECT kind, email, portal FROM notifications.choices WHERE user_id = @userId ORDER BY kind", new { userId }, ct),
        };

    public Task Handle(UserErased e, Delivery delivery, CancellationToken ct) => delivery.Connection.ExecuteAsync(new CommandDefinition(
        """
        DELETE FROM notifications.messages WHERE user_id = @UserId;
        DELETE FROM notifications.inbox WHERE user_id = @UserId;
        DELETE FROM notifications.addresses WHERE user_id = @UserId;
        DELETE FROM notifications.choices WHERE user_id = @UserId;
        """,
        e, delivery.Transaction, cancellationToken: ct));

    private sealed record Mail(DateTime WrittenAt, DateTime? SentAt, string Kind, string Email, string Subject);

    private sealed class Told
    {
        public DateTime ToldAt { get; init; }
        public DateTime? ReadAt { get; init; }
        public string Kind { get; init; } = "";
        public string[] Args { get; init; } = [];
    }

    private sealed record Address(string Email);

    private sealed record Choice(string Kind, string Email, bool Portal);
}
