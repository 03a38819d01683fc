using Npgsql;

namespace Modular.BuildingBlocks.Events;

/// <summary>Reacts to an event; found by <c>AddConsumers</c>, made per delivery in its own scope.</summary>
/// <remarks>What it writes through <see cref="Delivery.Connection"/> happens exactly once; any other effect at least once.</remarks>
public interface IConsumer<in TEvent> where TEvent : notnull
{
    Task Handle(TEvent e, Delivery delivery, CancellationToken ct);
}

/// <summary>The circumstances of one delivery; the transaction holds the inbox row and is committed by the worker.</summary>
public sealed record Delivery(
    Guid EventId,
    Guid? AccountId,
    DateTime OccurredAt,
    int Attempt,
    NpgsqlConnection Connection,
    NpgsqlTransaction Transaction);
