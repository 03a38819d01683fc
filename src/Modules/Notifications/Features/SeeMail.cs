using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Modular.BuildingBlocks.Data;
using Modular.Notifications.Sending;

namespace Modular.Notifications.Features;

/// <summary>Shows one of the e-mails that became files.</summary>
internal static class SeeMail
{
    [AllowAnyone]
    public sealed record Query(Guid Id) : IRequest<Result<View>>;

    public sealed record View(Guid Id, string Subject, string Name, string Email, DateTime? SentAt, string Text, string Html);

    public sealed class Handler(MailFolder folder, Db db, Caller caller, IConfiguration configuration) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!ListMail.MayRead(folder, caller, configuration) || await folder.Read(request.Id, cancellationToken) is not { } mail)
                return NotificationErrors.MessageUnknown;
            var row = await db.One<(string Subject, string Name, string Email, DateTime? SentAt)>(
                "SELECT subject, name, email, sent_at FROM notifications.messages WHERE id = @Id", new { request.Id }, cancellationToken);
            return new View(request.Id, row.Subject ?? "", row.Name ?? "", row.Email ?? "", row.SentAt, mail.Text, mail.Html);
        }
    }

    /// <summary>What the e-mail's own styles need, and nothing else: it is shown as a foreign document.</summary>
    public static void MapHtml(IEndpointRouteBuilder app) => app
        .MapGet("/mail/{id:guid}/html", async (Guid id, HttpContext http, ISender send, CancellationToken ct) =>
        {
            if ((await send.Send(new Query(id), ct)).Value is not { } mail) return Results.NotFound();
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-top-navigation-by-user-activation";
            return Results.Text(mail.Html, "text/html", Encoding.UTF8);
        })
        .Require<Query>();
}
