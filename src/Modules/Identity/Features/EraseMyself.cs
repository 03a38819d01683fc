namespace Modular.Identity.Features;

/// <summary>Has the portal forget the caller, after the password and the user name typed once more; it cannot be undone.</summary>
internal static class EraseMyself
{
    [SignedIn(InPerson = true)]
    public sealed record Command(string CurrentPassword, string UserName) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.CurrentPassword).NotEmpty().MaximumLength(200);
            RuleFor(c => c.UserName).NotEmpty().Line(100);
        }
    }

    public sealed class Handler(PresentPassword password, Erasure erasure, Caller caller) : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!string.Equals(request.UserName.Trim(), caller.UserName, StringComparison.OrdinalIgnoreCase)) return IdentityErrors.OtherUserName;
            if ((await password.Confirm(caller, request.CurrentPassword, cancellationToken)).Error is { } wrong) return wrong;
            return await erasure.Erase(caller.UserId, caller.AccountId, cancellationToken) is { } refusal ? refusal : Done.Instance;
        }
    }

    public sealed record Body(string? CurrentPassword, string? UserName);

    public static void Map(IEndpointRouteBuilder me) => me
        .MapPost("erasure", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.CurrentPassword ?? "", body.UserName ?? ""), ct)).ToHttp())
        .Require<Command>();
}
