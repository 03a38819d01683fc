using Modular.BuildingBlocks.Audit;

namespace Modular.Baskets;

/// <summary>An edit as one row of the audit trail.</summary>
internal static class BasketAudit
{
    // A quick order of a thousand lines is told in full by the basket's own history.
    private const int MaxSteps = 50;

    public static AuditEntry Of(BasketEdit edit)
    {
        var subject = $"basket/{edit.After.Id}";
        return edit.Entries is [var only]
            ? new(edit.After.AccountId, "baskets." + only.Kind, subject, State(only.Sku, only.Before), Whole(edit, only) ?? State(only.Sku, only.After))
            : new(edit.After.AccountId, "baskets.changed", subject, null, new { edit.Entries.Count, steps = edit.Entries.Take(MaxSteps) });
    }

    /// <summary>What came to be where there was nothing before: the basket as it was made, or its order.</summary>
    private static object? Whole(BasketEdit edit, Entry only)
    {
        var details = edit.After.Details;
        return only.Kind switch
        {
            "created" => new { details.Name, visibility = details.Visibility.ToText(), details.PurchaseOrderNumber, details.EndCustomer },
            "ordered" => new { details.Name, edit.After.OrderId, details.PurchaseOrderNumber },
            _ => null,
        };
    }

    private static object? State(string? sku, string? value) => value is null ? null : sku is null ? new { value } : new { sku, value };
}
