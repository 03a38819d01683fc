using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Modular.BuildingBlocks.Events;

/// <summary>A consumer class and the event it reacts to.</summary>
internal abstract class Subscription(Type consumer, Type e)
{
    /// <summary>What the inbox knows the consumer by: an event under way at a renaming is handled again.</summary>
    public string Consumer { get; } = consumer.FullName!;

    public string EventType { get; } = OutboxMessage.TypeName(e);

    public abstract Task Handle(IServiceProvider services, string payload, Delivery delivery, CancellationToken ct);
}

internal sealed class Subscription<TEvent>(Type consumer) : Subscription(consumer, typeof(TEvent)) where TEvent : notnull
{
    private readonly Type consumer = consumer;

    public override Task Handle(IServiceProvider services, string payload, Delivery delivery, CancellationToken ct)
    {
        var e = JsonSerializer.Deserialize<TEvent>(payload, OutboxMessage.Json)
            ?? throw new JsonException($"The event {delivery.EventId} has no content.");
        return ((IConsumer<TEvent>)services.GetRequiredService(consumer)).Handle(e, delivery, ct);
    }
}
