namespace Modular.Catalog.Import;

internal enum ImportState
{
    /// <summary>Sent by a page and kept here; another import goes first.</summary>
    Waiting,
    /// <summary>Lines are being read and checked.</summary>
    Reading,
    /// <summary>All lines are here; they are compared with the catalog and written, at one moment.</summary>
    Applying,
    Done,
    /// <summary>Nothing was changed.</summary>
    Failed,
}

/// <summary>An import as it stands now.</summary>
/// <param name="Rows">Lines read so far, the header not counted.</param>
/// <param name="Rejected">Lines not taken; <c>/errors</c> says why.</param>
/// <param name="IgnoredColumns">Columns of the file that mean nothing here.</param>
/// <param name="Failure">Why nothing was changed, where it failed.</param>
internal sealed record ImportView(
    Guid Id, ImportState State, bool DryRun, string? FileName, int Rows, int Added, int Changed, int Unchanged, int Rejected,
    IReadOnlyList<string> IgnoredColumns, ImportFailure? Failure, DateTime StartedAt, DateTime? EndedAt, string? StartedBy);

internal sealed record ImportFailure(string Code, string Message);
