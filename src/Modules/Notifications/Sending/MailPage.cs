using System.Net;
using System.Text;

namespace Modular.Notifications.Sending;

/// <summary>The one form that every e-mail has, in plain text and in HTML; whatever comes from people is escaped.</summary>
internal sealed record MailPage(
    string Language, string Title, string Hello, IReadOnlyList<string> Paragraphs, IReadOnlyList<MailPage.Item> Items,
    string? Secret, MailPage.Item Button, string Footer, MailPage.Item Preferences)
{
    public string Text
    {
        get
        {
            var text = new StringBuilder().Append(Hello).Append("\n\n");
            foreach (var paragraph in Paragraphs) text.Append(paragraph).Append("\n\n");
            foreach (var item in Items) text.Append("- ").Append(item.Words).Append('\n').Append("  ").Append(item.Link).Append("\n\n");
            if (Secret is not null) text.Append("    ").Append(Secret).Append("\n\n");
            return text.Append(Button.Words).Append(": ").Append(Button.Link).Append("\n\n-- \n")
                .Append(Footer).Append('\n').Append(Preferences.Words).Append(": ").Append(Preferences.Link).Append('\n').ToString();
        }
    }

    public string Html =>
        $"""
        <!doctype html>
        <html lang="{Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Safe(Title)}</title></head>
        <body style="margin:0;background:#f3f4f7;color:#1d2433;font:16px/1.55 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
        <div style="max-width:560px;margin:0 auto;padding:32px 16px">
        <p style="margin:0 0 16px;font-weight:700;font-size:18px;letter-spacing:-.01em">Modular</p>
        <div style="background:#ffffff;border:1px solid #dfe3ea;border-radius:12px;padding:28px">
        <h1 style="margin:0 0 16px;font-size:21px;line-height:1.3">{Safe(Title)}</h1>
        <p style="margin:0 0 14px">{Safe(Hello)}</p>
        {string.Concat(Paragraphs.Select(p => $"<p style=\"margin:0 0 14px\">{Safe(p)}</p>\n"))}{HtmlItems}{HtmlSecret}<p style="margin:22px 0 0"><a href="{Safe(Button.Link)}" style="display:inline-block;background:#1f5fd6;color:#ffffff;text-decoration:none;font-weight:600;padding:11px 20px;border-radius:8px">{Safe(Button.Words)}</a></p>
        </div>
        <p style="margin:18px 4px 0;color:#5b6475;font-size:13px">{Safe(Footer)} <a href="{Safe(Preferences.Link)}" style="color:#5b6475">{Safe(Preferences.Words)}</a></p>
        </div></body></html>
        """;

    private string HtmlItems => Items.Count == 0 ? "" :
        $"<ul style=\"margin:0 0 14px;padding-left:20px\">{string.Concat(Items.Select(i => $"<li style=\"margin:0 0 8px\"><a href=\"{Safe(i.Link)}\" style=\"color:#1f5fd6\">{Safe(i.Words)}</a></li>"))}</ul>\n";

    private string HtmlSecret => Secret is null ? "" :
        $"<p style=\"margin:0 0 14px;padding:12px 16px;background:#f3f4f7;border-radius:8px;font:600 18px/1.4 ui-monospace,Consolas,monospace;word-break:break-all\">{Safe(Secret)}</p>\n";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Words with the address that they lead to.</summary>
    internal sealed record Item(string Words, string Link);
}
