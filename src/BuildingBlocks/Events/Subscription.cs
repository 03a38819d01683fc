using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Modular.BuildingBlocks.Events;

/// <summary>A consumer class and the event it reacts to.</summary>
internal abstract class Subscription(Type consumer, Type e)
{
    /// <summary>What the inbox knows the consumer by: an event under way at a renaming is handled again.</summary>
    public string Consumer { get; } = consumer.FullName!;

    public string EventType { get; } = OutboxMessage.TypeName(e);

    /// <summary>Whether it takes several events at once.</summary>
    public bool TakesMany { get; } = consumer.IsAssignableTo(typeof(IBatchConsumer<>).MakeGenericType(e));

    /// <param name="events">One, where it does not take many.</param>
    public abstract Task Handle(IServiceProvider services, IReadOnlyList<(string Payload, Delivery Delivery)> events, CancellationToken ct);
}

internal sealed class Subscription<TEvent>(Type consumer) : Subscription(consumer, typeof(TEvent)) where TEvent : notnull
{
    private readonly Type consumer = consumer;

    public override Task Handle(IServiceProvider services, IReadOnlyList<(string Payload, Delivery Delivery)> events, CancellationToken ct)
    {
        var read = events.Select(e => Read(e.Payload, e.Delivery)).ToArray();
        return services.GetRequiredService(consumer) is IBatchConsumer<TEvent> many
            ? many.Handle(read, ct)
            : ((IConsumer<TEvent>)services.GetRequiredService(consumer)).Handle(read[0].Event, read[0].Delivery, ct);
    }

    private static Delivered<TEvent> Read(string payload, Delivery delivery) => new(
        JsonSerializer.Deserialize<TEvent>(payload, OutboxMessage.Json) ?? throw new JsonException($"The event {delivery.EventId} has no content."),
        delivery);
}
