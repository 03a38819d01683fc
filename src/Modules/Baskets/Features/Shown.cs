using Modular.BuildingBlocks.Ui;
using Modular.Integration.Catalog;

namespace Modular.Baskets.Features;

/// <summary>What the parts of the basket page show; handed down as a cascading value, since a component's own parameters must be public.</summary>
/// <param name="Presence">As it was before this look.</param>
/// <param name="Offers">Present quotes by SKU.</param>
/// <param name="Faults">By line id.</param>
internal sealed record Shown(
    BasketView Basket, Presence Presence, IReadOnlyDictionary<string, Quote> Offers, IReadOnlyDictionary<Guid, LineFault> Faults, FormErrors DetailErrors)
{
    /// <summary>What others did to a line since this person looked: the key of its word, or null.</summary>
    public string? MarkOf(Guid lineId) => Presence.Changes.LastOrDefault(c => c.LineId == lineId) is not { } first ? null
        : first.Kind is "line_added" or "line_restored" ? "baskets.mark.new" : "baskets.mark.changed";
}

/// <summary>Why one line of the basket page was not saved.</summary>
/// <param name="Typed">The quantity that was typed, kept in its field.</param>
/// <param name="Theirs">The line as somebody else has left it, where that is the reason.</param>
internal sealed record LineFault(string Sentence, string? Typed, LineChanged? Theirs);
