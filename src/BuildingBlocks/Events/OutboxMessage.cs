using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modular.BuildingBlocks.Events;

/// <summary>An event as a row of platform.outbox; messages of one key are delivered in order.</summary>
public sealed record OutboxMessage(Guid EventId, string Type, string Key, Guid? AccountId, string Payload, DateTime OccurredAt)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static OutboxMessage From<TEvent>(TEvent e, string key, Guid? accountId, DateTime at) where TEvent : notnull =>
        new(Guid.CreateVersion7(at), TypeName(typeof(TEvent)), key, accountId, JsonSerializer.Serialize(e, Json), at);

    /// <summary><c>Modular.Integration.Baskets.BasketCheckedOut</c> is told as <c>baskets.BasketCheckedOut</c>: renaming either breaks undelivered events.</summary>
    public static string TypeName(Type type)
    {
        var owner = type.Namespace?.Split('.')[^1] ?? throw new ArgumentException($"{type} has no namespace to name its owner.", nameof(type));
#pragma warning disable CA1308 // A name, not text to compare.
        return $"{owner.ToLowerInvariant()}.{type.Name}";
#pragma warning restore CA1308
    }
}
