using Dapper;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;

namespace Modular.Identity.Features;

/// <summary>Changes the caller's own name, e-mail address and language; what is not named stays, and the address changes only with the password.</summary>
internal static class ChangeProfile
{
    [SignedIn(InPerson = true)]
    public sealed record Command(string? DisplayName = null, string? Email = null, string? Language = null, string? CurrentPassword = null)
        : IRequest<Result<SeeProfile.View>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.DisplayName).NotEmpty().Line(100).When(c => c.DisplayName is not null);
            RuleFor(c => c.Email).EmailAddress().Line(254).When(c => c.Email is not null);
            RuleFor(c => c.Language).Must(l => Cultures.Match(l) is not null).WithMessage(_ => Texts.Shared["request.unknown_language"])
                .When(c => c.Language is not null);
            RuleFor(c => c.CurrentPassword).MaximumLength(200);
        }
    }

    public sealed class Handler(Db db, SessionCache cache, PresentPassword password, ISender send, Caller caller, TimeProvider time)
        : IRequestHandler<Command, Result<SeeProfile.View>>
    {
        public async Task<Result<SeeProfile.View>> Handle(Command request, CancellationToken cancellationToken)
        {
            var before = await send.Send(new SeeProfile.Query(), cancellationToken);
            if (!before.IsSuccess) return before;
            var was = before.Value!;
            var now = was with
            {
                DisplayName = request.DisplayName?.Trim() ?? was.DisplayName,
                Email = request.Email?.Trim() ?? was.Email,
                Language = Cultures.Match(request.Language) ?? was.Language,
            };
            if (now == was) return was;
            if (now.Email != was.Email)
            {
                // The address proves who somebody is in every account; a provider speaks for one.
                if (caller.BySingleSignOn) return IdentityErrors.OrganisationKeepsEmail;
                // Whoever found an open session could otherwise have the next temporary password sent to themselves.
                if (string.IsNullOrEmpty(request.CurrentPassword)) return IdentityErrors.PasswordForEmail;
                if ((await password.Confirm(caller, request.CurrentPassword, cancellationToken)).Error is { } wrong) return wrong;
            }

            var at = time.GetUtcNow().UtcDateTime;
            await db.Transaction(
                async (connection, transaction) =>
                {
                    await connection.ExecuteAsync(new CommandDefinition(
                        "UPDATE identity.users SET display_name = @DisplayName, email = @Email, language = @Language WHERE id = @Id",
                        new { now.Id, now.DisplayName, now.Email, now.Language }, transaction, cancellationToken: cancellationToken));
                    await transaction.Audit(
                        new AuditEntry(
                            caller.AccountId, "identity.profile_changed", $"user/{caller.UserId}",
                            new { was.DisplayName, was.Email, was.Language }, new { now.DisplayName, now.Email, now.Language }),
                        at, cancellationToken);
                    if (now.Email != was.Email)
                    {
                        await transaction.Tell(
                            OutboxMessage.From(
                                new EmailChanged(now.Id, now.DisplayName, was.Email, now.Email, now.Language, at),
                                $"user/{now.Id:N}", caller.AccountId, at),
                            cancellationToken);
                    }

                    return 0;
                },
                cancellationToken);
            cache.Forget(caller.UserId);
            return now;
        }
    }

    public sealed record Body(string? DisplayName, string? Email, string? Language, string? CurrentPassword);

    public static void Map(IEndpointRouteBuilder me) => me
        .MapPatch("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.DisplayName, body.Email, body.Language, body.CurrentPassword), ct)).ToHttp())
        .Require<Command>();
}
