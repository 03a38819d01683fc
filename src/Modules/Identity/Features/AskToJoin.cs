using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;
using Modular.Integration.Identity;

namespace Modular.Identity.Features;

/// <summary>Asks an account, known by its number, to be let in; its administrators decide, and until then nobody signs in.</summary>
internal static class AskToJoin
{
    [AllowAnyone]
    public sealed record Command(string? AccountNumber, string? UserName, string? Name, string? Email, string? Password) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.AccountNumber).NotEmpty().Line(100);
            RuleFor(c => c.UserName).UserName();
            RuleFor(c => c.Name).PersonName();
            RuleFor(c => c.Email).Email();
            RuleFor(c => c.Password).NotEmpty().MaximumLength(200);
        }
    }

    public sealed class Handler(Db db, Newcomers newcomers, IOptions<IdentityOptions> options) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (PasswordRule.Refusal(request.Password!, request.UserName!.Trim(), options.Value) is { } weak) return weak.On("password");
            var account = await db.One<Account>(
                "SELECT id, name FROM identity.accounts WHERE number = @number AND kind <> 'distributor'",
                new { number = request.AccountNumber!.Trim() }, cancellationToken);
            if (account is null) return IdentityErrors.AccountNumberUnknown;
            var added = await newcomers.Add(
                account.Id,
                new Newcomer(
                    request.UserName!, request.Name!, request.Email!, request.Password!, [], MembershipStatus.Waiting, CultureInfo.CurrentUICulture.Name),
                "identity.user_asked_to_join",
                async (transaction, userId, at) =>
                {
                    var administrators = await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition(
                        "SELECT user_id FROM identity.memberships WHERE account_id = @Id AND is_administrator AND status = 'active' ORDER BY user_id",
                        new { account.Id }, transaction, cancellationToken: cancellationToken));
                    var told = new UserAwaitsApproval(userId, request.UserName!.Trim(), account.Id, account.Name, [.. administrators]);
                    await transaction.Tell(OutboxMessage.From(told, $"user/{userId:N}", account.Id, at), cancellationToken);
                    return null;
                },
                cancellationToken);
            return added.Error is { } error ? error : Done.Instance;
        }
    }

    private sealed record Account(Guid Id, string Name);

    public sealed record Body(string? AccountNumber, string? UserName, string? Name, string? Email, string? Password);

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/api/join-requests", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.AccountNumber, body.UserName, body.Name, body.Email, body.Password), ct)).ToHttp())
        .Require<Command>();
}
