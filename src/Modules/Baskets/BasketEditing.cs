using System.Collections.Immutable;
using System.Globalization;

namespace Modular.Baskets;

/// <summary>A decided change: the basket before and after, the line rows to write, and what the history will say.</summary>
internal sealed record BasketEdit(Basket Before, Basket After, IReadOnlyList<LineRow> Rows, IReadOnlyList<Entry> Entries)
{
    public bool ChangesNothing => ReferenceEquals(Before, After);
}

/// <summary>A line to be written; <paramref name="RemovedAt"/> is null for one that is in the basket.</summary>
internal sealed record LineRow(Line Line, DateTime? RemovedAt)
{
    /// <summary>PostgreSQL's <c>-infinity</c>: taken out, and nothing of it is left to put back.</summary>
    public static readonly DateTime ForGood = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
}

/// <summary>One entry of the basket's history.</summary>
internal sealed record Entry(string Kind, Guid? LineId = null, string? Sku = null, string? Before = null, string? After = null);

/// <summary>Collects one edit's steps; the basket's version rises once, each touched line's by one.</summary>
internal sealed class BasketEditing(Basket before, Editor by, DateTime at)
{
    private readonly Dictionary<Guid, LineRow> _rows = [];
    private readonly List<Entry> _entries = [];
    private readonly ImmutableArray<Line>.Builder _lines = before.Lines.ToBuilder();
    private readonly List<RemovedLine> _removed = [.. before.Removed.Where(r => at - r.At <= Basket.UndoFor)];
    private readonly Basket _before = before;
    private Basket _after = before;

    public Error? Add(Addition addition)
    {
        if (addition.Quantity is < 1 or > Basket.MaxQuantity) return BasketErrors.QuantityInvalid;
        var index = IndexOf(addition.Offer.Sku);
        return index < 0
            ? Insert(new Line(addition.LineId, addition.Offer, addition.Quantity, addition.Notes, 0, at, by.UserId), "line_added")
            // A product added again is quoted again.
            : Raise(_lines[index] with { Offer = addition.Offer }, addition.Quantity, addition.Notes);
    }

    public Error? Restore(RemovedLine removed)
    {
        var line = removed.Line;
        var index = IndexOf(line.Offer.Sku);
        var error = index < 0 ? Insert(line, "line_restored") : Raise(_lines[index], line.Quantity, line.Notes);
        if (error is not null) return error;
        _removed.Remove(removed);
        // What went into another line must not be put back a second time.
        if (index >= 0) _rows[line.Id] = new LineRow(line, LineRow.ForGood);
        return null;
    }

    public Line Put(Line line, string kind, string? was, string? becomes)
    {
        line = Touch(line);
        _lines[IndexOf(line.Offer.Sku)] = line;
        _entries.Add(new Entry(kind, line.Id, line.Offer.Sku, was, becomes));
        return line;
    }

    public void Remove(Line line)
    {
        _lines.RemoveAt(IndexOf(line.Offer.Sku));
        var removed = line with { Version = line.Version + 1, ChangedAt = at, ChangedBy = by.UserId };
        _removed.Add(new RemovedLine(removed, at));
        _rows[line.Id] = new LineRow(removed, at);
        _entries.Add(new Entry("line_removed", line.Id, line.Offer.Sku, Text(line.Quantity)));
    }

    public void Describe(BasketDetails details)
    {
        void Note(string kind, string? was, string? becomes)
        {
            if (was != becomes) _entries.Add(new Entry(kind, Before: was, After: becomes));
        }

        var was = _before.Details;
        Note("renamed", was.Name, details.Name);
        Note("visibility_changed", was.Visibility.ToText(), details.Visibility.ToText());
        Note("end_customer_changed", was.EndCustomer, details.EndCustomer);
        Note("purchase_order_changed", was.PurchaseOrderNumber, details.PurchaseOrderNumber);
        Note("notes_changed", was.Notes, details.Notes);
        _after = _after with { Details = details };
    }

    public void Become(BasketStatus status, string kind)
    {
        _after = _after with { Status = status };
        _entries.Add(new Entry(kind));
    }

    public void Order(Guid orderId)
    {
        Become(BasketStatus.Ordered, "ordered");
        _after = _after with { OrderId = orderId };
    }

    public BasketEdit Done() => _entries.Count == 0
        ? new BasketEdit(_before, _before, [], [])
        : new BasketEdit(
            _before,
            _after with { Version = _before.Version + 1, ChangedAt = at, ChangedBy = by.UserId, Lines = _lines.DrainToImmutable(), Removed = [.. _removed] },
            [.. _rows.Values],
            _entries);

    private Error? Insert(Line line, string kind)
    {
        if (_lines.Count >= Basket.MaxLines) return BasketErrors.TooManyLines;
        if (CurrencyRefusal(line.Offer) is { } refusal) return refusal;
        line = Touch(line);
        _lines.Add(line);
        _entries.Add(new Entry(kind, line.Id, line.Offer.Sku, null, Text(line.Quantity)));
        return null;
    }

    private Error? Raise(Line line, int more, string? notes)
    {
        var quantity = line.Quantity + more;
        if (quantity > Basket.MaxQuantity) return BasketErrors.QuantityInvalid;
        if (CurrencyRefusal(line.Offer) is { } refusal) return refusal;
        Put(line with { Quantity = quantity, Notes = line.Notes ?? notes }, "quantity_changed", Text(line.Quantity), Text(quantity));
        return null;
    }

    private Error? CurrencyRefusal(Offer offer) =>
        _lines.Count > 0 && _lines[0].Offer.Currency is var currency && currency != offer.Currency
            ? BasketErrors.CurrencyDiffers(offer.Currency, currency)
            : null;

    private Line Touch(Line line)
    {
        var version = _before.Find(line.Id) is { } old ? old.Version + 1 : _rows.ContainsKey(line.Id) ? line.Version : line.Version + 1;
        line = line with { Version = version, ChangedAt = at, ChangedBy = by.UserId };
        _rows[line.Id] = new LineRow(line, null);
        return line;
    }

    private int IndexOf(string sku)
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            if (_lines[i].Offer.Sku == sku) return i;
        }

        return -1;
    }

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
