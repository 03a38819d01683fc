using System.Globalization;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Notifications.Writing;

/// <summary>Tells people about their ways in: new passwords, requests to join, and what they should know of for safety's sake.</summary>
internal sealed class AccessLetters(Letters letters)
    : IConsumer<TemporaryPasswordIssued>, IConsumer<UserAwaitsApproval>, IConsumer<UserApproved>, IConsumer<SecurityChanged>, IConsumer<EmailChanged>, IConsumer<UserRenamed>
{
    // Anything else that Identity tells has no words here.
    private static readonly string[] SecurityKinds = ["password_changed", "second_factor_on", "second_factor_off", "locked_out", "new_device"];

    public Task Handle(TemporaryPasswordIssued e, Delivery delivery, CancellationToken ct) => letters.Write(
        [e.UserId], null,
        () => new Letter(Kind.PasswordReset, "password_reset", [Moment(e.ValidUntil)], "/sign-in") { Secret = e.SealedPassword, ValidUntil = e.ValidUntil },
        delivery, ct);

    public Task Handle(UserAwaitsApproval e, Delivery delivery, CancellationToken ct) => letters.Write(
        e.AdministratorIds, e.AccountId,
        () => new Letter(Kind.AccessRequest, "access_request", [e.UserName, e.AccountName], "/collaborators") { AccountId = e.AccountId },
        delivery, ct);

    public Task Handle(UserApproved e, Delivery delivery, CancellationToken ct) => letters.Write(
        [e.UserId], e.AccountId,
        () => new Letter(Kind.AccessGranted, "access_granted", [e.AccountName], "/") { AccountId = e.AccountId },
        delivery, ct);

    public Task Handle(SecurityChanged e, Delivery delivery, CancellationToken ct) => SecurityKinds.Contains(e.Kind)
        ? letters.Write([e.UserId], null, () => new Letter(Kind.Security, "security_" + e.Kind, [Moment(e.At), e.Device ?? "–"], "/"), delivery, ct)
        : Task.CompletedTask;

    public Task Handle(EmailChanged e, Delivery delivery, CancellationToken ct) => letters.Write(
        new Recipient(null, e.Name, e.OldEmail, e.Language), "",
        () => new Letter(Kind.Security, "security_email_changed", [Moment(e.At), e.NewEmail], null),
        delivery, ct);

    public Task Handle(UserRenamed e, Delivery delivery, CancellationToken ct) => letters.Write(
        [e.UserId], null, () => new Letter(Kind.Security, "security_user_renamed", [Moment(e.At), e.UserName], "/sign-in"), delivery, ct);

    public static string Moment(DateTime at) => at.ToUniversalTime().ToString("f", CultureInfo.CurrentCulture) + " UTC";
}
