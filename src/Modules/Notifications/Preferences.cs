using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;

namespace Modular.Notifications;

/// <summary>What each user wants to be told of, and where.</summary>
internal sealed class Preferences(Db db, TimeProvider time)
{
    public async Task<PreferencesView> Of(Guid userId, CancellationToken ct)
    {
        var (addresses, choices) = await db.Two<string, (string Kind, string Email, bool Portal)>(
            "SELECT email FROM notifications.addresses WHERE user_id = @userId",
            "SELECT kind, email, portal FROM notifications.choices WHERE user_id = @userId", new { userId }, ct);
        var chosen = choices.ToDictionary(c => c.Kind);
        return new PreferencesView(addresses is [var address] ? address : null, [.. Kind.Chosen.Select(View)]);

        KindChoice View(Kind kind)
        {
            var isChosen = chosen.TryGetValue(kind.Name, out var choice);
            return new KindChoice(
                kind.Name, isChosen && !kind.EmailIsRequired ? choice.Email : EmailChoice.Immediately,
                kind.InPortal && (!isChosen || choice.Portal), kind.EmailIsRequired, kind.InPortal);
        }
    }

    /// <summary>Keeps the choices in place of earlier ones; kinds that are not named stay as they are.</summary>
    public async Task Save(Caller caller, string? email, IReadOnlyCollection<KindChoice> kinds, CancellationToken ct)
    {
        var before = await Of(caller.UserId, ct);
        await db.Transaction(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(new CommandDefinition(
                email is null
                    ? "DELETE FROM notifications.addresses WHERE user_id = @UserId"
                    : "INSERT INTO notifications.addresses (user_id, email) VALUES (@UserId, @email) ON CONFLICT (user_id) DO UPDATE SET email = excluded.email",
                new { caller.UserId, email }, transaction, cancellationToken: ct));
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO notifications.choices (user_id, kind, email, portal) SELECT @UserId, * FROM unnest(@kinds, @emails, @portals)
                ON CONFLICT (user_id, kind) DO UPDATE SET email = excluded.email, portal = excluded.portal
                """,
                new
                {
                    caller.UserId, kinds = kinds.Select(k => k.Kind).ToArray(), emails = kinds.Select(k => k.Email).ToArray(),
                    portals = kinds.Select(k => k.Portal).ToArray(),
                },
                transaction, cancellationToken: ct));
            await transaction.Audit(
                new AuditEntry(
                    caller.AccountId, "notifications.preferences_changed", $"user/{caller.UserId}", before, new { email, kinds }),
                time.GetUtcNow().UtcDateTime, ct);
            return true;
        }, ct);
    }
}

/// <param name="Email">Where e-mails go instead of the profile's address; null: there.</param>
internal sealed record PreferencesView(string? Email, IReadOnlyList<KindChoice> Kinds);

/// <param name="Email"><c>immediately</c>, <c>daily</c> or <c>off</c>.</param>
/// <param name="Portal">Whether the bell rings for it.</param>
/// <param name="EmailIsRequired">Its e-mail always goes out at once, to the profile's own address.</param>
/// <param name="PortalIsOffered">False: it is told by e-mail alone.</param>
internal sealed record KindChoice(string Kind, string Email, bool Portal, bool EmailIsRequired, bool PortalIsOffered);
