using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;
using Modular.Integration.Identity;

namespace Modular.Baskets.Features;

/// <summary>Lists "Mis canastas" (private and public ones I made) or "Canastas de la Empresa" (shared ones, and public ones of others).</summary>
internal static class ListBaskets
{
    /// <param name="View"><c>mine</c>, <c>company</c>, or <c>deleted</c>: mine that can still be restored.</param>
    /// <param name="Q">Part of the name or the end customer.</param>
    /// <param name="Status"><c>active</c> (default) or <c>ordered</c>.</param>
    [SignedIn]
    public sealed record Query(string View, string? Q, string? Visibility, string? Status, Paging Paging) : IRequest<Result<Listing<Item>>>;

    public sealed class Rules : AbstractValidator<Query>
    {
        public Rules()
        {
            RuleFor(q => q.View).Must(v => v is "mine" or "company" or "deleted").WithMessage(_ => OneOf("mine, company, deleted"));
            RuleFor(q => q.Q).Line(100);
            RuleFor(q => q.Visibility).Must(v => v is null or "private" or "public" or "shared").WithMessage(_ => OneOf("private, public, shared"));
            RuleFor(q => q.Status).Must(s => s is null or "active" or "ordered").WithMessage(_ => OneOf("active, ordered"));
            RuleFor(q => q.Paging).SetValidator(new PagingRules([.. Sorts.Columns.Keys])).OverridePropertyName("");
        }

        private static string OneOf(string values) => Texts.Shared["request.one_of", values];
    }

    private static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["changedAt"] = "b.changed_at", ["name"] = "lower(b.name)", ["createdAt"] = "b.created_at",
        },
        "-changedAt", "b.id");

    // The last change is mostly somebody else's where there is one; history is asked only where it is one's own.
    private static readonly string ChangedSinceSeen =
        $"""
        coalesce(v.seen_version < b.version AND (b.changed_by <> @UserId OR EXISTS (
            SELECT FROM (SELECT * FROM baskets.changes WHERE basket_id = b.id ORDER BY id DESC LIMIT {Visits.Remembered}) c
            WHERE c.version > v.seen_version AND c.user_id <> @UserId)), false)
        """;

    public sealed class Handler(Db db, IAccountDirectory people, Caller caller, TimeProvider time) : IRequestHandler<Query, Result<Listing<Item>>>
    {
        public async Task<Result<Listing<Item>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var where = new List<string> { "b.account_id = @AccountId" };
            where.Add(request.View switch
            {
                "mine" => "b.owner_id = @UserId AND b.visibility <> 'shared' AND b.status = @status",
                "deleted" => "b.owner_id = @UserId AND b.status = 'deleted' AND b.changed_at > @since",
                _ => "b.visibility <> 'private' AND (b.visibility = 'shared' OR b.owner_id <> @UserId) AND b.status = @status",
            });
            if (request.Visibility is not null) where.Add("b.visibility = @Visibility");
            if (!string.IsNullOrWhiteSpace(request.Q)) where.Add("(b.name ILIKE @like OR b.end_customer ILIKE @like)");
            var from = $"FROM baskets.baskets b WHERE {string.Join(" AND ", where)}";
            var (rows, total) = await db.Counted<Row>(
                $"""
                WITH page AS (SELECT b.* {from} {Sorts.OrderBy(request.Paging.Sort)} LIMIT @Size OFFSET @Offset)
                SELECT b.id, b.name, b.visibility, b.status, b.version, b.owner_id, b.end_customer, b.purchase_order_number, b.order_number,
                       b.created_at, b.changed_at, b.changed_by, {ChangedSinceSeen} AS changed_since_seen, l.line_count, l.units, l.total, l.currency
                FROM page b LEFT JOIN baskets.visits v ON v.basket_id = b.id AND v.user_id = @UserId CROSS JOIN LATERAL (
                    SELECT count(*)::int AS line_count, coalesce(sum(quantity), 0)::int AS units,
                           coalesce(sum(unit_price * quantity), 0) AS total, min(currency)::text AS currency
                    FROM baskets.lines WHERE basket_id = b.id AND removed_at IS NULL) l
                {Sorts.OrderBy(request.Paging.Sort)}
                """,
                $"SELECT count(*)::int {from}",
                new
                {
                    caller.AccountId, caller.UserId, request.Visibility, request.Paging.Size, request.Paging.Offset,
                    status = request.Status ?? "active",
                    like = Like.Containing(request.Q),
                    since = time.GetUtcNow().UtcDateTime - Basket.UndoFor,
                },
                cancellationToken);
            var names = await people.Names([.. rows.SelectMany(r => new[] { r.OwnerId, r.ChangedBy }).Distinct()], cancellationToken);
            return new Listing<Item>([.. rows.Select(r => r.ToItem(caller, names))], request.Paging.Page, request.Paging.Size, total);
        }
    }

    /// <param name="ChangedSinceSeen">Whether somebody else changed it since the caller looked; false where they never did.</param>
    internal sealed record Item(
        Guid Id, string Name, Visibility Visibility, BasketStatus Status, long Version, Person Owner, bool Mine, string? EndCustomer,
        string? PurchaseOrderNumber, string? OrderNumber, int LineCount, int Units, decimal Total, string? Currency,
        DateTime CreatedAt, DateTime ChangedAt, Person ChangedBy, bool ChangedSinceSeen);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public Visibility Visibility { get; init; }
        public BasketStatus Status { get; init; }
        public long Version { get; init; }
        public Guid OwnerId { get; init; }
        public string? EndCustomer { get; init; }
        public string? PurchaseOrderNumber { get; init; }
        public string? OrderNumber { get; init; }
        public DateTime CreatedAt { get; init; }
        public DateTime ChangedAt { get; init; }
        public Guid ChangedBy { get; init; }
        public int LineCount { get; init; }
        public int Units { get; init; }
        public bool ChangedSinceSeen { get; init; }
        public decimal Total { get; init; }
        public string? Currency { get; init; }

        public Item ToItem(Caller caller, IReadOnlyDictionary<Guid, string> names) => new(
            Id, Name, Visibility, Status, Version, new Person(OwnerId, names.GetValueOrDefault(OwnerId, "")), OwnerId == caller.UserId,
            EndCustomer, PurchaseOrderNumber, OrderNumber, LineCount, Units, Total, Currency, CreatedAt, ChangedAt,
            new Person(ChangedBy, names.GetValueOrDefault(ChangedBy, "")), ChangedSinceSeen);
    }

    public static void Map(IEndpointRouteBuilder baskets) => baskets
        .MapGet("", async (
            string? view, string? q, string? visibility, string? status, int? page, int? size, string? sort, ISender send, CancellationToken ct) =>
            (await send.Send(new Query(view ?? "mine", q, visibility, status, Paging.Of(page, size, sort)), ct)).ToHttp())
        .Require<Query>();
}
