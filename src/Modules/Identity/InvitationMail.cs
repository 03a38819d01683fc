using System.Globalization;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;
using Npgsql;

namespace Modular.Identity;

/// <summary>Tells of an invitation, its link's token sealed until the e-mail is written.</summary>
internal sealed class InvitationMail(Sealer sealer)
{
    public static readonly TimeSpan Validity = TimeSpan.FromDays(7);

    public Task Tell(NpgsqlTransaction transaction, Invitation invitation, string token, Caller by, CancellationToken ct) => transaction.Tell(
        OutboxMessage.From(
            new UserInvited(
                invitation.Id, by.AccountId, by.AccountName, by.DisplayName, invitation.Name, invitation.Email,
                CultureInfo.CurrentUICulture.Name, sealer.Seal(token), invitation.ValidUntil),
            $"invitation/{invitation.Id:N}", by.AccountId, invitation.SentAt),
        ct);
}
