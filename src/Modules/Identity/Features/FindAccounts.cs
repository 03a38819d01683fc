using Modular.BuildingBlocks.Data;

namespace Modular.Identity.Features;

/// <summary>Finds accounts for the distributor's staff by how their name or number begins.</summary>
internal static class FindAccounts
{
    private static readonly Sorting Sorts = new(
        new Dictionary<string, string> { ["name"] = "lower(a.name)", ["number"] = "lower(a.number)" }, "name", "a.id");

    [Requires(IdentityPrivileges.ManageFeatures, Or = IdentityPrivileges.ManageCertifications)]
    public sealed record Query(string? Q, Paging Paging) : IRequest<Result<Listing<AccountView>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.Q).Line(100);
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. Sorts.Columns.Keys])).OverridePropertyName("");
        }
    }

    public sealed class Handler(Db db) : IRequestHandler<Query, Result<Listing<AccountView>>>
    {
        public async Task<Result<Listing<AccountView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            // The case PostgreSQL folds and the range in which a text begins so.
#pragma warning disable CA1308
            var first = (request.Q ?? "").Trim().ToLowerInvariant();
#pragma warning restore CA1308
            var paging = request.Paging;
            var where = first.Length == 0
                ? "FROM identity.accounts a"
                : "FROM identity.accounts a WHERE (lower(a.name) ~>=~ @first AND lower(a.name) ~<=~ @last) OR (lower(a.number) ~>=~ @first AND lower(a.number) ~<=~ @last)";
            var (items, total) = await db.Counted<AccountView>(
                $"SELECT a.id, a.number, a.name, a.kind, a.country::text, a.currency::text {where} {Sorts.OrderBy(paging.Sort)} LIMIT @Size OFFSET @Offset",
                $"SELECT count(*)::int {where}",
                new { first, last = first + "\U0010FFFF", paging.Size, paging.Offset }, cancellationToken);
            return new Listing<AccountView>(items, paging.Page, paging.Size, total);
        }
    }

    public static void Map(IEndpointRouteBuilder app) => app
        .MapGet("/api/accounts", async (string? q, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(q, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
