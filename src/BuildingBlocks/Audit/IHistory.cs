using System.Text.Json;

namespace Modular.BuildingBlocks.Audit;

/// <summary>Reads the audit trail of one thing for its own page; the module that lists the trail answers.</summary>
public interface IHistory
{
    /// <summary>The latest first; null where the caller may not see the trail.</summary>
    /// <param name="subject">As an <see cref="AuditEntry"/> names it.</param>
    /// <param name="accountId">Whose thing it is, for the distributor's staff; null: the caller's own account's.</param>
    Task<HistoryPart?> Of(string subject, Guid? accountId, int page, int size, CancellationToken ct);
}

/// <param name="Total">Of all parts.</param>
public sealed record HistoryPart(IReadOnlyList<HistoryEntry> Entries, long Total);

/// <param name="UserName">Null: the system itself.</param>
/// <param name="Behalf">The reason of the distributor's staff who acted for the account.</param>
public sealed record HistoryEntry(DateTime At, string? UserName, string? Behalf, string Action, JsonElement? Before, JsonElement? After);
