using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Modular.Notifications.Sending;

/// <summary>An e-mail as it leaves, in plain text and in HTML.</summary>
internal sealed record Mail(Guid Id, string To, string Name, string Subject, string Text, string Html)
{
    /// <remarks>The message-id follows from the message's own, so that a repetition is known by it.</remarks>
    public MailMessage Message(string from)
    {
        var sender = new MailAddress(from, "Modular", Encoding.UTF8);
        var message = new MailMessage { From = sender, Subject = Subject, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        message.To.Add(new MailAddress(To, Name, Encoding.UTF8));
        message.Headers["Message-ID"] = $"<{Id:N}@{sender.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.AlternateViews.Add(View(Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(Html, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
