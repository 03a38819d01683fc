namespace Orleans.Runtime;

/// <summary>What has an identity: a grain and a reference to it.</summary>
public interface IAddressable;

/// <summary>An activation as its grain sees it.</summary>
public interface IGrainContext
{
    /// <summary>The grain; null before it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>The activation's own service scope.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Lets go of the activation when the running calls are done.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>Which grain: its class and its key, a string or, where that is null, a Guid.</summary>
internal readonly record struct GrainId(GrainClass Class, string? Text, Guid Guid)
{
    public override string ToString() => $"{Class.Type.Name}/{Text ?? Guid.ToString()}";
}
