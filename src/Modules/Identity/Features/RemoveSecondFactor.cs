using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Callers;
using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Http;
using Modular.BuildingBlocks.Requests;
using Modular.BuildingBlocks.Results;

namespace Modular.Identity.Features;

/// <summary>Signs in without a code again, where no account of the user asks for one.</summary>
internal static class RemoveSecondFactor
{
    [SignedIn]
    public sealed record Command(string CurrentPassword) : IRequest<Result<Done>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.CurrentPassword).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(
        Db db, ISender send, SecondFactors factors, SignInFailures failures, IOptions<IdentityOptions> options, Caller caller)
        : IRequestHandler<Command, Result<Done>>
    {
        public async Task<Result<Done>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await failures.LockedFor(caller.UserName, cancellationToken) is { } minutes)
                return IdentityErrors.Locked(minutes, options.Value.DistributorPhone);
            var (hash, home) = await db.One<(string, Guid)>(
                "SELECT password_hash, home_account_id FROM identity.users WHERE id = @UserId", new { caller.UserId }, cancellationToken);
            if (!Passwords.Fits(hash, request.CurrentPassword))
            {
                await failures.Add(caller.UserName, (caller.UserId, home), SignInOutcome.WrongPassword, cancellationToken);
                return IdentityErrors.WrongPassword;
            }

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
