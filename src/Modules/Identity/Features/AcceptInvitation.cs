using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Becomes a user of the account by an invitation's token, once, with a user name and password of one's own.</summary>
internal static class AcceptInvitation
{
    [AllowAnyone]
    [Limited("invitation", 30, 60)]
    public sealed record Command(string? Token, string? UserName, string? Password) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.Token).NotEmpty().Line(200);
            RuleFor(c => c.UserName).UserName();
            RuleFor(c => c.Password).NotEmpty().MaximumLength(200);
        }
    }

    public sealed class Handler(Db db, Newcomers newcomers, TimeProvider time, IOptions<IdentityOptions> options) : IRequestHandler<Command, Result<Done>>
    {
        private const string Usable = $"token_hash = @hash AND valid_until > @now AND {Invitation.Open}";

        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (PasswordRule.Refusal(request.Password!, request.UserName!.Trim(), options.Value) is { } weak) return weak.On("password");
            var args = new { hash = Token.Hash(request.Token!), now = time.GetUtcNow().UtcDateTime };
            var invitation = await db.One<Row>(
                $"SELECT account_id, name, email, privileges FROM identity.invitations WHERE {Usable}", args, cancellationToken);
            if (invitation is null) return IdentityErrors.InvitationUnknown;
            var added = await newcomers.Add(
                invitation.AccountId,
                new Newcomer(
                    request.UserName!, invitation.Name, invitation.Email, Passwords.Hash(request.Password!), invitation.Privileges, MembershipStatus.Active,
                    CultureInfo.CurrentUICulture.Name),
                "identity.invitation_accepted",
                // Whoever comes second with the same link finds it used, and is undone.
                async (transaction, userId, _) => await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                    $"UPDATE identity.invitations SET accepted_by = @userId WHERE {Usable}",
                    new { args.hash, args.now, userId }, transaction, cancellationToken: cancellationToken)) == 1
                    ? null
                    : IdentityErrors.InvitationUnknown,
                cancellationToken);
            return added.Error is { } error ? error : Done.Instance;
        }
    }

    private sealed class Row
    {
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string[] Privileges { get; init; } = [];
    }

    public sealed record Body(string? Token, string? UserName, string? Password);

    public static void Map(IEndpointRouteBuilder invitations) => invitations
        .MapPost("acceptance", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.Token, body.UserName, body.Password), ct)).ToHttp())
        .Require<Command>();
}
