using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Notifications.Writing;

/// <summary>Writes to people who are no users yet: those who are invited, and companies that apply.</summary>
internal sealed class JoiningLetters(Letters letters)
    : IConsumer<UserInvited>, IConsumer<ApplicationReceived>, IConsumer<ApplicationDecided>, IConsumer<JoinRefused>
{
    public Task Handle(UserInvited e, Delivery delivery, CancellationToken ct) => letters.Write(
        new Recipient(null, e.Name, e.Email, e.Language), "",
        () => new Letter(Kind.Invitation, "invitation", [e.InvitedBy, e.AccountName, AccessLetters.Moment(e.ValidUntil)], "/invitation?token={secret}")
        {
            AccountId = e.AccountId, Secret = e.SealedToken, ValidUntil = e.ValidUntil,
        },
        delivery, ct);

    public Task Handle(ApplicationReceived e, Delivery delivery, CancellationToken ct) => letters.Write(
        new Recipient(null, e.ApplicantName, e.Email, e.Language), "",
        () => new Letter(Kind.Application, "application_received", [e.Reference, e.Company], null),
        delivery, ct);

    public Task Handle(ApplicationDecided e, Delivery delivery, CancellationToken ct) => letters.Write(
        new Recipient(null, e.ApplicantName, e.Email, e.Language), "",
        () => e.IsAccepted
            ? new Letter(Kind.Application, "application_accepted", [e.Reference, e.Company, e.UserName ?? ""], "/sign-in") { AccountId = e.AccountId }
            : new Letter(Kind.Application, "application_refused", [e.Reference, e.Company, e.Reason], null),
        delivery, ct);

    public Task Handle(JoinRefused e, Delivery delivery, CancellationToken ct) => letters.Write(
        new Recipient(null, e.Name, e.Email, e.Language), "",
        () => e.Cause == JoinRefused.UserNameTaken
            ? new Letter(Kind.Application, "join_user_name_taken", [e.UserName], "/join")
            : new Letter(Kind.Application, "join_no_such_account", [e.AccountNumber], "/join"),
        delivery, ct);
}
