namespace Modular.Simulation.Faults;

/// <summary>What one acknowledged answer said.</summary>
/// <param name="What"><c>opened</c>, <c>added</c>, <c>set</c>, <c>removed</c>, <c>deleted</c> or <c>ordered</c>.</param>
/// <param name="Quantity">The line's quantity; of a shared basket, by how much it grew.</param>
/// <param name="IsShared">Several people write into the basket, so that the last answer is not all.</param>
public sealed record LedgerEntry(
    string What, Guid Basket, Guid? Line = null, string? Sku = null, int? Quantity = null, long? Version = null, string? Order = null, bool IsShared = false);
