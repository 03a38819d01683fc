using Npgsql;

namespace Modular.BuildingBlocks.Events;

/// <summary>Reacts to an event; found by <c>AddConsumers</c>, made per delivery in its own scope.</summary>
/// <remarks>What it writes through <see cref="Delivery.Connection"/> happens exactly once; any other effect at least once.</remarks>
public interface IConsumer<in TEvent> where TEvent : notnull
{
    Task Handle(TEvent e, Delivery delivery, CancellationToken ct);
}

/// <summary>Reacts to many events at once, such as are told every second: those that are delivered together come together, in order.</summary>
/// <remarks>When it fails, each of them is handed over by itself.</remarks>
public interface IBatchConsumer<TEvent> : IConsumer<TEvent> where TEvent : notnull
{
    /// <param name="events">One at least; all in the same transaction.</param>
    Task Handle(IReadOnlyList<Delivered<TEvent>> events, CancellationToken ct);

    Task IConsumer<TEvent>.Handle(TEvent e, Delivery delivery, CancellationToken ct) => Handle([new Delivered<TEvent>(e, delivery)], ct);
}

/// <summary>An event with the circumstances of its delivery.</summary>
public sealed record Delivered<TEvent>(TEvent Event, Delivery Delivery);

/// <summary>The circumstances of one delivery; the transaction holds the inbox row and is committed by the worker.</summary>
public sealed record Delivery(
    Guid EventId,
    Guid? AccountId,
    DateTime OccurredAt,
    int Attempt,
    NpgsqlConnection Connection,
    NpgsqlTransaction Transaction);
