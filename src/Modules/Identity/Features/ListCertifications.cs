using Modular.BuildingBlocks.Data;
using Modular.Integration.Catalog;

namespace Modular.Identity.Features;

/// <summary>Shows the distributor's staff what an account is certified for, and what it could be.</summary>
internal static class ListCertifications
{
    [Requires(IdentityPrivileges.ManageCertifications)]
    public sealed record Query(Guid AccountId) : IRequest<Result<View>>;

    public sealed class Handler(Db db, Certifications certifications, ICertificationCodes codes) : IRequestHandler<Query, Result<View>>
    {
        public async Task<Result<View>> Handle(Query request, CancellationToken cancellationToken)
        {
            var account = await db.One<AccountView>(
                "SELECT id, number, name, kind, country::text, currency::text FROM identity.accounts WHERE id = @AccountId", new { request.AccountId }, cancellationToken);
            return account is null
                ? IdentityErrors.NoSuchAccount
                : new View(account, await certifications.Of(request.AccountId, cancellationToken), await codes.All(cancellationToken));
        }
    }

    /// <param name="Known">Codes that products ask for.</param>
    internal sealed record View(AccountView Account, IReadOnlyList<Certification> Items, IReadOnlyList<string> Known);

    public static void Map(IEndpointRouteBuilder certifications) => certifications
        .MapGet("", async (Guid accountId, ISender send, CancellationToken ct) => (await send.Send(new Query(accountId), ct)).ToHttp())
        .Require<Query>();
}
