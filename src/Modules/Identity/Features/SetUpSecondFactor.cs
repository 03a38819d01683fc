namespace Modular.Identity.Features;

/// <summary>Gives the caller a key for an authenticator app; it counts once a code of it was confirmed.</summary>
internal static class SetUpSecondFactor
{
    [SignedIn(WhilePending = true, InPerson = true)]
    public sealed record Command : IRequest<Result<View>>;

    /// <param name="Key">In base 32, to be typed into the app.</param>
    /// <param name="Link">The same as <c>otpauth://…</c>, which opens the app.</param>
    public sealed record View(string Key, string Link);

    public sealed class Handler(SecondFactors factors, Memberships memberships, Caller caller) : IRequestHandler<Command, Result<View>>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (caller.Pending == Steps.Password) return Error.Forbidden(Steps.Password.Code);
            if (await memberships.SpeaksForOthers(caller, cancellationToken)) return IdentityErrors.OwnSignInNeeded;
            if (await factors.Begin(caller.UserId, cancellationToken) is not { } bytes) return IdentityErrors.SecondFactorOn;
            var key = Totp.Write(bytes);
            return new View(key, $"otpauth://totp/Modular:{Uri.EscapeDataString(caller.UserName)}?secret={key}&issuer=Modular");
        }
    }

    public static void Map(IEndpointRouteBuilder me) => me
        .MapPost("second-factor", async (ISender send, CancellationToken ct) => (await send.Send(new Command(), ct)).ToHttp())
        .Require<Command>();
}
