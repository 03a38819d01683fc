using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Identity;

/// <summary>Somebody asked to be let in; perhaps there is no such account.</summary>
/// <param name="By">From where it was asked, for the audit trail.</param>
internal sealed record JoinAsked(
    string AccountNumber, string UserName, string Name, string Email, string SealedPasswordHash, string Language, Actor By);

/// <summary>Makes the user that waits for approval, or writes to whoever asked why there is none.</summary>
internal sealed class JoinRequests(Sealer sealer, TimeProvider time) : IConsumer<JoinAsked>
{
    public async Task Handle(JoinAsked e, Delivery delivery, CancellationToken ct)
    {
        var at = time.GetUtcNow().UtcDateTime;
        var account = await delivery.Connection.QueryFirstOrDefaultAsync<(Guid Id, string Name)?>(new CommandDefinition(
            "SELECT id, name FROM identity.accounts WHERE number = @AccountNumber AND kind <> 'distributor'",
            new { e.AccountNumber }, delivery.Transaction, cancellationToken: ct));
        if (account is not { } found)
        {
            await Refuse(JoinRefused.NoSuchAccount);
            return;
        }

        // A key that is gone leaves a password that fits nothing; a reset gives a new one.
        var hash = sealer.Open(e.SealedPasswordHash) ?? Passwords.Hash(TemporaryPassword.New());
        var newcomer = new Newcomer(e.UserName, e.Name, e.Email, hash, [], MembershipStatus.Waiting, e.Language);
        if (await Newcomers.Insert(delivery.Transaction, found.Id, newcomer, "identity.user_asked_to_join", at, e.By, ct) is not { } userId)
        {
            await Refuse(JoinRefused.UserNameTaken);
            return;
        }

        var administrators = await delivery.Connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT user_id FROM identity.memberships WHERE account_id = @Id AND is_administrator AND status = 'active' ORDER BY user_id",
            new { found.Id }, delivery.Transaction, cancellationToken: ct));
        var told = new UserAwaitsApproval(userId, e.UserName, found.Id, found.Name, [.. administrators]);
        await delivery.Transaction.Tell(OutboxMessage.From(told, $"user/{userId:N}", found.Id, at), ct);

        Task Refuse(string cause) => delivery.Transaction.Tell(
            OutboxMessage.From(new JoinRefused(cause, e.AccountNumber, e.UserName, e.Name, e.Email, e.Language), $"join/{e.UserName}", null, at), ct);
    }
}
