namespace Modular.BuildingBlocks.Data;

/// <summary>What has served its time and is removed once an hour, a little at a time.</summary>
/// <param name="Sql">A DELETE of at most <c>@atOnce</c> rows, found along an index.</param>
public sealed record Retention(string Sql)
{
    public const int AtOnce = 5_000;

    /// <returns>How many rows were removed.</returns>
    public async Task<int> Remove(Db db, CancellationToken ct)
    {
        var removed = 0;
        int rows;
        do
        {
            rows = await db.Execute(Sql, new { atOnce = AtOnce }, ct);
            removed += rows;
        }
        while (rows == AtOnce);
        return removed;
    }
}
