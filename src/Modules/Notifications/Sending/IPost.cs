namespace Modular.Notifications.Sending;

/// <summary>The way out for e-mails.</summary>
internal interface IPost
{
    /// <summary>Returns when the e-mail is taken over; throws where it is not.</summary>
    Task Send(Mail mail, CancellationToken ct);
}
