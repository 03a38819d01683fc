using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Events;

namespace Modular.Identity.Features;

/// <summary>Asks an account, known by its number, to be let in; whether there is such an account or user is found out afterwards, so that neither answer nor time tells.</summary>
internal static class AskToJoin
{
    [AllowAnyone]
    [Limited("join", 20, 3600)]
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

    public sealed class Handler(Db db, Sealer sealer, IOptions<IdentityOptions> options, TimeProvider time) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var userName = request.UserName!.Trim();
            if (PasswordRule.Refusal(request.Password!, userName, options.Value) is { } weak) return weak.On("password");
            var asked = new JoinAsked(
                request.AccountNumber!.Trim(), userName, request.Name!.Trim(), request.Email!.Trim(), sealer.Seal(Passwords.Hash(request.Password!)),
                CultureInfo.CurrentUICulture.Name, Actor.Current);
            await db.Transaction(
                async (_, transaction) =>
                {
                    await transaction.Tell(
                        OutboxMessage.From(asked, $"join/{userName.ToLowerInvariant()}", null, time.GetUtcNow().UtcDateTime), cancellationToken);
                    return 0;
                },
                cancellationToken);
            return Done.Instance;
        }
    }

    public sealed record Body(string? AccountNumber, string? UserName, string? Name, string? Email, string? Password);

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/api/join-requests", async (Body body, ISender send, CancellationToken ct) =>
        {
            var asked = await send.Send(new Command(body.AccountNumber, body.UserName, body.Name, body.Email, body.Password), ct);
            return asked.IsSuccess ? (IResult)TypedResults.Accepted((string?)null) : asked.ToHttp();
        })
        .Produces(StatusCodes.Status202Accepted)
        .Require<Command>();
}
