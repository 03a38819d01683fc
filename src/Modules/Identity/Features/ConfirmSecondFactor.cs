namespace Modular.Identity.Features;

/// <summary>Proves that the app has the key: from now on signing in takes a code.</summary>
internal static class ConfirmSecondFactor
{
    [SignedIn(WhilePending = true, InPerson = true)]
    public sealed record Command(string Code) : IRequest<Result<View>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Code).NotEmpty().Line(40);
    }

    /// <param name="RecoveryCodes">Each opens once where the app is lost; never shown again.</param>
    public sealed record View(IReadOnlyList<string> RecoveryCodes);

    public sealed class Handler(SecondFactors factors, Memberships memberships, Caller caller) : IRequestHandler<Command, Result<View>>
    {
        public async Task<Result<View>> Handle(Command request, CancellationToken cancellationToken) =>
            caller.Pending == Steps.Password ? Error.Forbidden(Steps.Password.Code)
            : await memberships.SpeaksForOthers(caller, cancellationToken) ? IdentityErrors.OwnSignInNeeded
            : await factors.Confirm(caller.UserId, request.Code.Replace(" ", "", StringComparison.Ordinal), cancellationToken) is { } codes
                ? new View(codes)
            : IdentityErrors.SecondFactorCodeWrong;
    }

    public sealed record Body(string? Code);

    public static void Map(IEndpointRouteBuilder me) => me
        .MapPut("second-factor", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.Code ?? ""), ct)).ToHttp())
        .Require<Command>();
}
