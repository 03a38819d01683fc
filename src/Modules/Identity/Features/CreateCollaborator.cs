using System.Globalization;

namespace Modular.Identity.Features;

/// <summary>Makes a user of the account, who gets a temporary password by e-mail: "Agregar nuevo usuario".</summary>
internal static class CreateCollaborator
{
    [Requires(IdentityPrivileges.ManageCollaborators)]
    public sealed record Command(string? UserName, string? Name, string? Email, IReadOnlyCollection<string> Privileges) : IRequest<Result<Collaborator>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.UserName).UserName();
            RuleFor(c => c.Name).PersonName();
            RuleFor(c => c.Email).Email();
        }
    }

    public sealed class Handler(Newcomers newcomers, Memberships memberships, PasswordStore passwords, GrantablePrivileges privileges, Caller caller, CommandId command)
        : IRequestHandler<Command, Result<Collaborator>>
    {
        public async Task<Result<Collaborator>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!caller.IsAdministrator) return IdentityErrors.AdministratorsOnly;
            if (privileges.Refuse(request.Privileges, caller.IsStaff) is { } refusal) return refusal;
            // Made by the first attempt of this command, whose answer was lost.
            if (command.IsChosen && await memberships.Find(caller.AccountId, command.Value, cancellationToken) is { } made) return made;
            var password = TemporaryPassword.New();
            var added = await newcomers.Add(
                caller.AccountId,
                new Newcomer(
                    request.UserName!, request.Name!, request.Email!, Passwords.Hash(password), request.Privileges, MembershipStatus.Active,
                    CultureInfo.CurrentUICulture.Name) { Id = command.Value },
                "identity.user_created",
                async (transaction, userId, _) =>
                {
                    await passwords.SendFirst(transaction, userId, caller.AccountId, password, cancellationToken);
                    return null;
                },
                cancellationToken);
            return added.Error is { } error ? error : (await memberships.Find(caller.AccountId, added.Value, cancellationToken))!;
        }
    }

    public sealed record Body(string? UserName, string? Name, string? Email, string[]? Privileges);

    public static void Map(IEndpointRouteBuilder collaborators) => collaborators
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.UserName, body.Name, body.Email, body.Privileges ?? []), ct)).ToCreated(c => $"/api/collaborators/{c.UserId}"))
        .Require<Command>().Idempotent();
}
