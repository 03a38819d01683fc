using Modular.BuildingBlocks.Ui;

namespace Modular.Ordering;

/// <summary>Which orders a list or a download shows.</summary>
/// <param name="Q">Beginning of the number, the customer's number, the customer's name or a SKU.</param>
/// <param name="From">First day, in UTC.</param>
/// <param name="To">Last day, in UTC.</param>
internal sealed record OrderFilter(string? Q, string? Status, DateOnly? From, DateOnly? To)
{
    public static readonly Sorting Sorts = new(
        new Dictionary<string, string>
        {
            ["placedAt"] = "o.placed_at", ["number"] = "o.number", ["total"] = "o.total", ["status"] = "o.status",
        },
        "-placedAt", "o.id");

    public const string Columns =
        """
        o.id, o.account_id, o.number, o.placed_at, o.purchase_order_number, o.end_customer, o.status, o.delivery_status,
        o.currency::text AS currency, o.total, o.line_count, o.backordered_units
        """;

    /// <summary>The chosen accounts' orders; a page takes from each as many as it can need, so that the index gives their order.</summary>
    public string All => $"FROM unnest(@accounts) r(id) CROSS JOIN LATERAL (SELECT o.* {Where}) o";

    public string Page(string order) =>
        $"FROM unnest(@accounts) r(id) CROSS JOIN LATERAL (SELECT o.* {Where} {order} LIMIT @size + @offset) o {order} LIMIT @size OFFSET @offset";

    private const string Begins =
        """
        o.id IN (
            SELECT id FROM ordering.orders WHERE account_id = r.id AND lower(number) ~>=~ @first AND lower(number) ~<=~ @last
            UNION ALL
            SELECT id FROM ordering.orders
            WHERE account_id = r.id AND lower(purchase_order_number) ~>=~ @first AND lower(purchase_order_number) ~<=~ @last
            UNION ALL
            SELECT id FROM ordering.orders WHERE account_id = r.id AND lower(end_customer) ~>=~ @first AND lower(end_customer) ~<=~ @last
            UNION ALL
            SELECT order_id FROM ordering.order_lines WHERE account_id = r.id AND lower(sku) ~>=~ @first AND lower(sku) ~<=~ @last)
        """;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Q) && Status is null && From is null && To is null;

    /// <summary>FROM and WHERE within one account; what the user typed is only ever an argument.</summary>
    private string Where
    {
        get
        {
            var where = new List<string> { "o.account_id = r.id" };
            if (!string.IsNullOrWhiteSpace(Q)) where.Add(Begins);
            if (Status is not null) where.Add("o.status = @Status");
            if (From is not null) where.Add("o.placed_at >= @after");
            if (To is not null) where.Add("o.placed_at < @before");
            return $"FROM ordering.orders o WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(Guid[] accounts, int size = 0, long offset = 0)
    {
        // The case PostgreSQL folds and the range in which a text begins so: an index serves both whatever the argument.
#pragma warning disable CA1308
        var first = (Q ?? "").Trim().ToLowerInvariant();
#pragma warning restore CA1308
        return new
        {
            accounts, Status, first, last = first + "\U0010FFFF", after = Midnight(From), before = Midnight(To?.AddDays(1)), size, offset,
        };
    }

    private static DateTime? Midnight(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}

/// <summary>The shape of an <see cref="OrderFilter"/>.</summary>
internal sealed class OrderFilterRules : AbstractValidator<OrderFilter>
{
    public OrderFilterRules()
    {
        RuleFor(f => f.Q).Line(100).OverridePropertyName("q");
        RuleFor(f => f.Status).Must(s => s is null || OrderStatus.All.Contains(s))
            .WithMessage(_ => Texts.Shared["request.one_of", string.Join(", ", OrderStatus.All)]).OverridePropertyName("status");
        RuleFor(f => f.To).Must((filter, to) => to is null || filter.From is null || to >= filter.From)
            .WithMessage(_ => OrderingTexts.Own["ordering.ends_before_it_begins"]).OverridePropertyName("to");
        RuleFor(f => f.To).LessThan(DateOnly.MaxValue).OverridePropertyName("to");
    }
}
