using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of grain classes: one instance per key, one call at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Takes its place in the activation that is being made; none when constructed by hand.</summary>
    protected Grain() => Activation = Activation.UnderConstruction;

    internal Activation? Activation { get; }

    /// <summary>The activation this grain is the heart of.</summary>
    public IGrainContext GrainContext => Required;

    /// <summary>Type and key, for logs.</summary>
    public string IdentityString => Required.Id.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Required.Silo;

    /// <summary>The activation's own service scope.</summary>
    protected internal IServiceProvider ServiceProvider => Required.ActivationServices;

#pragma warning disable CA1725 // Orleans' names.
    /// <summary>Runs before the first call; if it throws, waiting callers get the exception and the next call tries anew.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
#pragma warning restore CA1725

    /// <summary>Lets go of this activation when the running calls are done; waiting calls go to a fresh one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    private Activation Required => Activation
        ?? throw new InvalidOperationException("The grain was constructed by hand, outside of the runtime.");
}
