namespace Modular.Baskets;

/// <summary>Who else is at a basket now, and what others changed since the caller looked.</summary>
/// <param name="ChangedSinceSeen">Counted among the basket's last <see cref="Visits.Remembered"/> changes.</param>
/// <param name="SeenVersion">The version from which changes are counted.</param>
/// <param name="Version">The basket's version now.</param>
/// <param name="Changes">What was counted, newest first.</param>
internal sealed record Presence(
    IReadOnlyList<Visitor> Here, int ChangedSinceSeen, long SeenVersion, long Version, IReadOnlyList<Features.SeeChanges.Item> Changes)
{
    /// <summary>Equal for equal contents, so that a page asks only for what it does not show yet.</summary>
    public string Key() => $"{Version}-{ChangedSinceSeen}-{string.Join('-', Here.Select(v => v.UserId.ToString("N")[20..]))}";
}

/// <param name="Since">When they came, in UTC.</param>
internal sealed record Visitor(Guid UserId, string Name, DateTime Since);
