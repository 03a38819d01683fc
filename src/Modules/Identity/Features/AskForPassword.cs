using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;

namespace Modular.Identity.Features;

/// <summary>Asks for a temporary password by e-mail; whether there is such a user is found out afterwards, so that neither answer nor time tells.</summary>
internal static class AskForPassword
{
    [AllowAnyone]
    public sealed record Command(string UserName, string Email) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.UserName).NotEmpty().Line(100);
            RuleFor(c => c.Email).NotEmpty().Line(254);
        }
    }

    public sealed class Handler(Db db, IOptions<IdentityOptions> options, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken) => db.Transaction<Result<Done>>(
            async (connection, transaction) =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                var (userName, email) = (request.UserName.Trim(), request.Email.Trim());
                var counted = await connection.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO identity.password_resets (user_name, email, remote_address, at)
                    SELECT lower(@userName), lower(@email), @address, @now
                    WHERE (SELECT count(*) FROM identity.password_resets
                           WHERE user_name = lower(@userName) AND email = lower(@email) AND at > @since) < @ResetsPerName
                      AND (SELECT count(*) FROM identity.password_resets WHERE remote_address = @address AND at > @since) < @ResetsPerAddress
                    """,
                    new
                    {
                        userName, email, address = Actor.Current.RemoteAddress, now, since = now.AddHours(-1),
                        options.Value.ResetsPerName, options.Value.ResetsPerAddress,
                    },
                    transaction, cancellationToken: cancellationToken));
                if (counted == 0) return Done.Instance;
                await transaction.Tell(
                    OutboxMessage.From(new PasswordResetAsked(userName, email), $"reset/{userName}", null, now), cancellationToken);
                return Done.Instance;
            },
            cancellationToken);
    }

    public sealed record Body(string? UserName, string? Email);

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/api/password-reset", async (Body body, ISender send, CancellationToken ct) =>
        {
            var asked = await send.Send(new Command(body.UserName ?? "", body.Email ?? ""), ct);
            return asked.IsSuccess ? (IResult)TypedResults.Accepted((string?)null) : asked.ToHttp();
        })
        .Produces(StatusCodes.Status202Accepted)
        .Require<Command>();
}
