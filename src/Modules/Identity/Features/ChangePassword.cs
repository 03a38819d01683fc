using Microsoft.Extensions.Options;

namespace Modular.Identity.Features;

/// <summary>Replaces the caller's password; wherever else the user is signed in, the session ends.</summary>
internal static class ChangePassword
{
    [SignedIn(WhilePending = true, InPerson = true)]
    public sealed record Command(string CurrentPassword, string NewPassword) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules()
        {
            RuleFor(c => c.CurrentPassword).NotEmpty().MaximumLength(200);
            RuleFor(c => c.NewPassword).NotEmpty().MaximumLength(200);
        }
    }

    public sealed class Handler(
        PresentPassword password, PasswordStore passwords, SessionCache cache, IOptions<IdentityOptions> options, Caller caller)
        : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            var present = await password.Confirm(caller, request.CurrentPassword, cancellationToken);
            if (present.Error is { } wrong) return wrong;
            if (PasswordRule.Refusal(request.NewPassword, caller.UserName, options.Value) is { } refusal) return refusal;
            var earlier = await passwords.Earlier(caller.UserId, cancellationToken);
            if (earlier.Any(old => Passwords.Fits(old, request.NewPassword))) return IdentityErrors.PasswordUsedBefore;
            var replaced = await passwords.Replace(caller.UserId, present.Value!, Passwords.Hash(request.NewPassword), caller.SessionId, cancellationToken);
            cache.Forget(caller.UserId);
            return replaced ? Done.Instance : IdentityErrors.WrongPassword;
        }
    }

    public sealed record Body(string? CurrentPassword, string? NewPassword);

    public static void Map(IEndpointRouteBuilder me) => me
        .MapPut("password", async (Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(body.CurrentPassword ?? "", body.NewPassword ?? ""), ct)).ToHttp())
        .Require<Command>();
}
