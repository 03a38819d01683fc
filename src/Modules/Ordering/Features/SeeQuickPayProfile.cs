namespace Modular.Ordering.Features;

/// <summary>Shows one quick-pay profile of the account.</summary>
internal static class SeeQuickPayProfile
{
    [Requires(OrderingPrivileges.Place, Or = OrderingPrivileges.ManageQuickPay)]
    public sealed record Query(Guid Id) : IRequest<Result<QuickPayProfile>>;

    public sealed class Handler(QuickPayProfiles profiles, Caller caller) : IRequestHandler<Query, Result<QuickPayProfile>>
    {
        public async Task<Result<QuickPayProfile>> Handle(Query request, CancellationToken cancellationToken) =>
            await profiles.See(caller.AccountId, request.Id, cancellationToken) is { } found ? found : OrderingErrors.ProfileUnknown with { Field = null };
    }

    public static void Map(IEndpointRouteBuilder profiles) => profiles
        .MapGet("{id:guid}", async (Guid id, ISender send, CancellationToken ct) => (await send.Send(new Query(id), ct)).ToHttp())
        .Require<Query>();
}
