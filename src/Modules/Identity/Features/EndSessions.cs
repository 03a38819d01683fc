using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>Signs the caller out elsewhere: of one session, or of all but this one.</summary>
internal static class EndSessions
{
    /// <param name="Id">Null: every other session.</param>
    [SignedIn(InPerson = true)]
    public sealed record Command(Guid? Id) : IRequest<Result<Done>>;

    public sealed class Handler(Db db, SessionCache cache, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var ended = await db.Change(
                "DELETE FROM identity.sessions WHERE user_id = @UserId AND (id = @Id OR (@Id IS NULL AND id <> @SessionId))",
                new { caller.UserId, caller.SessionId, request.Id },
                new AuditEntry(caller.AccountId, "identity.sessions_ended", $"user/{caller.UserId}"),
                time.GetUtcNow().UtcDateTime, cancellationToken);
            cache.Forget(caller.UserId);
            return ended == 0 && request.Id is not null ? IdentityErrors.NoSuchSession : Done.Instance;
        }
    }

    public static void Map(IEndpointRouteBuilder me)
    {
        me.MapDelete("sessions/{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Command(id), ct)).ToHttp())
            .Require<Command>();
        me.MapDelete("sessions", async (ISender send, CancellationToken ct) => (await send.Send(new Command(null), ct)).ToHttp())
            .Require<Command>();
    }

    public static void MapForms(IEndpointRouteBuilder app)
    {
        app.MapPost("/me/sessions/{id:guid}/end", async (Guid id, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var ended = await send.Send(new Command(id), ct);
            flash.Say(texts[ended.Error?.Code ?? "identity.said.session_ended"]);
            return TypedResults.LocalRedirect("/me/sessions");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<Command>();

        app.MapPost("/me/sessions/end", async (ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            await send.Send(new Command(null), ct);
            flash.Say(texts["identity.said.sessions_ended"]);
            return TypedResults.LocalRedirect("/me/sessions");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<Command>();
    }
}
