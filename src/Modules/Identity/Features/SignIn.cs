using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;

namespace Modular.Identity.Features;

/// <summary>Begins a session for a user name and its password.</summary>
internal static class SignIn
{
    [AllowAnyone]
    public sealed record Command(string UserName, string Password) : IRequest<Result<SessionView>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.UserName).NotEmpty().Line(100);
            RuleFor(c => c.Password).NotEmpty().MaximumLength(200);
        }
    }

    public sealed class Handler(Db db, SignInFailures failures, Sessions sessions, SessionCache cache)
        : IRequestHandler<Command, Result<SessionView>>
    {
        public async Task<Result<SessionView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var userName = request.UserName.Trim();
            if (await failures.LockedFor(userName, cancellationToken) is { } minutes) return IdentityErrors.Locked(minutes);

            var user = await db.One<User>(
                "SELECT id, password_hash FROM identity.users WHERE lower(user_name) = lower(@userName)",
                new { userName }, cancellationToken);
            if (!Passwords.Fits(user?.PasswordHash, request.Password))
            {
                await failures.Add(userName, cancellationToken);
                return IdentityErrors.WrongCredentials;
            }

            await failures.Forget(userName, cancellationToken);
            return await sessions.Begin(user!.Id, cancellationToken) is { } token && await cache.Find(token, cancellationToken) is { } session
                ? await sessions.Describe(session, token, cancellationToken)
                : await sessions.Refusal(user.Id, cancellationToken);
        }
    }

    private sealed record User(Guid Id, string PasswordHash);

    public sealed record Body(string? UserName, string? Password);

    public static void Map(IEndpointRouteBuilder session) => session
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.UserName ?? "", body.Password ?? ""), ct)).ToHttp())
        .Require<Command>();
}
