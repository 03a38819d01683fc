using Microsoft.Extensions.Options;
using Modular.BuildingBlocks.Data;
using Modular.Identity.SingleSignOn;

namespace Modular.Identity.Features.SingleSignOn;

/// <summary>Takes the code of the second factor from somebody whom the organisation has already signed in.</summary>
internal static class ProveSecondFactor
{
    [AllowAnyone]
    [Limited("sign-in", 60, 60)]
    public sealed record Command(string? Ticket, string? Code) : IRequest<Result<FinishSingleSignOn.Arrival>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.Code).NotEmpty().Line(40);
    }

    public sealed class Handler(
        Db db, SignOnTickets tickets, SignOnStore store, SignInFailures failures, SecondFactors factors, SignOnSessions sessions, IOptions<IdentityOptions> options)
        : IRequestHandler<Command, Result<FinishSingleSignOn.Arrival>>
    {
        public async Task<Result<FinishSingleSignOn.Arrival>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (tickets.Open(request.Ticket) is not { UserId: { } userId } ticket) return IdentityErrors.SignOnLost;
            if (await store.Find(ticket.AccountId, cancellationToken) is not { Status: SignOnStatus.Enabled } settings || settings.Version != ticket.Version)
                return IdentityErrors.SignOnLost;
            var person = (await db.One<LinkedPerson>(
                $"SELECT {LinkedPerson.Columns} FROM (SELECT @AccountId AS account_id, @userId AS user_id) l {LinkedPerson.Join}",
                new { ticket.AccountId, userId }, cancellationToken))!;
            if (await failures.LockedFor(person.UserName, cancellationToken) is { } minutes)
                return IdentityErrors.Locked(minutes, options.Value.DistributorPhone);
            if (!await factors.Takes(userId, request.Code!, cancellationToken))
            {
                await failures.Add(person.UserName, (userId, person.HomeAccountId), SignInOutcome.WrongCode, cancellationToken);
                return IdentityErrors.SecondFactorWrong;
            }

            return await sessions.Begin(userId, ticket.AccountId, true, cancellationToken) is { } token
                ? new FinishSingleSignOn.Arrival(token, ticket.ReturnUrl, null)
                : await sessions.Refuse(person, cancellationToken);
        }
    }
}
