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
        o.id, o.number, o.placed_at, o.purchase_order_number, o.end_customer, o.status, o.delivery_status,
        o.currency::text AS currency, o.total, o.line_count, o.backordered_units
        """;

    private const string Begins =
        """
        o.id IN (
            SELECT id FROM ordering.orders WHERE account_id = @AccountId AND lower(number) ~>=~ @first AND lower(number) ~<=~ @last
            UNION ALL
            SELECT id FROM ordering.orders
            WHERE account_id = @AccountId AND lower(purchase_order_number) ~>=~ @first AND lower(purchase_order_number) ~<=~ @last
            UNION ALL
            SELECT id FROM ordering.orders WHERE account_id = @AccountId AND lower(end_customer) ~>=~ @first AND lower(end_customer) ~<=~ @last
            UNION ALL
            SELECT order_id FROM ordering.order_lines WHERE account_id = @AccountId AND lower(sku) ~>=~ @first AND lower(sku) ~<=~ @last)
        """;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Q) && Status is null && From is null && To is null;

    /// <summary>FROM and WHERE; what the user typed is only ever an argument.</summary>
    public string Sql
    {
        get
        {
            var where = new List<string> { "o.account_id = @AccountId" };
            if (!string.IsNullOrWhiteSpace(Q)) where.Add(Begins);
            if (Status is not null) where.Add("o.status = @Status");
            if (From is not null) where.Add("o.placed_at >= @after");
            if (To is not null) where.Add("o.placed_at < @before");
            return $"FROM ordering.orders o WHERE {string.Join(" AND ", where)}";
        }
    }

    public object Args(Guid accountId, int size = 0, long offset = 0)
    {
        // The case PostgreSQL folds and the range in which a text begins so: an index serves both whatever the argument.
#pragma warning disable CA1308
        var first = (Q ?? "").Trim().ToLowerInvariant();
#pragma warning restore CA1308
        return new
        {
            AccountId = accountId, Status, first, last = first + "\U0010FFFF", after = Midnight(From), before = Midnight(To?.AddDays(1)), size, offset,
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
