using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Identity.Features;

/// <summary>An administrator asks every member of the account for a second factor, or no longer does.</summary>
internal static class RequireSecondFactor
{
    [Requires(IdentityPrivileges.ManageCollaborators, InPerson = true)]
    public sealed record Command(bool? Required) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Required).NotNull();
    }

    public sealed class Handler(Db db, Caller caller, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            var required = request.Required!.Value;
            await db.Change(
                "UPDATE identity.accounts SET requires_second_factor = @required WHERE id = @AccountId AND requires_second_factor <> @required",
                new { required, caller.AccountId },
                new AuditEntry(
                    caller.AccountId, "identity.second_factor_rule_changed", $"account/{caller.AccountId}",
                    new { required = !required }, new { required }),
                time.GetUtcNow().UtcDateTime, cancellationToken);
            return Done.Instance;
        }
    }

    public sealed record Body(bool? Required);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPut("/api/account/second-factor", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.Required), ct)).ToHttp())
            .Require<Command>();

        app.MapPost("/account/second-factor", async ([FromForm] bool required, ISender send, Flash flash, Texts texts, CancellationToken ct) =>
        {
            var error = (await send.Send(new Command(required), ct)).Error;
            flash.Say(texts[error?.Code ?? (required ? "identity.said.factor_required" : "identity.said.factor_not_required")]);
            return TypedResults.LocalRedirect("/company");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).Require<Command>();
    }
}
