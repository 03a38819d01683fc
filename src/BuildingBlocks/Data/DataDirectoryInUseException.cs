namespace Modular.BuildingBlocks.Data;

/// <summary>Another host runs on this data directory.</summary>
public sealed class DataDirectoryInUseException(string directory, Exception? cause = null)
    : Exception($"Another host is running on the data directory {directory}; stop it, or give this one a directory of its own.", cause);
