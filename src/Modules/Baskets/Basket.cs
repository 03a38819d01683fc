using System.Collections.Immutable;
using System.Globalization;

namespace Modular.Baskets;

internal enum Visibility
{
    Private,
    Public,
    Shared,
}

internal enum BasketStatus
{
    Active,
    Ordered,
    Deleted,
}

/// <summary>A basket and what can be decided about it; each decision answers the basket as it would be, or why not.</summary>
[GenerateSerializer, Immutable, Alias("baskets.basket")]
internal sealed record Basket(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Guid AccountId,
    [property: Id(2)] Guid OwnerId,
    [property: Id(3)] BasketDetails Details,
    [property: Id(4)] BasketStatus Status,
    [property: Id(5)] long Version,
    [property: Id(6)] Guid? OrderId,
    [property: Id(7)] DateTime ChangedAt,
    [property: Id(8)] ImmutableArray<Line> Lines,
    [property: Id(9)] ImmutableArray<RemovedLine> Removed)
{
    public const int MaxQuantity = 99_999;
    public const int MaxLines = 2_000;
    public const int NameLength = 100;

    /// <summary>How long a removal or a deletion can be taken back.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromMinutes(30);

    [Id(10)] public DateTime CreatedAt { get; init; }

    [Id(11)] public Guid ChangedBy { get; init; }

    private bool IsShared => Details.Visibility == Visibility.Shared;

    /// <summary>Puts goods in; what is there already becomes more. Needs no version: additions commute.</summary>
    public Result<BasketEdit> Add(Editor by, IReadOnlyList<Addition> additions, DateTime at)
    {
        if (Refusal(by) is { } refusal) return refusal;
        var edit = new BasketEditing(this, by, at);
        foreach (var addition in additions)
        {
            if (edit.Add(addition) is { } error) return error;
        }

        return edit.Done();
    }

    /// <summary>Sets a line's quantity or notes, whichever is given.</summary>
    public Result<BasketEdit> ChangeLine(Editor by, Guid lineId, int? quantity, Patch<string?> notes, long? seen, DateTime at)
    {
        if (Refusal(by) is { } refusal) return refusal;
        if (LineRefusal(lineId, seen, out var line) is { } lineRefusal) return lineRefusal;
        var edit = new BasketEditing(this, by, at);
        if (quantity is { } wanted && wanted != line!.Quantity)
            line = edit.Put(line with { Quantity = wanted }, "quantity_changed", Text(line.Quantity), Text(wanted));
        if (notes.Given && notes.Value != line!.Notes)
            edit.Put(line with { Notes = notes.Value }, "line_notes_changed", line.Notes, notes.Value);
        return edit.Done();
    }

    public Result<BasketEdit> RemoveLine(Editor by, Guid lineId, long? seen, DateTime at)
    {
        if (Refusal(by) is { } refusal) return refusal;
        if (LineRefusal(lineId, seen, out var line) is { } lineRefusal) return lineRefusal;
        var edit = new BasketEditing(this, by, at);
        edit.Remove(line!);
        return edit.Done();
    }

    /// <summary>Takes a removal back; if the product was added again meanwhile, its quantity grows by what was removed.</summary>
    public Result<BasketEdit> RestoreLine(Editor by, Guid lineId, DateTime at)
    {
        if (Refusal(by) is { } refusal) return refusal;
        if (FindRemoved(lineId) is not { } removed || at - removed.At > UndoFor) return BasketErrors.NothingToRestore;
        var edit = new BasketEditing(this, by, at);
        return edit.Restore(removed) is { } error ? error : edit.Done();
    }

    /// <summary>Name, visibility, end customer, purchase order number, notes. Visibility is its creator's to change.</summary>
    public Result<BasketEdit> Describe(Editor by, BasketDetails details, long? seen, DateTime at)
    {
        if (Refusal(by) is { } refusal) return refusal;
        if (VersionRefusal(seen) is { } stale) return stale;
        if (details.Visibility != Details.Visibility && by.UserId != OwnerId) return Error.Forbidden("baskets.visibility_is_the_creators");
        if (details == Details) return new BasketEdit(this, this, [], []);
        var edit = new BasketEditing(this, by, at);
        edit.Describe(details);
        return edit.Done();
    }

    public Result<BasketEdit> Delete(Editor by, long? seen, DateTime at)
    {
        if (Refusal(by) is { } refusal) return refusal;
        if (VersionRefusal(seen) is { } stale) return stale;
        var edit = new BasketEditing(this, by, at);
        edit.Become(BasketStatus.Deleted, "deleted");
        return edit.Done();
    }

    public Result<BasketEdit> Restore(Editor by, DateTime at)
    {
        if (AccessRefusal(by) is { } refusal) return refusal;
        if (Status != BasketStatus.Deleted || at - ChangedAt > UndoFor) return BasketErrors.NothingToRestore;
        var edit = new BasketEditing(this, by, at);
        edit.Become(BasketStatus.Active, "restored");
        return edit.Done();
    }

    /// <summary>Closes the basket for the order that it becomes; only at the version whose prices were checked. Closed for that order already, it stays so.</summary>
    public Result<BasketEdit> Close(Editor by, Guid orderId, long seen, DateTime at)
    {
        if (OrderId == orderId) return new BasketEditing(this, by, at).Done();
        if (Refusal(by) is { } refusal) return refusal;
        if (seen != Version) return BasketErrors.Changed;
        var edit = new BasketEditing(this, by, at);
        edit.Order(orderId);
        return edit.Done();
    }

    /// <summary>One's own, or one that the company may look at; until it is deleted.</summary>
    public bool IsSeenBy(Guid userId) => Status != BasketStatus.Deleted && (OwnerId == userId || Details.Visibility != Visibility.Private);

    public Line? Find(Guid lineId) => Lines.FirstOrDefault(l => l.Id == lineId);

    public Line? FindSku(string sku) => Lines.FirstOrDefault(l => l.Offer.Sku == sku);

    public RemovedLine? FindRemoved(Guid lineId) => Removed.FirstOrDefault(r => r.Line.Id == lineId);

    /// <summary>Somebody else's private basket does not exist; a public one may be looked at until it is deleted.</summary>
    private Error? AccessRefusal(Editor by) =>
        by.UserId == OwnerId ? null
        : Details.Visibility switch
        {
            Visibility.Public when Status != BasketStatus.Deleted => BasketErrors.PublicReadOnly,
            Visibility.Shared => by.CanEditShared ? null : BasketErrors.EditSharedMissing,
            _ => BasketErrors.Unknown,
        };

    private Error? Refusal(Editor by) =>
        Status == BasketStatus.Deleted ? BasketErrors.Unknown
        : AccessRefusal(by) is { } refusal ? refusal
        : Status == BasketStatus.Ordered ? BasketErrors.Ordered
        : null;

    private Error? VersionRefusal(long? seen) =>
        seen is null ? IsShared ? BasketErrors.VersionRequired : null
        : seen != Version ? BasketErrors.Changed
        : null;

    private Error? LineRefusal(Guid lineId, long? seen, out Line? line)
    {
        line = Find(lineId);
        return line is null ? BasketErrors.LineUnknown
            : seen is null ? IsShared ? BasketErrors.LineVersionRequired : null
            : seen != line.Version ? BasketErrors.LineChanged
            : null;
    }

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
