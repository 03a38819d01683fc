using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Begins a session for a user name and its password.</summary>
internal static class SignIn
{
    /// <param name="Code">Of the second factor, where the user has one.</param>
    [AllowAnyone]
    [Limited("sign-in", 60, 60)]
    public sealed record Command(string UserName, string Password, string? Code = null) : IRequest<Result<SessionView>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.UserName).NotEmpty().Line(100);
            RuleFor(c => c.Password).NotEmpty().MaximumLength(200);
            RuleFor(c => c.Code).Line(40);
        }
    }

    public sealed class Handler(
        Db db, SignInFailures failures, PasswordStore passwords, SecondFactors factors, Sessions sessions, SessionCache cache,
        IOptions<IdentityOptions> options, TimeProvider time)
        : IRequestHandler<Command, Result<SessionView>>
    {
        public async Task<Result<SessionView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var userName = request.UserName.Trim();
            if (await failures.LockedFor(userName, cancellationToken) is { } minutes)
                return IdentityErrors.Locked(minutes, options.Value.DistributorPhone);

            var user = await db.One<User>(
                """
                SELECT id, home_account_id, password_hash, password_valid_until, reset_hash, reset_valid_until, factor_confirmed_at
                FROM identity.users WHERE lower(user_name) = lower(@userName) AND kind = 'person'
                """,
                new { userName }, cancellationToken);
            var fits = Passwords.Fits(user?.PasswordHash, request.Password);
            // Tried for names that nobody bears, too: a refusal takes the same time whatever its cause.
            var fitsReset = !fits && Passwords.Fits(user?.ResetHash, request.Password);
            var validUntil = fits ? user!.PasswordValidUntil : fitsReset ? user!.ResetValidUntil : null;
            var isExpired = validUntil <= time.GetUtcNow().UtcDateTime;
            if (user is null || !(fits || fitsReset) || isExpired)
            {
                await failures.Add(
                    userName, user is null ? null : (user.Id, user.HomeAccountId),
                    isExpired ? SignInOutcome.Expired : SignInOutcome.WrongPassword, cancellationToken);
                return isExpired ? IdentityErrors.TemporaryExpired : IdentityErrors.WrongCredentials;
            }

            if (user.FactorConfirmedAt is not null)
            {
                if (string.IsNullOrWhiteSpace(request.Code)) return IdentityErrors.SecondFactorRequired;
                if (!await factors.Takes(user.Id, request.Code, cancellationToken))
                {
                    await failures.Add(userName, (user.Id, user.HomeAccountId), SignInOutcome.WrongCode, cancellationToken);
                    return IdentityErrors.SecondFactorWrong;
                }
            }

            if (fitsReset) await passwords.UseTemporary(user.Id, user.ResetHash!, cancellationToken);
            if (await sessions.Begin(user.Id, cancellationToken, validUntil is not null) is { } token && await cache.Find(token, cancellationToken) is { } session)
                return await sessions.Describe(session, token, cancellationToken);
            await failures.NoteRefusal(userName, cancellationToken);
            return await sessions.Refusal(user.Id, cancellationToken);
        }
    }

    private sealed class User
    {
        public Guid Id { get; init; }
        public Guid HomeAccountId { get; init; }
        public string PasswordHash { get; init; } = "";
        public DateTime? PasswordValidUntil { get; init; }
        public string? ResetHash { get; init; }
        public DateTime? ResetValidUntil { get; init; }
        public DateTime? FactorConfirmedAt { get; init; }
    }

    public sealed record Body(string? UserName, string? Password, string? Code = null);

    public static void Map(IEndpointRouteBuilder session) => session
        .MapPost("", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.UserName ?? "", body.Password ?? "", body.Code), ct)).ToHttp())
        .Require<Command>();
}
