using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Modular.Notifications.Sending;

/// <summary>Without an SMTP server, e-mails become files that the portal shows.</summary>
internal sealed class MailFolder(IConfiguration configuration, IOptions<NotificationsOptions> options) : IPost
{
    private readonly string _folder = Path.Combine(Path.GetFullPath(configuration["Data:Directory"] ?? ".data"), "mail");

    public bool IsUsed => options.Value.Smtp.Host is null;

    public async Task Send(Mail mail, CancellationToken ct)
    {
        // The client chooses a name of its own; under the message's there is one file, however often it is written.
        var own = Path.Combine(_folder, $".{mail.Id:N}");
        Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(own);
        using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = own })
        using (var message = mail.Message(options.Value.From))
            await client.SendMailAsync(message, ct);
        File.Move(Directory.GetFiles(own, "*.eml").Single(), FileOf(mail.Id), overwrite: true);
        Directory.Delete(own, recursive: true);
    }

    /// <summary>The ids of the e-mails here, the newest first.</summary>
    public IReadOnlyList<Guid> Ids => !Directory.Exists(_folder) ? [] :
    [
        .. from file in new DirectoryInfo(_folder).GetFiles("*.eml")
           orderby file.LastWriteTimeUtc descending, file.Name
           where Guid.TryParseExact(Path.GetFileNameWithoutExtension(file.Name), "N", out Guid _)
           select Guid.ParseExact(Path.GetFileNameWithoutExtension(file.Name), "N"),
    ];

    /// <summary>Its plain text and its HTML, or null where there is no such e-mail.</summary>
    public async Task<(string Text, string Html)?> Read(Guid id, CancellationToken ct)
    {
        if (!File.Exists(FileOf(id))) return null;
        var parts = Parts(await File.ReadAllTextAsync(FileOf(id), ct)).ToList();
        return (parts.FirstOrDefault(p => p.Type == "text/plain").Content ?? "", parts.FirstOrDefault(p => p.Type == "text/html").Content ?? "");
    }

    private string FileOf(Guid id) => Path.Combine(_folder, $"{id:N}.eml");

    /// <summary>The parts as <see cref="Mail"/> wrote them: one level, base64.</summary>
    private static IEnumerable<(string Type, string Content)> Parts(string eml)
    {
        const string mark = "boundary=";
        var lines = eml.ReplaceLineEndings("\n");
        if (lines.IndexOf(mark, StringComparison.Ordinal) is not (>= 0 and var at)) yield break;
        var boundary = lines[(at + mark.Length)..].Split('\n', 2)[0].Trim('"', ';', ' ');
        foreach (var part in lines.Split("\n--" + boundary).Skip(1))
        {
            if (part.Trim().Split("\n\n", 2) is not [var head, var body]) continue;
            var type = head.Contains("text/html", StringComparison.OrdinalIgnoreCase) ? "text/html" : "text/plain";
            yield return (type, Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal).Trim())));
        }
    }
}
