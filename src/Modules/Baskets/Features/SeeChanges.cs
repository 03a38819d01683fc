using Modular.BuildingBlocks.Data;
using Modular.Integration.Identity;

namespace Modular.Baskets.Features;

/// <summary>Shows who changed what in a basket and when, newest first.</summary>
internal static class SeeChanges
{
    /// <param name="Counted">Without, it is the first page and the total what is listed: to count a long history takes longer than to show its end.</param>
    [SignedIn(ClientsToo = true)]
    public sealed record Query(Guid BasketId, Paging Paging, bool Counted = true) : IRequest<Result<Listing<Item>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules() => RuleFor(q => q.Paging).SetValidator(new PagingRules(["at"])).OverridePropertyName("");
    }

    public sealed class Handler(Db db, LastChanges last, IAccountDirectory people, Caller caller) : IRequestHandler<Query, Result<Listing<Item>>>
    {
        private const string From =
            """
            FROM baskets.changes c JOIN baskets.baskets b ON b.id = c.basket_id
            WHERE c.basket_id = @BasketId AND b.account_id = @AccountId AND b.status <> 'deleted'
              AND (b.owner_id = @UserId OR b.visibility <> 'private')
            """;

        public async Task<Result<Listing<Item>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (rows, total) = request.Counted
                ? await Read(request.Paging, request.BasketId, cancellationToken)
                : await last.Of(caller, request.BasketId, request.Paging.Size, cancellationToken);
            // Every basket's history begins with its creation: none means that there is no such basket for this caller.
            if (total == 0) return BasketErrors.Unknown;
            var names = await people.Names([.. rows.Select(r => r.UserId).Distinct()], cancellationToken);
            return new Listing<Item>(
                [.. rows.Select(r => r.ToItem(names))], request.Paging.Page, request.Paging.Size, total);
        }

        private Task<(IReadOnlyList<Row> Rows, int Total)> Read(Paging paging, Guid basketId, CancellationToken ct) => db.Counted<Row>(
            $"""
            SELECT c.version, c.at, c.user_id, c.kind, c.line_id, c.sku, c.before, c.after {From}
            ORDER BY c.id {(paging.Sort == "at" ? "ASC" : "DESC")} LIMIT @Size OFFSET @Offset
            """,
            $"SELECT count(*)::int {From}", new { basketId, caller.AccountId, caller.UserId, paging.Size, paging.Offset }, ct);
    }

    /// <param name="Version">The basket's version that the change made.</param>
    /// <param name="Kind"><c>created</c>, <c>line_added</c>, <c>quantity_changed</c>, <c>line_removed</c>, <c>renamed</c> ….</param>
    internal sealed record Item(
        long Version, DateTime At, Person By, string Kind, Guid? LineId, string? Sku, string? Before, string? After);

    internal record Row(
        long Version, DateTime At, Guid UserId, string Kind, Guid? LineId, string? Sku, string? Before, string? After)
    {
        public Item ToItem(IReadOnlyDictionary<Guid, string> names) =>
            new(Version, At, new Person(UserId, names.GetValueOrDefault(UserId, "")), Kind, LineId, Sku, Before, After);
    }

    /// <param name="N">Which of those who asked together it answers, from 1.</param>
    internal sealed record AnsweringRow(
        long N, long Version, DateTime At, Guid UserId, string Kind, Guid? LineId, string? Sku, string? Before, string? After)
        : Row(Version, At, UserId, Kind, LineId, Sku, Before, After);

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapGet("{basketId:guid}/changes", async (
            Guid basketId, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(basketId, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
