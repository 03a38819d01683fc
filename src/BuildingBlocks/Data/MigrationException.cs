namespace Modular.BuildingBlocks.Data;

/// <summary>The migration files and the database do not fit together.</summary>
public sealed class MigrationException(string message, Exception? cause = null) : Exception(message, cause);
