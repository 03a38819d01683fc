using System.Text;
using System.Text.RegularExpressions;

namespace Modular.IntegrationTests.Notifications;

/// <summary>An e-mail as it came through the wire.</summary>
internal sealed partial record ReceivedMail(string To, string MessageId, string Subject, string Text, string Html)
{
    public static ReceivedMail Of(string to, string raw)
    {
        var lines = raw.ReplaceLineEndings("\n");
        var (head, body) = Split(lines);
        var boundary = Boundary().Match(head).Groups[1].Value;
        var parts = body.Split("--" + boundary).Select(p => Split(p.TrimStart('\n'))).ToList();
        return new ReceivedMail(to, Header(head, "Message-ID"), Decode(Header(head, "Subject")), Part(parts, "text/plain"), Part(parts, "text/html"));
    }

    private static (string Head, string Body) Split(string text) =>
        text.Split("\n\n", 2) is [var head, var body] ? (Folded().Replace(head, " "), body) : (text, "");

    private static string Header(string head, string name) => Regex.Match(head, $"(?im)^{name}: ?(.*)$").Groups[1].Value.Trim();

    private static string Part(List<(string Head, string Body)> parts, string type) => Encoding.UTF8.GetString(Convert.FromBase64String(
        parts.Single(p => p.Head.Contains(type, StringComparison.OrdinalIgnoreCase)).Body.Replace("\n", "", StringComparison.Ordinal)));

    private static string Decode(string header) => Word().Replace(Between().Replace(header, "?==?"), word =>
        word.Groups[1].Value is "B" or "b"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
            : Uri.UnescapeDataString(word.Groups[2].Value.Replace("_", " ", StringComparison.Ordinal).Replace('=', '%')));

    [GeneratedRegex("boundary=\"?([^\";\\s]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex("\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex Between();
}
