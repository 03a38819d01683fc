namespace Orleans;

/// <summary>Why an activation goes.</summary>
public readonly record struct DeactivationReason
{
    /// <summary>A reason without an exception.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>A reason with the exception that caused it.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>The reason in words.</summary>
    public string Description { get; }

    /// <summary>The reason as a code.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The exception that caused it, if one did.</summary>
    public Exception? Exception { get; }
}

/// <summary>Why an activation goes, as a code; the embedded silo uses a part of them.</summary>
#pragma warning disable CA1028 // Orleans' type.
public enum DeactivationReasonCode : byte
#pragma warning restore CA1028
{
    /// <summary>None given.</summary>
    None,

    /// <summary>The process ends.</summary>
    ShuttingDown,

    /// <summary>OnActivateAsync failed.</summary>
    ActivationFailed,

    /// <summary>The grain directory failed.</summary>
    DirectoryFailure,

    /// <summary>No call for longer than the collection age.</summary>
    ActivationIdle,

    /// <summary>It does not answer.</summary>
    ActivationUnresponsive,

    /// <summary>There is another one.</summary>
    DuplicateActivation,

    /// <summary>It cannot answer such a call.</summary>
    IncompatibleRequest,

    /// <summary>An error in the grain, such as a lost version check.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>It moves to another silo.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory runs low.</summary>
    HighMemoryPressure,
}
