namespace Modular.BuildingBlocks.Data;

/// <summary>The connection broke after the write was sent: it may have been committed or not, so look before repeating.</summary>
public sealed class CommitOutcomeUnknownException(Exception cause)
    : Exception("The connection to the database broke while a write was under way; whether it was committed is not known.", cause);
