namespace Modular.Identity.Features;

/// <summary>Signs in without a code again, where no account of the user asks for one.</summary>
internal static class RemoveSecondFactor
{
    [SignedIn(InPerson = true)]
    public sealed record Command(string CurrentPassword) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.CurrentPassword).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(PresentPassword password, ISender send, SecondFactors factors, Caller caller)
        : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if ((await password.Confirm(caller, request.CurrentPassword, cancellationToken)).Error is { } wrong) return wrong;
            if ((await send.Send(new SeeSecondFactor.Query(), cancellationToken)).Value is { IsRequired: true }) return IdentityErrors.SecondFactorNeeded;
            return await factors.Remove(caller.UserId, cancellationToken) ? Done.Instance : IdentityErrors.SecondFactorOff;
        }
    }

    public sealed record Body(string? CurrentPassword);

    public static void Map(IEndpointRouteBuilder me) => me
        .MapPost("second-factor/removal", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.CurrentPassword ?? ""), ct)).ToHttp())
        .Require<Command>();
}
