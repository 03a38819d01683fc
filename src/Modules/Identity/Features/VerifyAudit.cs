using Modular.BuildingBlocks.Audit;

namespace Modular.Identity.Features;

/// <summary>Checks that no sealed row of the account's audit trail was altered or removed.</summary>
internal static class VerifyAudit
{
    [Requires(IdentityPrivileges.ViewAudit)]
    public sealed record Query : IRequest<Result<AuditCheck>>;

    public sealed class Handler(AuditChain chain, Caller caller) : IRequestHandler<Query, Result<AuditCheck>>
    {
        public async Task<Result<AuditCheck>> Handle(Query request, CancellationToken cancellationToken) =>
            await chain.Verify(caller.AccountId, cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder audit) => audit
        .MapGet("verify", async (ISender send, CancellationToken ct) => (await send.Send(new Query(), ct)).ToHttp())
        .Require<Query>();
}
