using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Modular.Notifications.Sending;

/// <summary>Hands e-mails to an SMTP server.</summary>
internal sealed class SmtpPost(IOptions<NotificationsOptions> options) : IPost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task Send(Mail mail, CancellationToken ct)
    {
        var smtp = options.Value.Smtp;
        using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.StartTls };
        if (smtp.User is not null) client.Credentials = new NetworkCredential(smtp.User, smtp.Password);
        using var message = mail.Message(options.Value.From);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Patience);
        await client.SendMailAsync(message, timeout.Token);
    }

    /// <summary>The server knows that there is no such mailbox: asking again is no use.</summary>
    public static bool IsForGood(Exception e) => e is FormatException
        or SmtpException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed };
}
