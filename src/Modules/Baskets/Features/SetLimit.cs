using Modular.BuildingBlocks.Audit;
using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Baskets.Features;

/// <summary>Sets how many active baskets each user of an account may have; the distributor's staff decides it.</summary>
internal static class SetLimit
{
    [Requires(BasketsPrivileges.SetLimits)]
    public sealed record Command(Guid AccountId, int ActiveBaskets) : IRequest<Result<Limit>>;

    public sealed class Rules : AbstractValidator<Command>
    {
        public Rules() => RuleFor(c => c.ActiveBaskets).InclusiveBetween(0, 100_000);
    }

    public sealed class Handler(Db db, IAccountDirectory accounts, TimeProvider time) : IRequestHandler<Command, Result<Limit>>
    {
        public async Task<Result<Limit>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await accounts.Account(request.AccountId, cancellationToken) is null) return Error.NotFound("baskets.account_unknown");
            await db.Change(
                """
                INSERT INTO baskets.limits (account_id, active_baskets) VALUES (@AccountId, @ActiveBaskets)
                ON CONFLICT (account_id) DO UPDATE SET active_baskets = excluded.active_baskets
                """,
                request, new(request.AccountId, "baskets.limit_set", $"account/{request.AccountId}", null, new { request.ActiveBaskets }), Moment.Now(time), cancellationToken);
            return new Limit(request.AccountId, request.ActiveBaskets);
        }
    }

    internal sealed record Limit(Guid AccountId, int ActiveBaskets);

    public sealed record Body(int ActiveBaskets);

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPut("/api/accounts/{accountId:guid}/basket-limit", async (Guid accountId, Body body, ISender send, CancellationToken ct) =>
            (await send.Send(new Command(accountId, body.ActiveBaskets), ct)).ToHttp())
        .Require<Command>();
}
