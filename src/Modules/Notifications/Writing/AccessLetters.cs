using System.Globalization;
using Modular.BuildingBlocks.Events;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;

namespace Modular.Notifications.Writing;

/// <summary>Tells people about their ways in: new passwords, requests to join, and what they should know of for safety's sake.</summary>
internal sealed class AccessLetters(Letters letters, Texts texts)
    : IConsumer<TemporaryPasswordIssued>, IConsumer<UserAwaitsApproval>, IConsumer<UserApproved>, IConsumer<SecurityChanged>, IConsumer<EmailChanged>,
        IConsumer<UserRenamed>, IConsumer<ToolRequested>, IConsumer<ToolDecided>
{
    // Anything else that Identity tells has no words here.
    private static readonly string[] SecurityKinds = ["password_changed", "second_factor_on", "second_factor_off", "recovery_codes_renewed", "locked_out", "new_device"];

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

    public Task Handle(ToolRequested e, Delivery delivery, CancellationToken ct) => letters.Write(
        e.DeciderIds, e.AccountId,
        () => new Letter(Kind.AccessRequest, "tool_request", [e.UserName, Tool(e.Tool), e.AccountName, e.Reason], $"/access-requests/{e.RequestId}")
        {
            AccountId = e.AccountId,
        },
        delivery, ct);

    public Task Handle(ToolDecided e, Delivery delivery, CancellationToken ct) => letters.Write(
        [e.UserId], e.AccountId,
        () => new Letter(
            Kind.AccessGranted, e.IsApproved ? "tool_approved" : "tool_denied", [Tool(e.Tool), e.AccountName, e.Reason ?? "–"], e.IsApproved ? "/" : "/access")
        {
            AccountId = e.AccountId,
        },
        delivery, ct);

    public Task Handle(SecurityChanged e, Delivery delivery, CancellationToken ct) => SecurityKinds.Contains(e.Kind)
        ? letters.Write([e.UserId], null, () => new Letter(Kind.Security, Template(e), [Moment(e.At), e.Device ?? "–", Help(e)], "/"), delivery, ct)
        : Task.CompletedTask;

    public Task Handle(EmailChanged e, Delivery delivery, CancellationToken ct) => letters.Write(
        new Recipient(null, e.Name, e.OldEmail, e.Language), "",
        () => new Letter(Kind.Security, "security_email_changed", [Moment(e.At), e.NewEmail], null),
        delivery, ct);

    public Task Handle(UserRenamed e, Delivery delivery, CancellationToken ct) => letters.Write(
        [e.UserId], null, () => new Letter(Kind.Security, "security_user_renamed", [Moment(e.At), e.UserName], "/sign-in"), delivery, ct);

    private static string Template(SecurityChanged e) => "security_" + e.Kind + (e.Administrators.Count > 0 ? "_member" : e.Phone is not null ? "_administrator" : "");

    /// <summary>Whom to turn to: a member to the account's administrators, an administrator to the distributor.</summary>
    private static string Help(SecurityChanged e) => e.Administrators.Count > 0 ? string.Join(", ", e.Administrators) : e.Phone ?? "–";

    /// <summary>In the reader's language.</summary>
    private string Tool(string tool) => texts.Find(tool + ".module") ?? tool;

    public static string Moment(DateTime at) => at.ToUniversalTime().ToString("f", CultureInfo.CurrentCulture) + " UTC";
}
