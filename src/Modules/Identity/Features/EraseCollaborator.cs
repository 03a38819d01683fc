using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Has the portal forget a user at home in this account, after the user name typed once more; it cannot be undone.</summary>
internal static class EraseCollaborator
{
    [Requires(IdentityPrivileges.ManageCollaborators, InPerson = true)]
    public sealed record Command(Guid UserId, string UserName) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.UserName).NotEmpty().Line(100);
    }

    public sealed class Handler(Db db, Erasure erasure, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (userName, home) = await db.One<(string?, Guid)>(
                $"SELECT u.user_name, u.home_account_id {Collaborator.From} WHERE m.account_id = @AccountId AND m.user_id = @UserId",
                new { caller.AccountId, request.UserId }, cancellationToken);
            if (userName is null) return IdentityErrors.CollaboratorUnknown;
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            if (request.UserId == caller.UserId) return IdentityErrors.NotOneself;
            if (home != caller.AccountId) return IdentityErrors.BelongsElsewhere;
            if (!string.Equals(request.UserName.Trim(), userName, StringComparison.OrdinalIgnoreCase)) return IdentityErrors.OtherUserName;
            return await erasure.Erase(request.UserId, caller.AccountId, cancellationToken) is { } refusal ? refusal : Done.Instance;
        }
    }

    public sealed record Body(string? UserName);

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapPost("{userId:guid}/erasure", async (Guid userId, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(userId, body.UserName ?? ""), ct)).ToHttp())
        .Require<Command>();
}
