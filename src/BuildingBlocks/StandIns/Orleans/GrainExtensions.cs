using Orleans.Runtime;

namespace Orleans;

/// <summary>Reads the key of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>The string key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) =>
        IdOf(grain).Text ?? throw new InvalidOperationException($"The key of {IdOf(grain)} is a Guid.");

    /// <summary>The Guid key.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) =>
        IdOf(grain) is { Text: null } id ? id.Guid : throw new InvalidOperationException($"The key of {IdOf(grain)} is a string.");

    private static GrainId IdOf(IAddressable grain) => grain switch
    {
        GrainReference reference => reference.Id,
        Grain { Activation: { } activation } => activation.Id,
        _ => throw new ArgumentException($"{grain?.GetType()} was constructed by hand, outside of the runtime.", nameof(grain)),
    };
}
