namespace Modular.Identity.Features;

/// <summary>Gives whoever knows the password other recovery codes; those of before open nothing any more.</summary>
internal static class RenewRecoveryCodes
{
    [SignedIn(InPerson = true)]
    public sealed record Command(string CurrentPassword) : IRequest<Result<ConfirmSecondFactor.View>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.CurrentPassword).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(PresentPassword password, SecondFactors factors, Caller caller)
        : IRequestHandler<Command, Result<ConfirmSecondFactor.View>>
    {
        public async Task<Result<ConfirmSecondFactor.View>> Handle(Command request, CancellationToken cancellationToken) =>
            (await password.Confirm(caller, request.CurrentPassword, cancellationToken)).Error is { } wrong ? wrong
            : await factors.Renew(caller.UserId, cancellationToken) is { } codes ? new ConfirmSecondFactor.View(codes)
            : IdentityErrors.SecondFactorOff;
    }

    public sealed record Body(string? CurrentPassword);

    public static void Map(IEndpointRouteBuilder me) => me
        .MapPost("second-factor/recovery-codes", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.CurrentPassword ?? ""), ct)).ToHttp())
        .Require<Command>();
}
