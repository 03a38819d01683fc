namespace Modular.Ordering.Features;

/// <summary>"Pago rápido": lists the account's profiles by name.</summary>
internal static class ListQuickPayProfiles
{
    [Requires(OrderingPrivileges.Place, Or = OrderingPrivileges.ManageQuickPay)]
    public sealed record Query : IRequest<Result<Listing<QuickPayProfile>>>;

    public sealed class Handler(QuickPayProfiles profiles, Caller caller) : IRequestHandler<Query, Result<Listing<QuickPayProfile>>>
    {
        public async Task<Result<Listing<QuickPayProfile>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var all = await profiles.All(caller.AccountId, cancellationToken);
            return new Listing<QuickPayProfile>(all, 1, Math.Max(1, all.Count), all.Count);
        }
    }

    public static void Map(IEndpointRouteBuilder profiles) => profiles
        .MapGet("", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
