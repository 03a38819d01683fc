using Dapper;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;

namespace Modular.Identity;

/// <summary>Somebody asked for a temporary password; perhaps there is no such user.</summary>
internal sealed record PasswordResetAsked(string UserName, string Email);

/// <summary>Issues the temporary password where name and e-mail belong together.</summary>
internal sealed class PasswordResets(PasswordStore passwords) : IConsumer<PasswordResetAsked>
{
    public static readonly Retention Retention = new(
        """
        DELETE FROM identity.password_resets WHERE id IN (
            SELECT id FROM identity.password_resets WHERE at < now() - interval '1 day' ORDER BY at LIMIT @atOnce)
        """);

    public async Task Handle(PasswordResetAsked e, Delivery delivery, CancellationToken ct)
    {
        var user = await delivery.Connection.QueryFirstOrDefaultAsync<(Guid Id, Guid AccountId)?>(new CommandDefinition(
            "SELECT id, home_account_id FROM identity.users WHERE lower(user_name) = lower(@UserName) AND lower(email) = lower(@Email) AND kind = 'person'",
            e, delivery.Transaction, cancellationToken: ct));
        if (user is { } found) await passwords.Issue(delivery.Transaction, found.Id, found.AccountId, ct);
    }
}
