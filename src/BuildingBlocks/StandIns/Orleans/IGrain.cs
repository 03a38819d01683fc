using Orleans.Runtime;

namespace Orleans;

/// <summary>What grain interfaces derive from, through one of the two below.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose key is a string.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain whose key is a Guid.</summary>
public interface IGrainWithGuidKey : IGrain;

/// <summary>What the runtime asks of a grain class; <see cref="Grain"/> implements it.</summary>
public interface IGrainBase
{
    /// <summary>The activation this object is the heart of.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
