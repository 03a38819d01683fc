using Modular.BuildingBlocks.Data;
using Modular.BuildingBlocks.Ui;

namespace Modular.Baskets;

/// <summary>Which baskets a list or a download shows.</summary>
/// <param name="View"><c>mine</c>, <c>company</c>, or <c>deleted</c>: mine that can still be restored.</param>
/// <param name="Q">Part of the name, the end customer or the purchase order number.</param>
/// <param name="Status"><c>active</c> (default) or <c>ordered</c>.</param>
internal sealed record BasketFilter(string View, string? Q, string? Visibility, string? Status)
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["changedAt"] = "b.changed_at", ["name"] = "lower(b.name)", ["createdAt"] = "b.created_at",
        },
        BasketList.Shape.DefaultSort, "b.id");

    /// <summary>From a page's address: the tab "ordered" is mine too, and what is no kind of basket filters nothing.</summary>
    public static BasketFilter OfPage(string? view, string? q, string? visibility) => new(
        view is "company" or "deleted" ? view : "mine", q,
        visibility is "private" or "public" or "shared" ? visibility : null,
        view == "ordered" ? "ordered" : null);

    /// <summary>Where an index knows the minutes of the last changes, it gives their order, and only what is of one minute is sorted.</summary>
    public string Order(string? sort)
    {
        const string byChange = "ORDER BY b.changed_at ";
        var order = Sorts.OrderBy(sort);
        var isKnown = View != "mine" || Status == "ordered";
        if (!isKnown || !order.StartsWith(byChange, StringComparison.Ordinal)) return order;
        return $"ORDER BY b.changed_minute {(order[byChange.Length..].StartsWith("DESC", StringComparison.Ordinal) ? "DESC" : "ASC")}, {order["ORDER BY ".Length..]}";
    }

    /// <summary>The chosen accounts' baskets; a page takes from each as many as it can need, so that the index gives their order.</summary>
    public string All => $"FROM unnest((SELECT @accounts)) r(id) CROSS JOIN LATERAL (SELECT b.* {Where}) b";

    public string Page(string order) =>
        $"FROM unnest(@accounts) r(id) CROSS JOIN LATERAL (SELECT b.* {Where} {order} LIMIT @size + @offset) b {order} LIMIT @size OFFSET @offset";

    /// <summary>FROM and WHERE within one account; what the user typed is only ever an argument.</summary>
    private string Where
    {
        get
        {
            var where = new List<string> { "b.account_id = r.id" };
            where.Add(View switch
            {
                "mine" => "b.owner_id = @UserId AND b.visibility <> 'shared' AND b.status = @status",
                "deleted" => "b.owner_id = @UserId AND b.status = 'deleted' AND b.changed_at > @since AND b.changed_minute >= date_trunc('minute', @since AT TIME ZONE 'UTC')",
                _ => "b.visibility <> 'private' AND (b.visibility = 'shared' OR b.owner_id <> @UserId) AND b.status = @status",
            });
            if (Visibility is not null) where.Add("b.visibility = @Visibility");
            if (!string.IsNullOrWhiteSpace(Q)) where.Add("(b.name ILIKE @like OR b.end_customer ILIKE @like OR b.purchase_order_number ILIKE @like)");
            return $"FROM baskets.baskets b WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(Caller caller, Guid[] accounts, DateTime now, int size = 0, long offset = 0) => new
    {
        accounts, caller.UserId, Visibility, size, offset,
        status = Status ?? "active",
        like = Like.Containing(Q),
        since = now - Basket.UndoFor,
    };
}

/// <summary>The shape of a <see cref="BasketFilter"/>.</summary>
internal sealed class BasketFilterRules : AbstractValidator<BasketFilter>
{
    public BasketFilterRules()
    {
        RuleFor(f => f.View).Must(v => v is "mine" or "company" or "deleted").WithMessage(_ => OneOf("mine, company, deleted")).OverridePropertyName("view");
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Visibility).Must(v => v is null or "private" or "public" or "shared")
            .WithMessage(_ => OneOf("private, public, shared")).OverridePropertyName("visibility");
        RuleFor(f => f.Status).Must(s => s is null or "active" or "ordered").WithMessage(_ => OneOf("active, ordered")).OverridePropertyName("status");
    }

    private static string OneOf(string values) => Texts.Shared["request.one_of", values];
}
