using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Notifications.Sending;

/// <summary>Puts a message into words in its reader's language; secrets are opened here and nowhere else.</summary>
internal sealed class MailWriter(Texts texts, Sealer sealer, IOptions<NotificationsOptions> options)
{
    /// <returns>Null where the secret cannot be opened any more.</returns>
    public Mail? Write(Waiting message)
    {
        using var _ = new InLanguage(message.Language);
        var secret = message.Secret is null ? null : sealer.Open(message.Secret);
        if (message.Secret is not null && secret is null) return null;
        var key = "notifications.mail." + message.Template;
        string Say(string part) => texts[$"{key}.{part}", [.. message.Args]];

        var isInLink = message.Link?.Contains("{secret}", StringComparison.Ordinal) == true;
        var link = Link(message.Link?.Replace("{secret}", Uri.EscapeDataString(secret ?? ""), StringComparison.Ordinal) ?? "/");
        var page = new MailPage(
            message.Language, message.Subject, texts["notifications.mail.hello", message.Name],
            [
                .. message.Template == Kind.Digest.Name ? [] : new[] { Say("text") },
                .. texts.Find(key + ".more") is null ? [] : new[] { Say("more") },
            ],
            message.Template == Kind.Digest.Name ? [.. message.Args.Chunk(2).Select(item => new MailPage.Item(item[0], Link(item[1])))] : [],
            isInLink ? null : secret,
            new MailPage.Item(texts.Find(key + ".button") ?? texts["notifications.mail.button"], link),
            texts["notifications.mail.footer"], new MailPage.Item(texts["notifications.preferences"], Link("/me/notifications")));
        return new Mail(message.Id, message.Email, message.Name, message.Subject, page.Text, page.Html);
    }

    private string Link(string path) => options.Value.PortalUrl.TrimEnd('/') + path;
}
