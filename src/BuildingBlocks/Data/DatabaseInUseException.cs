namespace Modular.BuildingBlocks.Data;

/// <summary>Another host that trusts its memory works on this database.</summary>
public sealed class DatabaseInUseException(string database)
    : Exception($"Another host is working on the database {database}; stop it, or start all hosts of this database with Silo:Shared=true.");
